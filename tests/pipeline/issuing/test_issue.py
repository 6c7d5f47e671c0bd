"""A number and a date are given once, to the letter that was signed, and every file says the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dispatch.errors import DispatchError, Finding, OutputError, RegisterError
from dispatch.model.registered import Selection
from dispatch.pipeline.book import export_book, letter_history, set_state
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft
from dispatch.pipeline.finalise import finalise
from dispatch.pipeline.issuing import issue as issuing
from dispatch.pipeline.issuing.issue import Request, issue
from dispatch.pipeline.issuing.number_list import read_numbers
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, refresh
from dispatch.pipeline.refreshing.source import Source
from dispatch.register.numbering import Assignment
from dispatch.register.register import Register
from tests.builders import dossier_folder
from tests.conftest import FIXTURE
from tests.pipeline.issuing.office import EIGHTH, Office, edited, lines
from tests.pipeline.refreshing.corrections import corrected
from tests.pipeline.refreshing.shapes import bookmark, reshaped
from tests.tools.validators import resave_docx, validate_integrity, validate_sdk

NUMBERED = "Số: 679/TCTHADS-TKDLCN"
REFERENCE = "(Kèm theo Văn bản số 679/TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022 của Tổng cục Thi hành án dân sự)"
SENTENCE = "Để khắc phục tình trạng trên"
LETTER = "chi-dao-chi-tieu-5T2022.docx"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def refusal(deed: Callable[[], object]) -> list[str]:
    with pytest.raises(DispatchError) as caught:
        deed()
    return [finding.code for finding in caught.value.findings]


def test_number_and_date_stand_in_the_heading_and_under_every_appendix_of_both_files(office: Office) -> None:
    done = office.issue(office.draft())

    for file in (done.working, done.out):
        assert lines(file).count(NUMBERED) == 1
        assert lines(file).count(REFERENCE) == 3
    assert done.out.name == "chi-dao-chi-tieu-5T2022-phat-hanh.docx"
    assert (validate_sdk(done.working, done.out), validate_integrity(done.working, done.out)) == ([], [])
    assert not check_letter(done.out).verdict.departures
    [letter] = office.letters()
    assert (letter.state, letter.number, letter.day, letter.series) == ("issued", 679, EIGHTH, "TCTHADS/2022")


def test_the_clean_copy_is_known_by_its_text_also_after_another_program_saved_it(office: Office) -> None:
    clean = finalise(office.draft(), None, office.place).out
    [saved] = resave_docx([clean], office.out / "lai")

    assert lines(office.issue(saved).working).count(NUMBERED) == 1


@pytest.mark.parametrize("name", ["", "bản ký (1).docx"])
def test_a_clean_copy_that_was_edited_is_refused_with_the_difference(office: Office, name: str) -> None:
    clean = finalise(office.draft(), None, office.place).out
    clean = clean.rename(clean.with_name(name or clean.name))
    edited(clean, SENTENCE, "Để chấn chỉnh tình trạng trên")

    with pytest.raises(RegisterError) as caught:
        office.issue(clean)
    [finding] = caught.value.findings
    assert finding.code == "copy-changed"
    assert "Để chấn chỉnh tình trạng trên" in finding.message


def test_a_draft_that_was_edited_after_its_clean_copy_is_refused(office: Office) -> None:
    draft = office.draft()
    clean = finalise(draft, None, office.place).out
    edited(draft, SENTENCE, "Để chấn chỉnh tình trạng trên")

    assert refusal(lambda: office.issue(clean)) == ["draft-changed"]


def test_a_clean_copy_is_written_anew_after_the_draft_was_edited_unless_it_was_edited_itself(office: Office) -> None:
    draft = office.draft()
    clean = finalise(draft, None, office.place).out
    edited(draft, SENTENCE, "Để chấn chỉnh tình trạng trên")

    assert finalise(draft, None, office.place).state == "written"
    assert lines(office.issue(clean).working).count(NUMBERED) == 1
    edited(clean, "Để chấn chỉnh", "Để sửa")
    assert refusal(lambda: finalise(draft, None, office.place)) == ["hand-edited"]


def test_a_clean_copy_that_was_never_noted_is_refused_with_the_way_out(office: Office) -> None:
    clean = finalise(office.draft(), None).out

    with pytest.raises(RegisterError) as caught:
        office.issue(clean)
    [finding] = caught.value.findings
    assert (finding.code, "dispatch finalise" in finding.hint) == ("not-in-register", True)


def test_the_same_command_with_the_clean_copy_changes_nothing_and_another_number_is_refused(office: Office) -> None:
    clean = finalise(office.draft(), None, office.place).out
    done = office.issue(clean)
    before = done.working.read_bytes(), done.out.read_bytes()

    assert office.issue(clean) == done
    assert (done.working.read_bytes(), done.out.read_bytes()) == before
    assert refusal(lambda: office.issue(clean, 680)) == ["already-issued"]


def test_a_letter_edited_after_its_number_was_given_is_not_written_over(office: Office) -> None:
    draft = office.draft()
    office.issue(draft)
    edited(draft, SENTENCE, "Để chấn chỉnh tình trạng trên")
    kept = draft.read_bytes()

    assert refusal(lambda: office.issue(draft)) == ["edited-since-issued"]
    assert draft.read_bytes() == kept


def test_an_edit_saved_while_the_number_is_given_is_kept_and_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = office.draft()
    give = Register.issue

    def give_while_word_saves(
        register: Register, assignments: Sequence[Assignment], known_faults: Sequence[Finding]
    ) -> None:
        give(register, assignments, known_faults)
        edited(draft, SENTENCE, "Để chấn chỉnh tình trạng trên")

    monkeypatch.setattr(Register, "issue", give_while_word_saves)

    assert refusal(lambda: office.issue(draft)) == ["changed-meanwhile", "partly-written"]
    assert any("Để chấn chỉnh tình trạng trên" in line for line in lines(draft))


def test_a_hand_edit_in_the_draft_is_issued_with_it(office: Office) -> None:
    draft = office.draft()
    edited(draft, SENTENCE, "Để chấn chỉnh tình trạng trên")

    assert any("Để chấn chỉnh tình trạng trên" in line for line in lines(office.issue(draft).out))


def test_a_conflict_left_by_a_refresh_is_issued_for_a_reason_only(office: Office, tmp_path: Path) -> None:
    draft = office.draft()
    by_hand = "{start}<w:r><w:t>42,00%</w:t></w:r>{end}"
    draft.write_bytes(reshaped(draft.read_bytes(), "toan_quoc.viec.ty_le", by_hand))
    source = Source(corrected(tmp_path / "moi", {("Hà Nội", "viec"): 900}))
    refresh(draft, source, Destination(in_place=True), Options(), office.place)

    assert refusal(lambda: office.issue(draft)) == ["open-conflict"]


def test_an_issued_letter_keeps_its_number_and_is_not_refreshed(office: Office) -> None:
    draft = office.draft()
    office.issue(draft)

    assert refusal(lambda: office.issue(draft, 680)) == ["already-issued"]
    with pytest.raises(RegisterError) as caught:
        refresh(draft, Source(FIXTURE), Destination(), Options(), office.place)
    [finding] = caught.value.findings
    assert "khoản 3 Điều 18" in finding.message


def test_an_issued_letter_is_known_where_it_was_moved_and_saved_again_among_others_with_its_figures(
    office: Office,
) -> None:
    done = office.issue(office.draft())
    Office(office.out / "khac", office.place.place).draft()
    moved = office.out / "luu" / "cong-van.docx"
    moved.parent.mkdir()
    done.working.rename(moved)
    [saved] = resave_docx([moved], office.out / "lai")

    for letter in (saved, done.out):
        with pytest.raises(RegisterError) as caught:
            refresh(letter, Source(FIXTURE), Destination(), Options(), office.place)
        [finding] = caught.value.findings
        assert (finding.code, "khoản 3 Điều 18" in finding.message) == ("already-issued", True)
        assert "dispatch replace 679/TCTHADS-TKDLCN" in (finding.hint or "")


def test_a_draft_entered_at_the_place_of_an_issued_letter_does_not_open_that_letter_to_a_refresh(
    office: Office,
) -> None:
    done = office.issue(office.draft())
    register = office.place.open()
    register.enter(replace(office.letters()[0].entry, sha256="một lần soạn trước đó"))

    assert [letter.state for letter in office.letters()] == ["issued", "draft"]
    assert refusal(lambda: refresh(done.working, Source(FIXTURE), Destination(), Options(), office.place)) == [
        "already-issued"
    ]


def test_the_same_number_again_writes_what_is_missing_and_changes_nothing_else(office: Office) -> None:
    draft = office.draft()
    done = office.issue(draft)
    before = (done.working.read_bytes(), done.out.read_bytes())
    done.out.unlink()

    again = office.issue(draft)

    assert (again.working.read_bytes(), again.out.read_bytes()) == before
    assert [event.what for event in letter_history(office.place, done.letter).events] == ["drafted", "issued"]


def test_a_crash_after_the_register_is_mended_by_the_same_command(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = office.draft()
    untouched = draft.read_bytes()

    def full(_files: object) -> None:
        raise OutputError([Finding("cannot-write", "đĩa đầy", "dọn đĩa")])

    with monkeypatch.context() as broken:
        broken.setattr(issuing, "write_all", full)
        assert refusal(lambda: office.issue(draft)) == ["cannot-write", "partly-written"]
    assert draft.read_bytes() == untouched

    assert lines(office.issue(draft).out).count(NUMBERED) == 1


def test_an_issued_letter_edited_afterwards_is_told_by_its_history(office: Office) -> None:
    done = office.issue(office.draft())
    edited(done.working, SENTENCE, "Để chấn chỉnh tình trạng trên")

    assert letter_history(office.place, done.letter).file_state == "đã sửa từ lần ghi cuối"
    done.working.unlink()
    assert letter_history(office.place, done.letter).file_state == "không còn ở chỗ đã ghi"


def test_a_moved_draft_is_known_by_its_bytes(office: Office) -> None:
    moved = office.out / "nơi khác" / "thư.docx"
    moved.parent.mkdir()
    office.draft().rename(moved)

    office.issue(moved)

    assert [letter.entry.file for letter in office.letters()] == ["nơi khác/thư.docx"]


def test_the_same_command_tells_the_register_where_a_moved_letter_lies_but_a_second_copy_moves_nothing(
    office: Office,
) -> None:
    done = office.issue(office.draft())
    moved, second = office.out / "kho" / "thư.docx", office.out / "bản sao.docx"
    moved.parent.mkdir()
    second.write_bytes(done.working.read_bytes())
    office.issue(second)
    assert [letter.entry.file for letter in office.letters()] == [done.working.name]

    second.unlink()
    done.working.rename(moved)
    office.issue(moved)

    history = letter_history(office.place, done.letter)
    assert (history.letter.entry.file, history.file_state) == ("kho/thư.docx", "")
    assert [event.what for event in history.events] == ["drafted", "issued", "moved"]
    assert {copy.file: state for copy, state in history.copies}["kho/thư-phat-hanh.docx"] == ""


def test_the_copy_that_was_sent_is_known_as_issued(office: Office) -> None:
    done = office.issue(office.draft())

    assert refusal(lambda: office.issue(done.out, 680)) == ["already-issued"]
    assert office.issue(done.out) == done


def test_a_departure_from_the_layout_is_refused_unless_a_reason_is_given(office: Office) -> None:
    draft = office.draft()
    edited(draft, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT")

    assert set(refusal(lambda: office.issue(draft))) == {"layout"}
    done = office.issue(draft, force="theo ý kiến lãnh đạo")
    assert letter_history(office.place, done.letter).events[-1].note == "theo ý kiến lãnh đạo"


def test_a_number_typed_by_hand_must_be_the_one_given(office: Office) -> None:
    draft = office.draft()
    start = f'w:name="{bookmark(draft.read_bytes(), "van_ban.so")}"/><w:r><w:t xml:space="preserve">'
    edited(draft, f"{start}      <", f"{start}680<")

    assert set(refusal(lambda: office.issue(draft, force="vẫn cấp"))) == {"other-number"}


def test_a_number_of_the_dossier_must_be_the_one_given_the_day_may_be_another(office: Office, tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path / "riêng", dossier={"[letter]\n": "[letter]\nnumber = 680\n"})
    letter = draft(dossier, office.out, None, office.place).letter

    assert set(refusal(lambda: office.issue(letter, 679, EIGHTH))) == {"other-number"}
    assert office.issue(letter, 680, date(2022, 3, 9)).number == 680


def test_a_letter_that_the_register_does_not_know_is_refused(office: Office, tmp_path: Path) -> None:
    draft = office.draft()
    other = Office(tmp_path / "khác")
    other.place.open()

    assert refusal(lambda: other.issue(draft)) == ["not-in-register"]


def numbers(office: Office, *rows: tuple[object, ...]) -> Path:
    """The clerk's list, beside the drafts."""
    book = Workbook()
    sheet = book.create_sheet("Số", 0)
    for row in [("Tệp", "Số", "Ngày"), *rows]:
        sheet.append(row)
    book.save(office.out / "so.xlsx")
    return office.out / "so.xlsx"


