"""Lines as WordprocessingML paragraphs: runs, anchored figures, footnote marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dispatch.model.letter import FigureRun, FootnoteMark, Line, LineBreak, Run, Text
from dispatch.writers.anchors import Anchor, AnchorNames
from dispatch.writers.stencil import FigureSlot, Fragment, xml_text


@dataclass(slots=True)
class DocumentText:
    """Turns lines into fragments and keeps account of the anchors and footnotes it made."""

    names: AnchorNames = field(default_factory=AnchorNames)
    anchors: list[Anchor] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)

    def paragraph(self, style: str, line: Line, properties: str = "") -> Iterator[Fragment]:
        """One paragraph; `properties` are w:pPr children that follow the style in schema order."""
        yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        yield from self.runs(line)
        yield "</w:p>"

    def runs(self, line: Line) -> Iterator[Fragment]:
        """The runs of a line; every figure in a run and a bookmark of its own."""
        for position, run in enumerate(line):
            if isinstance(run, Text):
                yield _text_run(run)
            elif isinstance(run, FigureRun):
                yield from self._figure_run(run, line, position)
            elif isinstance(run, LineBreak):
                yield "<w:r><w:br/></w:r>"
            else:
                yield self._footnote_mark(run)

    def _figure_run(self, run: FigureRun, line: Line, position: int) -> Iterator[Fragment]:
        number, name = self.names.figure(run.figure)
        before = line[position - 1] if position else None
        after = line[position + 1] if position + 1 < len(line) else None
        self.anchors.append(Anchor(name, run.figure, *_neighbour(before), *_neighbour(after)))
        yield f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:r>{_style(run)}<w:t xml:space="preserve">'
        yield FigureSlot(run.figure)
        yield f'</w:t></w:r><w:bookmarkEnd w:id="{number}"/>'

    def _footnote_mark(self, mark: FootnoteMark) -> str:
        self.footnotes.append(mark.line)
        number = len(self.footnotes)
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def _text_run(run: Text) -> str:
    return f'<w:r>{_style(run)}<w:t xml:space="preserve">{xml_text(run.text)}</w:t></w:r>'


def _style(run: Text | FigureRun) -> str:
    if not (run.bold or run.italic):
        return ""
    return f"<w:rPr>{'<w:b/>' if run.bold else ''}{'<w:i/>' if run.italic else ''}</w:rPr>"


def _neighbour(run: Run | None) -> tuple[str, bool]:
    if isinstance(run, FigureRun):
        return run.figure, True
    return (run.text if isinstance(run, Text) else ""), False
