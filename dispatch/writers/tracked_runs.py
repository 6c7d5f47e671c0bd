"""A run of text with some of its words deleted and others inserted as tracked changes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.model.place import Piece, Run
from dispatch.model.track_marks import TrackMarks
from dispatch.writers.stencil import xml_text

RUN_END = b"</w:r>"
_T_END = b"</w:t>"
_RUN = re.compile(rb"<w:r(?:\s[^>]*)?>.*?</w:r>", re.DOTALL)
_T = re.compile(rb"<w:t(?:\s[^>]*)?>(.*?)</w:t>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cut:
    """The bytes of a piece of text that go, and the text that comes there; marks to stand round both."""

    piece: Piece
    start: int
    end: int
    new: str
    before: bytes = b""
    after: bytes = b""


@dataclass(slots=True)
class Numbered:
    """Attributes of tracked changes, each with a number of its own."""

    marks: TrackMarks
    last_id: int

    def next_id(self) -> int:
        """A number that no mark of the letter has."""
        self.last_id += 1
        return self.last_id

    def attributes(self) -> bytes:
        """The attributes of one tracked change."""
        return b' w:id="%d"%b' % (self.next_id(), self.signed())

    def signed(self) -> bytes:
        """Author, and day where one is given."""
        day = f' w:date="{self.marks.day}T00:00:00Z"' if self.marks.day else ""
        return f' w:author="{xml_text(self.marks.author)}"{day}'.encode()


def tracked_run(data: bytes, run: Run, cuts: Sequence[Cut], numbered: Numbered) -> bytes:
    """The run split where something changes; what does not change stays in runs of the same form."""
    opened = data.index(b">", run.start) + 1
    content = run.properties[1] or opened
    head = data[run.start : opened] + data[run.properties[0] : run.properties[1]]
    out, kept, at = [], b"", content
    for cut in sorted(cuts, key=lambda cut: cut.start):
        if at <= cut.piece.tag:
            kept, at = kept + data[at : cut.piece.tag], cut.piece.start
        kept += _text(data[at : cut.start])
        out += [_run(head, kept), cut.before, *_changed(data, head, cut, numbered), cut.after]
        kept, at = b"", cut.end
        if cut.end == cut.piece.end and cut.start <= cut.end:
            at = cut.piece.end + len(_T_END)
    inside = next((cut.piece for cut in cuts if cut.piece.start < at < cut.piece.end), None)
    if inside is not None:
        kept, at = _text(data[at : inside.end]), inside.end + len(_T_END)
    out.append(_run(head, kept + data[at : run.end - len(RUN_END)]))
    return b"".join(out)


def deleted_runs(xml: bytes, numbered: Numbered) -> bytes:
    """XML with every run in it deleted."""

    def deleted(match: re.Match[bytes]) -> bytes:
        run = _T.sub(rb'<w:delText xml:space="preserve">\1</w:delText>', match[0])
        return b"<w:del%b>%b</w:del>" % (numbered.attributes(), run)

    return _RUN.sub(deleted, xml)


def inserted_runs(xml: bytes, numbered: Numbered) -> bytes:
    """XML with every run in it inserted."""
    return _RUN.sub(lambda match: b"<w:ins%b>%b</w:ins>" % (numbered.attributes(), match[0]), xml)


def _changed(data: bytes, head: bytes, cut: Cut, numbered: Numbered) -> list[bytes]:
    parts = []
    if cut.end > cut.start:
        gone = b'<w:delText xml:space="preserve">%b</w:delText>' % data[cut.start : cut.end]
        parts.append(b"<w:del%b>%b</w:del>" % (numbered.attributes(), _run(head, gone)))
    if cut.new:
        parts.append(b"<w:ins%b>%b</w:ins>" % (numbered.attributes(), _run(head, _text(xml_text(cut.new).encode()))))
    return parts


def _run(head: bytes, content: bytes) -> bytes:
    return head + content + RUN_END if content else b""


def _text(raw: bytes) -> bytes:
    return b'<w:t xml:space="preserve">%b</w:t>' % raw if raw else b""
