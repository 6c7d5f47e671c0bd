"""The second level: a province is the sum of its units, the provincial office being one of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.directory.columns import column_names
from dispatch.errors import InputError
from dispatch.model.period import Period
from dispatch.model.unit import OWN_CASES
from dispatch.readers.lower_rows import lower_unit
from tests.builders import CODES, dossier_folder, unit
from tests.readers.tables import (
    CATALOGUE,
    NAMES,
    book,
    codes,
    dossier_dataset,
    lower_names,
    read,
    read_csv,
    sheet_row,
    two_levels,
)

BOTH = """
    measure | province | unit                     | co_dieu_kien | thi_hanh_xong
    viec    | Hà Nội   |                          | 30           | 12
    viec    | Hà Nội   | Chi cục THADS quận 1     | 20           | 10
    viec    | Hà Nội   | Văn phòng Cục            | 10           | 2
    viec    | Hà Giang |                          | 5            | 1
    tien    | Hà Nội   |                          | 300          | 120
    tien    | Hà Nội   | Văn phòng Cục            | 100          | 20
    tien    | Hà Nội   | Chi cục THADS quận 1     | 200          | 100
    tien    | Hà Giang |                          | 50           | 10
"""
WHOLE = "|                          |"
BRANCH, BRANCH_MONEY = "| 20           | 10", "| 200          | 100"
LAST_YEAR = "2021,5"


def of_hanoi(table: str) -> str:
    """The lines of Hà Nội's own rows taken out of a drawn table."""
    return "\n".join(
        line for line in table.splitlines() if "|                          |" not in line or "Giang" in line
    )


def without(table: str, name: str) -> str:
    return "\n".join(line for line in table.splitlines() if name not in line)


def test_units_stand_below_their_province_with_the_provincial_office_first(tmp_path: Path) -> None:
    table = read_csv(tmp_path, two_levels(BOTH))
    assert table.findings == ()
    units = table.lower.of(unit("Hà Nội"))
    assert lower_names(units) == ["01 Văn phòng Cục", "01 Chi cục THADS quận 1"]
    assert [each.key for each in units] == ["01-van-phong-cuc", "01-chi-cuc-thads-quan-1"]
    assert [each.kind for each in units] == [OWN_CASES, "chi cục"]
    row = table.lower.rows["tien"]["01-chi-cuc-thads-quan-1"]
    assert (row.counts["thi_hanh_xong"], str(row.cell("thi_hanh_xong"))) == (100, "so-lieu.csv!8:thi_hanh_xong")
    assert list(table.rows["viec"]) == ["01", "02"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Văn phòng Cục THADS", OWN_CASES),
        ("Cục THADS tỉnh Hà Giang", OWN_CASES),
        ("THADS tỉnh (cơ quan cấp tỉnh)", OWN_CASES),
        ("CHI CỤC THADS HUYỆN VỊ XUYÊN", "chi cục"),
        ("Phòng THADS khu vực 12", "phòng khu vực"),
        ("Đội thi hành án", ""),
        ("Phòngkhu", ""),
    ],
)
def test_the_kind_of_a_unit_is_told_by_the_beginning_of_its_name(name: str, kind: str) -> None:
    assert lower_unit(unit("Hà Giang"), name, column_names(CATALOGUE), 0).kind == kind


def test_any_difference_to_the_sum_is_an_error_when_the_provincial_office_has_its_row(tmp_path: Path) -> None:
    table = read_csv(tmp_path, two_levels(BOTH.replace("| 20           | 10", "| 20           | 9 ")))
    assert set(codes(table)) == {"lower-sum-differs"}
    [finding] = [each for each in table.findings if each.cell == "2:thi_hanh_xong"]
    assert finding.message == "thi hành xong về việc của Hà Nội là 12, tổng các đơn vị trực thuộc là 11"
    assert finding.unit == "Hà Nội"


def test_the_missing_row_of_the_provincial_office_is_inferred_with_a_warning(tmp_path: Path) -> None:
    table = read_csv(tmp_path, two_levels(without(BOTH, "Văn phòng")))
    assert codes(table, "warning") == ["inferred-unit", "inferred-unit"]
    assert codes(table) == []
    assert "có điều kiện thi hành 10" in table.findings[0].message
    assert "thi hành xong 2" in table.findings[0].message
    assert lower_names(table.lower.of(unit("Hà Nội"))) == ["01 Văn phòng Cục", "01 Chi cục THADS quận 1"]
    inferred = table.lower.rows["viec"]["01-van-phong-cuc"]
    assert (inferred.counts["co_dieu_kien"], inferred.counts["thi_hanh_xong"]) == (10, 2)
    assert [row.unit.name for row in inferred.less] == ["Chi cục THADS quận 1"]