def test_many_letters_are_issued_from_a_list(office: Office) -> None:
    asked = read_numbers(numbers(office, (office.draft().name, 679, date(2022, 3, 8)), ("", None, "")))

    assert (asked.requests, asked.faults) == ([Request(office.out / LETTER, 679, EIGHTH)], [])
    assert len(issue(asked.requests, office.place, None, "")) == 1


def test_all_that_is_wrong_with_a_list_its_letters_and_their_numbers_is_told_at_once(office: Office) -> None:
    office.issue(office.draft(), 679)
    others = [Office(office.out / name, str(office.out / "register.sqlite3")).draft() for name in "abc"]
    edited(others[2], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT")
    rows = [
        ("không có.docx", "=1+1", "hôm nay"),
        (f"a/{LETTER}", 679, date(2022, 3, 8)),
        (f"b/{LETTER}", "680", "07/3/2022"),
        (f"c/{LETTER}", 681, "08/3/2022"),
        (f"c/{LETTER}", "9" * 5000, "08/3/2022"),
    ]
    before = office.letters()

    asked = read_numbers(numbers(office, *rows))
    assert [finding.cell for finding in asked.faults] == ["A2", "B2", "C2", "B6"]
    told = refusal(lambda: issue(asked.requests, office.place, None, "", asked.faults))
    assert list(dict.fromkeys(told)) == ["bad-number-list", "layout", "duplicate-number", "date-out-of-order"]
    assert office.letters() == before


def test_one_letter_twice_in_a_list_is_refused(office: Office) -> None:
    draft = office.draft()
    requests = [Request(draft, 679, EIGHTH), Request(draft, 680, EIGHTH)]

    assert refusal(lambda: issue(requests, office.place, None, "")) == ["wrong-step"]


def test_conflict_and_layout_are_told_together(office: Office) -> None:
    draft = office.draft()
    edited(draft, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT")
    typed_over = "{start}<w:r><w:t>4</w:t></w:r>{end}<w:r><w:t>2,00%</w:t></w:r>"
    draft.write_bytes(reshaped(draft.read_bytes(), "toan_quoc.viec.ty_le", typed_over))

    assert set(refusal(lambda: office.issue(draft))) == {"layout", "open-conflict"}


def test_the_book_has_what_the_letter_says_on_the_day_of_its_issue(office: Office) -> None:
    draft = office.draft()
    edited(draft, "Nguyễn Quang Thái", "Nguyễn Thị Hoa")
    edited(draft, "tập trung thực hiện chỉ tiêu, nhiệm vụ", "đẩy mạnh thực hiện chỉ tiêu, nhiệm vụ")
    draft.write_bytes(reshaped(draft.read_bytes(), "van_ban.ky_hieu", "{start}<w:r><w:t>TCTHADS-NV1</w:t></w:r>{end}"))

    office.issue(draft, force="đơn vị soạn thảo là NV1")

    [letter] = office.letters()
    assert (letter.type_name, letter.entry.symbol, letter.entry.signer) == ("Công văn", "TCTHADS-NV1", "Nguyễn Thị Hoa")
    assert letter.entry.subject.startswith("V/v đẩy mạnh thực hiện chỉ tiêu")
    assert letter.entry.recipients.startswith("Cục trưởng Cục Thi hành án dân sự các tỉnh")
    assert [each.id for each in office.place.open().numbered(679, "TCTHADS-NV1")] == [letter.id]


def test_the_book_of_the_year_has_no_cell_that_is_a_formula(office: Office) -> None:
    office.issue(office.draft())
    out = office.out / "so-van-ban-2022.xlsx"

    assert export_book(office.place, 2022, out) == 1
    [sheet] = load_workbook(out).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][1] == "Số, ký hiệu văn bản"
    assert rows[1][:3] == [1, "679/TCTHADS-TKDLCN", "08/3/2022"]
    assert str(rows[1][3]).startswith("Công văn V/v tập trung")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_book_is_written_anew_as_long_as_nobody_has_written_into_it(office: Office) -> None:
    out = office.out / "so.xlsx"
    done = office.issue(office.draft())
    export_book(office.place, 2022, out)
    set_state(office.place, done.letter, "withdrawn", "ban hành nhầm")
    export_book(office.place, 2022, out)
    assert "đã thu hồi hoặc huỷ" in [cell.value for cell in load_workbook(out).worksheets[0][2]]

    book = load_workbook(out)
    book.worksheets[0]["I2"] = "ghi chú của văn thư"
    book.save(out)
    assert refusal(lambda: export_book(office.place, 2022, out)) == ["hand-edited"]
    assert load_workbook(out).worksheets[0]["I2"].value == "ghi chú của văn thư"
    assert refusal(lambda: export_book(office.place, 2022, done.working)) == ["hand-edited"]


def test_a_withdrawal_needs_its_reason(office: Office) -> None:
    done = office.issue(office.draft())

    assert refusal(lambda: set_state(office.place, done.letter, "withdrawn", "")) == ["no-reason"]
    assert set_state(office.place, done.letter, "withdrawn", "ban hành nhầm").state == "withdrawn"
    assert [each.state for each in office.place.open().letters(Selection(state="withdrawn"))] == ["withdrawn"]
    in_place = Destination(in_place=True)
    assert refusal(lambda: refresh(done.working, Source(FIXTURE), in_place, Options(), office.place)) == [
        "already-issued"
    ]
