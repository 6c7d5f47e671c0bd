"""What the letter is made from: the dossier, and the data of the program that it refers to.

The standard library alone: its own reading of CSV and TOML, its own choice of what is in force.
"""

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

AGENCIES, PROVINCES = "directory/agencies.toml", "directory/provinces.csv"
DOSSIER, TEMPLATE = "dossier.toml", "template.toml"
MERGER = date(2025, 7, 1)
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
        """The provinces by key, in the order of the statistics office."""
        units: dict[str, Unit] = {}
        confirmed: dict[str, str] = self.dossier.get("aliases", {})
        for row in sorted(self.tables[PROVINCES], key=lambda row: int(row["gso_order"])):
            start, end = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
            if start <= self.letter_day.isoformat() <= end:
                name, short = row["name"], row["thads_short_name"]
                aliases = (*row["aliases"].split("|"), *row["ocr_aliases_seen"].split("|"))
                own = (printed for printed, meant in confirmed.items() if meant == name)
                spellings = frozenset((name, short, row["official_name"], *aliases, *own)) - {""}
                units[row["gso_code"]] = Unit(row["gso_code"], name, short, spellings)
        return units

    def lines(self, measure: str, *, before: bool) -> dict[str, str]:
        """By unit, the line of its counts of the period, or of the same period: "2022-05.csv!8"."""
        return self._lines[measure, before]

    @cached_property
    def _lines(self) -> dict[tuple[str, bool], dict[str, str]]:
        keys = {spelling: unit.key for unit in self.units.values() for spelling in unit.spellings}
        data, period = self.dossier["data"], self.dossier["period"]
        found: dict[tuple[str, bool], dict[str, str]] = {}
        for before, file in ((False, data["current"]), (True, data["same_period"])):
            when = (str(period["year"] - before), str(period["months"]))
            for line, row in enumerate(self.tables[file], 2):
                table = found.setdefault((row["measure"], before), {})
                if (row["year"], row["months"]) != when or keys[row["province"]] in table:
                    raise CannotRecomputeError(f"{file}!{line} is of another period, or its unit comes twice")
                table[keys[row["province"]]] = f"{file}!{line}"
        return found

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


def last_month(period: Mapping[str, int]) -> tuple[int, int]:
    """Year and month of the period's last month; the work year begins in October."""
    months = 9 + period["months"] - 1
    return period["year"] - 1 + months // 12, months % 12 + 1
