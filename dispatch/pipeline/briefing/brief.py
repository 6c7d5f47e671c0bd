"""The sheet for the signer: one page, composed and written like a letter, its figures anchored like a letter's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dispatch.composition.compose import figure_names
from dispatch.errors import Finding
from dispatch.model.letter import Block, FigureRun, Heading, Letter, Line, Signature, Text, Wording
from dispatch.pipeline.briefing.fitting import Part
from dispatch.pipeline.briefing.parts import brief_parts
from dispatch.pipeline.prepare import Prepared

BRIEF_ENDING = "-phieu-trinh"
_TITLE: Line = (Text("PHIẾU TRÌNH KÝ"),)
_DISPATCH = "Công văn "
_SUBMITTED_BY: Line = (Text("NGƯỜI TRÌNH"),)
_OPINION: Line = (Text("Ý kiến của người ký: ", bold=True), Text("." * 60))


def compose_brief(prepared: Prepared, letter: Letter, findings: Sequence[Finding]) -> Letter:
    """The sheet of a letter, as a letter of its own; `findings` are those of the draft.

    What is doubtful comes first. Long lists are cut, and the sheet says how much was left out and which
    command shows it.
    """
    head = letter.wording.heading
    kind: Line = (*head.type_name, Text(" ")) if head.type_name else (Text(_DISPATCH),)
    heading = Heading(head.superior, head.agency, (), head.place_and_date, (), titles=(_TITLE, (*kind, *head.subject)))
    parts = brief_parts(prepared, letter, findings)
    blocks = [block for number, part in enumerate(parts, 1) for block in _blocks(part, number)]
    wording = Wording(
        heading=heading,
        addressees=(_signer(prepared),),
        blocks=(*blocks, Block("paragraph", _OPINION)),
        recipients=(),
        signature=Signature((_SUBMITTED_BY,), ()),
        captions=(),
    )
    names = dict.fromkeys(name for line in wording.lines() for name in figure_names(line))
    figures = {name: letter.figures.get(name) or prepared.figures[name] for name in names}
    return replace(letter, wording=wording, figures=figures, tables=(), considered=())


def _signer(prepared: Prepared) -> Line:
    """The post of whom the letter waits for: the last line of authority that the dossier names, or the head."""
    lines = len(prepared.dossier.letter.marks.authority)
    return (FigureRun(f"nguoi_ky.dong_{lines}" if lines else "nguoi_ky.chuc_vu"),)


def _blocks(part: Part, number: int) -> Iterator[Block]:
    title = Text(f"{number}. {part.title}", bold=True)
    if not part.lines:
        yield Block("paragraph", (title, Text(f": {part.nothing}.")))
        return
    yield Block("paragraph", (title, Text(":")))
    for line in part.lines:
        yield Block("dash", line)
    if part.left_out:
        yield Block("dash", (Text(f"Còn {part.left_out} mục khác, xem bằng lệnh: {part.command}."),))
