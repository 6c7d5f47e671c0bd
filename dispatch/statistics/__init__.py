"""From a dataset to figures and named units: exact, pure functions."""
