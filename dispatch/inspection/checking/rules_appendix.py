"""L41–L43: the mark at the end, appendices, and the line that says what they belong to."""

import re
from collections.abc import Iterator, Sequence

from dispatch.inspection.checking.case import Case, departure, together, unknown, wrong_look
from dispatch.inspection.checking.findings import Outcome, Source, at
from dispatch.inspection.checking.names import SPELLINGS
from dispatch.inspection.checking.rules_number import issue_date
from dispatch.inspection.parts.pieces import fold, joined
from dispatch.inspection.parts.values import Appendix
from dispatch.inspection.reading.values import Paragraph
from dispatch.vietnamese.dates import long_date
from dispatch.vietnamese.orthography import spelling_key

_SLASHED = "./."
_NO_LETTER = "tệp chỉ có phụ lục; không có văn bản để đối chiếu chỉ dẫn về phụ lục và dòng “Kèm theo”"
_NUMBER = re.compile(r"phu\s*luc\s+(?:so\s+)?(?P<number>[ivxlc]+|\d+)")
_ROMAN = re.compile(r"[IVXLC]+")
_MENTION = re.compile(r"phu\s*luc(?P<list>(?:\s*(?:so\s+)?(?:[ivxlc]+|\d+)\b\s*(?:,|va|;|den|-)?(?:\s*phu\s*luc)?)*)")
_ATTACHMENT = re.compile(
    r"^\(Kèm theo (?P<kind>[A-ZĐ]\w*(?: [a-zà-ỹ]+)?) số:?(?P<number>[^,]*?),? "
    r"(?P<date>ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*) ?của ?(?P<issuer>.*?) ?\)$"
)


def end_mark(case: Case) -> Iterator[Outcome]:
    """L41: "./." once, after the last words of the letter and of each appendix."""
    texts, source = case.profile.texts, case.law(case.profile.texts.end_mark_article)
    foot = case.letter.foot
    if foot.label is None and not foot.posts and not case.letter.is_appendices_only:
        yield unknown("L41", "không thấy phần cuối văn bản nên không rõ nội dung kết thúc ở đâu")
        return
    endings = [("nội dung văn bản", case.letter.body)]
    endings += [(each.word.text.strip(" .:"), each.content) for each in case.letter.appendices]
    for what, paragraphs in endings:
        written = [each for each in paragraphs if each.text.strip()]
        if not written:
            continue
        last, wanted = written[-1], texts.end_mark
        if wanted != _SLASHED and last.cell is not None and not last.text.rstrip().endswith(_SLASHED):
            continue  # A full stop ends a sentence, not a table.
        text = last.text.rstrip()
        right = text.endswith(wanted) and (wanted == _SLASHED or not text.endswith(_SLASHED))
        earlier = next((each for each in written[:-1] if _SLASHED in each.text), None)
        hint = f"kết thúc bằng “{wanted}”, một lần, ngay sau chữ cuối"
        expected = f"kết thúc bằng “{wanted}”"
        if not right:
            found = f"kết thúc bằng “{text[-12:].lstrip()}”"
            yield departure(
                "L41", at(last), source, what=what, found=found, expected=expected, hint=hint, severity="warning"
            )
        elif earlier is not None:
            found = "có “./.” trước chữ cuối"
            yield departure(
                "L41", at(earlier), source, what=what, found=found, expected=expected, hint=hint, severity="warning"
            )


def appendices(case: Case) -> Iterator[Outcome]:
    """L42: the text points to each appendix; its number, word and title look as they should."""
    all_of_them, texts = case.letter.appendices, case.profile.texts
    word_component = case.profile.components["phu_luc_so"]
    mentioned = None if case.letter.is_appendices_only else _mentioned(case.letter.body)
    if case.letter.is_appendices_only:
        yield unknown("L42", _NO_LETTER)
    hint = "sửa phần đầu của phụ lục"
    for each in all_of_them:
        faults = [*wrong_look(each.word.looks, word_component)]
        if each.word.text.strip(" .:").upper() == each.word.text.strip(" .:"):
            faults.append(("từ “Phụ lục” in hoa", "từ “Phụ lục” in thường"))
        if each.word.paragraph.shape.align != "center":
            faults.append(("không căn giữa", "căn giữa"))
        if any(line.paragraph is each.word.paragraph for line in each.title):
            faults.append(("từ “Phụ lục” và tên phụ lục trên một dòng", "từ “Phụ lục” trên một dòng riêng"))
        number = _number(each)
        if len(all_of_them) > 1 and texts.appendix_numbering == "roman" and not _ROMAN.fullmatch(number):
            faults.append((f"số “{number}”" if number else "không có số", "số thứ tự bằng chữ số La Mã"))
        if mentioned is not None and number.lower() not in mentioned:
            faults.append(("văn bản không nhắc đến phụ lục này", "văn bản phải có chỉ dẫn về phụ lục"))
        if faults:
            found, expected = together(faults)
            what, source = each.word.text.strip(" .:"), case.of(word_component)
            yield departure("L42", at(each.word), source, what=what, found=found, expected=expected, hint=hint)
        yield from _titles(case, each)


