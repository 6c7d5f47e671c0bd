"""The parts of a letter, found by what they say and where they stand, never by names of styles."""
