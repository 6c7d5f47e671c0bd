"""Mend in place what can be mended without a decision: measures, fonts, page numbers, two kinds of typing slips."""
