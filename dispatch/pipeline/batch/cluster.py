"""The same batch by many machines: Dask distributed, the optional extra `dispatch[cluster]`.

Its workers must see the dossier, the kinds and the folder of the batch under the same paths. They plan and write
exactly as a process of this machine does; a share whose worker is lost is done again elsewhere, where letters that
are already there are found unchanged.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from importlib import import_module
from threading import Lock
from typing import Any

from dispatch.errors import Finding, OutputError
from dispatch.model.unit import Unit
from dispatch.pipeline.batch.engine import Engine
from dispatch.pipeline.batch.plan import Outcome, Planned

_SHARE = 16
_CONNECT_SECONDS = 10
EngineMaker = Callable[[], Engine]
_ONE_AT_A_TIME = Lock()
"""A worker may have several threads, an engine serves one."""


class Cluster:
    """The workers of a scheduler, asked to do one batch."""

    def __init__(self, scheduler: str, make_engine: EngineMaker, units: Sequence[Unit]) -> None:
        engine = _distributed()
        try:
            self._client = engine.Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise OutputError([_unreachable(scheduler, error)]) from None
        self._as_completed = engine.as_completed
        self._make_engine = make_engine
        self._shares = [tuple(units[start : start + _SHARE]) for start in range(0, len(units), _SHARE)]
        # A worker keeps its engine for one run: the next run may find other data and other letters.
        self._run = time.monotonic_ns()

    def plans(self) -> Iterator[Planned]:
        """What each letter will be, in the order of the units."""
        futures = self._asked(plan_share)
        for future in futures:
            yield from future.result()

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each letter; nothing of a share that no worker could finish."""
        futures = self._asked(write_share)
        for future in self._as_completed(futures, loop=self._client.loop):
            if future.status == "finished":
                yield from future.result()

    def _asked(self, work: Callable[..., object]) -> list[Any]:
        ask = partial(self._client.submit, work, self._make_engine, self._run, pure=False)
        return [ask(share) for share in self._shares]

    def stop(self) -> None:
        """Let go of the scheduler; its workers stay."""
        self._client.close()


def plan_share(make_engine: EngineMaker, run: int, units: Sequence[Unit]) -> list[Planned]:
    """What a worker does to plan a share."""
    with _ONE_AT_A_TIME:
        engine = _engine(make_engine, run)
        return [engine.prepare(unit) for unit in units]


def write_share(make_engine: EngineMaker, run: int, units: Sequence[Unit]) -> list[Outcome]:
    """What a worker does to write a share: durable before it tells."""
    with _ONE_AT_A_TIME:
        engine = _engine(make_engine, run)
        try:
            return [engine.process(unit) for unit in units]
        finally:
            engine.close()


@lru_cache(maxsize=1)
def _engine(make_engine: EngineMaker, run: int) -> Engine:  # noqa: ARG001 -- a run has an engine of its own
    """Makers of one order are equal, also when each came with another task."""
    return make_engine()


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ModuleNotFoundError:
        message = "máy này chưa có phần mở rộng để soạn trên nhiều máy"
        hint = 'cài bằng lệnh: pip install "dispatch[cluster]"; hoặc bỏ --scheduler'
        raise OutputError([Finding("no-cluster", message, hint)]) from None


def _unreachable(scheduler: str, error: Exception) -> Finding:
    hint = "xem lại địa chỉ (tcp://máy:cổng) và bộ điều phối Dask có đang chạy không; hoặc bỏ --scheduler"
    return Finding("no-scheduler", f"không kết nối được bộ điều phối {scheduler}: {type(error).__name__}", hint)
