"""The sheet for the signer, composed as a letter is, so that the same writer and the same checks serve it.

It is one page. What does not fit is left out from the part that shows most for its weight, entry by entry;
the sheet then says how much is missing and which command shows it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from dispatch.composition.compose import figure_names
from dispatch.errors import Finding
from dispatch.model.letter import Block, FigureRun, Heading, Letter, Line, Marks, Signature, Text, Wording
from dispatch.model.profile import FormatProfile, Range
from dispatch.pipeline.briefing.fitting import fits
from dispatch.pipeline.briefing.parts import Part, brief_parts
from dispatch.pipeline.prepare import Prepared

BRIEF_ENDING = "-phieu-trinh"
# Of its own: a refresh, which knows nothing of the names in its sentences, takes the sheet for no letter.
_KIND = "phieu-trinh"
_SIZE_PT, _GAP_PT = 12, 3
_MOST_LINES = 40  # no page holds more
_TITLE: Line = (Text("PHIẾU TRÌNH KÝ"),)
_DISPATCH = "Công văn"
_BY: Line = (Text("NGƯỜI TRÌNH"),)
_OPINION: Line = (Text("Ý kiến của người ký: ", bold=True), Text("." * 70))


def compose_brief(prepared: Prepared, letter: Letter, findings: Sequence[Finding]) -> Letter:
    """The sheet of a letter, as a letter of its own that fits on one page; `findings` are those of the draft."""
    parts = brief_parts(prepared, letter, findings)
    shown = [min(part.most, _MOST_LINES) for part in parts]
    sheet = _sheet(prepared, letter, parts, shown)
    while not fits(sheet) and any(shown):
        shown[_gives_way(parts, shown)] -= 1
        sheet = _sheet(prepared, letter, parts, shown)
    return _filled(sheet, prepared, letter, parts, shown)


def _gives_way(parts: Sequence[Part], shown: Sequence[int]) -> int:
    """The part that shows most for its weight, of those that show as much the last; its least goes at last."""
    places = [place for place, number in enumerate(shown) if number > parts[place].least]
    places = places or [place for place, number in enumerate(shown) if number > (max(shown) > 1)]
    return max(places, key=lambda place: _share(parts, shown, place))


def _filled(sheet: Letter, prepared: Prepared, letter: Letter, parts: Sequence[Part], shown: list[int]) -> Letter:
    """The sheet with what else there is room for: where a long entry gave way, a short one may fit."""
    for place in sorted(range(len(parts)), key=lambda place: _share(parts, shown, place)):
        while shown[place] < min(parts[place].most, _MOST_LINES):
            shown[place] += 1
            more = _sheet(prepared, letter, parts, shown)
            if not fits(more):
                shown[place] -= 1
                break
            sheet = more
    return sheet


def _share(parts: Sequence[Part], shown: Sequence[int], place: int) -> tuple[Fraction, int]:
    return Fraction(shown[place], parts[place].weight), place


def _sheet(prepared: Prepared, letter: Letter, parts: Sequence[Part], shown: Sequence[int]) -> Letter:
    numbered = enumerate(zip(parts, shown, strict=True), 1)
    blocks = [block for number, (part, most) in numbered for block in _blocks(part, number, most)]
    wording = Wording(
        heading=_heading(letter),
        addressees=(_signer(prepared),),
        blocks=(*blocks, Block("paragraph", _OPINION)),
        recipients=(),
        signature=Signature((_BY,), ()),
        captions=(),
        page_marks=Marks(),
    )
    names = dict.fromkeys(name for line in wording.lines() for name in figure_names(line))
    figures = {name: letter.figures.get(name) or prepared.figures[name] for name in names}
    compact = _compact(letter.profile)
    return replace(letter, kind=_KIND, profile=compact, wording=wording, figures=figures, tables=(), considered=())


def _signer(prepared: Prepared) -> Line:
    """The post of whom the letter waits for: the last line of authority that the dossier names, or the head."""
    lines = len(prepared.dossier.letter.marks.authority)
    return (FigureRun(f"nguoi_ky.dong_{lines}" if lines else "nguoi_ky.chuc_vu"),)


def _heading(letter: Letter) -> Heading:
    head = letter.wording.heading
    what: Line = head.type_name or (Text(_DISPATCH),)
    return Heading(
        superior=head.superior,
        agency=head.agency,
        number=(),
        place_and_date=head.place_and_date,
        subject=(),
        titles=(_TITLE, (*what, Text(" "), *head.subject)),
    )


def _blocks(part: Part, number: int, shown: int) -> Iterator[Block]:
    title = Text(f"{number}. {part.title}", bold=True)
    if not part.items:
        yield Block("paragraph", (title, Text(f": {part.nothing}.")))
        return
    yield Block("paragraph", (title, Text(":")))
    for line in part.lines(shown):
        yield Block("dash", (*line, Text(".")))


def _compact(profile: FormatProfile) -> FormatProfile:
    """The same law with text of 12 points set close: of a sheet that stays in the house it asks nothing."""
    body, paragraphs = profile.components["noi_dung"], profile.paragraphs
    small = replace(body, size=replace(body.size, chosen=_SIZE_PT))
    close = replace(
        paragraphs,
        space_before_pt=replace(paragraphs.space_before_pt, chosen=_GAP_PT),
        line_spacing=Range(1, 1, 1),
        line_exact_pt=None,
    )
    return replace(profile, components={**profile.components, "noi_dung": small}, paragraphs=close)
