"""L35–L40: recipients and signature."""

import re
from collections.abc import Iterator

from dispatch.inspection.checking.case import Case, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import PAGE, Outcome, at
from dispatch.inspection.parts.pieces import Piece, fold, is_upper

_PREFIX = re.compile(r"^(?P<letters>t\s*[/.]?\s*m|k\s*[/.]?\s*t|t\s*[/.]?\s*l|t\s*\.?\s*u\s*\.?\s*q|q)\b[\s./]", re.I)
_DEPUTY = re.compile(r"^(pho|thu truong)\b")
_TITLES = re.compile(
    r"^((?:pgs|gs|ts|ths|cn|ks|bs|ls|đ/c|ông|bà|đồng chí|nhà giáo|luật sư|thạc sĩ|tiến sĩ|cử nhân)\b[.,]?\s*)+", re.I
)
_ARCHIVE = re.compile(r"^[-–]?\s*luu\b")
_MARGIN_MM = 1.0


def post_component(post: Piece) -> str:
    """The component of a line of the signature: an authority ("KT. …") or a post."""
    return "quyen_han" if _PREFIX.match(post.text + " ") else "chuc_vu"


def recipients_label(case: Case) -> Iterator[Outcome]:
    """L35: "Nơi nhận:" on its own line, flush left, level with the signature."""
    foot, wanted = case.letter.foot, case.profile.texts.recipients_label
    component = case.profile.components["noi_nhan_nhan"]
    source, hint = case.of(component), "đặt “Nơi nhận:” ở bên trái, ngang hàng với quyền hạn, chức vụ của người ký"
    if foot.label is None:
        found, expected = "không tìm thấy", f"“{wanted}”"
        yield departure("L35", PAGE, source, what="nơi nhận", found=found, expected=expected, hint=hint)
        return
    faults = list(wrong_look(foot.label.looks, component))
    if foot.label.text != wanted:
        faults.insert(0, (f"“{foot.label.text}”", f"“{wanted}”"))
    shape = foot.label.paragraph.shape
    if shape.align in {"center", "right"} or shape.left_mm + shape.first_mm > _MARGIN_MM:
        faults.append(("không sát lề trái", "sát lề trái"))
    level = _level(foot.label, foot.posts[0]) if foot.posts else None
    if case.profile.regime == "state" and level is None:
        yield unknown("L35", "không rõ “Nơi nhận” có ngang hàng với quyền hạn, chức vụ của người ký không")
    elif case.profile.regime == "state" and not level:
        faults.append(("không ngang hàng với chữ ký", "cùng hàng với quyền hạn, chức vụ của người ký"))
    if faults:
        found, expected = together(faults)
        where = at(foot.label)
        yield departure("L35", where, source, what="nơi nhận", found=found, expected=expected, hint=hint)


def recipients(case: Case) -> Iterator[Outcome]:
    """L36: each recipient on a line "- …;", the first of a dispatch "Như trên"."""
    texts, component = case.profile.texts, case.profile.components["noi_nhan_danh_sach"]
    items, source = case.letter.foot.recipients, case.of(component)
    if not items:
        yield unknown("L36", "không tìm thấy danh sách nơi nhận")
        return
    hint = "trình bày mỗi nơi nhận một dòng, “- …;”"
    for position, item in enumerate(items):
        faults = list(wrong_look(item.looks, component))
        text, last = _item_text(item), position == len(items) - 1
        if not text.startswith(texts.list_mark) and not _ARCHIVE.match(fold(text)):
            faults.append(("không có gạch đầu dòng", f"bắt đầu bằng “{texts.list_mark}”"))
        if not last and not text.endswith(texts.list_end_accepted):
            ends = " hoặc ".join(f"“{end}”" for end in texts.list_end_accepted)
            faults.append((f"kết thúc bằng “{text[-1]}”", f"kết thúc bằng {ends}"))
        first = text.removeprefix(texts.list_mark).rstrip(" ;,.")
        addressed = case.letter.is_dispatch and case.letter.head.addressee_label is not None
        if position == 0 and addressed and not first.startswith(texts.first_recipient):
            faults.append((f"dòng đầu là “{first}”", f"dòng đầu của công văn là “{texts.first_recipient}”"))
        if faults:
            found, expected = together(faults)
            yield departure("L36", at(item), source, what="nơi nhận", found=found, expected=expected, hint=hint)


