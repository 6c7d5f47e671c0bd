"""L08–L12: Quốc hiệu, Tiêu ngữ, the bodies that issue the letter, and the lines under them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dispatch.inspection.checking.case import Case, decimal, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, Source, Where, at
from dispatch.inspection.checking.under import has_loose_shape, last_line_width, lines_under
from dispatch.inspection.parts.pieces import Piece, is_upper
from dispatch.inspection.reading.values import DrawnLine

# Widths are computed from the font's table, not measured on the page.
_LENGTH_TOLERANCE = 0.05
_CENTRE_TOLERANCE = 0.03
_LEFT_HALF = 0.4


def national_name(case: Case) -> Iterator[Outcome]:
    """L08: Quốc hiệu, in the right block of page 1."""
    component = case.profile.components.get("quoc_hieu")
    if component is None:
        return
    name, texts, source = case.letter.head.national_name, case.profile.texts, case.of(component)
    what, hint = "Quốc hiệu", f"ghi đúng “{texts.national_name}”, chữ in hoa, đứng, đậm, phía trên bên phải"
    if name is None:
        found, expected = "không tìm thấy ở trang đầu", f"“{texts.national_name}”"
        yield departure("L08", PAGE, source, what=what, found=found, expected=expected, hint=hint)
        return
    faults = list(wrong_look(name.looks, component))
    shown = name.text.upper() if all(look.caps for look in name.looks) else name.text
    otherwise = _otherwise(shown, texts.national_name_accepted)
    if otherwise:
        faults.insert(0, (otherwise, f"“{texts.national_name}”"))
    if not _is_right(name):
        faults.append(("không ở bên phải", "ở phía trên cùng, bên phải trang đầu"))
    if faults:
        found, expected = together(faults)
        yield departure("L08", at(name), source, what=what, found=found, expected=expected, hint=hint)


def motto(case: Case) -> Iterator[Outcome]:
    """L09: Tiêu ngữ, its phrases joined by spaced hyphens."""
    component = case.profile.components.get("tieu_ngu")
    if component is None:
        return
    line, wanted, source = case.letter.head.motto, case.profile.texts.motto, case.of(component)
    hint = f"ghi đúng “{wanted}”: gạch nối, có cách chữ ở hai bên; chữ in thường, đứng, đậm"
    if line is None:
        found = "không tìm thấy dưới Quốc hiệu"
        yield departure("L09", PAGE, source, what="Tiêu ngữ", found=found, expected=f"“{wanted}”", hint=hint)
        return
    faults = list(wrong_look(line.looks, component))
    otherwise = _otherwise(line.text, [wanted])
    if otherwise:
        faults.insert(0, (otherwise, f"“{wanted}”"))
    if any(look.caps for look in line.looks):
        faults.append(("chữ in hoa", "chữ in thường"))
    if faults:
        found, expected = together(faults)
        yield departure("L09", at(line), source, what="Tiêu ngữ", found=found, expected=expected, hint=hint)


def _otherwise(text: str, accepted: Sequence[str]) -> str:
    """What is written instead of the accepted words; a space that keeps words on one line is as good as another."""
    plain = text.replace("\u00a0", " ")
    if plain in accepted:
        return ""
    return f"thừa khoảng trống: “{text}”" if " ".join(plain.split()) in accepted else f"“{text}”"


def motto_line(case: Case) -> Iterator[Outcome]:
    """L10: the line under Tiêu ngữ, as long as its text."""
    component = case.letter.head.motto
    if "tieu_ngu" not in case.profile.rules:
        return
    if component is None:
        yield unknown("L10", "không tìm thấy Tiêu ngữ")
        return
    yield from line_of(case, "L10", "tieu_ngu", [component], "đường kẻ dưới Tiêu ngữ", right=True)


def bodies(case: Case) -> Iterator[Outcome]:
    """L11: the superior body is not bold, the issuing body is; both in capitals."""
    head = case.letter.head
    components = case.profile.components
    for names, identifier, what in (
        (head.superior, "co_quan_chu_quan", "tên cơ quan chủ quản trực tiếp"),
        (head.issuer, "co_quan_ban_hanh", "tên cơ quan ban hành"),
    ):
        component = components[identifier]
        source = case.of(component)
        if not names and identifier == "co_quan_ban_hanh":
            found, expected = "không tìm thấy", "có tên cơ quan ban hành, chữ in hoa, đứng, đậm"
            hint = "ghi tên cơ quan ở phía trên bên trái"
            yield departure("L11", PAGE, source, what=what, found=found, expected=expected, hint=hint)
        for name in names:
            faults = list(wrong_look(name.looks, component))
            if not is_upper(name.text) and not all(look.caps for look in name.looks):
                faults.append(("chữ in thường", "chữ in hoa"))
            if faults:
                found, expected = together(faults)
                hint = "sửa kiểu chữ của dòng này"
                yield departure("L11", at(name), source, what=what, found=found, expected=expected, hint=hint)


def issuer_line(case: Case) -> Iterator[Outcome]:
    """L12: the line under the issuing body, a third to a half of the text's last line, in its middle."""
    if "co_quan_ban_hanh" not in case.profile.rules:
        return
    if not case.letter.head.issuer:
        yield unknown("L12", "không tìm thấy tên cơ quan ban hành")
        return
    what = "đường kẻ dưới tên cơ quan ban hành"
    yield from line_of(case, "L12", "co_quan_ban_hanh", case.letter.head.issuer, what, right=False)


