"""The rules of layout: each says what is there, what the law wants, and by which article."""