def archive(case: Case) -> Iterator[Outcome]:
    """L37: the last line of the recipients says where the letter is filed."""
    texts, items = case.profile.texts, case.letter.foot.recipients
    source = case.of(case.profile.components["noi_nhan_danh_sach"])
    prefix, end = texts.list_mark + texts.archive_prefix, texts.list_last_end
    with_office = texts.archive_prefix.endswith("VT")
    unit = "<đơn vị soạn thảo>"
    expected = f"“{prefix}, {unit}{end}”" if with_office else f"“{prefix} …{end}”"
    last = next((item for item in reversed(items) if _ARCHIVE.match(fold(_item_text(item)))), None)
    hint = "sửa dòng “Lưu”"
    if last is None:
        where = at(items[-1]) if items else PAGE
        yield departure("L37", where, source, what="dòng “Lưu”", found="không có", expected=expected, hint=hint)
        return
    text = " ".join(_item_text(last).split())
    tail = r", [^;]+" if with_office else r" .+"
    if re.fullmatch(re.escape(prefix) + tail + re.escape(end), text) and ":" not in text.removeprefix(prefix):
        return
    bare = with_office and text == prefix + end
    found = f"“{text}”" + (", thiếu đơn vị soạn thảo" if bare else "")
    yield departure(
        *("L37", at(last), source),
        what="dòng “Lưu”",
        found=found,
        expected=expected,
        hint=hint,
        severity="warning" if bare else "error",
    )


def authority(case: Case) -> Iterator[Outcome]:
    """L38: the prefix of authority as the regime writes it, the posts in capitals."""
    foot, components = case.letter.foot, case.profile.components
    if not foot.posts:
        yield unknown("L38", "không tìm thấy quyền hạn, chức vụ của người ký")
        return
    accepted = case.profile.texts.signing_prefixes
    for post in foot.posts:
        match = _PREFIX.match(post.text + " ")
        component = components[post_component(post)]
        faults = list(wrong_look(post.looks, component))
        if match and not any(post.text.startswith(f"{prefix} ") for prefix in accepted):
            shown = post.text.split(" ")[0]
            letters = re.sub(r"[\s./]", "", match["letters"]).upper()
            wanted = next((each for each in accepted if re.sub(r"[./]", "", each) == letters), " ".join(accepted))
            faults.insert(0, (f"“{shown}”", f"“{wanted}” rồi một cách chữ"))
        elif not is_upper(post.text) and not all(look.caps for look in post.looks):
            faults.append(("chữ in thường", "chữ in hoa"))
        if faults:
            found, expected = together(faults)
            what, hint, source = "quyền hạn, chức vụ", "sửa dòng quyền hạn, chức vụ", case.of(component)
            yield departure("L38", at(post), source, what=what, found=found, expected=expected, hint=hint)


def deputies(case: Case) -> Iterator[Outcome]:
    """L39: who signs for the head is a deputy; who signs by order heads a unit."""
    posts, source = case.letter.foot.posts, case.of(case.profile.components["quyen_han"])
    for position, post in enumerate(posts):
        letters = re.sub(r"[\s./]", "", fold(post.text.split(" ")[0]))
        following = posts[position + 1 : position + 2]
        deputy = bool(following) and _DEPUTY.match(fold(following[0].text)) is not None
        if letters == "kt" and not deputy:
            found = f"sau “{post.text}” không có chức vụ cấp phó"
            expected = "dòng dưới ghi chức vụ của cấp phó: “PHÓ …”, “THỨ TRƯỞNG”"
        elif letters == "tl" and not following:
            found = f"sau “{post.text}” không có chức vụ người được giao ký"
            expected = "dòng dưới ghi chức vụ của người được giao ký"
        else:
            continue
        hint, what = "ghi đủ chức vụ của người ký", "quyền hạn, chức vụ"
        yield departure(
            "L39", at(post), source, what=what, found=found, expected=expected, hint=hint, severity="warning"
        )


def signer(case: Case) -> Iterator[Outcome]:
    """L40: the signer's name in small letters, bold, without title or degree."""
    name, component = case.letter.foot.signer, case.profile.components["ho_ten"]
    if name is None:
        yield unknown("L40", "không tìm thấy họ và tên người ký")
        return
    faults = list(wrong_look(name.looks, component))
    if is_upper(name.text) or any(look.caps for look in name.looks):
        faults.append(("chữ in hoa", "chữ in thường"))
    title = _TITLES.match(name.text)
    if title:
        faults.append((f"có “{title.group().strip()}”", "không ghi học hàm, học vị, danh hiệu trước họ tên"))
    if faults:
        found, expected = together(faults)
        what, hint, source = "họ và tên người ký", "sửa họ và tên người ký", case.of(component)
        yield departure("L40", at(name), source, what=what, found=found, expected=expected, hint=hint)


def _item_text(item: Piece) -> str:
    return f"- {item.text}" if item.paragraph.label in {"-", "–"} else item.text


def _level(label: Piece, post: Piece) -> bool | None:
    """Whether both stand on one line; None when only the page shows it."""
    one, two = label.paragraph, post.paragraph
    if one is two:
        return True
    if one.cell is None or two.cell is None:
        return None if "text_box" in {one.place, two.place} else False
    if (one.cell.table, one.cell.row) != (two.cell.table, two.cell.row):
        return False
    return True if one.cell.order == two.cell.order else None
