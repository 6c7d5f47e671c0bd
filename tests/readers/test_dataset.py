"""Every data file of a dossier in one dataset, or the faults of all files at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import Finding, InputError
from dispatch.model.dataset import Dataset
from dispatch.model.naming import NamingPolicy
from dispatch.model.period import Period
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import read_dossier
from tests.builders import assert_clear, dossier_folder, kind, places

KIND = kind(NamingPolicy("thap", "lowest"))
DOSSIER_WITHOUT = {'same_period = "2021-05.csv"\n': "", 'targets = "targets.csv"\n': ""}


def read(folder: Path) -> Dataset:
    return read_dataset(read_dossier(folder, KIND), indicator_catalogue())


def refused(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        read(folder)
    assert_clear(caught.value.findings)
    return caught.value.findings


def test_the_fixture_is_read_whole_and_without_a_finding(tmp_path: Path) -> None:
    dataset = read(dossier_folder(tmp_path))
    assert [len(dataset.current.rows[measure]) for measure in ("viec", "tien")] == [63, 63]
    assert dataset.same_period is not None
    assert (dataset.current.period, dataset.same_period.period) == (Period(2022, 5), Period(2021, 5))
    assert [unit.order for unit in dataset.units] == list(range(1, 64))
    assert [target.unit_key for target in dataset.targets] == ["toan_quoc", "toan_quoc"]
    assert [file.name for file in dataset.files] == ["2022-05.csv", "2021-05.csv", "targets.csv"]
    assert dataset.findings == ()


def test_the_same_period_and_the_targets_may_be_left_out(tmp_path: Path) -> None:
    dataset = read(dossier_folder(tmp_path, dossier=DOSSIER_WITHOUT))
    assert (dataset.same_period, dataset.targets) == (None, ())
    assert [file.name for file in dataset.files] == ["2022-05.csv"]


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = dossier_folder(
        tmp_path,
        current={"2022,5,viec,Hà Nội,30106,": "2022,5,viec,Hà Nội,30.106,"},
        same_period={"2021,5,viec,Hà Giang,": "2021,6,viec,Hà Giang,"},
        targets={"2022,tien,Toàn quốc,": "2022,tien,Cả nước,"},
    )
    assert [(finding.file, finding.cell) for finding in refused(folder)] == [
        ("2022-05.csv", "2:tong_thu_ly"),
        ("2021-05.csv", "4:months"),
        ("targets.csv", "3:province"),
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_the_others(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, targets={"2022,tien,Toàn quốc,": "2022,tien,Cả nước,"})
    (folder / "2022-05.csv").write_bytes(b"a,b\n\xe0\n")
    (folder / "2021-05.csv").write_bytes(b"")
    assert [(finding.file, finding.code) for finding in refused(folder)] == [
        ("2022-05.csv", "not-utf8"),
        ("2021-05.csv", "empty-file"),
        ("targets.csv", "unknown-unit"),
    ]


def test_a_file_of_another_period_is_refused(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path, dossier={'current = "2022-05.csv"': 'current = "2021-05.csv"'})
    assert {finding.code for finding in refused(folder)} == {"wrong-period"}


def test_misprints_and_aliases_are_read_and_told(tmp_path: Path) -> None:
    folder = dossier_folder(
        tmp_path,
        current={
            "viec,Hưng Yên,": "viec,Hung Yên,",
            "tien,Đồng Tháp,": "tien,Đông Tháp,",
            "viec,Thừa Thiên Huế,": "viec,TT Huế,",
        },
    )
    dataset = read(folder)
    assert [(finding.severity, finding.unit) for finding in dataset.findings] == [
        ("warning", "Hưng Yên"),
        ("info", "Thừa Thiên Huế"),
        ("warning", "Đồng Tháp"),
    ]
    assert len(dataset.current.rows["viec"]) == 63


def test_a_name_confirmed_in_the_dossier_is_read(tmp_path: Path) -> None:
    folder = dossier_folder(
        tmp_path,
        dossier={"": '\n[aliases]\n"Cục THA Hà Nội" = "Hà Nội"\n'},
        current={"2022,5,viec,Hà Nội,": "2022,5,viec,Cục THA Hà Nội,"},
    )
    assert places(read(folder).findings) == [("confirmed-alias", "2:province")]


def test_the_unit_set_of_the_dossier_decides_which_names_are_known(tmp_path: Path) -> None:
    for code_set in ("63", "34"):
        folder = dossier_folder(tmp_path / code_set, dossier={"set = 63": f"set = {code_set}"})
        units = read_dataset(read_dossier(folder, KIND), indicator_catalogue()).units
        assert {unit.code_set for unit in units} == {code_set}
        assert ("Hà Giang" in {unit.name for unit in units}) == (code_set == "63")


def test_a_file_that_vanished_after_the_dossier_was_read_is_told(tmp_path: Path) -> None:
    dossier = read_dossier(dossier_folder(tmp_path), KIND)
    with pytest.raises(InputError) as caught:
        read_dataset(replace(dossier, data=replace(dossier.data, current="khac.csv")), indicator_catalogue())
    assert [finding.code for finding in caught.value.findings] == ["missing-file"]
