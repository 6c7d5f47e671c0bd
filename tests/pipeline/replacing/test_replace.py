"""An issued letter is replaced or amended where its content was wrong, corrected where its layout was."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dispatch.errors import DispatchError, Finding
from dispatch.pipeline.book import letter_history, set_state
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, refresh
from dispatch.pipeline.refreshing.source import Source
from dispatch.pipeline.replacing.replace import FORMS, Form
from tests.conftest import ROOT
from tests.pipeline.issuing.office import edited, lines
from tests.pipeline.replacing.desk import Desk, desk

EIGHTH = date(2022, 3, 8)
NUMBER = "679/TCTHADS-TKDLCN"
SENTENCE = "Để khắc phục tình trạng trên"
HAND = "Để chấn chỉnh tình trạng trên"
REPLACES = (
    "Công văn này thay thế Công văn số 679/TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022 của Tổng cục Thi hành án dân sự."
)


of_content = pytest.mark.parametrize("form", FORMS[:2])


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A letter issued under number 679; an officer had changed words of it before. Then its data is corrected."""
    made = desk(tmp_path)
    letter = made.draft()
    edited(letter, SENTENCE, HAND)
    made.issue(letter, 679, EIGHTH)
    made.correct_data()
    return made


def refused(deed: Callable[[], object]) -> list[Finding]:
    with pytest.raises(DispatchError) as caught:
        deed()
    return list(caught.value.findings)


def codes(deed: Callable[[], object]) -> list[str]:
    return [each.code for each in refused(deed)]


def test_a_replacing_letter_keeps_the_officer_s_words_and_says_what_it_replaces(office: Desk) -> None:
    done = office.replace(NUMBER)

    said = lines(done.out)
    assert any(HAND in line for line in said)
    assert said.count(REPLACES) == 1
    assert said[said.index(REPLACES) + 1].endswith("./.")
    assert said.count(f"Số:{' ' * 7}/TCTHADS-TKDLCN") == 1
    assert done.out.name == "chi-dao-chi-tieu-5T2022-thay-the.docx"


def test_its_figures_are_those_of_the_corrected_data(office: Desk) -> None:
    said = lines(office.replace(NUMBER).out)
    fresh = lines(draft(office.dossier, office.folder / "moi", None).letter)

    own = (REPLACES, HAND, SENTENCE, "Số:", "Kèm theo", "Hà Nội, ngày")
    assert [line for line in said if not any(words in line for words in own)] == [
        line for line in fresh if not any(words in line for words in own)
    ]


def test_the_old_letter_stands_until_the_new_one_is_issued(office: Desk) -> None:
    done = office.replace(NUMBER)
    assert [each.state for each in office.letters().values()] == ["issued", "draft"]

    office.issue(done.out, 700, date(2022, 3, 15))

    old, new = office.letters().values()
    assert (old.state, new.state, new.replaces, new.relation) == ("replaced", "issued", old.id, "replaces")
    events = letter_history(office.place, old.id).events
    assert (events[-1].what, events[-1].note) == ("replaces-by", "700/TCTHADS-TKDLCN")
    [finding] = refused(lambda: office.replace(NUMBER))
    assert finding.code == "already-replaced"
    assert "700/TCTHADS-TKDLCN" in finding.message


@pytest.mark.parametrize("form", FORMS[:2])
def test_a_letter_about_one_that_is_no_longer_in_force_is_not_issued(office: Desk, form: Form) -> None:
    first, late = office.replace(NUMBER), office.replace(NUMBER, form, out=office.out / "muon.docx")
    office.issue(first.out, 700, date(2022, 3, 15))

    assert codes(lambda: office.issue(late.out, 701, date(2022, 3, 15), force="vẫn phát hành")) == ["not-in-force"]
    assert [each.state for each in office.letters().values()] == ["replaced", "issued", "draft"]
    assert office.issue(first.out, 700, date(2022, 3, 15)).number == 700


def test_a_directive_of_the_party_is_corrected_by_a_dispatch_and_no_decree_is_cited(tmp_path: Path) -> None:
    office = desk(tmp_path, ROOT / "fixtures" / "2021-11-thang-tay-ninh")
    letter = office.draft()
    office.issue(letter, 11, date(2021, 9, 20))
    done = office.replace("11-CT/TU", "dinh-chinh", corrections=("kết quả=các kết quả",))

    assert "Số       -CV/TU" in lines(done.out)
    office.issue(done.out, 203, date(2021, 9, 27))
    assert {each.series for each in office.letters().values()} == {"TU/CT/2020-2025", "TU/CV/2020-2025"}
    [finding] = refused(lambda: refresh(letter, Source(office.dossier), Destination(), Options(), office.place))
    assert (finding.code, "Nghị định" in finding.message) == ("already-issued", False)
    assert "dispatch replace 11-CT/TU" in (finding.hint or "")