def test_nothing_is_inferred_where_the_units_are_the_whole_province(tmp_path: Path) -> None:
    whole = BOTH.replace(BRANCH, "| 30           | 12").replace(BRANCH_MONEY, "| 300          | 120")
    table = read_csv(tmp_path, two_levels(without(whole, "Văn phòng")))
    assert table.findings == ()
    assert lower_names(table.lower.of(unit("Hà Nội"))) == ["01 Chi cục THADS quận 1"]


def test_units_with_more_than_their_province_are_an_error_and_nothing_is_inferred(tmp_path: Path) -> None:
    more = BOTH.replace(BRANCH, "| 31           | 10")
    table = read_csv(tmp_path, two_levels(without(more, "Văn phòng")))
    assert set(codes(table)) == {"lower-sum-differs"}
    [finding] = [each for each in table.findings if each.cell == "2:co_dieu_kien"]
    assert "là 30, tổng các đơn vị trực thuộc là 31" in finding.message


def test_a_province_without_a_row_is_the_sum_of_its_units(tmp_path: Path) -> None:
    table = read_csv(tmp_path, two_levels(of_hanoi(BOTH)))
    assert [(finding.code, finding.severity) for finding in table.findings] == [("summed-province", "info")]
    row = table.rows["viec"]["01"]
    assert (row.counts["co_dieu_kien"], row.counts["thi_hanh_xong"]) == (30, 12)
    cells = [cell.cell for cell in row.cells("co_dieu_kien")]
    assert cells == ["2:co_dieu_kien", "3:co_dieu_kien"]


def test_two_names_that_differ_in_accents_only_cannot_be_told_apart(tmp_path: Path) -> None:
    line = "viec    | Hà Giang |                          |"
    drawn = BOTH.replace(line, "viec    | Hà Nội   | Chi cục THADS quân 1     |")
    assert "same-key" in codes(read_csv(tmp_path, two_levels(drawn)))


def test_a_unit_twice_and_a_unit_without_its_money_are_errors(tmp_path: Path) -> None:
    line = "viec    | Hà Nội   | Văn phòng Cục            | 10           | 2"
    twice = read_csv(tmp_path, two_levels(BOTH.replace(line, f"{line}\n    {line}")))
    assert "duplicate-unit" in codes(twice)
    table = read_csv(tmp_path, two_levels(BOTH.replace("tien    | Hà Nội   | Chi", "tien    | Hà Nội   | Phòng")))
    assert codes(table) == ["missing-unit", "missing-unit"]


def test_a_unit_with_a_wrong_cell_is_told_alone_without_what_follows_from_it(tmp_path: Path) -> None:
    table = read_csv(tmp_path, two_levels(BOTH.replace("| 20           | 10", "| 20           | x ")))
    assert [(finding.code, finding.cell, finding.unit) for finding in table.findings] == [
        ("not-a-number", "3:thi_hanh_xong", "Chi cục THADS quận 1")
    ]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=5))
def test_inferred_cases_and_units_always_make_up_the_province(
    tmp_path_factory: pytest.TempPathFactory, units: list[tuple[int, int]]
) -> None:
    base, done = sum(b + d for b, d in units) + 7, sum(d for _, d in units) + 3
    lines = ["measure | province | unit | co_dieu_kien | thi_hanh_xong"]
    for measure in ("viec", "tien"):
        lines.append(f"{measure} | Hà Nội | | {base} | {done}")
        lines += [f"{measure} | Hà Nội | Chi cục số {i} | {b + d} | {d}" for i, (b, d) in enumerate(units)]
    table = read_csv(tmp_path_factory.mktemp("t"), two_levels("\n".join(lines)), "Hà Nội")
    for measure in ("viec", "tien"):
        rows = table.lower.rows[measure].values()  # type: ignore[index]
        for code in CODES:
            assert sum(row.counts[code] for row in rows) == table.rows[measure]["01"].counts[code]  # type: ignore[index]


# --- workbooks ---


def sheets() -> dict[str, list[list[str | int | None]]]:
    """Units in rows under their provinces, with a heading row, column codes, notes and a signature."""

    def rows(times: int) -> list[list[str | int | None]]:
        own = {"co_dieu_kien": 10 * times, "thi_hanh_xong": 2 * times}
        branch = {"co_dieu_kien": 20 * times, "thi_hanh_xong": 10 * times}
        both = {code: own[code] + branch[code] for code in own}
        return [
            ["Tên đơn vị", *NAMES.values()],
            ["A", *range(1, len(NAMES) + 1)],
            list(sheet_row("Hà Nội", **both)),
            list(sheet_row("Cục THADS thành phố Hà Nội", **own)),
            list(sheet_row("Chi cục THADS quận 1", **branch)),
            list(sheet_row("Hà Giang", co_dieu_kien=5 * times)),
            ["Ghi chú: số liệu đã đối chiếu"],
            ["Chi cục trưởng"],
        ]

    return {"Việc": rows(1), "Tiền": rows(10)}


