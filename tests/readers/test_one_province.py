"""The body of a province may have its own table alone; the tables of all provinces serve it as well."""

from pathlib import Path

import pytest

from dispatch.errors import InputError, StatisticsError, TemplateError
from dispatch.pipeline.draft import draft
from dispatch.pipeline.prepare import prepare
from tests.builders import ROOT, dossier_folder

BEN_TRE = ROOT / "fixtures" / "2017-7-thang-ben-tre"


def ben_tre(folder: Path, **changes: tuple[str, str]) -> Path:
    """A copy of the dossier of Bến Tre with a text of its settings, or of a table, replaced."""
    copy = folder / "ho-so"
    copy.mkdir()
    for path in BEN_TRE.iterdir():
        text = path.read_text(encoding="utf-8")
        for part, (old, new) in changes.items():
            if path.name.startswith(part):
                assert old in text
                text = text.replace(old, new)
        (copy / path.name).write_text(text, encoding="utf-8", newline="")
    return copy


def faults(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        prepare(folder, None)
    return [finding.code for finding in caught.value.findings]


def test_its_own_table_is_read_as_one_province() -> None:
    dataset = prepare(BEN_TRE, None).dataset
    assert [unit.name for unit in dataset.units] == ["Bến Tre"]
    assert not dataset.whole


def test_with_the_table_of_all_provinces_it_has_a_rank_and_a_nation(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={"[letter]\n": '[letter]\nissuer = "83"\n'})
    prepared = prepare(folder, None)
    assert prepared.dataset.whole
    assert len(prepared.dataset.units) == 63
    assert prepared.figures["don_vi_ban_hanh.viec.hang"].value == 35
    assert "CỤC THI HÀNH ÁN DÂN SỰ TỈNH BẾN TRE" in prepared.figures["co_quan.ten"].text.upper()


def test_for_the_central_agency_one_province_is_not_a_table(tmp_path: Path) -> None:
    found = faults(ben_tre(tmp_path, dossier=('issuer = "83"\n', "")))
    assert set(found) == {"missing-unit"}


def test_the_table_of_another_province_is_refused(tmp_path: Path) -> None:
    found = faults(ben_tre(tmp_path, dossier=('issuer = "83"', 'issuer = "84"')))
    assert "missing-unit" in found or "unknown-unit" in found


def test_a_fault_of_its_own_table_is_told_and_no_other_province_is_missed(tmp_path: Path) -> None:
    folder = ben_tre(tmp_path)
    table = folder / "2017-07.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = lines[3].split(",")
    cells[5] = "1x"
    table.write_text("\n".join([*lines[:3], ",".join(cells), *lines[4:]]), encoding="utf-8")
    assert "missing-unit" not in faults(folder)


def test_a_list_below_the_nation_is_refused_where_there_is_none(tmp_path: Path) -> None:
    folder = ben_tre(tmp_path)
    with pytest.raises(StatisticsError) as caught:
        prepare(folder, None, trials=["thu.rule=below-national"])
    assert [finding.code for finding in caught.value.findings] == ["missing-nation"]


def test_a_kind_about_the_nation_says_that_the_dossier_has_one_province(tmp_path: Path) -> None:
    folder = ben_tre(tmp_path, dossier=('"trien-khai-don-vi"', '"chi-dao-chi-tieu"'))
    settings = (folder / "dossier.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in settings if not line.startswith(("direction", "plan", "campaign"))]
    (folder / "dossier.toml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        draft(folder, tmp_path / "output", None)
    assert any("chỉ có số liệu của một tỉnh" in finding.hint for finding in caught.value.findings)
