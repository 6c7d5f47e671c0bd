"""What a batch is going to do, and what became of each letter."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dispatch.errors import Finding
from dispatch.model.bound_figures import ADDRESSED_SCOPE
from dispatch.model.letter import FigureRun, FootnoteMark, Letter, Line, LineBreak, Text, Wording
from dispatch.model.unit import Unit
from dispatch.pipeline.batch.letters import Made
from dispatch.pipeline.registering import LetterRecord

State = Literal["written", "unchanged", "edited", "refreshed", "failed"]
EditedMode = Literal["list", "refresh"]
LISTED = ("viec.ty_le", "viec.hang", "tien.ty_le", "tien.hang")
"""The figures of a unit that the list of letters shows, where the letter prints them."""
EDITED_MODES: tuple[EditedMode, ...] = ("list", "refresh")


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter before it is written: to whom, what it prints, and what stops it.

    `figures` are the texts of LISTED, `printed` how many figures there are in all. `tasks` are the first words
    of its numbered paragraphs, with "…" for their figures: which of them are chosen depends on the unit.
    """

    unit: Unit
    file: str
    addressee: str = ""
    figures: tuple[str, ...] = ("",) * len(LISTED)
    printed: int = 0
    paragraphs: int = 0
    tasks: tuple[str, ...] = ()
    appendices: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter.

    `sha256` is that of the letter as this program writes it; `changes` say what differs from the one
    before; a `conflict` is an edited letter whose data has changed. `figures` are the texts of LISTED. `record` is
    what the register keeps of a letter that lies there as it was made.
    """

    unit: Unit
    file: str
    state: State
    sha256: str = ""
    findings: tuple[Finding, ...] = ()
    changes: tuple[str, ...] = ()
    conflict: bool = False
    figures: tuple[str, ...] = ()
    record: LetterRecord | None = None


_WORDS = 9
_CHOSEN = ("task", "subtask", "point")


def planned(made: Made, file: str) -> Planned:
    """The plan of a letter that can be made."""
    letter = made.letter
    addressees = "; ".join(_read(line, letter) for line in letter.wording.addressees)
    return Planned(
        made.unit,
        file,
        addressees,
        listed_texts(letter),
        len(letter.figures),
        len(letter.wording.blocks),
        _tasks(letter.wording),
        tuple(caption.number for caption in letter.wording.captions),
    )


def listed_texts(letter: Letter) -> tuple[str, ...]:
    """The texts of LISTED in a letter to one unit; empty where the letter does not print them."""
    shown = (letter.figures.get(f"{ADDRESSED_SCOPE}.{name}") for name in LISTED)
    return tuple(figure.text if figure else "" for figure in shown)


@lru_cache(maxsize=64)
def _tasks(wording: Wording) -> tuple[str, ...]:
    """Letters of a batch share their wording."""
    return tuple(_first_words(block.line) for block in wording.blocks if block.kind in _CHOSEN)


def _first_words(line: Line) -> str:
    words = "".join(_in_general(run) for run in line).split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _in_general(run: Text | FigureRun | LineBreak | FootnoteMark) -> str:
    if isinstance(run, FigureRun):
        return "…"
    return run.text if isinstance(run, Text) else " "


def _read(line: Line, letter: Letter) -> str:
    return "".join(_run(run, letter) for run in line)


def _run(run: Text | FigureRun | LineBreak | FootnoteMark, letter: Letter) -> str:
    if isinstance(run, FigureRun):
        return letter.figures[run.figure].text
    return run.text if isinstance(run, Text) else " "
