"""L20–L25: the kind and subject of a letter, whom it is written to, and its legal grounds."""

from collections.abc import Iterator, Sequence

from dispatch.inspection.checking.case import Case, decimal, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, Source, at
from dispatch.inspection.checking.rules_names import line_of
from dispatch.inspection.checking.under import lines_under, same_block
from dispatch.inspection.parts.pieces import Piece, is_upper
from dispatch.inspection.reading.values import Paragraph
from dispatch.model.profile import Component

_SAMPLE_DISPATCH = "NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5"
_ALIGN_TOLERANCE_MM = 1.0
_GAP_TOLERANCE_PT = 0.1


def kind_name(case: Case) -> Iterator[Outcome]:
    """L20: the name of the kind in capitals, bold, centred; its subject bold under it."""
    head, components = case.letter.head, case.profile.components
    if head.kind is None or case.letter.is_dispatch:
        return
    for pieces, identifier, what in (((head.kind,), "ten_loai", "tên loại"), (head.summary, "trich_yeu", "trích yếu")):
        component = components[identifier]
        if not pieces:
            found, expected, hint = "không tìm thấy", "ở ngay dưới tên loại, chữ in thường, đậm", "ghi trích yếu"
            where = at(head.kind)
            yield departure("L20", where, case.of(component), what=what, found=found, expected=expected, hint=hint)
        for each in pieces:
            faults = [*wrong_look(each.looks, component), *_not_centred(each)]
            if component.upper and not is_upper(each.text) and not all(look.caps for look in each.looks):
                faults.append(("chữ in thường", "chữ in hoa"))
            if identifier == "trich_yeu" and (is_upper(each.text) or any(look.caps for look in each.looks)):
                faults.append(("chữ in hoa", "chữ in thường"))
            if faults:
                found, expected = together(faults)
                hint, source = "sửa kiểu chữ của dòng này", case.of(component)
                yield departure("L20", at(each), source, what=what, found=found, expected=expected, hint=hint)


def summary_line(case: Case) -> Iterator[Outcome]:
    """L21: the line under the subject of a named kind; a dispatch has none in the sample form."""
    head = case.letter.head
    if "trich_yeu" not in case.profile.rules:
        return
    if case.letter.is_dispatch:
        if head.subject and any(line.solid for line in lines_under(case, head.subject, right=False)):
            yield departure(
                *("L21", at(head.subject[-1]), Source(_SAMPLE_DISPATCH)),
                what="đường kẻ dưới trích yếu công văn",
                found="có đường kẻ",
                expected="không kẻ dưới trích yếu công văn",
                hint="bỏ đường kẻ này",
                severity="warning",
            )
        return
    if not head.summary:
        yield unknown("L21", "không tìm thấy trích yếu")
        return
    yield from line_of(case, "L21", "trich_yeu", head.summary, "đường kẻ dưới trích yếu", right=False)


def dispatch_subject(case: Case) -> Iterator[Outcome]:
    """L22: "V/v …" under the number of a dispatch, which has no name of a kind."""
    head, prefix = case.letter.head, case.profile.texts.subject_prefix
    component = case.profile.components["trich_yeu_cong_van"]
    source, what = case.of(component), "trích yếu công văn"
    if head.kind is not None and case.letter.is_dispatch:
        found, expected = "có dòng tên loại “CÔNG VĂN”", "công văn không có tên loại"
        hint = "bỏ dòng này; ghi trích yếu dưới số, ký hiệu"
        yield departure("L22", at(head.kind), source, what=what, found=found, expected=expected, hint=hint)
        return
    if head.kind is not None:
        return
    if not head.subject:
        found, expected = "không tìm thấy", f"“{prefix}…” ở dưới số, ký hiệu"
        hint = "ghi trích yếu dưới số, ký hiệu"
        yield departure("L22", PAGE, source, what=what, found=found, expected=expected, hint=hint)
        return
    faults = list(wrong_look([look for each in head.subject for look in each.looks], component))
    first = head.subject[0]
    if not first.text.startswith(prefix):
        faults.insert(0, (f"“{' '.join(first.text.split()[:2])} …”", f"“{prefix.strip()}” rồi một cách chữ"))
    if first.paragraph.cell is not None:
        faults += [fault for each in head.subject for fault in _not_centred(each)]
    else:
        yield unknown("L22", "trích yếu gõ ngoài bảng, không rõ có căn giữa dưới số, ký hiệu không")
    faults += _wrong_gap(case, first, component)
    if faults:
        found, expected = together(list(dict.fromkeys(faults)))
        hint = f"sửa lại dòng “{prefix.strip()}”"
        yield departure("L22", at(first), source, what=what, found=found, expected=expected, hint=hint)


def addressee(case: Case) -> Iterator[Outcome]:
    """L23: a dispatch says "Kính gửi:", upright, with its colon."""
    label, wanted = case.letter.head.addressee_label, case.profile.texts.addressee_label.strip()
    component = case.profile.components["kinh_gui"]
    source, hint = case.of(component), f"ghi “{wanted}” rồi đến nơi nhận"
    if label is None:
        if case.letter.is_dispatch:
            found = "không tìm thấy"
            yield departure("L23", PAGE, source, what="kính gửi", found=found, expected=f"“{wanted}”", hint=hint)
        return
    pieces = (label, *case.letter.head.addressees)
    faults = list(wrong_look([look for each in pieces for look in each.looks], component))
    if label.text != wanted:
        faults.insert(0, (f"“{label.text}”", f"“{wanted}”"))
    if faults:
        found, expected = together(faults)
        yield departure("L23", at(label), source, what="kính gửi", found=found, expected=expected, hint=hint)


