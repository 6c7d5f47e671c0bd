"""Nobody's data in another's letter: by subject, then by the names in the sentences."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.errors import TemplateError
from dispatch.model.unit import Unit
from dispatch.pipeline.addressees import batch_units, prepare_batch
from dispatch.pipeline.batch.leaks import LeakCheck, NamesInText, Subjects
from dispatch.pipeline.batch.letters import LetterMaker, Made
from tests.builders import FIXTURE, UNITS, dossier_folder, unit
from tests.pipeline.batch.batching import own_kind, states, write

OWN = unit("Trà Vinh")
TASK = "4. Hằng tuần"


@pytest.fixture(scope="module")
def made() -> Made:
    prepared = prepare_batch(FIXTURE, None)
    return LetterMaker(prepared, batch_units(prepared)).compose(OWN)


def planted(folder: Path, sentence: str) -> dict[str, str]:
    """The states of the letters to Hà Nội and Trà Vinh when the template has one more sentence."""
    templates = own_kind(folder, {TASK: f"{sentence}\n\n{TASK}"})
    return {**states(write(dossier_folder(folder), folder / "out", ("01", "84"), templates=templates))}


def test_a_sound_letter_has_no_leak(made: Made) -> None:
    assert LeakCheck(UNITS).leaks(made.letter, Subjects(OWN)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Như đã nhắc Sóc Trăng.",
        "TỶ LỆ CỦA SÓC TRĂNG LÀ THẤP.",
        "Tỷ lệ của nơi khác là {{ don_vi.94.viec.ty_le }}.",
        "Xếp thứ {{ don_vi.94.viec.hang }}.",
        "Nơi khác: {{ don_vi.94.ten }}.",
    ],
)
def test_another_unit_planted_in_the_template_stops_every_letter(tmp_path: Path, sentence: str) -> None:
    assert planted(tmp_path, sentence) == {"01": "failed", "84": "failed"}
    assert not list((tmp_path / "out").glob("*.docx"))


def test_what_is_said_of_one_unit_stops_only_the_letters_to_others(tmp_path: Path) -> None:
    assert planted(tmp_path, "Riêng Trà Vinh đạt {{ don_vi.84.viec.ty_le }}.") == {"01": "failed", "84": "written"}


@pytest.mark.parametrize("sentence", ["Cả nước đạt {{ toan_quoc.viec.ty_le }}.", "Vì một nền hòa bình lâu dài."])
def test_the_nation_and_common_words_are_no_leak(tmp_path: Path, sentence: str) -> None:
    assert set(planted(tmp_path, sentence).values()) == {"written"}


def test_a_list_of_named_units_speaks_of_all_it_names(tmp_path: Path) -> None:
    settings = {"[abbreviations.thads]": '[naming.policies.thap]\nrule = "lowest"\ncount = 5\n\n[abbreviations.thads]'}
    templates = own_kind(tmp_path, {TASK: f"Thấp nhất: {{{{ danh_sach.thap.viec }}}}.\n\n{TASK}"}, settings)
    outcome = write(dossier_folder(tmp_path), tmp_path / "out", ("84",), templates=templates)["84"]
    assert outcome.state == "failed"
    assert {finding.code for finding in outcome.findings} == {"leak"}
    assert "Trà Vinh" not in {finding.unit for finding in outcome.findings}
    assert all("danh_sach.thap.viec" in finding.message or "câu văn" in finding.message for finding in outcome.findings)


def test_a_ranking_that_is_not_declared_shared_is_a_leak(tmp_path: Path) -> None:
    old = 'units = "all"\norder_by = "viec.ty_le"\nnational_row = "Kết quả chung toàn quốc"\nshared = true'
    templates = own_kind(tmp_path, settings={old: old.removesuffix("shared = true")})
    outcome = write(dossier_folder(tmp_path), tmp_path / "out", ("84",), templates=templates)["84"]
    assert outcome.state == "failed"
    assert len(outcome.findings) == 62
    assert all("Phụ lục I (xep_hang_viec)" in finding.message for finding in outcome.findings)


def test_a_figure_about_another_unit_is_found_whatever_it_is_called(made: Made) -> None:
    name = "don_vi_nhan.viec.ty_le"
    foreign = {**made.letter.figures, name: made.letter.figures[name]._replace(about="94")}
    [leak] = LeakCheck(UNITS).leaks(replace(made.letter, figures=foreign), Subjects(OWN))
    assert (leak.code, leak.unit) == ("leak", "Sóc Trăng")


def test_a_letter_may_speak_of_its_own_lower_units(made: Made) -> None:
    name = "don_vi_nhan.viec.ty_le"
    lower = {**made.letter.figures, name: made.letter.figures[name]._replace(about="84-chi-cuc-1")}
    letter = replace(made.letter, figures=lower)
    assert LeakCheck(UNITS).leaks(letter, Subjects(OWN, {"84-chi-cuc-1"})) == []
    assert len(LeakCheck(UNITS).leaks(letter, Subjects(OWN))) == 1


def test_a_leak_stops_the_maker(tmp_path: Path) -> None:
    templates = own_kind(tmp_path, {TASK: f"Như Sóc Trăng.\n\n{TASK}"})
    prepared = prepare_batch(dossier_folder(tmp_path), templates)
    maker = LetterMaker(prepared, batch_units(prepared))
    with pytest.raises(TemplateError):
        maker.compose(OWN)
    assert maker.compose(unit("Sóc Trăng")).unit.key == "94"


@given(st.sampled_from(UNITS), st.sampled_from(["{}", "({})", "của {}, nơi", "{};", "“{}”"]), st.booleans())
def test_a_name_is_found_between_any_marks_and_in_capitals(named: Unit, frame: str, capitals: bool) -> None:
    text = frame.format(named.name.upper() if capitals else named.name)
    assert named.key in set(NamesInText(UNITS).found(text))


def test_parts_of_names_and_longer_words_are_no_names() -> None:
    assert set(NamesInText(UNITS).found("Trà và Vinh, Hà Nộii, hà nội, Bình, Nam Địnhh")) == set()
