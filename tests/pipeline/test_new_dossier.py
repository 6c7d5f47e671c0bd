"""The next dossier: settings and known tables come along, nothing that stands there is lost, and it drafts."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dispatch.errors import DispatchError, InputError
from dispatch.model.period import Period
from dispatch.pipeline.draft import draft
from dispatch.pipeline.new_dossier import NewDossier, new_dossier
from dispatch.pipeline.prepare import prepare
from tests.builders import FIXTURE, ROOT, dossier_folder
from tests.pipeline.numbers import CURRENT, SAME_PERIOD, Record, change

NEXT = Period(2022, 6)
KIND = "chi-dao-chi-tieu"


def made(folder: Path, period: Period = NEXT, old: Path | None = FIXTURE, templates: Path | None = None) -> NewDossier:
    return new_dossier(folder, period, old, KIND, templates)


def settings(new: NewDossier) -> dict[str, Any]:
    return tomllib.loads(new.dossier.read_text(encoding="utf-8"))


def moved(source: Path, target: Path, months: int) -> None:
    """The table of 5 months as one of more months."""
    shutil.copyfile(source, target)

    def edit(record: Record) -> None:
        record["months"] = str(months)

    change(target.parent, target.name, edit)


def test_settings_come_along_and_the_period_moves_on(tmp_path: Path) -> None:
    found = settings(made(tmp_path / "mới"))

    assert found["template"] == KIND
    assert found["period"] == {"year": 2022, "months": 6}
    assert found["units"] == {"set": 63}
    assert found["data"] == {
        "current": "2022-06.csv",
        "same_period": "2021-06.csv",
        "targets": "targets.csv",
        "previous_period": "2022-05.csv",
    }
    assert found["letter"] == {"symbol": "TCTHADS-TKDLCN", "place": "Hà Nội", "form": "giay"}


def test_number_date_and_deadline_of_last_month_do_not_come_along(tmp_path: Path) -> None:
    old = dossier_folder(tmp_path, dossier={"date = 2022-03-08": "number = 12\ndate = 2022-03-08"})

    letter = settings(made(tmp_path / "mới", old=old))["letter"]

    assert not {"number", "date", "deadline"} & set(letter)


@pytest.mark.parametrize(
    "written",
    [
        "[naming.ket_qua_thap]\ncount = 7",
        "[naming]\nket_qua_thap.count = 7",
        "[naming]\nket_qua_thap = { count = 7 }",
        "[ naming . ket_qua_thap ] # bảy\ncount = 7 # bảy",
    ],
)
def test_overrides_of_naming_come_along_however_they_are_written(written: str, tmp_path: Path) -> None:
    old = dossier_folder(tmp_path, dossier={"": f"\n{written}\n"})

    assert settings(made(tmp_path / "mới", old=old))["naming"] == {"ket_qua_thap": {"count": 7}}


def test_every_override_comes_along(tmp_path: Path) -> None:
    lines = '\n[naming.thap_hon_cung_ky]\ncombine = "both"\norder = "rank"\n'
    old = dossier_folder(tmp_path, dossier={"": lines})

    assert settings(made(tmp_path / "mới", old=old))["naming"] == {
        "thap_hon_cung_ky": {"combine": "both", "order": "rank"}
    }


def test_confirmed_names_come_along(tmp_path: Path) -> None:
    old = dossier_folder(
        tmp_path,
        dossier={"": '\n[aliases]\n"T.P \\"HCM\\"" = "Hồ Chí Minh"\n'},
    )

    assert settings(made(tmp_path / "mới", old=old))["aliases"] == {'T.P "HCM"': "Hồ Chí Minh"}


@pytest.mark.parametrize(("period", "units"), [(NEXT, 63), (Period(2025, 8), 63), (Period(2025, 9), 34)])
def test_unit_set_is_that_of_the_month_the_letter_is_due(period: Period, units: int, tmp_path: Path) -> None:
    """A letter about 8 months of 2025 is due in June, one about 9 months in July, after the merger."""
    assert settings(made(tmp_path / "mới", period))["units"] == {"set": units}


@pytest.mark.parametrize(
    ("period", "symbol"), [(Period(2022, 5), "TCTHADS-TKDLCN"), (Period(2025, 10), "CQLTHADS-TKDLCN")]
)
def test_first_dossier_has_the_usual_settings(period: Period, symbol: str, tmp_path: Path) -> None:
    new = made(tmp_path / "mới", period, old=None)

    found = settings(new)
    assert found["letter"] == {"symbol": symbol, "form": "giay"}
    assert found["data"] == {"current": f"{period.year}-{period.months:02}.csv",
                             "same_period": f"{period.year - 1}-{period.months:02}.csv"}  # fmt: skip
    assert new.copied == ()
    assert len(new.missing) == 2


def test_every_key_has_a_vietnamese_comment_above_it(tmp_path: Path) -> None:
    lines = made(tmp_path / "mới").dossier.read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# Hồ sơ")
    for number, line in enumerate(lines):
        is_key = "=" in line and not line.startswith("#") and lines[number - 1] != "year = 2022"
        above = lines[number - 1] if is_key else ""
        if is_key and above.startswith("["):
            above = lines[number - 2]
        assert not is_key or (above.startswith("# ") and not above.isascii()), line


# --- tables ---


def test_targets_of_the_same_year_come_along_and_those_of_another_are_asked_for(tmp_path: Path) -> None:
    same, other = made(tmp_path / "a"), made(tmp_path / "b", Period(2023, 1))

    assert same.copied == ("targets.csv", "2022-05.csv")
    assert (tmp_path / "a" / "targets.csv").read_bytes() == (FIXTURE / "targets.csv").read_bytes()
    assert (other.copied, "targets.csv" in other.missing) == ((), True)


def test_table_of_last_year_is_found_in_the_dossier_beside_the_new_one(tmp_path: Path) -> None:
    dossier_folder(tmp_path)

    new = made(tmp_path / "mới", Period(2023, 5), old=None)

    assert new.copied == ("2022-05.csv",)
    assert new.missing == ("2023-05.csv",)
    assert (tmp_path / "mới" / "2022-05.csv").read_bytes() == (FIXTURE / CURRENT).read_bytes()


@pytest.mark.parametrize("place", ["", "ho-so"])
def test_table_of_last_year_is_found_in_a_folder(place: str, tmp_path: Path) -> None:
    old = dossier_folder(tmp_path)
    moved(old / SAME_PERIOD, tmp_path / place / "2021-06.csv", 6)

    assert "2021-06.csv" in made(tmp_path / "mới", old=old).copied


def test_table_of_another_period_is_not_taken(tmp_path: Path) -> None:
    dossier_folder(tmp_path)

    assert made(tmp_path / "mới", Period(2023, 6), old=None).copied == ()


def test_table_of_a_dossier_of_an_own_kind_is_found(tmp_path: Path) -> None:
    kinds = tmp_path / "mẫu"
    shutil.copytree(ROOT / "templates" / KIND, kinds / "cua-toi")
    dossier_folder(tmp_path, dossier={f'"{KIND}"': '"cua-toi"'})

    assert made(tmp_path / "mới", Period(2023, 5), old=None, templates=kinds).copied == ("2022-05.csv",)


def test_neighbour_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a" / "dossier.toml").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "dossier.toml").write_bytes(b"\xff\x00")
    dossier_folder(tmp_path)

    assert made(tmp_path / "mới", Period(2023, 5), old=None).copied == ("2022-05.csv",)


def test_new_dossier_drafts_when_its_tables_are_there(tmp_path: Path) -> None:
    new = made(tmp_path / "mới")
    for name in new.missing:
        moved(FIXTURE / name.replace("-06", "-05"), tmp_path / "mới" / name, 6)

    drafted = draft(tmp_path / "mới", tmp_path / "out", None)

    assert drafted.letter.name == "chi-dao-chi-tieu-6T2022.docx"
    assert drafted.prepared.figures["van_ban.ngay"].text == "ngày      tháng 4 năm 2022"


def test_new_dossier_of_a_new_dossier_says_the_same(tmp_path: Path) -> None:
    first = made(tmp_path / "một")
    for name in first.missing:
        moved(FIXTURE / name.replace("-06", "-05"), tmp_path / "một" / name, 6)

    second = made(tmp_path / "hai", Period(2022, 7), old=tmp_path / "một")

    before, after = first.dossier.read_text(encoding="utf-8"), second.dossier.read_text(encoding="utf-8")
    assert after == before.replace("6 tháng năm 2022, từ 01/10/2021 đến 31/3/2022",
                                   "7 tháng năm 2022, từ 01/10/2021 đến 30/4/2022").replace(
        "months = 6", "months = 7").replace("-06.csv", "-07.csv").replace(
        "-06-truc", "-07-truc").replace("2022-05-truc", "2022-06-truc").replace(
        'previous_period = "2022-05.csv"', 'previous_period = "2022-06.csv"').replace(
        "2022-04-01", "2022-05-01")  # fmt: skip


# --- what stands there already ---


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_dossier_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    folder = dossier_folder(tmp_path)
    before = listing(folder)

    with pytest.raises(InputError) as caught:
        made(folder)

    assert [finding.code for finding in caught.value.findings] == ["dossier-exists"]
    assert listing(folder) == before


def test_tables_that_are_there_are_kept_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "mới"
    folder.mkdir()
    for name in ("2022-06.csv", "2021-06.csv", "targets.csv"):
        (folder / name).write_text("của tôi", encoding="utf-8")
    moved(FIXTURE / SAME_PERIOD, tmp_path / "2021-06.csv", 6)

    new = made(folder)

    assert (new.copied, new.missing) == (("2022-05.csv",), ())
    for name in ("2022-06.csv", "2021-06.csv", "targets.csv"):
        assert (folder / name).read_text(encoding="utf-8") == "của tôi"


@pytest.mark.parametrize("old", ["không có", "trống"])
def test_old_dossier_that_is_none_is_refused_and_nothing_is_made(old: str, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()

    with pytest.raises(DispatchError):
        made(tmp_path / "mới", old=tmp_path / old)
    assert not (tmp_path / "mới").exists()


def test_unknown_kind_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        new_dossier(tmp_path / "mới", NEXT, None, "khong-co", None)
    assert not (tmp_path / "mới").exists()


def test_overrides_copied_still_name_the_same_number(tmp_path: Path) -> None:
    old = dossier_folder(tmp_path, dossier={"": "\n[naming.ket_qua_thap]\ncount = 3\n"})
    new = made(tmp_path / "mới", old=old)
    for name in new.missing:
        moved(FIXTURE / name.replace("-06", "-05"), tmp_path / "mới" / name, 6)

    assert len(prepare(tmp_path / "mới", None).named_lists()["ket_qua_thap"]["viec"]) == 3


# --- what not every letter needs ---


def test_the_table_of_the_month_before_comes_along_only_to_the_month_after(tmp_path: Path) -> None:
    next_month, later = made(tmp_path / "a"), made(tmp_path / "b", Period(2022, 7))
    assert (tmp_path / "a" / "2022-05.csv").read_bytes() == (FIXTURE / CURRENT).read_bytes()
    assert settings(next_month)["data"]["previous_period"] == "2022-05.csv"
    assert "previous_period" not in settings(later)["data"]
    assert '# previous_period = "2022-06.csv"' in later.dossier.read_text(encoding="utf-8")


def test_last_years_curve_comes_along_within_the_year(tmp_path: Path) -> None:
    old = dossier_folder(tmp_path, dossier={"[letter]": 'last_year_curve = "nam-truoc.csv"\n\n[letter]'})
    (old / "nam-truoc.csv").write_text("bảng", encoding="utf-8")
    new, other_year = made(tmp_path / "a", old=old), made(tmp_path / "b", Period(2023, 6), old=old)
    assert settings(new)["data"]["last_year_curve"] == "nam-truoc.csv"
    assert (tmp_path / "a" / "nam-truoc.csv").read_text(encoding="utf-8") == "bảng"
    assert "last_year_curve" not in settings(other_year)["data"]


def old_with_lower(tmp_path: Path, further: str = "") -> Path:
    """A dossier whose second level has files of its own; what stands in them is not read."""
    keys = f'lower_current = "duoi.xlsx"\nlower_same_period = "duoi-cung-ky.csv"\n{further}\n[letter]'
    old = dossier_folder(tmp_path, dossier={"[letter]": keys})
    for name in ("duoi.xlsx", "duoi-cung-ky.csv", "nam.csv", "duoi-nam.csv"):
        (old / name).write_text(name, encoding="utf-8")
    return old


def test_files_of_the_second_level_come_along_or_are_asked_for(tmp_path: Path) -> None:
    curves = 'last_year_curve = "nam.csv"\nlower_last_year_curve = "duoi-nam.csv"'
    new = made(tmp_path / "mới", old=old_with_lower(tmp_path, curves))
    assert {key: name for key, name in settings(new)["data"].items() if key.startswith("lower")} == {
        "lower_current": "2022-06-truc-thuoc.csv",
        "lower_same_period": "2021-06-truc-thuoc.csv",
        "lower_previous_period": "2022-05-truc-thuoc.xlsx",
        "lower_last_year_curve": "duoi-nam.csv",
    }
    assert (tmp_path / "mới" / "2022-05-truc-thuoc.xlsx").read_text(encoding="utf-8") == "duoi.xlsx"
    assert {"2022-06-truc-thuoc.csv", "2021-06-truc-thuoc.csv"} <= set(new.missing)


def test_every_key_of_the_second_level_is_shown_where_there_is_none_yet(tmp_path: Path) -> None:
    text = made(tmp_path / "mới").dossier.read_text(encoding="utf-8")
    shown = [line.split(" = ")[0] for line in text.splitlines() if line.startswith("# lower_")]
    assert shown == [
        "# lower_current", "# lower_same_period", "# lower_previous_period", "# lower_last_year_curve",
    ]  # fmt: skip


def test_a_table_in_two_files_is_not_handed_on_as_one(tmp_path: Path) -> None:
    old = dossier_folder(tmp_path, dossier={'current = "2022-05.csv"': 'current = { viec = "v.csv", tien = "t.csv" }'})
    for name in ("v.csv", "t.csv"):
        shutil.copyfile(FIXTURE / CURRENT, old / name)
    assert "previous_period" not in settings(made(tmp_path / "mới", old=old))["data"]


def test_an_officers_own_words_come_along_as_notes_to_be_read_again(tmp_path: Path) -> None:
    old = dossier_folder(tmp_path, dossier={"[letter]": '[letter]\nsubject = "tháng 5 \\"cao điểm\\""'})
    new = made(tmp_path / "mới", old=old)
    assert "subject" not in settings(new)["letter"]
    assert '# subject = "tháng 5 \\"cao điểm\\""' in new.dossier.read_text(encoding="utf-8")
