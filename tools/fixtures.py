"""Renews the invented tables of fixtures/: counts made so that they give exactly the facts that were published.

No real export has been seen. What is known of each period (a rate, a count, a change) stands in this
file; everything else is drawn by a hash of the unit and the column, so that the same tables come out
every time. Every identity of the form of its era holds. fixtures/2022-5-thang is not made here.

Run it from the root of the repository: python -m tools.fixtures
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from tools.divided_fixture import divided_tables
from tools.drawing import drawn, shared_out
from tools.fixture_facts import DOSSIERS, PROVINCES, Dossier, Facts

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
DIRECTORY = ROOT / "dispatch" / "directory" / "data"
_MEASURES = ("viec", "tien")
_LAST_YEAR_OF_THE_OLD_FORM = 2019
_OLD_FORM = (
    "tong_thu_ly", "nam_truoc_chuyen_sang", "moi_thu_ly", "uy_thac", "thu_hoi_huy_rut", "tong_phai_thi_hanh",
    "co_dieu_kien", "thi_hanh_xong", "dinh_chi", "giam_nghia_vu", "chua_dieu_kien", "chuyen_ky_sau",
    "co_dieu_kien_chuyen_ky_sau",
)  # fmt: skip
_NEW_FORM = (
    *_OLD_FORM[:10], "dang_thi_hanh", "hoan_diem_c_k1_d48", "truong_hop_khac", "hoan_khac", "tam_dinh_chi", "tam_dung",
    *_OLD_FORM[10:],
)  # fmt: skip

Counts = dict[str, int]


@dataclass(frozen=True)
class Place:
    """A row of a table: a province, or a unit below one; `size` is its part of the whole."""

    province: str
    size: int
    unit: str = ""

    @property
    def name(self) -> str:
        """What tells the row from the others."""
        return self.unit or self.province


@dataclass(frozen=True)
class Table:
    """One period: its places and their counts by measure."""

    year: int
    months: int
    places: Sequence[Place]
    counts: Mapping[str, Mapping[str, Counts]] = field(default_factory=dict)


def tables(dossier: Dossier) -> Iterator[tuple[str, Table]]:
    """The tables of a dossier by the names of their files, the earlier period first."""
    before: Table | None = None
    for file, facts in dossier.tables:
        before = made(facts, places_of(facts), before if dossier.carried_over else None)
        yield file, before


def made(facts: Facts, places: Sequence[Place], before: Table | None) -> Table:
    """A table that gives `facts`; what it took over from the year `before` is what was carried over there."""
    counts = {}
    for measure, known in facts.measures.items():
        sizes = [_size(facts, place, measure) for place in places]
        bases = shared_out(known.base, sizes)
        results = limited(known.result, bases, [_rate(facts, place, measure) for place in places])
        beside = shared_out(known.carried_over - known.base + known.result, sizes)
        counts[measure] = {
            place.name: _row(facts, measure, place, base, result, other, _carried(before, measure, place))
            for place, base, result, other in zip(places, bases, results, beside, strict=True)
        }
    return Table(facts.year, facts.months, places, counts)


def limited(total: int, bases: Sequence[int], rates: Sequence[Fraction]) -> list[int]:
    """Results that add up to `total`, each near its rate of its base and none above 97 parts in 100 of it."""
    raw = [base * rate for base, rate in zip(bases, rates, strict=True)]
    scale = Fraction(total) / sum(raw)
    most = [base * 97 // 100 for base in bases]
    parts = [min(int(value * scale), limit) for value, limit in zip(raw, most, strict=True)]
    for index in sorted(range(len(bases)), key=lambda place: -bases[place]):
        more = min(total - sum(parts), most[index] - parts[index])
        parts[index] += max(0, more) if index else more
        if sum(parts) == total:
            return parts
    raise ValueError(f"{total} cannot be shared out over {sum(most)}")


def _size(facts: Facts, place: Place, measure: str) -> int:
    """How large a place is; in money some are twice as large as in cases, some half."""
    if measure == "viec":
        return place.size * 100
    return int(place.size * 100 * (Fraction(1, 2) + Fraction(3, 2) * drawn(facts.seed, place.name, "lon")))


def _rate(facts: Facts, place: Place, measure: str) -> Fraction:
    """A place's own rate before scaling: around one, further apart for money."""
    own = drawn(facts.seed, place.name, measure, "ty_le")
    this_year = drawn(facts.seed, place.name, measure, "ty_le", str(facts.year))
    return 1 + facts.measures[measure].spread * (2 * (3 * own + this_year) / 4 - 1)


