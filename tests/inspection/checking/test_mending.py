"""Mending: what is safe is mended on every base, twice is once, and the text changes only where it is told."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from dispatch.errors import OutputError
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.package import open_package
from dispatch.inspection.reading.document import read_document
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.fix_letter import fix_letter, mended_document
from tests.inspection.checking import departing as to
from tests.inspection.checking.conftest import BASES, LETTERS
from tests.inspection.checking.departures import DEPARTURES, Departure
from tests.inspection.checking.exchanging import exchanged
from tests.inspection.checking.word import CENTER, JUSTIFY, new_document, saved, typed
from tests.tools.validators import validate_integrity, validate_sdk

Bases = Mapping[tuple[str, str], bytes]

MENDED = {
    "L01: paper of another height",
    "L02: a narrow left margin",
    "L03: another font",
    "L03: another font for accented letters",
    "L03: blue words",
    "L05: a number on page 1",
    "L05: a number on the left",
    "L06: an appendix that counts on",
    "L09: Tiêu ngữ too small",
    "L15: a space in the symbol",
    "L17: a day without its zero",
    "L17: a month without its zero",
    "L20: a subject too large",
    "L22: no gap under the number",
    "L26: a small paragraph",
    "L26: another size in the range",
    "L27: a paragraph aligned left",
    "L28: an indent of 5 mm",
    "L28: an indent of 20 mm",
    "L29: no gap between paragraphs",
    "L29: lines twice apart",
    "L36: a list too large",
    "L44: the Party's name too small",
}
LONG = "Cơ quan thi hành án dân sự rà soát, phân loại chính xác các việc còn phải thi hành. " * 30


def texts(document: bytes) -> Mapping[int, str]:
    """The paragraphs of the body by their numbers."""
    return {each.number: each.text for each in read_document(open_package(document)).paragraphs if each.place == "body"}


def changed_only_as_told(before: bytes, after: bytes, changes: Sequence[TextChange]) -> bool:
    """Whether just the paragraphs differ that a change is told of."""
    old, new = texts(before), texts(after)
    differ = {number for number in old if old[number] != new.get(number)}
    return set(old) == set(new) and differ == {each.where.paragraph for each in changes}


@pytest.mark.parametrize("letter_name", LETTERS)
def test_a_good_letter_is_not_touched(letter_name: str, bases: Bases) -> None:
    for base in BASES:
        document = bases[letter_name, base]
        assert mended_document(document, LETTERS[letter_name]) == (document, ())


@pytest.mark.parametrize(
    ("departure", "base"),
    [(each, base) for each in DEPARTURES for base in BASES if base == "ours" or str(each) in MENDED],
    ids=str,
)
def test_what_is_safe_is_mended_and_the_rest_is_left(departure: Departure, base: str, bases: Bases) -> None:
    document = exchanged(to.changed(bases[departure.letter, base], departure.change))
    before = check_letter(document, language=True)

    mended, changes = mended_document(document, before.profile)

    left = {each.rule for each in check_letter(mended, language=True).verdict.departures}
    kept = set() if str(departure) in MENDED else {departure.rule, *departure.implied}
    assert left == kept
    assert changed_only_as_told(document, mended, changes)
    assert mended_document(mended, before.profile) == (mended, ())


def test_every_mended_departure_is_one_of_the_list() -> None:
    assert set(map(str, DEPARTURES)) >= MENDED


def all_at_once(bases: Bases) -> bytes:
    """Our letter with everything wrong that can be mended."""
    document = bases["dispatch", "ours"]
    for departure in DEPARTURES:
        if str(departure) in MENDED and departure.letter == "dispatch" and departure.rule != "L02":
            document = to.changed(document, departure.change)
    return document


def typed_by_hand() -> bytes:
    """A long letter without page numbers: tabs for indents, heading and date in one run with tabs between."""
    document = new_document(15, 15, 20, 20)
    document.sections[0].header.is_linked_to_previous = True
    typed(document, "BỘ TƯ PHÁP\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11, bold=True)
    typed(document, "CỤC A\tĐộc lập - Tự do - Hạnh phúc", 12, bold=True)
    typed(document, "Số: 12 / CA - VP\tHà Nội, ngày 5 tháng 03 năm 2022", 13)
    typed(document, "Kính gửi: Chi cục B", align=CENTER)
    for text in (f"\t\t{LONG}", f"   \t1. {LONG}", LONG):
        typed(document, text, 12, align=JUSTIFY, lines=2.0)
    return saved(document)


def test_a_date_in_figures_alone_is_left(bases: Bases) -> None:
    document = to.changed(bases["dispatch", "ours"], to.words("Hà Nội", "ngày 08 tháng 3 năm 2022", "08/03/2022"))

    assert mended_document(document, "nd30") == (document, ())


def test_everything_wrong_at_once_is_mended(bases: Bases) -> None:
    document = all_at_once(bases)
    assert len({each.rule for each in check_letter(document).verdict.departures}) >= 10

    mended, changes = mended_document(document, "nd30")

    assert [each.message for each in check_letter(mended).verdict.departures] == []
    assert changed_only_as_told(document, mended, changes)


def test_a_letter_typed_by_hand_gets_page_numbers_and_loses_its_tabs() -> None:
    document = typed_by_hand()
    mended, changes = mended_document(document, "nd30")
    told = {(each.before, each.after) for each in changes}

    assert {"L02", "L05", "L15", "L17", "L26", "L28", "L29"} & {
        each.rule for each in check_letter(mended).verdict.departures
    } == set()
    assert ("Số: 12 / CA - VP", "Số: 12/CA-VP") in told
    assert ("Hà Nội, ngày 5 tháng 03 năm 2022", "Hà Nội, ngày 05 tháng 3 năm 2022") in told
    assert ("→→Cơ quan thi hành án ", "Cơ quan thi hành án ") in told
    assert changed_only_as_told(document, mended, changes)
    assert mended_document(mended, "nd30") == (mended, ())


def test_mended_files_are_valid(bases: Bases, resaved: Mapping[str, bytes], tmp_path: Path) -> None:
    files = {
        "ours": all_at_once(bases),
        "typed": typed_by_hand(),
        "office": to.changed(resaved["decision"], to.size("Điều 1.", 11)),
    }
    for name, document in files.items():
        (tmp_path / f"{name}.docx").write_bytes(document)
        (tmp_path / f"{name}-mended.docx").write_bytes(mended_document(document, "nd30")[0])

    made = sorted(tmp_path.iterdir())
    for validate in (validate_sdk, validate_integrity):
        told = validate(*made)
        # LibreOffice has faults of its own, which stay.
        before = sorted(each for each in told if "-mended.docx" not in each)
        assert sorted(each.replace("-mended.docx", ".docx") for each in told if "-mended.docx" in each) == before
        assert [each for each in before if not each.startswith("office")] == []


def test_a_copy_is_written_and_the_letter_is_left_as_it_was(bases: Bases, tmp_path: Path) -> None:
    letter, out = tmp_path / "bad.docx", tmp_path / "mended.docx"
    letter.write_bytes(all_at_once(bases))
    before = letter.read_bytes()

    fixed = fix_letter(letter, out)

    assert (fixed.state, letter.read_bytes()) == ("written", before)
    assert {"L02", "L17", "L28"} <= {each.rule for each in fixed.mended} | {"L02"}
    assert fixed.left.verdict.departures == ()
    assert fix_letter(letter, out).state == "unchanged"
    assert fix_letter(out, tmp_path / "again.docx").mended == ()
    assert (tmp_path / "again.docx").read_bytes() == out.read_bytes()


def test_no_other_file_is_overwritten(bases: Bases, tmp_path: Path) -> None:
    letter, other = tmp_path / "bad.docx", tmp_path / "other.docx"
    letter.write_bytes(all_at_once(bases))
    other.write_bytes(b"somebody's work")

    for target, code in ((letter, "same-file"), (other, "hand-edited")):
        kept = target.read_bytes()
        with pytest.raises(OutputError) as caught:
            fix_letter(letter, target)
        assert [each.code for each in caught.value.findings] == [code]
        assert target.read_bytes() == kept
