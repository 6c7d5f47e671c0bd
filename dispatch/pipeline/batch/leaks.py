"""No unit's data in another's letter: by what each figure is about, then by the names in its sentences."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dispatch.errors import Finding
from dispatch.model.bound_figures import UNIT_SCOPE
from dispatch.model.figure import Figure
from dispatch.model.letter import FigureRun, FootnoteMark, Letter, Line, Text, Wording
from dispatch.model.unit import NATION_KEY, Unit

_SENDER = ("co_quan.",)
_HINT = "văn bản gửi một đơn vị chỉ nêu đơn vị đó, đơn vị trực thuộc và toàn quốc: sửa mẫu hoặc hồ sơ"
_WORD = re.compile(r"[^\W_]+")
_GAP = "\n"


@dataclass(frozen=True)
class Subjects:
    """Whom a letter may speak of: its own unit, the units below it, and the nation."""

    own: Unit
    lower: Collection[str] = ()

    @cached_property
    def allowed(self) -> Collection[str]:
        """The keys of all that it may speak of; a fact of the document has none."""
        return frozenset(("", NATION_KEY, self.own.key, *self.lower))


class LeakCheck:
    """Finds other units in letters to one unit; what letters have in common is searched once."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._names = {unit.key: unit.name for unit in units}
        self._index = NamesInText(units)
        self._lines: dict[Wording, tuple[Line, ...]] = {}
        self._common: dict[Wording, tuple[str, ...]] = {}
        self._found: dict[tuple[Wording, tuple[str, ...]], frozenset[str]] = {}

    def leaks(self, letter: Letter, subjects: Subjects) -> list[Finding]:
        """Every other unit the letter speaks of, each with where: none in a sound letter."""
        return [*self._by_subject(letter, subjects), *self._by_name(letter, subjects)]

    def _by_subject(self, letter: Letter, subjects: Subjects) -> Iterator[Finding]:
        for figure in letter.figures.values():
            for key in subjects_of(figure):
                if key not in subjects.allowed:
                    yield self._leak(f"số liệu “{figure.id}”", key)
        for caption, table in zip(letter.wording.captions, letter.tables, strict=True):
            if table.shared:
                continue
            for key in dict.fromkeys(_unit_of(row.figures) for row in table.rows):
                if key not in subjects.allowed:
                    yield self._leak(f"{caption.number} ({caption.id})", key)

    def _by_name(self, letter: Letter, subjects: Subjects) -> Iterator[Finding]:
        wording = letter.wording
        if wording not in self._lines:
            self._lines[wording] = tuple(searched_lines(wording))
            names = dict.fromkeys(name for line in self._lines[wording] for name in _figures(line))
            self._common[wording] = tuple(name for name in names if not _is_own(letter.figures[name], name))
        texts = tuple(letter.figures[name].text for name in self._common[wording])
        if (wording, texts) not in self._found:
            self._found[wording, texts] = self._search(letter)
        for key in sorted(self._found[wording, texts]):
            if key not in subjects.allowed:
                yield self._leak("câu văn", key)

    def _search(self, letter: Letter) -> frozenset[str]:
        common = {name: letter.figures[name].text for name in self._common[letter.wording]}
        text = _GAP.join(_read(line, common) for line in self._lines[letter.wording])
        return frozenset(self._index.found(text))

    def _leak(self, where: str, key: str) -> Finding:
        name = self._names.get(key, key)
        return Finding("leak", f"{where} nói về đơn vị khác: {name}", _HINT, unit=name)


class NamesInText:
    """Names of units as they stand in a text: as they are written, or all in capitals."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for unit in units:
            for spelling in {unit.name, unit.thads_short_name}:
                for form in {spelling, spelling.upper()}:
                    words = tuple(_WORD.findall(form))
                    self._by_first.setdefault(words[0], []).append((words, unit.key))

    def found(self, text: str) -> Iterator[str]:
        """The key of each unit that is named; a longer name hides a shorter one that it begins with."""
        for line in text.split(_GAP):
            words = _WORD.findall(line)
            for place, word in enumerate(words):
                fits = [
                    (len(name), key)
                    for name, key in self._by_first.get(word, ())
                    if tuple(words[place : place + len(name)]) == name
                ]
                longest = max(fits, default=(0, ""))[0]
                yield from (key for length, key in fits if length == longest)


def subjects_of(figure: Figure) -> tuple[str, ...]:
    """The keys of the units a figure speaks of: a list speaks of all it names."""
    if isinstance(figure.value, tuple):
        return tuple(unit.key for unit in figure.value)
    return (figure.about,)


def searched_lines(wording: Wording) -> Iterator[Line]:
    """The lines whose words are searched: not the heading, the recipients, the signature, the line under a title."""
    yield wording.heading.subject
    yield from wording.heading.titles
    yield from wording.addressees
    yield from (block.line for block in wording.blocks)
    for caption in wording.captions:
        yield from (caption.title, *caption.notes, caption.unit_line, *caption.notes_below)


def _is_own(figure: Figure, name: str) -> bool:
    """A figure about a unit is judged by its subject; the sender's own name is no leak."""
    return figure.about not in ("", NATION_KEY) or name.startswith(_SENDER)


def _unit_of(ids: Sequence[str]) -> str:
    """The unit a row is about, by its first figure; nothing for the nation, headings and rows without figures."""
    name = next((name for name in ids if name), "")
    return name.split(".", 2)[1] if name.startswith(UNIT_SCOPE) else ""


def _figures(line: Line) -> Iterator[str]:
    for run in line:
        if isinstance(run, FigureRun):
            yield run.figure
        elif isinstance(run, FootnoteMark):
            yield from _figures(run.line)


def _read(line: Line, texts: Mapping[str, str]) -> str:
    """The words of a line with the given figures; the others leave a gap."""
    return "".join(_words(line, texts))


def _words(line: Line, texts: Mapping[str, str]) -> Iterator[str]:
    for run in line:
        if isinstance(run, Text):
            yield run.text
        elif isinstance(run, FigureRun):
            yield texts.get(run.figure, _GAP)
        elif isinstance(run, FootnoteMark):
            yield f"{_GAP}{_read(run.line, texts)}{_GAP}"
        else:
            yield " "
