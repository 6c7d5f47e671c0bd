"""Fonts, colour and sizes (L03 and every rule of a component's look)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dispatch.inspection.checking.case import Case
from dispatch.inspection.checking.rules_foot import post_component
from dispatch.inspection.checking.rules_text import (
    BLACK,
    all_paragraphs,
    fonts_of,
    has_font_rule,
    is_legacy,
    is_stamp,
    written_runs,
    wrong_fonts,
)
from dispatch.inspection.mending.pieces import cut_shared_run, own_runs
from dispatch.inspection.mending.schema import properties_of, put
from dispatch.inspection.parts.pieces import Piece
from dispatch.inspection.reading.values import Run
from dispatch.model.profile import Component

_THEMES = dict.fromkeys(("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"))


def mend_fonts(case: Case) -> None:
    """The law's font, in black; text in the fonts of old encodings needs more than another font."""
    if not has_font_rule(case):
        return
    wanted = case.profile.font
    for paragraph in all_paragraphs(case.document):
        for run in written_runs(paragraph):
            legacy = any(map(is_legacy, fonts_of(run)))
            if not legacy and any(wrong_fonts(run, wanted)):
                properties = properties_of(run.element, "rPr")
                put(properties, "rFonts", ascii=wanted, hAnsi=wanted, cs=wanted, **_THEMES)
            if run.look.colour not in BLACK and not is_stamp(case, paragraph):
                colour = dict.fromkeys(("themeColor", "themeTint", "themeShade"))
                put(properties_of(run.element, "rPr"), "color", val="000000", **colour)


def mend_sizes(case: Case) -> None:
    """The size we print for every component that has one out of its range; one size in the body."""
    cut: set[int] = set()
    for piece, component in _sized_pieces(case):
        if all(component.size.allows(look.size_pt) for look in piece.looks):
            continue
        if id(piece.paragraph) in cut or cut_shared_run(piece):
            cut.add(id(piece.paragraph))
            continue
        for run in own_runs(piece):
            if not component.size.allows(run.look.size_pt):
                resize(run, component.size.chosen)
    _mend_body_sizes(case)


def resize(run: Run, size_pt: float) -> None:
    """Set the size of a run, in points."""
    half_points = str(round(size_pt * 2))
    for name in ("sz", "szCs"):
        put(properties_of(run.element, "rPr"), name, val=half_points)


def _mend_body_sizes(case: Case) -> None:
    component = case.profile.components["noi_dung"]
    grounds = {each.paragraph.number for each in case.letter.grounds}
    runs = [run for each in case.prose if each.number not in grounds for run in written_runs(each)]
    counts = Counter[float]()
    for run in runs:
        if component.size.allows(run.look.size_pt):
            counts[run.look.size_pt] += len(run.text)
    wanted = max(counts, key=lambda each: (counts[each], each), default=component.size.chosen)
    for run in runs:
        if run.look.size_pt != wanted:
            resize(run, wanted)


def _sized_pieces(case: Case) -> Iterator[tuple[Piece, Component]]:
    """Every piece that the rules hold against a component, with that component."""
    head, foot, components = case.letter.head, case.letter.foot, case.profile.components
    named: list[tuple[str, Sequence[Piece | None]]] = [
        ("quoc_hieu", [head.national_name]),
        ("tieu_ngu", [head.motto]),
        ("tieu_de_dang", [head.party_name]),
        ("co_quan_chu_quan", head.superior),
        ("co_quan_ban_hanh", head.issuer),
        ("so", [head.number]),
        ("dia_danh_thoi_gian", [head.place_date]),
        ("trich_yeu_cong_van", head.subject if head.kind is None else ()),
        ("ten_loai", [head.kind]),
        ("trich_yeu", head.summary),
        ("kinh_gui", [head.addressee_label, *head.addressees]),
        ("can_cu", case.letter.grounds),
        ("noi_nhan_nhan", [foot.label]),
        ("noi_nhan_danh_sach", foot.recipients),
        *((post_component(post), [post]) for post in foot.posts),
        ("ho_ten", [foot.signer]),
    ]
    for appendix in case.letter.appendices:
        named += [("phu_luc_so", [appendix.word]), ("phu_luc_ten", appendix.title)]
        named += [("phu_luc_kem_theo", [appendix.attachment])]
    for identifier, pieces in named:
        if identifier in components:
            yield from ((each, components[identifier]) for each in pieces if each is not None)