def addressees(case: Case) -> Iterator[Outcome]:
    """L24: one addressee on the line of the label; several each on a line with a dash."""
    head, texts = case.letter.head, case.profile.texts
    if head.addressee_label is None:
        return
    source = case.of(case.profile.components["kinh_gui"])
    items = [each for each in head.addressees if _is_item(each)]
    same_line = any(each.paragraph is head.addressee_label.paragraph for each in head.addressees)
    faults: list[tuple[str, str, Piece]] = []
    if not head.addressees:
        yield unknown("L24", "không tìm thấy nơi được gửi sau “Kính gửi”")
        return
    if len(items) == 1 and not same_line:
        faults.append(("một nơi nhận ở dòng riêng", "một nơi nhận thì ghi cùng dòng với “Kính gửi:”", items[0]))
    if len(items) > 1:
        if same_line:
            expected = "từ hai nơi nhận trở lên thì mỗi nơi một dòng"
            faults.append(("có nơi nhận cùng dòng với “Kính gửi:”", expected, head.addressees[0]))
        faults += [
            ("không kết thúc bằng “;”", "cuối mỗi dòng có dấu chấm phẩy", each)
            for each in items[:-1]
            if not each.text.endswith(texts.list_end_accepted)
        ]
        if not items[-1].text.endswith(texts.list_last_end):
            faults.append(("dòng cuối không kết thúc bằng “.”", "cuối dòng cuối có dấu chấm", items[-1]))
        if not _aligned(items):
            faults.append(("các gạch đầu dòng không thẳng hàng", "các gạch đầu dòng thẳng hàng", items[0]))
    for found, expected, where in faults:
        hint = "trình bày lại phần kính gửi"
        yield departure("L24", at(where), source, what="kính gửi", found=found, expected=expected, hint=hint)


def grounds(case: Case) -> Iterator[Outcome]:
    """L25: legal grounds, one a line, with the marks of the law at their ends."""
    texts, component = case.profile.texts, case.profile.components["can_cu"]
    source, found_grounds = case.of(component), case.letter.grounds
    accepted = {texts.basis_last_end} | ({",", "."} if case.profile.id == "hd05" else set())
    for position, each in enumerate(found_grounds, 1):
        faults = list(wrong_look(each.looks, component))
        ends = accepted if position == len(found_grounds) else {texts.basis_end}
        if each.text[-1] not in ends:
            wanted = " hoặc ".join(f"“{end}”" for end in sorted(ends))
            faults.append((f"kết thúc bằng “{each.text[-1]}”", f"kết thúc bằng {wanted}"))
        if case.profile.regime == "party" and not _is_item(each):
            faults.append(("không có gạch đầu dòng", "bắt đầu bằng “- ”"))
        if faults:
            found, expected = together(faults)
            hint = "sửa dòng căn cứ này"
            yield departure("L25", at(each), source, what="căn cứ ban hành", found=found, expected=expected, hint=hint)


def _not_centred(each: Piece) -> Iterator[tuple[str, str]]:
    if each.paragraph.shape.align != "center":
        yield "không căn giữa", "căn giữa"


def subject_gap_pt(case: Case) -> float | None:
    """The gap above the subject of a dispatch where it is wrong, in points; None where it is right or cannot be told.

    It is the subject's own, or the one below the number.
    """
    number, wanted = case.letter.head.number, case.profile.components["trich_yeu_cong_van"].gap_above_pt
    if wanted is None or number is None or not case.letter.head.subject:
        return None
    first = case.letter.head.subject[0].paragraph
    gap = max(first.shape.before_pt, number.paragraph.shape.after_pt)
    apart = number.paragraph.place != first.place or any(_between(case, number.paragraph, first))
    return None if apart or wanted.allows(gap, _GAP_TOLERANCE_PT) else gap


def _wrong_gap(case: Case, first: Piece, component: Component) -> Iterator[tuple[str, str]]:
    """What is between number and subject; an empty paragraph is a whole line."""
    number, wanted, gap = case.letter.head.number, component.gap_above_pt, subject_gap_pt(case)
    if wanted is None or number is None:
        return
    if any(not each.text.strip() for each in _between(case, number.paragraph, first.paragraph)):
        yield "cách số, ký hiệu một dòng trống", f"cách số, ký hiệu {decimal(wanted)} pt"
    elif gap is not None:
        yield f"cách số, ký hiệu {decimal(gap)} pt", f"cách số, ký hiệu {decimal(wanted)} pt"


def _between(case: Case, one: Paragraph, other: Paragraph) -> Iterator[Paragraph]:
    """The paragraphs of one block that stand between two of it."""
    for each in case.document.paragraphs:
        if each.place == one.place and one.number < each.number < other.number and same_block(each, other):
            yield each


def _is_item(each: Piece) -> bool:
    return each.text.startswith(("-", "–")) or each.paragraph.label in {"-", "–"}


def _aligned(items: Sequence[Piece]) -> bool:
    """Whether all dashes are at one place; typed spaces before them count as places too."""
    places = [
        (round((shape.left_mm + shape.first_mm) / _ALIGN_TOLERANCE_MM), each.paragraph.text[: each.start])
        for each in items
        for shape in [each.paragraph.shape]
    ]
    return len(set(places)) == 1
