"""What a correction changes: cells, figures, lists, sentences, letters; nothing is written."""