def _row(  # noqa: PLR0913, PLR0917 -- the facts of one row
    facts: Facts, measure: str, place: Place, base: int, result: int, beside: int, carried: int | None
) -> Counts:
    def part(of: int, hundredths: int, column: str) -> int:
        share = drawn(facts.seed, place.name, measure, column, str(facts.year))
        return int(of * Fraction(hundredths, 100) * (Fraction(1, 2) + share))

    counts = {"co_dieu_kien": base, "dinh_chi": part(result, 4, "dinh_chi")}
    counts["giam_nghia_vu"] = part(result, 1, "giam_nghia_vu") if measure == "tien" else 0
    counts["thi_hanh_xong"] = result - counts["dinh_chi"] - counts["giam_nghia_vu"]
    left = base - result
    counts["hoan_diem_c_k1_d48"] = part(left, 3, "hoan")
    counts["truong_hop_khac"] = part(left, 2, "khac")
    counts["dang_thi_hanh"] = left - counts["hoan_diem_c_k1_d48"] - counts["truong_hop_khac"]
    counts |= {code: part(beside, 2, code) for code in ("hoan_khac", "tam_dinh_chi", "tam_dung")}
    further = (
        0
        if facts.year <= _LAST_YEAR_OF_THE_OLD_FORM
        else sum(counts[code] for code in ("hoan_khac", "tam_dinh_chi", "tam_dung"))
    )
    counts["chua_dieu_kien"] = beside - further
    counts["tong_phai_thi_hanh"] = base + beside
    counts["uy_thac"] = part(base, 2, "uy_thac")
    counts["thu_hoi_huy_rut"] = part(base, 1, "thu_hoi") // 8
    taken_in = base + beside + counts["uy_thac"] + counts["thu_hoi_huy_rut"]
    counts["tong_thu_ly"] = taken_in
    old = part(taken_in, 55 if facts.months < 12 else 40, "chuyen_sang") if carried is None else carried  # noqa: PLR2004 -- a whole year
    counts["nam_truoc_chuyen_sang"] = min(old, taken_in)
    counts["moi_thu_ly"] = taken_in - counts["nam_truoc_chuyen_sang"]
    counts["chuyen_ky_sau"] = base + beside - result
    counts["co_dieu_kien_chuyen_ky_sau"] = left
    return counts


def _carried(before: Table | None, measure: str, place: Place) -> int | None:
    return None if before is None else before.counts[measure][place.name]["chuyen_ky_sau"]


def places_of(facts: Facts) -> list[Place]:
    """The rows of a table: the provinces of its unit set, or the units of the one province it is about."""
    if facts.units in PROVINCES:
        return [Place(facts.units, size, unit) for unit, size in PROVINCES[facts.units].units]
    sizes = _sizes()
    if facts.units == "34":
        merged: dict[str, int] = {}
        for row in _rows(DIRECTORY / "merger.csv"):
            merged[row["new_name"]] = merged.get(row["new_name"], 0) + sizes[row["old_code"]]
        return [Place(row["name"], merged[row["name"]]) for row in _rows(DIRECTORY / "provinces_34.csv")]
    chosen = {
        row["gso_code"]: row["name"]
        for row in _rows(DIRECTORY / "provinces_63.csv")
        if row["valid_from"] <= facts.named_on <= row["valid_to"]
    }
    return [Place(name, sizes[code]) for code, name in chosen.items()]


def _sizes() -> dict[str, int]:
    """How large the 63 provinces are, after the cases of fixtures/2022-5-thang."""
    names = {row["name"]: row["gso_code"] for row in _rows(DIRECTORY / "provinces_63.csv")}
    table = _rows(FIXTURES / "2022-5-thang" / "2022-05.csv")
    return {names[row["province"]]: int(row["co_dieu_kien"]) for row in table if row["measure"] == "viec"}


def as_csv(table: Table) -> str:
    """The table as a long CSV file in the columns of its era."""
    columns = _OLD_FORM if table.year <= _LAST_YEAR_OF_THE_OLD_FORM else _NEW_FORM
    below = any(place.unit for place in table.places)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["year", "months", "measure", "province", *(["unit"] if below else []), *columns])
    for province in dict.fromkeys(place.province for place in table.places) if below else ():
        for measure in _MEASURES:
            rows = table.counts[measure].values()
            sums = [sum(row[column] for row in rows) for column in columns]
            writer.writerow([table.year, table.months, measure, province, "", *sums])
    for place in table.places:
        for measure in _MEASURES:
            counts = table.counts[measure][place.name]
            names = [place.province, place.unit] if below else [place.province]
            writer.writerow([table.year, table.months, measure, *names, *(counts[column] for column in columns)])
    return stream.getvalue()


def files() -> Iterator[tuple[Path, str]]:
    """Every file this module makes, with its text."""
    for dossier in DOSSIERS:
        for file, table in tables(dossier):
            yield FIXTURES / dossier.folder / file, as_csv(table)
    yield from divided_tables(FIXTURES)


def main() -> None:
    """Write the files."""
    for path, text in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
