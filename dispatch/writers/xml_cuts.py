"""Cut elements and attributes out of an XML part; every byte that is not cut stays as it is.

expat tells the byte each tag begins at, whatever prefixes a program gives to the namespaces.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")

Drops = Callable[[str, Mapping[str, str]], bool]
"""Whether an element goes, by its name ("namespace}local") and attributes; asked once for each, in order."""


@dataclass(slots=True)
class _Open:
    """An element that is being read: `lost` says that something in it was cut, `holds` that something else stays."""

    name: str
    start: int
    lost: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Cuts:
    """What goes out of a part.

    `drops` picks elements, which go with all that is in them; an element named in `hollow` goes too when
    nothing but `frame` elements is left in it. Of attributes those whose local name begins with one of
    `attributes` go.
    """

    drops: Drops
    hollow: frozenset[str] = frozenset()
    frame: frozenset[str] = frozenset()
    attributes: tuple[bytes, ...] = ()


def cut(data: bytes, cuts: Cuts) -> bytes:
    """The part without what is to go; it must be well-formed UTF-8."""
    ranges = _Reader(data, cuts).ranges()
    kept, last = [], 0
    for start, end in ranges:
        if start >= last:
            kept.append(data[last:start])
        last = max(last, end)
    return b"".join([*kept, data[last:]])


@dataclass(slots=True)
class _Reader:
    """Walks through a part and notes the ranges to cut."""

    data: bytes
    cuts: Cuts
    found: list[tuple[int, int]] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    dropped: int = 0

    def ranges(self) -> list[tuple[int, int]]:
        """The ranges, those that lie in others among them, by where they begin."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = lambda name, attributes: self._start(parser.CurrentByteIndex, name, attributes)
        parser.EndElementHandler = lambda _name: self._end(parser.CurrentByteIndex)
        parser.Parse(self.data, True)
        return sorted(self.found)

    def _start(self, at: int, name: str, attributes: Mapping[str, str]) -> None:
        if self.dropped or self.cuts.drops(name, attributes):
            self.dropped += 1
        else:
            if self.stack and name not in self.cuts.frame:
                self.stack[-1].holds = True
            if self.cuts.attributes and attributes:
                self.found += self._attribute_ranges(at)
        self.stack.append(_Open(name, at))

    def _end(self, at: int) -> None:
        element = self.stack.pop()
        hollow = element.lost and not element.holds and element.name in self.cuts.hollow
        if self.dropped or hollow:
            self.dropped = max(self.dropped - 1, 0)
            if not self.dropped:
                self.found.append((element.start, self._element_end(element.start, at)))
                if self.stack:
                    self.stack[-1].lost = True

    def _element_end(self, start: int, at: int) -> int:
        """The end of an element; `at` is where its end tag begins, or for one without content its end."""
        opened = self._tag_end(start)
        return opened if self.data[opened - 2 : opened] == b"/>" else self._tag_end(at)

    def _tag_end(self, at: int) -> int:
        match = _TAG.match(self.data, at)
        assert match is not None  # the parser has just read a tag here
        return match.end()

    def _attribute_ranges(self, at: int) -> Iterator[tuple[int, int]]:
        for match in _ATTRIBUTE.finditer(self.data, at, self._tag_end(at)):
            local = match[1].rpartition(b":")[2]
            if local.startswith(self.cuts.attributes):
                yield match.span()
