"""From a letter to a .docx: WordprocessingML, package, styles, anchors."""