def line_of(  # noqa: PLR0913 - a line is told by all of these
    case: Case, rule: str, identifier: str, component: Sequence[Piece], what: str, *, right: bool
) -> Iterator[Outcome]:
    """Judge the line under a component: whether it is there, solid, long enough and in the middle."""
    law, where = case.profile.rules[identifier], at(component[-1])
    source, found_lines = case.of(law), lines_under(case, component, right=right)
    expected = f"đường kẻ ngang, nét liền, dài {_share(law.ratio.minimum, law.ratio.maximum)} dòng chữ"
    hint = "vẽ đường thẳng nét liền (Insert, Shapes, Line), không dùng dấu gạch"
    if not found_lines:
        if has_loose_shape(case):
            yield unknown(rule, f"{what}: có đường vẽ nhưng không rõ nó thuộc dòng nào")
            return
        yield departure(rule, where, source, what=what, found="không có", expected=expected, hint=hint)
        return
    line = max(found_lines, key=lambda each: (each.solid, each.width_mm or 0.0))
    if line.width_mm is None:
        yield unknown(rule, f"{what}: không xác định được chiều dài")
        return
    ratio = line.width_mm / (last_line_width(component) or 1.0)
    if line.kind in {"underline", "characters"}:
        yield _not_drawn(rule, where, source, what, line)
    faults = []
    if not line.solid:
        faults.append("không phải nét liền")
    if not law.ratio.allows(ratio, _LENGTH_TOLERANCE if law.ratio.minimum == law.ratio.maximum else 0.01):
        faults.append(f"dài {decimal(ratio * 100)}% dòng chữ")
    else:
        centred = _is_centred(line, component[-1])
        if centred is None:
            yield unknown(rule, f"{what}: không rõ có cân đối so với dòng chữ không")
        elif not centred:
            faults.append("không cân đối so với dòng chữ")
    if faults:
        yield departure(
            rule, where, source, what=what, found=", ".join(faults), expected=f"{expected}, đặt cân đối", hint=hint
        )


def _not_drawn(rule: str, where: Where, source: Source, what: str, line: DrawnLine) -> Outcome:
    """A line made of an underline or of typed characters: the law asks for a line, not how it is made."""
    found = "gạch chân" if line.kind == "underline" else "gõ bằng các dấu gạch"
    return departure(
        *(rule, where, replace(source, house_style=True)),
        what=what,
        found=found,
        expected="đường vẽ, để độ dài không đổi theo phông chữ",
        hint="vẽ đường thẳng (Insert, Shapes, Line)",
    )


def _is_centred(line: DrawnLine, component: Piece) -> bool | None:
    """Whether line and text have one middle; None where only the page shows it."""
    shape, whole = component.paragraph.shape, line.width_mm
    if line.kind == "underline" or (line.kind == "characters" and shape.align == "center" and component.paragraph.cell):
        return True
    if line.centred and shape.align == "center":
        return True
    if line.left_mm is None or whole is None or shape.align != "center":
        return None
    room = component.paragraph.width_mm
    middle = (shape.left_mm + room - shape.right_mm) / 2
    return abs(line.left_mm + whole / 2 - middle) <= _CENTRE_TOLERANCE * room


def _share(minimum: float, maximum: float) -> str:
    return "bằng" if minimum == maximum else f"từ {decimal(minimum * 100)}% đến {decimal(maximum * 100)}%"


def _is_right(name: Piece) -> bool:
    paragraph = name.paragraph
    if paragraph.cell is not None and paragraph.cell.columns > 1:
        return paragraph.cell.column > 0
    before = name.paragraph.text[: name.start]
    indent = paragraph.shape.left_mm + max(paragraph.shape.first_mm, 0.0)
    typed = bool(before.strip()) or "\t" in before or len(before) >= len(name.text)
    return typed or paragraph.shape.align == "right" or indent > _LEFT_HALF * paragraph.width_mm
