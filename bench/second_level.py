"""Tables of about 700 second-level units, split from the fixture's provinces so that every identity holds.

The counts are invented twice over: the fixture's are, and these are shares of them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dispatch.directory.indicators import indicator_catalogue
from dispatch.model.period import Period

UNITS_PER_PROVINCE = 11
_FIRST_SHARE = 10
# Columns that are shared out; the others follow from them by the form's identities.
_PARTS = (
    "nam_truoc_chuyen_sang", "uy_thac", "thu_hoi_huy_rut", "thi_hanh_xong", "dinh_chi", "giam_nghia_vu",
    "dang_thi_hanh", "hoan_diem_c_k1_d48", "truong_hop_khac", "hoan_khac", "tam_dinh_chi", "tam_dung", "chua_dieu_kien",
)  # fmt: skip

Line = Mapping[str, str]


def province_lines(table: Path) -> list[dict[str, str]]:
    """The lines of a long table."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_period(lines: Sequence[Line], period: Period) -> Iterator[dict[str, str]]:
    """The same lines as of another period."""
    for line in lines:
        yield {**line, "year": str(period.year), "months": str(period.months)}


def lower_lines(lines: Sequence[Line], units: int = UNITS_PER_PROVINCE) -> Iterator[dict[str, str]]:
    """Each line split over the units of its province: their sum is the line."""
    shares = range(_FIRST_SHARE, _FIRST_SHARE + units)
    for line in lines:
        left = {code: int(line[code]) for code in indicator_catalogue().names()}
        for number, share in enumerate(shares, 1):
            own = left if number == units else _split(line, share, sum(shares))
            left = {code: left[code] - own[code] for code in left}
            name = f"Chi cục Thi hành án dân sự khu vực {number}"
            yield {**line, "unit": name, **{code: str(value) for code, value in own.items()}}


def _split(line: Line, share: int, whole: int) -> dict[str, int]:
    own = {code: int(line[code]) * share // whole for code in _PARTS}
    finished = own["thi_hanh_xong"] + own["dinh_chi"] + (own["giam_nghia_vu"] if line["measure"] == "tien" else 0)
    own["co_dieu_kien"] = finished + own["dang_thi_hanh"] + own["hoan_diem_c_k1_d48"] + own["truong_hop_khac"]
    waiting = own["chua_dieu_kien"] + own["hoan_khac"] + own["tam_dinh_chi"] + own["tam_dung"]
    own["tong_phai_thi_hanh"] = own["co_dieu_kien"] + waiting
    own["tong_thu_ly"] = own["tong_phai_thi_hanh"] + own["uy_thac"] + own["thu_hoi_huy_rut"]
    own["moi_thu_ly"] = own["tong_thu_ly"] - own["nam_truoc_chuyen_sang"]
    own["chuyen_ky_sau"] = own["tong_phai_thi_hanh"] - finished
    own["co_dieu_kien_chuyen_ky_sau"] = own["co_dieu_kien"] - finished
    return own


def write_table(lines: Sequence[Line], target: Path) -> int:
    """Write a long table; how many lines it has below its heading."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return len(lines)
