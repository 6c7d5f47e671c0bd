"""Recipients and signature of letters typed without a table, and of letters that lack one of the two."""

from collections.abc import Sequence

import pytest

from dispatch.inspection.package import open_package
from dispatch.inspection.parts.letter import find_letter
from dispatch.inspection.reading.document import read_document
from dispatch.pipeline.check_letter import CheckedLetter, check_letter
from tests.inspection.checking.word import CENTER, JUSTIFY, new_document, saved, typed

RIGHT = "\t\t\t\t\t\t"
RECIPIENTS = ("- Như trên;", "- Lưu: VT, VP.")
SIGNED = (f"{RIGHT}KT. CỤC TRƯỞNG", f"{RIGHT}PHÓ CỤC TRƯỞNG", f"{RIGHT}Trần Văn Bình")


def document(*foot: str) -> bytes:
    """A short dispatch typed with tabs, with these lines at its end."""
    made = new_document(20, 15, 20, 30)
    typed(made, "BỘ TƯ PHÁP\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    typed(made, "Số: 12/CA-VP\t\tHà Nội, ngày 05 tháng 3 năm 2022", 13)
    typed(made, "V/v báo cáo", 12)
    typed(made, "Kính gửi: Chi cục B", align=CENTER)
    typed(made, "Đề nghị báo cáo trước ngày 10./.", align=JUSTIFY, first=12.7, before=6)
    for line in foot:
        typed(made, line, 12 if "hận" in line else 11 if line.startswith("-") else 14, bold=not line.startswith("-"))
    return saved(made)


def checked(*foot: str) -> CheckedLetter:
    return check_letter(document(*foot))


def of_foot(letter: CheckedLetter) -> list[tuple[str, str]]:
    """What the rules of the foot and of the end mark find."""
    found = [(each.rule, each.found) for each in letter.verdict.departures]
    return [each for each in found if each[0] in {"L35", "L36", "L37", "L38", "L39", "L40", "L41"}]


@pytest.mark.parametrize(
    "foot",
    [
        (f"Nơi nhận:{SIGNED[0]}", *RECIPIENTS, *SIGNED[1:]),
        (f"Nơi nhận:{SIGNED[0]}", f"{RECIPIENTS[0]}{SIGNED[1]}", RECIPIENTS[1], "", SIGNED[2]),
    ],
    ids=["recipients, then the name", "side by side"],
)
def test_a_foot_typed_with_tabs_is_read_as_what_it_says(foot: Sequence[str]) -> None:
    read = find_letter(read_document(open_package(document(*foot)))).foot

    assert read.label is not None
    assert tuple(each.text for each in read.recipients) == RECIPIENTS
    assert [each.text for each in read.posts] == ["KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"]
    assert read.signer is not None
    assert read.signer.text == "Trần Văn Bình"


def test_a_signature_above_the_recipients_is_not_on_their_line() -> None:
    found = dict(of_foot(checked(*SIGNED, "Nơi nhận:", *RECIPIENTS)))

    assert "không ngang hàng với chữ ký" in found["L35"]
    assert not found.keys() & {"L36", "L37", "L38", "L39", "L40", "L41"}


def test_a_letter_without_recipients_has_its_signature_and_its_end() -> None:
    found = dict(of_foot(checked(*SIGNED)))

    assert found == {"L35": "không tìm thấy", "L37": "không có"}


def test_a_letter_that_nobody_signs_is_undetermined() -> None:
    letter = checked()

    assert {"L38", "L40", "L41"} <= {each.rule for each in letter.verdict.undetermined}
    assert dict(of_foot(letter)) == {"L35": "không tìm thấy", "L37": "không có"}
