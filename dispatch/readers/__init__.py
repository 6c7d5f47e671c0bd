"""From files to a dataset: every fault is told with its file, cell or line."""
