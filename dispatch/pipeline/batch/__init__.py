"""A letter for every unit: planned first, then written one by one, resumable, and none with another's data."""
