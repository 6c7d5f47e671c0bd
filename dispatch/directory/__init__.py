"""Dated facts of the civil judgment enforcement system: its units, agencies, titles and people."""
