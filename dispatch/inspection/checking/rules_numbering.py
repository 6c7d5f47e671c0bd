"""L30, L31: how the parts of a text are numbered, without gaps and repeats."""

from collections.abc import Iterator

from dispatch.inspection.checking.case import Case, departure
from dispatch.inspection.checking.findings import Outcome, at
from dispatch.inspection.checking.labels import LEVELS, Label, labels, value
from dispatch.vietnamese.numbers import roman

_MARKS = {"dieu": ".", "roman": ".", "number": ".", "letter": ")"}
_COMPONENTS = {"roman": "muc_la_ma", "dieu": "dieu", "number": "khoan", "sub_number": "khoan", "letter": "diem"}
_ROMAN = {"phan", "chuong", "roman"}


def numbering(case: Case) -> Iterator[Outcome]:
    """L30: Phần and Chương Roman, the rest Arabic, each with its mark, in unbroken order."""
    for label, expected in _in_order(case):
        if label.level == "letter":
            if label.mark != ")":
                yield _wrong(case, "L30", label, f"“{label.number})”")
            continue
        place = value(label, ())
        if place is None:
            kind = "chữ số La Mã" if label.level in _ROMAN else "chữ số Ả Rập"
            yield _wrong(case, "L30", label, kind)
        elif place != expected:
            yield _wrong(case, "L30", label, f"{_printed(label, expected)} (không bỏ sót, không lặp)")
        elif label.mark != _MARKS.get(label.level, label.mark):
            yield _wrong(case, "L30", label, f"“{label.text.rstrip(' .:)/-')}.”")


def points(case: Case) -> Iterator[Outcome]:
    """L31: letters of points in the Vietnamese order."""
    letters = case.profile.texts.point_letters
    for label, expected in _in_order(case):
        if label.level == "letter" and value(label, letters) != expected:
            wanted = letters[min(expected, len(letters)) - 1]
            # The decree shows the letters to g; the order after them is general knowledge.
            yield _wrong(case, "L31", label, f"“{wanted})”", known=label.number in "abcdđegfăâ")


def _in_order(case: Case) -> Iterator[tuple[Label, int]]:
    """Every number with the one that should stand there; a row below begins anew under each number above."""
    last = dict.fromkeys(LEVELS, 0)
    letters = case.profile.texts.point_letters
    for label in labels(case.prose):
        depth = LEVELS.index(label.level)
        expected = last[label.level] + 1
        yield label, expected
        last[label.level] = value(label, letters) or expected
        for lower in LEVELS[depth + 1 :]:
            if lower != "dieu":
                last[lower] = 0


def _printed(label: Label, number: int) -> str:
    if label.level in _ROMAN:
        return f"“{label.text.replace(label.number, roman(number))}”"
    above, dot, _ = label.number.rpartition(".")
    return f"“{label.text.replace(label.number, f'{above}{dot}{number}')}”"


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
