"""The unit a letter goes to and the one it comes from, by names that are the same in every letter."""

from pathlib import Path

import pytest

from dispatch.composition.compiled import CompiledKind, compile_kind
from dispatch.composition.compose import Content
from dispatch.composition.kind import load_kind
from dispatch.errors import TemplateError
from dispatch.model.bound_figures import BoundFigures, bindings, bound_names, unbound
from dispatch.model.figure import Figures
from dispatch.model.letter import Letter
from tests import builders
from tests.composition.kinds import APPENDIX, DAY, SETTINGS, composer, figures_of, numbers, said, write_kind

DATA = """
    đơn vị    | việc   | tiền | việc cùng kỳ
    Hà Nội    | 30/100 | 1/4  | 31/100
    Trà Vinh  | 45/100 | 3/4  | 40/100
    Cà Mau    | 0/0    | 1/2  | 1/2
"""
BODY = "Tỷ lệ của {{ don_vi_nhan.ten_day_du }} là {{ don_vi_nhan.viec.ty_le }}."


def figures(kind: CompiledKind, to: str, of: str = "") -> Figures:
    return BoundFigures(figures_of(kind.kind, builders.dataset(DATA)), bindings(to, of))


def compiled(folder: Path, body: str, scopes: tuple[str, ...] = ("don_vi_nhan",)) -> CompiledKind:
    kind = load_kind(write_kind(folder, body, "one_unit = true\n" + SETTINGS))
    known = figures_of(kind, builders.dataset(DATA))
    return compile_kind(kind, known, bound_names(known, scopes))


def letters(kind: CompiledKind, *to: str, of: str = "") -> list[Letter]:
    data = builders.dataset(DATA)
    maker = composer(kind)
    namings = numbers(kind.kind, data).namings
    return [maker.compose(Content(figures(kind, key, of), namings, data.units, DAY)) for key in to]


def test_a_bound_name_prints_the_figure_of_the_unit_addressed(tmp_path: Path) -> None:
    one, other = letters(compiled(tmp_path, BODY), "84", "01")
    assert said(one) == ["paragraph: Tỷ lệ của tỉnh Trà Vinh là 45,00%./."]
    assert said(other) == ["paragraph: Tỷ lệ của thành phố Hà Nội là 30,00%./."]


def test_the_id_is_the_bound_name_and_the_subject_is_still_the_unit(tmp_path: Path) -> None:
    kind = compiled(tmp_path, BODY)
    [letter] = letters(kind, "84")
    figure, own = letter.figures["don_vi_nhan.viec.ty_le"], figures(kind, "84")["don_vi.84.viec.ty_le"]
    assert (figure.id, figure.about) == ("don_vi_nhan.viec.ty_le", "84")
    assert figure._replace(id=own.id) == own
    assert figure.formula == own.formula


def test_letters_to_two_units_share_one_wording(tmp_path: Path) -> None:
    one, other = letters(compiled(tmp_path, BODY), "84", "01")
    assert one.wording is other.wording


def test_the_issuing_province_has_names_of_its_own(tmp_path: Path) -> None:
    body = "{{ don_vi_ban_hanh.ten }} gửi {{ don_vi_nhan.ten }}."
    [letter] = letters(compiled(tmp_path, body, ("don_vi_nhan", "don_vi_ban_hanh")), "84", of="01")
    assert said(letter) == ["paragraph: Hà Nội gửi Trà Vinh./."]


def test_a_figure_that_only_some_units_have_can_be_asked_about(tmp_path: Path) -> None:
    body = "{% if don_vi_nhan.viec.chi_tieu %}Chỉ tiêu {{ don_vi_nhan.viec.chi_tieu }}{% else %}Không giao{% endif %}."
    kind = compiled(tmp_path, body)
    assert [said(letter) for letter in letters(kind, "84")] == [["paragraph: Không giao./."]]


def test_printing_what_the_unit_lacks_stops_its_letter_with_the_line(tmp_path: Path) -> None:
    kind = compiled(tmp_path, "Một.\n\nChỉ tiêu {{ don_vi_nhan.viec.chi_tieu }}.")
    with pytest.raises(TemplateError) as caught:
        letters(kind, "84")
    [finding] = caught.value.findings
    assert (finding.code, finding.file, finding.line) == ("unknown-figure", "letter.md.j2", 3)


@pytest.mark.parametrize(
    ("name", "way"), [("don_vi_nhan.viec.ty_le", "one_unit = true"), ("don_vi_ban_hanh.ten", "ghi issuer")]
)
def test_a_scope_without_a_unit_is_unknown_and_the_way_out_told(tmp_path: Path, name: str, way: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compiled(tmp_path, f"{{{{ {name} }}}}.", ())
    assert [finding.code for finding in caught.value.findings] == ["unknown-figure"]
    assert way in caught.value.findings[0].hint


def test_the_view_knows_the_names_it_can_give(tmp_path: Path) -> None:
    view = figures(compiled(tmp_path, BODY), "84")
    bound = [name for name in view if name.startswith("don_vi_nhan.")]
    assert "don_vi_nhan.viec.ty_le" in bound
    assert len(set(view)) == len(view)
    assert all(name in view and view[name].id == name for name in bound)
    assert "don_vi_ban_hanh.ten" not in view
    assert unbound("don_vi_nhan.viec.ty_le", {"don_vi_nhan": "84"}) == "don_vi.84.viec.ty_le"
    assert unbound("toan_quoc.viec.ty_le", {"don_vi_nhan": "84"}) == "toan_quoc.viec.ty_le"


def test_an_appendix_that_may_be_empty_is_left_out_and_its_name_counts_as_false(tmp_path: Path) -> None:
    more = 'units = "lower"\nwhen_any = true\norder_by = "gso"'
    settings = SETTINGS + APPENDIX.replace('units = "all"\norder_by = "viec.ty_le"', more).replace('"viec"', '"mot"', 1)
    body = "{% if phu_luc.mot %}Xem {{ phu_luc.mot }}{% else %}Không kèm phụ lục{% endif %}."
    kind = load_kind(write_kind(tmp_path, body, settings))
    data = builders.dataset(DATA)
    known = figures_of(kind, data)
    made = composer(compile_kind(kind, known)).compose(Content(known, numbers(kind, data).namings, data.units, DAY))
    assert (said(made), made.tables) == (["paragraph: Không kèm phụ lục./."], ())
