"""Automatic numbers: the text that Word prints before a paragraph of a list."""

from typing import Any

from lxml import etree

from dispatch.inspection.elements import attribute, number
from dispatch.inspection.package import Package, W
from dispatch.inspection.reading.properties import paragraph_properties
from dispatch.vietnamese.numbers import roman

_LEVELS = 9
_ROMAN_LIMIT = 4000
_LETTERS = 26


class Lists:
    """The lists of a document, counting as its paragraphs are read in order."""

    def __init__(self, package: Package) -> None:
        root = package.tree("numbering")
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        bare = {attribute(each, "abstractNumId"): _levels(each) for each in root.iterchildren(f"{W}abstractNum")}
        for each in root.iterchildren(f"{W}num"):
            identity, target = attribute(each, "numId"), each.find(f"{W}abstractNumId")
            abstract = attribute(target) if target is not None else ""
            levels = dict(bare.get(abstract, {}))
            for override in each.iterchildren(f"{W}lvlOverride"):
                level, start = _index(attribute(override, "ilvl")), override.find(f"{W}startOverride")
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[level] = own
                if start is not None:
                    self._starts[identity, level] = number(start)
            self._levels[identity] = levels
            self._abstract[identity] = abstract

    def form(self, properties: dict[str, Any]) -> dict[str, Any]:
        """The indents that the list gives to a paragraph with these properties."""
        level = self._levels.get(properties.get("list", ""), {}).get(_index(properties.get("level", "0")))
        return paragraph_properties(level.find(f"{W}pPr")) if level is not None else {}

    def next_label(self, properties: dict[str, Any]) -> str:
        """The number of the next paragraph with these properties, which is counted; empty outside lists."""
        identity, depth = properties.get("list", ""), _index(properties.get("level", "0"))
        levels = self._levels.get(identity, {})
        level = levels.get(depth)
        if level is None:
            return ""
        # Lists of one definition count on together, unless one starts anew.
        own = any(key[0] == identity for key in self._starts)
        counts = self._counts.setdefault(identity if own else f"#{self._abstract[identity]}", [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else self._start(identity, depth, level)
        for below in range(depth + 1, _LEVELS):
            if depth < _restarting_level(levels.get(below), below):
                counts[below] = 0
        pattern = _child(level, "lvlText")
        if _child(level, "numFmt") in {"bullet", "none"}:
            return pattern if pattern in {"-", "+", "–"} else "•" if pattern else ""
        for place in range(depth + 1):
            upper = levels.get(place)
            value = counts[place] or (self._start(identity, place, upper) if upper is not None else 1)
            pattern = pattern.replace(f"%{place + 1}", _printed(value, _child(upper, "numFmt")))
        return pattern

    def _start(self, identity: str, depth: int, level: etree._Element) -> int:
        start = level.find(f"{W}start")
        return self._starts.get((identity, depth), max(number(start), 0) if start is not None else 1)


def _levels(abstract: etree._Element) -> dict[int, etree._Element]:
    return {_index(attribute(level, "ilvl")): level for level in abstract.iterchildren(f"{W}lvl")}


def _restarting_level(level: etree._Element | None, depth: int) -> int:
    """A level begins anew below those from 1 to this one: all above it, unless it says otherwise; 0: below none."""
    restart = level.find(f"{W}lvlRestart") if level is not None else None
    return depth if restart is None else number(restart)


def _index(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 and int(text) < _LEVELS else 0


def _child(level: etree._Element | None, name: str) -> str:
    child = level.find(W + name) if level is not None else None
    return attribute(child) if child is not None else ""


def _printed(value: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"} and 0 < value < _ROMAN_LIMIT:
        return roman(value) if form == "upperRoman" else roman(value).lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < value <= _LETTERS:
        letter = chr(ord("a") + value - 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02}" if form == "decimalZero" else str(value)
