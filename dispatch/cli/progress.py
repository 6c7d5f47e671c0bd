"""Progress of long work on stderr: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

_PARTS = 10


@contextmanager
def progress(deed: str, total: int) -> Iterator[Callable[[], None]]:
    """Give a function to be called after each of `total` pieces of work; `deed` says what is done ("ghi")."""
    if sys.stderr.isatty():
        yield from _bar(deed, total)
    else:
        yield _lines(deed, total)


def _bar(deed: str, total: int) -> Iterator[Callable[[], None]]:
    columns = (TextColumn(f"Đang {deed}"), BarColumn(), MofNCompleteColumn(), _Rate())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda: shown.advance(task)


def _lines(deed: str, total: int) -> Callable[[], None]:
    begin = time.perf_counter()
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done * _PARTS // total > (done - 1) * _PARTS // total:
            rate = done / max(time.perf_counter() - begin, 1e-9)
            click.echo(f"Đã {deed} {done}/{total}, {_said(rate, total - done)}", err=True)

    return step


class _Rate(ProgressColumn):
    """Letters a second and the time left."""

    def render(self, task: Task) -> Text:
        """The column's text; nothing until a rate is known."""
        return Text(_said(task.speed, int(task.remaining or 0)) if task.speed else "")


def _said(rate: float, left: int) -> str:
    minutes, seconds = divmod(round(left / rate), 60)
    return f"{rate:.0f} văn bản/giây, còn {minutes}:{seconds:02}"