def named_type(folder: Path) -> Path:
    """An office's own kind: the first kind of the program as a notice (thông báo)."""
    own = folder / "mau" / "chi-dao-chi-tieu"
    shutil.copytree(ROOT / "templates" / "chi-dao-chi-tieu", own)
    settings = own / "template.toml"
    text = settings.read_text(encoding="utf-8").replace('    "Như trên",\n', "")
    kept = [line for line in text.splitlines() if not line.startswith("addressees")]
    text = "\n".join(kept).replace("[letter_keys]", '[heading]\ntype_name = "THÔNG BÁO"\n\n[letter_keys]')
    settings.write_text(text, encoding="utf-8")
    return own.parent


def test_a_notice_of_the_state_is_corrected_by_a_dispatch_whose_symbol_must_be_given(tmp_path: Path) -> None:
    office, own = desk(tmp_path), named_type(tmp_path)
    settings = office.dossier / "dossier.toml"
    text = settings.read_text(encoding="utf-8").replace('symbol = "TCTHADS-TKDLCN"', "")
    settings.write_text(text.replace("[letter]\n", '[letter]\nsymbol = "TB-TCTHADS"\n'), encoding="utf-8")
    letter = draft(office.dossier, office.out, own, office.place).letter
    number = f"679/{office.issue(letter, 679, EIGHTH).symbol}"
    wanted = ("Chấp hành viên phụ trách=Chấp hành viên được giao",)

    assert codes(lambda: office.replace(number, "dinh-chinh", corrections=wanted, templates=own)) == ["no-symbol"]
    done = office.replace(number, "dinh-chinh", corrections=wanted, templates=own, symbol="TCTHADS-TKDLCN")
    assert "Số:       /TCTHADS-TKDLCN" in lines(done.out)
    assert "- Lưu: VT, TKDLCN." in lines(done.out)
    assert not check_letter(done.out).verdict.departures


def test_an_amending_letter_has_the_paragraphs_read_anew_and_every_old_and_new_value(office: Desk) -> None:
    done = office.replace(NUMBER, "sua-doi")

    said = lines(done.out)
    old = lines(office.out / "chi-dao-chi-tieu-5T2022.docx")
    assert done.differences.sentences
    for each in done.differences.sentences:
        assert any(f": “{each.new}”" in line for line in said), each
    for each in done.differences.values:
        row = said.index(each.name, said.index("Đọc lại là"))
        assert said[row + 1 : row + 3] == [each.old, each.new]
        assert any(each.old in line for line in old)
    assert any("Công văn số 679/TCTHADS-TKDLCN ngày 08 tháng 3 năm 2022" in line for line in said)


def test_an_amended_letter_stays_in_force_and_its_history_tells_of_the_amendment(office: Desk) -> None:
    done = office.replace(NUMBER, "sua-doi")
    office.issue(done.out, 700, date(2022, 3, 15))

    old, new = office.letters().values()
    assert (old.state, new.relation) == ("issued", "amends")
    assert letter_history(office.place, old.id).events[-1].what == "amends-by"


@of_content
def test_the_same_command_again_changes_nothing(office: Desk, form: Form) -> None:
    first = office.replace(NUMBER, form)
    before = first.out.read_bytes(), len(office.letters())

    assert (office.replace(NUMBER, form).out.read_bytes(), len(office.letters())) == before


@of_content
def test_a_hand_edit_in_the_new_draft_is_not_written_over(office: Desk, form: Form) -> None:
    out = office.replace(NUMBER, form).out
    words = "Nhận được Công văn này" if form == "thay-the" else "Đề nghị các cơ quan"
    edited(out, words, words.replace("các ", "").replace("được ", ""))
    before = out.read_bytes()

    assert codes(lambda: office.replace(NUMBER, form)) == ["hand-edited"]
    assert out.read_bytes() == before


def test_words_of_layout_are_corrected_by_a_letter_without_figures(tmp_path: Path) -> None:
    office = desk(tmp_path)
    office.issue(office.draft(), 679, EIGHTH)

    done = office.replace(NUMBER, "dinh-chinh", corrections=("Chấp hành viên phụ trách=Chấp hành viên được giao",))

    said = lines(done.out)
    wanted = "“Chấp hành viên phụ trách” đọc lại là “Chấp hành viên được giao”."
    assert any(line.endswith(wanted) for line in said)
    assert (done.differences.sentences, done.differences.values) == ((), ())


def test_figures_and_names_are_never_corrected(office: Desk, tmp_path: Path) -> None:
    [finding] = refused(lambda: office.replace(NUMBER, "dinh-chinh", corrections=("a=b",)))
    assert finding.code == "content"
    assert "khoản 3 Điều 18" in (finding.hint or "")

    other = desk(tmp_path / "khac")
    other.issue(other.draft(), 679, EIGHTH)
    wrong = ("41,54%=41,64%", "Trà Vinh=Vĩnh Long", "thiếu vế", "không hề có=có")
    assert codes(lambda: other.replace(NUMBER, "dinh-chinh", corrections=wrong)) == [
        "content", "content", "bad-correction", "not-said",
    ]  # fmt: skip
    assert codes(lambda: other.replace(NUMBER, "dinh-chinh")) == ["no-correction"]


