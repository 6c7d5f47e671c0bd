"""Find the heading: in a table of two columns, or typed with tabs and spaces."""

import re
from collections.abc import Iterator, Sequence

from dispatch.inspection.parts.kinds import INTERNAL, KINDS
from dispatch.inspection.parts.pieces import Piece, columns, fold, is_ground, is_upper, lines, piece
from dispatch.inspection.parts.values import Head
from dispatch.inspection.reading.values import Paragraph

_NATIONAL = re.compile(r"cong\s*hoa\s*xa\s*hoi\s*chu\s*nghia\s*viet\s*nam")
_PARTY = re.compile(r"dang\s*cong\s*san\s*viet\s*nam")
_MOTTO = re.compile(r"doc\s*lap\W+tu\s*do\W+hanh\s*phuc")
_NUMBER = re.compile(r"(?<!\S)so\s*[:.]?[\s\d._…]*[/-][^\t\n]*?(?=\t|\s{3,}|$)|^so\s*:[^\t]*")
_DATE = re.compile(r"ngay(?=[\s\d.…_]*thang)[^\t]*|(?<=, )ngay\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,2}/\d{4}$")
_SUBJECT = re.compile(r"^(v\s*/\s*v\b|ve viec\b)")
_ADDRESSEE = re.compile(r"^kinh\s*(gui|trinh)\b\s*:?")
_MARK = re.compile(
    r"^(tuyet mat|toi mat|mat|hoa toc( hen gio)?|thuong khan|khan|du thao( lan( thu)? \w+)?|xem xong tra lai"
    r"|luu hanh noi bo|tai lieu thu hoi)$"
)
_WHO_DECIDES = re.compile(
    r"(tong cuc|cuc|chi cuc|vu|bo|vien|so|phong|hieu)? ?truong\b|thu tuong|chu tich|giam doc|chanh|uy ban|hoi dong|ban "
)
_FOLDED_KINDS = {fold(kind) for kind in KINDS} | {"cong van"}
_LIMIT = 80
_LONG = 160
_NAME_LENGTH = 120


