"""L30, L31: how the parts of a text are numbered, without gaps and repeats."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dispatch.inspection.checking.case import Case, departure, is_heading
from dispatch.inspection.checking.findings import Outcome, at
from dispatch.inspection.checking.labels import LEVELS, Label, labels, value
from dispatch.vietnamese.numbers import roman

_MARKS = {"dieu": ".", "roman": ".", "number": ".", "letter": ")"}
_COMPONENTS = {"roman": "muc_la_ma", "dieu": "dieu", "number": "khoan", "sub_number": "khoan", "letter": "diem"}
_ROMAN = {"phan", "chuong", "roman"}
# Through the whole text, as in acts.
_RUNNING_ON = {"chuong", "dieu"}


def numbering(case: Case) -> Iterator[Outcome]:
    """L30: Phần and Chương Roman, the rest Arabic, each with its mark, in unbroken order."""
    yield from _unnumbered(case)
    for label, expected in _in_order(case):
        if label.level == "letter":
            if label.mark != ")":
                yield _wrong(case, "L30", label, f"“{label.number})”")
            continue
        place = value(label, ())
        if place is None:
            kind = "chữ số La Mã" if label.level in _ROMAN else "chữ số Ả Rập"
            yield _wrong(case, "L30", label, kind)
        elif label.number != expected:
            wanted = label.text.replace(label.number, expected)
            yield _wrong(case, "L30", label, f"“{wanted}” (không bỏ sót, không lặp)")
        elif label.mark != _MARKS.get(label.level, label.mark):
            yield _wrong(case, "L30", label, f"“{label.text.rstrip(' .:)/-')}.”")


def _unnumbered(case: Case) -> Iterator[Outcome]:
    """Bold headings without a number above numbered paragraphs: the sample numbers them, an office may not."""
    numbered = {label.paragraph.number for label in labels(case.prose)}
    source = replace(case.of(case.profile.components["muc_la_ma"]), house_style=True)
    for each in case.prose:
        plain = each.number not in numbered and each.shape.align != "center"
        if plain and numbered and is_heading(each) and not each.text.rstrip().endswith((".", ";", ":")):
            yield departure(
                *("L30", at(each), source),
                what="cách đánh số",
                found="tiêu đề của nhóm in đậm, không đánh số",
                expected="tiêu đề của nhóm đánh số La Mã, trong mẫu trình bày",
                hint="giữ nguyên nếu là cách trình bày của cơ quan, hoặc đánh số I., II.",
            )


def points(case: Case) -> Iterator[Outcome]:
    """L31: letters of points in the Vietnamese order."""
    for label, expected in _in_order(case):
        if label.level == "letter" and label.number != expected:
            # The decree shows the letters to g; the order after them is general knowledge.
            yield _wrong(case, "L31", label, f"“{expected})”", known=label.number in "abcdđegfăâ")


def _in_order(case: Case) -> Iterator[tuple[Label, str]]:
    """Every number with the one that should stand there; a row below begins anew under each number above."""
    letters = case.profile.texts.point_letters
    last = dict.fromkeys(LEVELS, 0)
    below: dict[str, int] = {}
    part = 0
    for label in labels(case.prose):
        above, dot, _ = label.number.rpartition(".") if label.level == "sub_number" else ("", "", "")
        head = f"{last['number']}{above[above.index('.') :] if '.' in above else ''}" if dot else ""
        if label.level == "chuong":
            # Chapters go on through the parts of an act; an office may begin anew in each.
            if last["phan"] != part and value(label, ()) == 1:
                last["chuong"] = 0
            part = last["phan"]
        place = (below.get(head, 0) if dot else last[label.level]) + 1
        yield label, head + dot + _printed(label, place, letters)
        reached = value(label, letters) or place
        if dot:
            below[head] = reached
            last["letter"] = 0
            continue
        last[label.level] = reached
        below.clear()
        for lower in LEVELS[LEVELS.index(label.level) + 1 :]:
            if lower not in _RUNNING_ON:
                last[lower] = 0


def _printed(label: Label, number: int, letters: Sequence[str]) -> str:
    if label.level == "letter":
        return letters[min(number, len(letters)) - 1]
    return roman(number) if label.level in _ROMAN else str(number)


def _wrong(case: Case, rule: str, label: Label, expected: str, *, known: bool = True) -> Outcome:
    component = case.profile.components[_COMPONENTS.get(label.level, "phan_chuong")]
    return departure(
        *(rule, at(label.paragraph), case.of(component)),
        what="cách đánh số",
        found=f"“{label.text}”",
        expected=expected,
        hint="đánh số lại cho đúng thứ tự và đúng cách viết",
        severity="error" if known else "warning",
    )
