"""The command line: parse, call one pipeline function, print its report, choose the exit code."""
