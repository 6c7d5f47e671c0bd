"""How Vietnamese offices write: numbers, dates, spelling. Nothing here knows a letter."""