def test_a_letter_that_says_what_the_data_say_is_not_replaced(tmp_path: Path) -> None:
    office = desk(tmp_path)
    office.issue(office.draft(), 679, EIGHTH)

    assert codes(lambda: office.replace(NUMBER)) == ["no-change"]
    assert codes(lambda: office.replace(NUMBER, "sua-doi")) == ["no-change"]
    assert len(office.letters()) == 1


def test_corrected_data_may_be_a_file_of_its_own(tmp_path: Path) -> None:
    office = desk(tmp_path)
    office.issue(office.draft(), 679, EIGHTH)
    current = office.dossier / "2022-05.csv"
    before = current.read_bytes()
    office.correct_data()
    new = tmp_path / "dinh-chinh.csv"
    new.write_bytes(current.read_bytes())
    current.write_bytes(before)

    assert office.replace(NUMBER, data=new).differences.values


def test_a_number_of_several_years_asks_for_the_date(tmp_path: Path) -> None:
    office = desk(tmp_path)
    letter = office.draft()
    office.issue(letter, 679, EIGHTH)
    other = office.out / "khac.docx"
    drafted = draft(office.dossier, office.folder / "moi", None, office.place).letter
    other.write_bytes(drafted.read_bytes())
    office.issue(drafted, 679, date(2023, 3, 8))
    office.correct_data()

    [finding] = refused(lambda: office.replace(NUMBER))
    assert (finding.code, "--date" in (finding.hint or "")) == ("several-letters", True)
    assert "08/3/2022, 08/3/2023" in finding.message
    assert office.replace(NUMBER, day=date(2023, 3, 8)).original.day == date(2023, 3, 8)


@pytest.mark.parametrize("number", ["679", "679-TCTHADS", "số/TCTHADS-TKDLCN", ""])
def test_what_is_no_number_is_refused(office: Desk, number: str) -> None:
    assert codes(lambda: office.replace(number)) == ["bad-number"]


def test_what_the_register_does_not_know_or_that_is_no_longer_in_force_is_refused(office: Desk) -> None:
    assert codes(lambda: office.replace("680/TCTHADS-TKDLCN")) == ["unknown-letter"]
    assert codes(lambda: office.replace(NUMBER, day=date(2021, 3, 8))) == ["unknown-letter"]
    set_state(office.place, 1, "withdrawn", "ban hành nhầm")
    assert codes(lambda: office.replace(NUMBER)) == ["not-in-force"]


def test_a_working_copy_that_is_lost_or_was_changed_is_said(office: Desk) -> None:
    working = office.out / "chi-dao-chi-tieu-5T2022.docx"
    edited(working, HAND, SENTENCE)
    assert codes(lambda: office.replace(NUMBER)) == ["working-changed"]
    working.unlink()
    assert codes(lambda: office.replace(NUMBER)) == ["lost-file"]


def test_a_dossier_that_was_moved_is_named_by_option(office: Desk, tmp_path: Path) -> None:
    moved = office.dossier.rename(tmp_path / "luu-tru")

    assert codes(lambda: office.replace(NUMBER)) == ["lost-dossier"]
    assert office.replace(NUMBER, folder=moved).differences.values


def test_a_register_that_is_not_there_stops_the_command(tmp_path: Path) -> None:
    assert codes(lambda: desk(tmp_path).replace(NUMBER)) == ["no-register"]


def test_a_refresh_never_writes_over_an_issued_letter(office: Desk) -> None:
    source, options = Source(office.dossier), Options()
    letter = draft(office.dossier, office.folder / "moi", None, office.place).letter
    office.correct_data()
    out = refresh(letter, source, Destination(), options, office.place).saved.out
    office.issue(out, 701, date(2022, 3, 16))
    before = out.read_bytes()

    assert codes(lambda: refresh(letter, source, Destination(), options, office.place)) == ["already-issued"]
    assert out.read_bytes() == before


@pytest.mark.parametrize("kind", ["sua-doi", "dinh-chinh"])
def test_a_kind_about_a_letter_is_no_kind_of_a_dossier(tmp_path: Path, kind: str) -> None:
    office = desk(tmp_path)
    settings = office.dossier / "dossier.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("chi-dao-chi-tieu", kind), encoding="utf-8")

    findings = refused(office.draft)
    assert "about-letter" in [each.code for each in findings]
    assert any("dispatch replace" in (each.hint or "") for each in findings)


@of_content
def test_they_keep_the_layout_law(office: Desk, form: Form) -> None:
    assert not check_letter(office.replace(NUMBER, form).out).verdict.departures
