"""Batches for the tests: a few units of the fixture, into a folder of the test."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from dispatch.pipeline.batch.closing import Extras
from dispatch.pipeline.batch.engine import Rules
from dispatch.pipeline.batch.plan import Outcome, Planned, State
from dispatch.pipeline.batch.run import BatchRun, Order
from tests.builders import ROOT
from tests.pipeline.numbers import CURRENT, Record, change, rebalance

FEW = ("01", "25", "84")
KIND = "nhac-nho-don-vi"


def write(  # noqa: PLR0913, PLR0917 -- all but two have defaults
    dossier: Path,
    out: Path,
    only: tuple[str, ...] = FEW,
    rules: Rules = Rules(),  # noqa: B008 -- frozen
    workers: int = 1,
    templates: Path | None = None,
    extras: Extras = Extras(),  # noqa: B008 -- frozen
) -> dict[str, Outcome]:
    """Run a batch; what became of each letter, by the key of its unit."""
    run = BatchRun(Order(dossier, out, templates, only, workers, rules, extras))
    with run.opened() as batch:
        list(batch.plan())
        return {outcome.unit.key: outcome for outcome in batch.write()}


def plans(dossier: Path, only: tuple[str, ...] = (), templates: Path | None = None) -> dict[str, Planned]:
    """The plan of a batch, by the keys of its units."""
    run = BatchRun(Order(dossier, Path("nowhere"), templates, only))
    return {plan.unit.key: plan for plan in run.plan()}


def states(outcomes: Mapping[str, Outcome]) -> dict[str, State]:
    """The state of each letter by its unit."""
    return {key: outcome.state for key, outcome in outcomes.items()}


def letters(folder: Path) -> dict[str, bytes]:
    """The letters of a folder by their file names."""
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def correct(dossier: Path, province: str, more: int = 100) -> None:
    """Correct the cases that a province has finished."""

    def edit(record: Record) -> None:
        if (record["measure"], record["province"]) == ("viec", province):
            record["thi_hanh_xong"] = str(int(record["thi_hanh_xong"]) + more)
            rebalance(record)

    change(dossier, CURRENT, edit)


def own_kind(folder: Path, body: Mapping[str, str] = {}, settings: Mapping[str, str] = {}) -> Path:
    """A folder of templates with the batch's kind, some of its text replaced once each."""
    kind = folder / "mau" / KIND
    shutil.copytree(ROOT / "templates" / KIND, kind)
    for name, replacements in (("letter.md.j2", body), ("template.toml", settings)):
        text = (kind / name).read_text(encoding="utf-8")
        for old, new in replacements.items():
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        (kind / name).write_text(text, encoding="utf-8", newline="")
    return folder / "mau"


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder with its time and its bytes."""
    return {path.name: (path.lstat().st_mtime_ns, path.read_bytes()) for path in sorted(folder.iterdir())}
