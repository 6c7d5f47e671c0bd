"""The layout laws as data files, their loader, and the widths of the letters they are set in."""
