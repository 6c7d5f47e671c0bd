"""`python -m dispatch`: the same as the command."""

from dispatch.cli.main import main

if __name__ == "__main__":
    main()
