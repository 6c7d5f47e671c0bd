"""L44: the heading of a Party letter."""

from collections.abc import Iterator
from dataclasses import replace

from dispatch.inspection.checking.case import Case, departure, together, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, at
from dispatch.inspection.checking.rules_names import line_of
from dispatch.inspection.parts.pieces import Piece

_CLOSE = 3


def party_heading(case: Case) -> Iterator[Outcome]:
    """L44: the Party's name with its line, "*" under the issuer, "-----" under the subject, "Nơi nhận" underlined."""
    component = case.profile.components.get("tieu_de_dang")
    if component is None:
        return
    head, foot, texts = case.letter.head, case.letter.foot, case.profile.texts
    source, what = case.of(component), "tiêu đề"
    # Only the name itself and the line were read in the guidance.
    signs = replace(source, second_hand=case.second_hand)
    hint = "trình bày tiêu đề theo hướng dẫn của Văn phòng Trung ương Đảng"
    if head.party_name is None:
        found, expected = "không tìm thấy", f"“{texts.national_name}”"
        yield departure("L44", PAGE, source, what=what, found=found, expected=expected, hint=hint)
    else:
        faults = list(wrong_look(head.party_name.looks, component))
        if head.party_name.text not in texts.national_name_accepted:
            faults.insert(0, (f"“{head.party_name.text}”", f"“{texts.national_name}”"))
        if faults:
            found, expected = together(faults)
            where = at(head.party_name)
            yield departure("L44", where, source, what=what, found=found, expected=expected, hint=hint)
        yield from line_of(case, "L44", "tieu_de_dang", [head.party_name], "đường kẻ dưới tiêu đề", right=True)
    for name in (head.national_name, head.motto):
        if name is not None:
            found, expected = f"“{name.text}”", "văn bản của Đảng không có Quốc hiệu, Tiêu ngữ"
            yield departure("L44", at(name), signs, what=what, found=found, expected=expected, hint=hint)
    for pieces, mark, place in (
        (head.issuer, texts.issuer_mark, "dưới tên cơ quan ban hành"),
        (head.summary, texts.subject_mark, "dưới trích yếu"),
    ):
        if pieces and mark and not _is_below(case, pieces[-1], mark):
            where = at(pieces[-1])
            found, expected = f"không có “{mark}”", f"“{mark}” {place}"
            yield departure("L44", where, signs, what=what, found=found, expected=expected, hint=hint)
    label = case.profile.components["noi_nhan_nhan"]
    if label.underline and foot.label is not None and not all(look.underline for look in foot.label.looks):
        found, expected, where = "không gạch chân", "“Nơi nhận:” gạch chân", at(foot.label)
        yield departure("L44", where, case.of(label), what="nơi nhận", found=found, expected=expected, hint=hint)


def _is_below(case: Case, piece: Piece, mark: str) -> bool:
    return any(
        mark in each.text
        for each in case.document.paragraphs
        if 0 <= each.number - piece.paragraph.number <= _CLOSE and each.place == piece.paragraph.place
    )
