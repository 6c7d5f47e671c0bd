"""Seeded sequences of edits, done by LibreOffice, and seeded corrections of the data."""

import csv
import io
import json
import random
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dispatch.pipeline.prepare import Prepared, prepare
from tests.builders import FIXTURE
from tests.pipeline.refreshing.corrections import Less, corrected
from tests.tools.office import office_python
from tests.tools.validators import ToolError

EDITS = (
    "types_in_a_sentence",
    "changes_a_figure",
    "types_over_a_figure_key_by_key",
    "deletes_a_paragraph",
    "splits_a_paragraph",
    "merges_two_paragraphs",
    "inserts_a_row",
    "inserts_a_column",
    "deletes_a_row",
    "sorts_a_table",
    "copies_a_paragraph",
    "tracks_and_accepts",
    "tracks_and_rejects",
    "tracks_and_leaves",
    "through_odt",
    "through_doc",
)

_SCRIPT = Path(__file__).with_name("office_edits.py")
# Far above what it takes: a LibreOffice that hangs must not hang the tests.
_SECONDS_A_TASK, _SECONDS_TO_START = 30, 120


@dataclass(frozen=True, slots=True)
class Played:
    """A letter after the edits of one seed."""

    seed: int
    steps: tuple[str, ...]
    document: bytes


def played(letter: Path, seeds: Sequence[int]) -> list[Played]:
    """The letter after each seed's edits, by one start of LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        targets = [folder / f"{seed}.docx" for seed in seeds]
        tasks = [
            {"source": str(letter), "target": str(target), "steps": planned(seed)}
            for seed, target in zip(seeds, targets, strict=True)
        ]
        done = _answers(tasks, folder)
        return [
            Played(seed, tuple(steps), target.read_bytes())
            for seed, steps, target in zip(seeds, done, targets, strict=True)
        ]


def shown(documents: Sequence[tuple[bytes, str]]) -> list[list[str]]:
    """What LibreOffice shows of each letter: all changes accepted ("accept"), rejected ("reject"), or as it is ("").

    Paragraphs without text are left out: in a letter with a comment on its first paragraph LibreOffice 7.4 shows one
    of them elsewhere.
    """
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as name:
        folder, tasks = Path(name), []
        for number, (document, settle) in enumerate(documents):
            path = folder / f"{number}.docx"
            path.write_bytes(document)
            tasks.append({"source": str(path), "settle": settle})
        return [[str(text) for text in texts if text] for texts in _answers(tasks, folder)]


def planned(seed: int) -> list[tuple[str, int]]:
    """The edits of a seed; twenty seeds in a row have every kind of edit among them."""
    chance = random.Random(seed)
    first = EDITS[seed % len(EDITS)]
    names = [first, *chance.sample(EDITS, chance.randint(1, 4))]
    chance.shuffle(names)
    return [(name, chance.randrange(10_000)) for name in names]


def random_correction(seed: int, folder: Path) -> Prepared:
    """The dossier after a seed's correction: up to eight units of either year, from a case to half of what they did."""
    chance = random.Random(f"correction {seed}")
    now, before = (_some_less(chance, FIXTURE / name) for name in ("2022-05.csv", "2021-05.csv"))
    return prepare(corrected(folder, now, same_period=before), None)


def _some_less(chance: random.Random, table: Path) -> Less:
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    chosen = chance.sample(rows, chance.randint(1, 8))
    return {
        (row["province"], row["measure"]): chance.randint(1, max(1, int(row["thi_hanh_xong"]) // 2)) for row in chosen
    }


def _answers(tasks: Sequence[Mapping[str, Any]], folder: Path) -> list[Any]:
    plan, answer = folder / "tasks.json", folder / "answer.json"
    plan.write_text(json.dumps(tasks), encoding="utf-8")
    done = subprocess.run(
        [office_python(), str(_SCRIPT), str(plan), str(folder / "profile"), str(answer)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=_SECONDS_TO_START + _SECONDS_A_TASK * len(tasks),
    )
    if done.returncode != 0:
        raise ToolError(f"the edits in LibreOffice failed: {done.stderr}")
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found
