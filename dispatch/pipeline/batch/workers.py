"""Several processes on one batch: each plans its share, waits for the word to write, and tells of every letter.

A worker is a copy of its parent where the system can copy processes, and prepares the dossier again where it
cannot. It ends when its parent does.
"""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from dispatch.model.unit import Unit
from dispatch.pipeline.batch.engine import Engine
from dispatch.pipeline.batch.plan import Outcome, Planned

_PAUSE_SECONDS = 0.1
_GROUP = 16
EngineMaker = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


class Workers:
    """The processes of one batch."""

    def __init__(self, make_engine: EngineMaker, units: Sequence[Unit], count: int) -> None:
        self._planned = False
        context = _context()
        self._workers = [_start(context, make_engine, units[number::count]) for number in range(count)]

    def plans(self) -> Iterator[Planned]:
        """What each letter will be, as the workers find it out."""
        self._planned = True
        for told in self._told(self._workers):
            if isinstance(told, Planned):
                yield told

    def outcomes(self) -> Iterator[Outcome]:
        """Give the word to write, once all is planned; what became of each letter."""
        if not self._planned:
            deque(self.plans(), maxlen=0)
        for worker in self._workers:
            _send(worker.pipe, True)
        for told in self._told(self._workers):
            if isinstance(told, Outcome):
                yield told

    def stop(self) -> None:
        """End every worker that still runs."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.join(timeout=1)
            if worker.process.is_alive():
                worker.process.terminate()
                worker.process.join()

    def _told(self, workers: Sequence[_Worker]) -> Iterator[Planned | Outcome]:
        """What the workers say until each has said its last word, or is gone."""
        open_pipes = {worker.pipe: worker for worker in workers}
        while open_pipes:
            for pipe in wait(list(open_pipes)):
                assert isinstance(pipe, Connection)
                try:
                    told = pipe.recv()
                except (EOFError, OSError):
                    told = None
                if told is None:
                    del open_pipes[pipe]
                else:
                    yield from told


def copies_processes() -> bool:
    """Whether a worker is a copy of its parent, with all that the parent has prepared."""
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def _context() -> BaseContext:
    return multiprocessing.get_context("fork" if copies_processes() else "spawn")


def _start(context: BaseContext, make_engine: EngineMaker, units: Sequence[Unit]) -> _Worker:
    here, there = multiprocessing.Pipe()
    process = context.Process(target=_work, args=(there, make_engine, tuple(units)), daemon=True)  # type: ignore[attr-defined]  # every context has it
    process.start()
    there.close()
    return _Worker(process, here)


def _work(pipe: Connection, make_engine: EngineMaker, units: Sequence[Unit]) -> None:
    parent = os.getppid()
    engine = make_engine()
    try:
        _tell(pipe, parent, map(engine.prepare, units))
        pipe.send(None)
        while not pipe.poll(_PAUSE_SECONDS):
            _stay_with(parent)
        pipe.recv()
        _tell(pipe, parent, map(engine.process, units))
        engine.close()
        pipe.send(None)
    except (EOFError, OSError):  # the parent is gone, or has no more use for this worker
        return


def _tell(pipe: Connection, parent: int, told: Iterable[Planned | Outcome]) -> None:
    """Tell of letters in groups: while the parent listens, a worker may wait for a processor."""
    group: list[Planned | Outcome] = []
    for each in told:
        _stay_with(parent)
        group.append(each)
        if len(group) == _GROUP:
            pipe.send(group)
            group = []
    pipe.send(group)


def _stay_with(parent: int) -> None:
    """EOFError when the parent has died: its place is then taken by another process."""
    if os.getppid() != parent:
        raise EOFError


def _send(pipe: Connection, word: bool) -> None:
    try:
        pipe.send(word)
    except OSError:  # a worker that is gone is noticed by what it does not say
        return
