"""A process that is killed (SIGKILL) at the n-th step it takes towards the disk or the database."""

import os
import signal
import tempfile
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event

# What only asks cannot leave anything half done.
_ASKING = ("select", "pragma", "begin", "show")


class _Countdown:
    def __init__(self, step: int) -> None:
        self.left = step

    def tick(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **named: Any) -> Any:
            self.tick()
            return call(*arguments, **named)

        return instead

    def on_statement(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().lower().startswith(_ASKING):
            self.tick()

    def on_commit(self, _connection: object) -> None:
        self.tick()


def killed_at(step: int, deed: Callable[[], object]) -> bool:
    """Whether `deed`, done in a process of its own, was killed before its n-th step; False when it takes fewer."""
    child = os.fork()
    if child == 0:
        os._exit(_done(step, deed))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the deed failed by itself"
    return False


def _done(step: int, deed: Callable[[], object]) -> int:
    countdown = _Countdown(step)
    try:
        with pytest.MonkeyPatch.context() as patched:
            for module, name in ((os, "replace"), (os, "fsync"), (tempfile, "mkstemp")):
                patched.setattr(module, name, countdown.wrapped(getattr(module, name)))
            event.listen(Engine, "before_cursor_execute", countdown.on_statement)
            event.listen(Engine, "commit", countdown.on_commit)
            deed()
    except BaseException:  # noqa: BLE001 -- the process that forked must not go on twice
        return 1
    return 0
