"""From figures and a letter kind to a letter: the one place where templates are run."""
