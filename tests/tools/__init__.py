"""What the tests use from outside Python."""
