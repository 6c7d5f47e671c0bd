"""Divides the counts of one province of fixtures/2022-5-thang among its offices: the dossier of a letter to it alone.

The province's own row stays as it is, and every column of its offices adds up to it. The names of the offices are
real, their counts are invented.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from tools.drawing import drawn, shared_out

SOURCE, FOLDER, PROVINCE = "2022-5-thang", "2022-5-thang-ca-mau", "Cà Mau"
TABLES = ("2021-05.csv", "2022-05.csv")
OFFICES: Mapping[str, int] = {
    "Văn phòng Cục": 70, "Chi cục THADS thành phố Cà Mau": 240, "Chi cục THADS huyện U Minh": 85,
    "Chi cục THADS huyện Thới Bình": 120, "Chi cục THADS huyện Trần Văn Thời": 165,
    "Chi cục THADS huyện Cái Nước": 130, "Chi cục THADS huyện Đầm Dơi": 135, "Chi cục THADS huyện Năm Căn": 80,
    "Chi cục THADS huyện Phú Tân": 95, "Chi cục THADS huyện Ngọc Hiển": 60,
}  # fmt: skip
_KEYS = ("year", "months", "measure", "province")
# What is done, and what is left of the same base: the offices differ in the one, the other makes up for it.
_DONE = ("thi_hanh_xong", "dinh_chi", "giam_nghia_vu")
_LEFT = ("dang_thi_hanh", "hoan_diem_c_k1_d48", "truong_hop_khac")
_BESIDE = ("hoan_khac", "tam_dinh_chi", "tam_dung", "chua_dieu_kien")
_NOT_THEIRS = ("uy_thac", "thu_hoi_huy_rut")
_TAKEN_OVER = "nam_truoc_chuyen_sang"

Row = dict[str, str]


def divided_tables(fixtures: Path) -> Iterator[tuple[Path, str]]:
    """The tables of the dossier with their texts."""
    for name in TABLES:
        with (fixtures / SOURCE / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        yield fixtures / FOLDER / name, _with_offices(rows)


def _with_offices(rows: Sequence[Row]) -> str:
    columns = [code for code in rows[0] if code not in _KEYS]
    whole = [row for row in rows if row["province"] == PROVINCE]
    below = [each for pair in zip(*(_offices(row, columns) for row in whole), strict=True) for each in pair]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [*_KEYS, "unit", *columns], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, *below])
    return stream.getvalue()


def _offices(row: Row, columns: Sequence[str]) -> list[Row]:
    """The offices' rows of one measure."""
    sizes = [size * 100 + int(100 * drawn(office, row["measure"], "lon")) for office, size in OFFICES.items()]
    parts = {code: shared_out(int(row[code]), sizes) for code in (*_BESIDE, *_NOT_THEIRS, _TAKEN_OVER)}
    rates = [_rate(office, row) for office in OFFICES]
    parts |= {code: shared_out(int(row[code]), _scaled(sizes, rates)) for code in _DONE}
    bases = shared_out(int(row["co_dieu_kien"]), sizes)
    left = [base - sum(done) for base, *done in zip(bases, *(parts[code] for code in _DONE), strict=True)]
    parts |= {code: shared_out(int(row[code]), left) for code in _LEFT[1:]}
    parts[_LEFT[0]] = [rest - sum(others) for rest, *others in zip(left, *(parts[c] for c in _LEFT[1:]), strict=True)]
    made = [_row(row, office, {code: parts[code][n] for code in parts}) for n, office in enumerate(OFFICES)]
    assert all(sum(int(each[code]) for each in made) == int(row[code]) for code in columns)
    return made


def _row(row: Row, office: str, counts: dict[str, int]) -> Row:
    """A row with what follows from its counts."""
    done, left = (sum(counts[code] for code in codes) for codes in (_DONE, _LEFT))
    beside, taken_out = (sum(counts[code] for code in codes) for codes in (_BESIDE, _NOT_THEIRS))
    taken_in = done + left + beside + taken_out
    counts |= {
        "co_dieu_kien": done + left, "tong_phai_thi_hanh": done + left + beside, "tong_thu_ly": taken_in,
        "moi_thu_ly": taken_in - counts[_TAKEN_OVER], "chuyen_ky_sau": left + beside,
        "co_dieu_kien_chuyen_ky_sau": left,
    }  # fmt: skip
    return {**{key: row[key] for key in _KEYS}, "unit": office, **{code: str(count) for code, count in counts.items()}}


def _rate(office: str, row: Row) -> Fraction:
    """How well an office does beside the others, mostly as in the other year."""
    own = drawn(office, row["measure"], "ty_le")
    return Fraction(3, 4) + (3 * own + drawn(office, row["measure"], row["year"])) / 8


def _scaled(sizes: Sequence[int], rates: Sequence[Fraction]) -> list[int]:
    return [int(size * rate) for size, rate in zip(sizes, rates, strict=True)]