def test_units_in_rows_under_their_province_are_read_from_a_workbook(tmp_path: Path) -> None:
    book(tmp_path, sheets())
    table = read(tmp_path, "so-lieu.xlsx")
    assert table.findings == ()
    assert lower_names(table.lower.of(unit("Hà Nội"))) == ["01 Cục THADS thành phố Hà Nội", "01 Chi cục THADS quận 1"]
    assert table.lower.rows["tien"]["01-chi-cuc-thads-quan-1"].cell("co_dieu_kien").sheet == "Tiền"


def test_a_province_that_is_only_a_heading_above_its_units_is_their_sum(tmp_path: Path) -> None:
    drawn = sheets()
    for rows in drawn.values():
        rows[2] = ["Hà Nội"]
    book(tmp_path, drawn)
    table = read(tmp_path, "so-lieu.xlsx")
    assert [finding.code for finding in table.findings] == ["summed-province"]
    assert table.rows["viec"]["01"].counts["co_dieu_kien"] == 30


def test_a_unit_above_all_provinces_is_asked_for_its_own(tmp_path: Path) -> None:
    drawn = sheets()
    for rows in drawn.values():
        rows[2], rows[4] = rows[4], rows[2]
    book(tmp_path, drawn)
    found = [finding for finding in read(tmp_path, "so-lieu.xlsx").findings if finding.code == "no-province"]
    assert [(finding.sheet, finding.cell) for finding in found][:1] == [("Việc", "A3")]


def test_a_column_of_provinces_and_one_of_units_are_read_from_a_workbook(tmp_path: Path) -> None:
    drawn = sheets()
    for rows in drawn.values():
        for row in rows:
            name = str(row[0])
            province = "Hà Giang" if name == "Hà Giang" else "Hà Nội"
            row[0:1] = ["Tỉnh", "Đơn vị"] if name == "Tên đơn vị" else [province, "" if name == province else name]
        del rows[6:], rows[1]
    book(tmp_path, drawn)
    table = read(tmp_path, "so-lieu.xlsx")
    assert table.findings == ()
    assert len(table.lower.of(unit("Hà Nội"))) == 2


# --- files of their own, and the same period ---


def lower_dossier(tmp_path: Path, current: str, same: str) -> Path:
    """The fixture with files of the second level; their province rows are those of the fixture."""
    keys = 'targets = "targets.csv"\nlower_current = "duoi.csv"\nlower_same_period = "duoi-cung-ky.csv"\n'
    folder = dossier_folder(tmp_path, dossier={'targets = "targets.csv"\n': keys})
    (folder / "duoi.csv").write_text(two_levels(current), encoding="utf-8")
    (folder / "duoi-cung-ky.csv").write_text(two_levels(same, LAST_YEAR), encoding="utf-8")
    return folder


UNITS = """
    measure | province | unit                          | co_dieu_kien | thi_hanh_xong
    viec    | Hà Giang | Chi cục THADS huyện Vị Xuyên  | 20           | 10
    tien    | Hà Giang | Chi cục THADS huyện Vị Xuyên  | 20           | 10
"""


def test_files_of_the_second_level_stand_beside_those_of_the_provinces(tmp_path: Path) -> None:
    dataset = dossier_dataset(lower_dossier(tmp_path, UNITS, UNITS))
    assert dataset.lower is not None
    assert lower_names(dataset.lower.units) == ["02 Văn phòng Cục", "02 Chi cục THADS huyện Vị Xuyên"]
    assert dataset.lower.same_period is not None
    for table, whole in ((dataset.lower.current, dataset.current), (dataset.lower.same_period, dataset.same_period)):
        assert whole is not None
        assert list(table.rows["viec"]) == [each.key for each in dataset.lower.units]
        total = sum(row.counts["co_dieu_kien"] for row in table.rows["viec"].values())
        assert total == whole.rows["viec"]["02"].counts["co_dieu_kien"]
    assert [file.name for file in dataset.files][:4] == ["2022-05.csv", "duoi.csv", "2021-05.csv", "duoi-cung-ky.csv"]


def test_a_unit_that_only_one_period_has_is_told_with_the_name_that_is_alike(tmp_path: Path) -> None:
    dataset = dossier_dataset(lower_dossier(tmp_path, UNITS, UNITS.replace("Vị Xuyên ", "Vị Xuyênh")))
    told = {finding.code: finding for finding in dataset.findings}
    assert "có phải là “Chi cục THADS huyện Vị Xuyênh”?" in told["no-same-period"].hint
    assert told["only-same-period"].severity == "warning"
    other = dossier_dataset(lower_dossier(tmp_path / "b", UNITS, UNITS.replace("Vị Xuyên", "Vi Xuyên")))
    assert "near-name" in {finding.code for finding in other.findings}
    assert other.lower is not None
    assert other.lower.same_period is not None
    assert len(other.lower.same_period.rows["viec"]) == 2


