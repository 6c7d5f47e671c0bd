"""L32–L34, L45: how the text cites, capitalises and abbreviates. Only on request: language is never certain."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dispatch.inspection.checking.case import Case, departure
from dispatch.inspection.checking.findings import Outcome, at
from dispatch.inspection.checking.names import ACCEPTED_ABBREVIATIONS, SPELLINGS
from dispatch.inspection.reading.values import Paragraph
from dispatch.vietnamese.orthography import spelling_key

_CAPITALS = "Phụ lục II, Mục"
_CITATION = re.compile(
    r"(?P<kind>Nghị định|Thông tư|Quyết định|Chỉ thị|Nghị quyết|Công văn|Kế hoạch|Hướng dẫn|Thông báo)"
    r" (?P<label>số )?(?P<number>\d+(?:/\d{4})?/[A-ZĐ][\w.\-]*)(?P<rest>.{0,200})"
)
_DAY = re.compile(r"^,? ngày\s*(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}),?")
_OF = re.compile(r"^ của ")
_CLAUSE = re.compile(r"(?<=[\wđ,;] )(?:Khoản|Điểm) (?=\d|[a-zđ]\b)")
_ARTICLE = re.compile(
    r"\b(?:điều|chương|mục|phần) (?:\d+|[IVX]+)\b(?=[^.;]{0,60}(?:Luật|Nghị định|Thông tư|Hiến pháp))"
)
_ABBREVIATION = re.compile(r"(?<![\w/.\-])[A-ZĐ]{2,}[A-Za-zĐđ]*(?![\w/\-])")
_TONED = re.compile(r"\b\w*(?:[oòóỏõọ][aàáảãạeèéẻẽẹ]|[uùúủũụ][yỳýỷỹỵ])\b")
_OTHER_TONES = {"Ủy": "(?:Ủy|Uỷ)", "Tòa": "(?:Tòa|Toà)"}
_NAMES = [
    (
        re.compile(rf"(?<!pháp )\b{' '.join(_OTHER_TONES.get(word, word) for word in name.split())}\b", re.IGNORECASE),
        name,
    )
    for name in sorted(SPELLINGS, key=len, reverse=True)
]
_ROMAN = re.compile(r"[IVXLC]+")
_QUOTED = re.compile("“[^”]*\\s[^”]*”")


def citations(case: Case) -> Iterator[Outcome]:
    """L32: the first citation in full, later ones by kind, number and symbol."""
    source = case.law(case.profile.components["noi_dung"].article.replace("điểm e", "điểm b"))
    cited: set[str] = set()
    for paragraph in case.prose:
        for match in _CITATION.finditer(paragraph.text):
            name, missing = f"{match['kind']} số {match['number']}", []
            day = _DAY.match(match["rest"])
            if not match["label"]:
                missing.append("thiếu chữ “số”")
            if name not in cited:
                if not day:
                    missing.append("lần đầu thiếu thời gian ban hành")
                elif not _OF.match(match["rest"][day.end() :]):
                    missing.append("lần đầu thiếu cơ quan ban hành")
            elif day:
                missing.append("lần sau vẫn ghi thời gian ban hành")
            cited.add(name)
            if missing:
                found = f"“{match['kind']} {match['label'] or ''}{match['number']}”: {', '.join(missing)}"
                expected = (
                    "lần đầu ghi đủ tên loại, số, ký hiệu, thời gian, cơ quan, trích yếu; "
                    "lần sau chỉ tên loại và số, ký hiệu"
                )
                yield departure(
                    *("L32", at(paragraph), source),
                    what="viện dẫn",
                    found=found,
                    expected=expected,
                    hint="sửa câu viện dẫn",
                    severity="warning",
                )


def parts_of_texts(case: Case) -> Iterator[Outcome]:
    """L33: Điều, Mục, Chương, Phần of a text with a capital; khoản, điểm with a small letter."""
    source = case.law(f"{_law(case)}, {_CAPITALS} V, khoản 7")
    for paragraph in case.prose:
        for pattern, wanted in ((_CLAUSE, str.lower), (_ARTICLE, str.capitalize)):
            for match in pattern.finditer(paragraph.text):
                text = match.group().strip()
                yield departure(
                    *("L33", at(paragraph), source),
                    what="viết hoa",
                    found=f"“{text}”",
                    expected=f"“{wanted(text.split()[0])}”",
                    hint="sửa chữ hoa, chữ thường khi viện dẫn",
                    severity="warning",
                )


def names(case: Case) -> Iterator[Outcome]:
    """L34: bodies, posts and texts as the rules of capitals spell them; one spelling of tones in one letter."""
    source = case.law(f"{_law(case)}, {_CAPITALS} IV và Mục V")
    hint = "viết thống nhất trong toàn văn bản"
    for paragraph in case.prose:
        for written, wanted in _misspelt(paragraph.text):
            found, expected = f"“{written}”", f"“{wanted}”"
            yield departure(
                *("L34", at(paragraph), source),
                what="viết hoa",
                found=found,
                expected=expected,
                hint=hint,
                severity="warning",
            )
    for paragraph, written, usual in _mixed_tones(case.prose):
        yield departure(
            *("L34", at(paragraph), source),
            what="vị trí dấu thanh",
            found=f"“{written}”",
            expected=f"“{usual}” như ở các chỗ khác",
            hint=hint,
            severity="warning",
        )


def _misspelt(text: str) -> Iterator[tuple[str, str]]:
    """Names with wrong capitals, each with the right ones; the longest name that fits counts."""
    taken: list[range] = []
    for pattern, wanted in _NAMES:
        for match in pattern.finditer(text):
            if any(match.start() in span for span in taken):
                continue
            taken.append(range(*match.span()))
            written = match.group()
            capitals = [written[at : at + 1].isupper() == letter.isupper() for at, letter in enumerate(wanted)]
            if not (all(capitals) or written.isupper() or (match.start() == 0 and all(capitals[1:]))):
                yield written, wanted


def _mixed_tones(prose: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, str, str]]:
    """Syllables written in both ways ("hòa", "hoà"): the rarer way, where it first stands, and the usual one."""
    counts = Counter(word for paragraph in prose for word in _TONED.findall(paragraph.text.lower()))
    for word, count in counts.items():
        others = [other for other in counts if other != word and spelling_key(other) == spelling_key(word)]
        usual = max(others, key=lambda other: counts[other], default="")
        if usual and (counts[usual], usual) > (count, word):
            first = next(each for each in prose if word in _TONED.findall(each.text.lower()))
            yield first, word, usual


def abbreviations(case: Case) -> Iterator[Outcome]:
    """L45: an abbreviation is written out where it first stands."""
    source = case.law("")
    seen: set[str] = set()
    for paragraph in case.prose:
        # What stands in quotation marks is another text, where the words were introduced.
        own = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), paragraph.text)
        for match in _ABBREVIATION.finditer(own):
            short = match.group()
            known = short in ACCEPTED_ABBREVIATIONS or short in seen or _ROMAN.fullmatch(short)
            seen.add(short)
            if known or paragraph.text.isupper() or _is_introduced(paragraph.text, match):
                continue
            yield departure(
                *("L45", at(paragraph), source),
                what="chữ viết tắt",
                found=f"“{short}” chưa được viết đầy đủ lần nào trước đó",
                expected=f"lần đầu viết đầy đủ, kèm “({short})”",
                hint="viết đầy đủ ở lần đầu",
                severity="warning",
            )


def _is_introduced(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip("“\"' "), text[match.end() :].lstrip("”\"' ")
    return after.startswith(")") and before.endswith(("(", "viết tắt là", "gọi tắt là", "sau đây là"))


def _law(case: Case) -> str:
    return case.profile.components["noi_dung"].article.split(",")[0]
