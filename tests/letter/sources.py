"""What the letter is made from: the dossier, and the data of the program that it refers to.

The standard library alone: its own reading of CSV and TOML, its own choice of what is in force.
"""

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

AGENCIES, PROVINCES = "directory/agencies.toml", "directory/provinces.csv"
MERGED, OLD_PROVINCES = "directory/merger.csv", "directory/provinces_63.csv"
DOSSIER, TEMPLATE = "dossier.toml", "template.toml"
NAMES_OF_ALL = ("name", "official_name", "type")
SMALL_SET = 34
MERGER, LAST_DAY_OF_63 = date(2025, 7, 1), "2025-06-30"
_ADDRESS = re.compile(r"(?P<file>[^!]+)!(?P<line>\d+):(?P<column>\w+)")
_NUMBER = re.compile(r"\d+(,\d+)?")


class CannotRecomputeError(Exception):
    """The provenance does not say enough, or says what cannot be."""


@dataclass(frozen=True)
class Unit:
    """A province by its key; `spellings` are all the names it goes by."""

    key: str
    name: str
    short_name: str
    spellings: frozenset[str]


@dataclass(frozen=True)
class Sources:
    """The bytes of the files by name."""

    files: Mapping[str, bytes]

    @classmethod
    def read(cls, dossier: Path, project: Path) -> "Sources":
        """The files of a dossier, and what of the program's data it refers to."""
        files = {path.name: path.read_bytes() for path in dossier.iterdir() if path.is_file()}
        settings = tomllib.loads(files[DOSSIER].decode())
        data = project / "dispatch" / "directory" / "data"
        files[AGENCIES] = (data / "agencies.toml").read_bytes()
        files[TEMPLATE] = (project / "templates" / settings["template"] / TEMPLATE).read_bytes()
        files[PROVINCES] = (data / f"provinces_{cls(files).unit_set}.csv").read_bytes()
        files[MERGED] = (data / "merger.csv").read_bytes()
        files[OLD_PROVINCES] = (data / "provinces_63.csv").read_bytes()
        return cls(files)

    def with_cell(self, file: str, line: int, column: str, text: str) -> "Sources":
        """The same sources with one cell of a CSV file changed."""
        rows = list(csv.reader(io.StringIO(self.files[file].decode())))
        rows[line - 1][rows[0].index(column)] = text
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        return replace(self, files={**self.files, file: stream.getvalue().encode()})

    def with_text(self, file: str, old: str, new: str) -> "Sources":
        """The same sources with the first `old` of a file replaced."""
        text = self.files[file].decode()
        assert old in text, f"{file} has no {old}"
        return replace(self, files={**self.files, file: text.replace(old, new, 1).encode()})

    @cached_property
    def tables(self) -> dict[str, list[dict[str, str]]]:
        """The rows of every CSV file; the first is that of line 2."""
        return {
            name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
            for name, data in self.files.items()
            if name.endswith(".csv")
        }

    @cached_property
    def toml(self) -> dict[str, dict[str, Any]]:
        """The TOML files."""
        return {name: tomllib.loads(data.decode()) for name, data in self.files.items() if name.endswith(".toml")}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The provinces by key, in the order of the statistics office; one alone when the data is that of its body."""
        every = self._provinces(PROVINCES)
        issuer = self.letter.get("issuer")
        names = {row["province"] for row in self.tables[self.dossier["data"]["current"]]}
        return {issuer: every[issuer]} if issuer and names <= every[issuer].spellings else every

    @cached_property
    def lower(self) -> dict[str, Unit]:
        """The units of the second level by key, as the table of the period has them."""
        keys = self._keys(PROVINCES)
        found: dict[str, Unit] = {}
        for row in self.tables[self.dossier["data"]["current"]]:
            if name := row.get("unit"):
                key = f"{keys[row['province']]}-{slug(name)}"
                found[key] = Unit(key, name, name, frozenset({name}))
        return found

    def _provinces(self, file: str) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        confirmed: dict[str, str] = self.dossier.get("aliases", {})
        for row in sorted(self.tables[file], key=lambda row: int(row["gso_order"])):
            start, end = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
            if start <= self.letter_day.isoformat() <= end or (file == OLD_PROVINCES and end == LAST_DAY_OF_63):
                name, short = row["name"], row.get("thads_short_name", row["name"])
                aliases = (*row["aliases"].split("|"), *row["ocr_aliases_seen"].split("|"))
                own = (printed for printed, meant in confirmed.items() if meant == name)
                spellings = frozenset((name, short, row["official_name"], *aliases, *own)) - {""}
                units[row["gso_code"]] = Unit(row["gso_code"], name, short, spellings)
        return units

    def _keys(self, file: str) -> dict[str, str]:
        return {spelling: unit.key for unit in self._provinces(file).values() for spelling in unit.spellings}

    def lines(self, measure: str, part: str = "") -> dict[str, list[str]]:
        """By unit, the lines whose sum are its counts: of the period, of "cung_ky", or of "nam_truoc"."""
        return self._lines[measure, part]

    @cached_property
    def _lines(self) -> dict[tuple[str, str], dict[str, list[str]]]:
        data, period = self.dossier["data"], self.dossier["period"]
        found: dict[tuple[str, str], dict[str, list[str]]] = {}
        for part, key, months in (
            ("", "current", period["months"]),
            ("cung_ky", "same_period", period["months"]),
            ("nam_truoc", "last_year_curve", 12),
        ):
            when = (str(period["year"] - bool(part)), str(months))
            for line, row in enumerate(self.tables[data[key]], 2) if key in data else ():
                if (row["year"], row["months"]) != when:
                    raise CannotRecomputeError(f"{data[key]}!{line} is of another period")
                self._add(found.setdefault((row["measure"], part), {}), row, f"{data[key]}!{line}")
        return found

    def _add(self, table: dict[str, list[str]], row: Mapping[str, str], address: str) -> None:
        """Take a row; that of an old province is a part of the one it went into, as that of a lower unit is."""
        name, below = row["province"], row.get("unit", "")
        keys = self._keys_now
        if address.partition("!")[0] in self._old_files:
            code = self._keys_before[name]
            key = next(each["new_code"] for each in self.tables[MERGED] if each["old_code"] == code)
        else:
            key = keys[name]
            if key in table and not below:
                raise CannotRecomputeError(f"{address}: its unit comes twice")
        table.setdefault(f"{key}-{slug(below)}" if below else key, []).append(address)

    @cached_property
    def _old_files(self) -> frozenset[str]:
        """The files of a dossier on 34 units that have names only the 63 had."""
        files = [file for file in self.dossier["data"].values() if self.unit_set == SMALL_SET]
        return frozenset(
            file
            for file in files
            if any(row["province"] not in {"Toàn quốc", *self._keys_now} for row in self.tables[file])
        )

    @cached_property
    def _keys_now(self) -> dict[str, str]:
        return self._keys(PROVINCES)

    @cached_property
    def _keys_before(self) -> dict[str, str]:
        return self._keys(OLD_PROVINCES)

    def cell(self, address: str) -> int | Fraction:
        """The number at an address: "2022-05.csv!8:dinh_chi"."""
        row, column = self.row(address)
        if not _NUMBER.fullmatch(row[column]):
            raise CannotRecomputeError(f"{address} is no number: {row[column]!r}")
        return Fraction(row[column].replace(",", ".")) if "," in row[column] else int(row[column])

    def row(self, address: str) -> tuple[dict[str, str], str]:
        """The row of an address, and its column."""
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise CannotRecomputeError(f"an address that says nothing: {address}")
        return self.tables[match["file"]][int(match["line"]) - 2], match["column"]

    @property
    def dossier(self) -> dict[str, Any]:
        """The dossier's settings."""
        return self.toml[DOSSIER]

    def province(self, code: str) -> dict[str, str]:
        """The row of a province that is in force on the letter's day."""
        day = self.letter_day.isoformat()
        rows = [row for row in self.tables[PROVINCES] if row["gso_code"] == code]
        return next(row for row in reversed(rows) if row["valid_from"] <= day)

    @property
    def issuer(self) -> dict[str, str]:
        """The province whose body writes the letter; nothing for the central agency."""
        return self.province(self.letter["issuer"]) if self.letter.get("issuer") else dict.fromkeys(NAMES_OF_ALL, "")

    @property
    def unit_set(self) -> int:
        """63 or 34: what the dossier says, or what was in force on the letter's day."""
        asked: int = self.dossier.get("units", {}).get("set", 34 if self.letter_day >= MERGER else 63)
        return asked

    @property
    def letter(self) -> dict[str, Any]:
        """The [letter] table."""
        settings: dict[str, Any] = self.dossier["letter"]
        return settings

    @property
    def letter_day(self) -> date:
        """The letter's day, or the first of the month after the period."""
        year, month = last_month(self.dossier["period"])
        day: date = self.letter.get("date", date(year + month // 12, month % 12 + 1, 1))
        return day


def slug(name: str) -> str:
    """A name in small letters without accents, its words joined by hyphens."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(each for each in plain if not unicodedata.combining(each))))


def last_month(period: Mapping[str, int]) -> tuple[int, int]:
    """Year and month of the period's last month; the work year begins in October."""
    months = 9 + period["months"] - 1
    return period["year"] - 1 + months // 12, months % 12 + 1