def further(tmp_path: Path, previous: str, year: str) -> Path:
    """The same, with the period before and the end of last year: their provinces are those of the fixture's periods."""
    folder = lower_dossier(tmp_path, UNITS, UNITS)
    keys = 'previous_period = "truoc.csv"\nlower_previous_period = "duoi-truoc.csv"\nlast_year_curve = "nam.csv"\n'
    keys += 'lower_last_year_curve = "duoi-nam.csv"\n'
    text = (folder / "dossier.toml").read_text(encoding="utf-8").replace("[letter]", f"{keys}[letter]")
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    for name, source, period in (("truoc.csv", "2022-05.csv", "2022,4"), ("nam.csv", "2021-05.csv", "2021,12")):
        table = (folder / source).read_text(encoding="utf-8")
        (folder / name).write_text(table.replace(period[:4] + ",5,", f"{period},"), encoding="utf-8")
    (folder / "duoi-truoc.csv").write_text(two_levels(previous, "2022,4"), encoding="utf-8")
    (folder / "duoi-nam.csv").write_text(two_levels(year, "2021,12"), encoding="utf-8")
    return folder


def test_the_period_before_and_last_year_have_files_of_the_second_level_too(tmp_path: Path) -> None:
    other = UNITS.replace("| 20           | 10", "| 30           | 15")
    dataset = dossier_dataset(further(tmp_path, UNITS, other))
    lower = dataset.lower
    assert lower is not None
    assert lower.previous_period is not None
    assert (lower.previous_period.period, list(lower.last_year_curve)) == (Period(2022, 4), [12])
    key = "02-chi-cuc-thads-huyen-vi-xuyen"
    rows = [table.rows["viec"][key] for table in (lower.previous_period, lower.last_year_curve[12])]
    assert [(row.counts["co_dieu_kien"], row.source.file) for row in rows] == [
        (20, "duoi-truoc.csv"),
        (30, "duoi-nam.csv"),
    ]
    assert not [finding for finding in dataset.findings if finding.code.startswith(("no-", "only-", "near-"))]


def test_units_that_the_period_before_or_last_year_has_otherwise_are_told_by_its_name(tmp_path: Path) -> None:
    new = UNITS.replace("Vị Xuyên ", "Vị Xuyênh")
    told = {each.code: each.message for each in dossier_dataset(further(tmp_path, new, new)).findings}
    assert "không có trong số liệu kỳ trước" in told["no-previous-period"]
    assert "chỉ có trong số liệu kỳ trước" in told["only-previous-period"]
    assert "không có trong số liệu cả năm trước" in told["no-last-year"]
    assert "chỉ có trong số liệu cả năm trước" in told["only-last-year"]
    assert "no-same-period" not in told


def test_a_wrong_cell_of_these_files_is_told_with_its_file(tmp_path: Path) -> None:
    wrong = UNITS.replace("| 20           | 10", "| 20           | x ")
    with pytest.raises(InputError) as caught:
        dossier_dataset(further(tmp_path, wrong, wrong))
    assert {(each.code, each.file) for each in caught.value.findings} == {
        ("not-a-number", "duoi-truoc.csv"),
        ("not-a-number", "duoi-nam.csv"),
    }


def test_provinces_that_differ_between_the_two_files_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "tinh.csv").write_text(two_levels(without(without(BOTH, "Văn"), "quận")), encoding="utf-8")
    (tmp_path / "duoi.csv").write_text(two_levels(BOTH), encoding="utf-8")
    assert read(tmp_path, "tinh.csv", below=["duoi.csv"]).findings == ()
    assert codes(read(tmp_path, "duoi.csv", below=["duoi.csv"])) == ["lower-twice"]
    other = BOTH.replace("| 30           | 12", "| 30           | 13")
    (tmp_path / "duoi.csv").write_text(two_levels(other), encoding="utf-8")
    found = read(tmp_path, "tinh.csv", below=["duoi.csv"]).findings
    assert {(each.code, each.file) for each in found} == {("province-differs", "duoi.csv")}
    assert "2:thi_hanh_xong" in [each.cell for each in found]


def test_units_of_63_provinces_are_left_out_of_a_dossier_of_34_and_it_is_told(tmp_path: Path) -> None:
    folder = lower_dossier(tmp_path, UNITS, UNITS)
    text = (folder / "dossier.toml").read_text(encoding="utf-8").replace("set = 63", "set = 34")
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    dataset = dossier_dataset(folder)
    assert dataset.lower is None
    assert len(dataset.current.rows["viec"]) == 34
    assert {"lower-not-summed", "summed-units"} <= {finding.code for finding in dataset.findings}
