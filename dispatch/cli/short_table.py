"""Tables of which a person sees the first lines; the rest is counted, and --json has it."""

from collections.abc import Sequence

from dispatch.cli.report import print_table, say

LISTED = 12


def short_table(title: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    """A title with the number of rows, and the first of them; nothing without rows."""
    if rows:
        say()
        say(f"{len(rows)} {title}")
        print_table(heads, widths, rows[:LISTED])
        say_more(len(rows))


def say_more(total: int) -> None:
    """How many lines are not shown."""
    if total > LISTED:
        say(f"… và {total - LISTED} dòng nữa")
