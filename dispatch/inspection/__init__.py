"""From a .docx to what is in it: its parts, its anchors, and what is broken or against the law."""
