"""Several processes write what one would, also when one of them is killed."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dispatch.pipeline.batch.known import read_known
from dispatch.pipeline.batch.plan import Outcome, Planned
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.saving import sha256
from tests.builders import FIXTURE
from tests.pipeline.batch.batching import letters, write


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The letters that one process writes."""
    out = tmp_path_factory.mktemp("alone")
    write(FIXTURE, out, ())
    return letters(out)


def told(steps: Iterator[Planned | Outcome], kill_after: int) -> Counter[str]:
    """The units that are told of; once so many are, a worker is killed, if one is still at work."""
    found: Counter[str] = Counter()
    for step in steps:
        found[step.unit.key] += 1
        if found.total() == kill_after:
            for worker in multiprocessing.active_children()[:1]:
                worker.kill()
    return found


def test_two_processes_write_what_one_does_and_tell_of_each_letter_once(
    alone: dict[str, bytes], tmp_path: Path
) -> None:
    with BatchRun(Order(FIXTURE, tmp_path, workers=2)).opened() as batch:
        planned = told(batch.plan(), 0)
        written = told(batch.write(), 0)
    assert (len(planned), set(planned.values())) == (63, {1})
    assert written == planned
    assert letters(tmp_path) == alone


@pytest.mark.parametrize(("planning", "writing"), [(5, 0), (0, 1), (0, 20), (0, 40)])
def test_the_letters_of_a_worker_that_is_killed_are_written_by_its_parent(
    alone: dict[str, bytes], tmp_path: Path, planning: int, writing: int
) -> None:
    with BatchRun(Order(FIXTURE, tmp_path, workers=2)).opened() as batch:
        planned = told(batch.plan(), planning)
        written = told(batch.write(), writing)
    assert (len(planned), set(planned.values())) == (63, {1})
    assert written == planned
    assert letters(tmp_path) == alone
    assert {file: known.last for file, known in read_known(tmp_path).letters.items()} == {
        file: sha256(document) for file, document in alone.items()
    }
