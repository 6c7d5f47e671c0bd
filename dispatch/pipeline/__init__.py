"""The verbs of the program: the only code that joins stages and touches output/."""