class HeadFinder:
    """Reads the paragraphs in order and keeps what it recognises."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._found: dict[str, Piece] = {}
        self._names: list[Piece] = []
        self._subject: list[Piece] = []
        self._summary: list[Piece] = []
        self._addressees: list[Piece] = []
        self._end = 0

    def head(self) -> Head:
        """What was found."""
        for position, paragraph in enumerate(self._paragraphs[:_LIMIT]):
            if not paragraph.text.strip():
                continue
            if not self._takes(paragraph):
                break
            self._end = position + 1
        superior, issuer = _sorted_names(self._names)
        return Head(
            **self._found,
            superior=superior,
            issuer=issuer,
            subject=tuple(self._subject),
            summary=tuple(self._summary),
            addressees=tuple(self._addressees),
            end=self._end,
        )

    def _takes(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph belongs to the heading."""
        taken = [self._takes_line(line) for line in lines(paragraph)]
        return any(taken)

    def _takes_line(self, line: Piece) -> bool:
        text = fold(line.text)
        if _MARK.match(" ".join(text.strip(" .:()").split())) and is_upper(line.text):
            return True
        if "addressee_label" in self._found:
            return self._continues_addressees(line)
        match = _ADDRESSEE.match(text)
        if match:
            self._found["addressee_label"] = piece(line.paragraph, line.start, line.start + match.end())
            self._addressees += _rest(line, match.end())
            return True
        if len(text) > _LONG and not self._is_below_subject(line):
            return False
        rest = line
        for name, pattern in (
            ("national_name", _NATIONAL),
            ("party_name", _PARTY),
            ("motto", _MOTTO),
            ("place_date", _DATE),
        ):
            found = None if name in self._found else pattern.search(fold(rest.text))
            if found and (name != "place_date" or "number" in self._found or self._has_name()):
                rest = self._keep(name, rest, found)
        return self._takes_left(rest) or rest is not line

    def _keep(self, name: str, line: Piece, found: re.Match[str]) -> Piece:
        """Keep a piece of the right column; what stands before it in the line is left."""
        start = found.start()
        if name == "place_date":
            before = [gap.end() for gap in re.finditer(r"\t+| {3,}", line.text[:start])]
            start = before[-1] if before else 0
            number = _NUMBER.search(fold(line.text[:start] if before else ""))
            start = max(start, number.end()) if number else start
        self._found[name] = piece(line.paragraph, line.start + start, line.start + found.end())
        return piece(line.paragraph, line.start, line.start + start)

    def _takes_left(self, line: Piece) -> bool:
        if not line.text:
            return False
        text = fold(line.text)
        number = _NUMBER.search(text)
        if number and "number" not in self._found and ("/" in text or "-" in text or ":" in text):
            self._found["number"] = piece(line.paragraph, line.start + number.start(), line.start + number.end())
            return True
        if self._starts_subject(line):
            return True
        named = "number" in self._found and text.strip(" .:") in _FOLDED_KINDS
        if "kind" not in self._found and (named or (text.startswith(INTERNAL) and is_upper(line.text))):
            self._found["kind"] = line
            return True
        if "kind" in self._found:
            return self._continues_summary(line)
        return self._takes_name(line)

    def _starts_subject(self, line: Piece) -> bool:
        if "kind" in self._found:
            return False
        starts = not self._subject and _SUBJECT.match(fold(line.text)) is not None
        if starts or self._is_below_subject(line):
            self._subject.append(columns(line)[0] if starts else line)
            return True
        return False

    def _takes_name(self, line: Piece) -> bool:
        if "number" in self._found:
            return _is_ornament(line.text)
        if _is_ornament(line.text):
            return True
        in_left_block = line.paragraph.cell is not None and line.paragraph.cell.column == 0
        if len(line.text) > _NAME_LENGTH or not (is_upper(line.text) or in_left_block):
            return self._is_heading_place(line)
        self._names.append(columns(line)[0])
        return True

    def _is_heading_place(self, line: Piece) -> bool:
        return line.paragraph.cell is not None or not self._has_name()

    def _is_below_subject(self, line: Piece) -> bool:
        """A subject that its typist broke with the Enter key."""
        if not self._subject:
            return False
        last, cell = self._subject[-1].paragraph, line.paragraph.cell
        if cell is not None:
            return last.cell is not None and (cell.table, cell.row, cell.column) == (
                last.cell.table,
                last.cell.row,
                last.cell.column,
            )
        return last.cell is None and line.paragraph.number - last.number == 1 and len(line.text) < _LONG // 2

    def _continues_summary(self, line: Piece) -> bool:
        if _is_ornament(line.text):
            return bool(self._summary)
        after = (self._summary or [self._found["kind"]])[-1].paragraph
        apart = line.paragraph.number - after.number > 1
        if self._summary and (apart or line.paragraph.shape.align != "center"):
            return False
        text = fold(line.text)
        decides = is_upper(line.text) and _WHO_DECIDES.match(text)
        if decides or is_ground(line.text) or len(text) > _LONG:
            return False
        self._summary.append(line)
        return True

    def _continues_addressees(self, line: Piece) -> bool:
        if is_ground(line.text):  # a Party body writes them with dashes too
            return False
        if line.paragraph.label in {"-", "–"} or line.text.startswith(("-", "–")):
            self._addressees.append(line)
            return True
        last = (self._addressees or [self._found["addressee_label"]])[-1]
        near = line.paragraph.number - last.paragraph.number <= 1
        if near and len(line.text) < _LONG // 2 and (line.text[0].islower() or not self._addressees):
            self._addressees.append(line)
            return True
        return False

    def _has_name(self) -> bool:
        return "national_name" in self._found or "party_name" in self._found


def _rest(line: Piece, start: int) -> Iterator[Piece]:
    rest = piece(line.paragraph, line.start + start, line.end)
    if rest.text:
        yield rest


def _is_ornament(text: str) -> bool:
    return not any(character.isalnum() for character in text)


_PLACE_NAMES = ("tinh ", "thanh pho ", "huyen ", "quan ", "thi xa ", "xa ", "phuong ", "khu vuc ", "va ", "tp. ", "tp ")


def _sorted_names(names: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The superior and the issuer: the issuer is what comes last, with the lines that go on from it."""
    groups: list[list[Piece]] = []
    for name in names:
        goes_on = groups and (fold(name.text) + " ").startswith(_PLACE_NAMES)
        if goes_on or (len(groups) > 1 and _is_bold(name) and _is_bold(groups[-1][-1]) and not _is_bold(groups[0][0])):
            groups[-1].append(name)
        else:
            groups.append([name])
    issuer = tuple(groups.pop()) if groups else ()
    return tuple(name for group in groups for name in group), issuer


def _is_bold(name: Piece) -> bool:
    return all(look.bold for look in name.looks)