def attachment(case: Case) -> Iterator[Outcome]:
    """L43: the line names the letter the appendix belongs to; its blanks may stay, its figures must be the letter's."""
    component, texts = case.profile.components["phu_luc_kem_theo"], case.profile.texts
    source, hint = case.of(component), "sửa dòng “Kèm theo” của phụ lục"
    if case.letter.is_appendices_only:
        yield unknown("L43", _NO_LETTER)
    form = f"“{texts.attachment_line.format(number='…', date='ngày … tháng … năm …', issuer='…')}”"
    for each in case.letter.appendices:
        what = f"dòng “Kèm theo” của {each.word.text.strip(' .:')}"
        line = each.attachment
        if line is None:
            where = at(each.word)
            yield departure("L43", where, source, what=what, found="không có", expected=form, hint=hint)
            continue
        faults = list(wrong_look(line.looks, component))
        if line.paragraph.shape.align != "center":
            faults.append(("không căn giữa", "căn giữa"))
        match = _ATTACHMENT.match(" ".join(line.text.split()))
        if match is None:
            faults = [*_wrong_words(" ".join(line.text.split()), form), *faults]
        else:
            faults += _other_letter(case, match)
        if faults:
            found, expected = together(faults)
            yield departure("L43", at(line), source, what=what, found=found, expected=expected, hint=hint)


def _wrong_words(text: str, form: str) -> Iterator[tuple[str, str]]:
    """What is otherwise in a line than in the law's form; the whole line where nothing of it is known."""
    known = []
    opening = re.match(r"\(?\s*(?:Ban hành|Gửi)\s+kèm(?:\s+theo)?|\(?\s*Kèm theo", text)
    if opening and opening.group() != "(Kèm theo":
        known.append((f"“{opening.group()}”", "“(Kèm theo”"))
    spaced = re.search(r"số:?\s*(\d+ +/\S*|\d*/ +\S*|\d*/\S* +-\S*)", text)
    if spaced:
        known.append((f"“{spaced[1]}”", f"“{spaced[1].replace(' ', '')}”"))
    short = re.search(r"\d{1,2}/\d{1,2}/\d{4}", text)
    if short:
        known.append((f"“{short.group()}”", "“ngày … tháng … năm …”"))
    if not text.endswith(")"):
        known.append(("không có dấu “)” ở cuối", "đặt trong ngoặc đơn"))
    yield from known or [(f"“{text}”", form)]


def _other_letter(case: Case, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Where the line says another number, day or body than the letter's own heading."""
    head = case.letter.head
    own = "".join((head.number.text if head.number else "").split()).removeprefix("Số").lstrip(":")
    said = "".join(match["number"].split())
    if said.strip("./…_") and own.strip("./…_") and re.match(r"\d", own) and re.match(r"\d", said) and said != own:
        yield f"số “{said}”", f"số “{own}” của văn bản"
    day, written = issue_date(head.place_date), " ".join(match["date"].split())
    full = len(re.findall(r"\d+", written)) == len(("ngày", "tháng", "năm"))
    if head.place_date is not None and day is not None and full and re.search(r"ngày\s*\d", head.place_date.text):
        wanted = long_date(day)
        if written != wanted:
            yield f"“{written}”", f"“{wanted}”"
    issuer = joined(head.issuer)
    if issuer and re.search(r"\w", match["issuer"]) and _key(issuer) != _key(match["issuer"]):
        yield f"của “{match['issuer']}”", f"của “{_in_small_letters(issuer)}”"


def _in_small_letters(issuer: str) -> str:
    """The name of a body as a text spells it; one that is not known stays in capitals."""
    return next((name for name in SPELLINGS if spelling_key(name) == spelling_key(issuer.lower())), issuer)


def _titles(case: Case, each: Appendix) -> Iterator[Outcome]:
    component = case.profile.components["phu_luc_ten"]
    source: Source = case.of(component)
    for line in each.title:
        faults = list(wrong_look(line.looks, component))
        if line.paragraph.shape.align != "center" and line.paragraph is not each.word.paragraph:
            faults.append(("không căn giữa", "căn giữa"))
        if faults:
            found, expected = together(faults)
            what = f"tên {each.word.text.strip(' .:')}"
            hint = "sửa kiểu chữ của tên phụ lục"
            yield departure("L42", at(line), source, what=what, found=found, expected=expected, hint=hint)


def _number(each: Appendix) -> str:
    match = _NUMBER.match(fold(each.word.text))
    return each.word.text[match.start("number") : match.end("number")] if match else ""


def _mentioned(body: Sequence[Paragraph]) -> set[str] | None:
    """The numbers of the appendices the text names; None when it speaks of appendices without numbers, or of a row."""
    found: set[str] = set()
    for paragraph in body:
        for match in _MENTION.finditer(fold(paragraph.text)):
            numbers = re.findall(r"\b(?:[ivxlc]+|\d+)\b", match["list"])
            if not numbers or re.search(r"den|-", match["list"]):
                return None
            found |= set(numbers)
    return found


def _key(text: str) -> str:
    return " ".join(fold(text).split())
