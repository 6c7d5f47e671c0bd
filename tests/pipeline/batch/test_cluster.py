"""A batch on a cluster of worker processes: the same plan, bytes and manifest, also when a worker is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from dispatch.errors import OutputError
from dispatch.pipeline.batch.run import BatchRun, Order
from tests.builders import FIXTURE

PROVENANCE, JOURNAL = "nguon-so-lieu.jsonl", "nhat-ky.jsonl"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]  # it has no types
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process writes."""
    out = tmp_path_factory.mktemp("alone") / "out"
    with BatchRun(Order(FIXTURE, out)).opened() as batch:
        list(batch.write())
    return out


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the two that are written in the order of the work."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name not in {PROVENANCE, JOURNAL}}


def test_the_plan_is_the_same(cluster: LocalCluster, tmp_path: Path) -> None:
    run = BatchRun(Order(FIXTURE, tmp_path / "out", scheduler=cluster.scheduler_address))
    with run.opened() as batch:
        assert list(batch.plan()) == list(BatchRun(Order(FIXTURE, tmp_path / "out")).plan())


def test_a_worker_killed_in_mid_batch_changes_no_byte(cluster: LocalCluster, alone: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    killed = False
    with BatchRun(Order(FIXTURE, out, scheduler=cluster.scheduler_address)).opened() as batch:
        for _ in batch.write():
            if not killed:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
                killed = True
    assert killed
    assert files(out) == files(alone)
    letters = sorted(line.split(b'"', 4)[3] for line in lines(out / PROVENANCE) if line.startswith(b'{"letter"'))
    assert set(letters) == {path.name.encode() for path in out.glob("*.docx")}


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.pipeline.batch.cluster._CONNECT_SECONDS", 0.5)
    run = BatchRun(Order(FIXTURE, tmp_path / "out", scheduler="tcp://127.0.0.1:9"))
    with pytest.raises(OutputError) as caught, run.opened():
        pass
    assert [finding.code for finding in caught.value.findings] == ["no-scheduler"]
