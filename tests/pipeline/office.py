"""An office of its own: letter kinds, indicators, dossiers and tables written into a temporary folder.

office = Office(tmp_path, "Đạt {{ toan_quoc.viec.ty_le }}.")
office.table("current", Period(2013, 12), {"viec": Total(86.53 …)})
assert office.prose() == ["Đạt 86,53%./."]
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.units import units_in_force
from dispatch.model.dataset import MEASURES
from dispatch.model.letter import Letter
from dispatch.model.period import Period
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import Prepared, prepare
from tests.builders import CODES, balanced
from tests.composition.kinds import SETTINGS, text

Counts = Mapping[str, int]
"""Counts of the nation by the code of their column."""

UNITS = units_in_force("63", date(2013, 10, 1))


@dataclass
class Office:
    """A folder with one letter kind "thu" and one dossier "ho-so" about `period`."""

    folder: Path
    body: str
    period: Period
    settings: str = SETTINGS
    naming: str = ""
    day: str = ""
    data: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("mau/thu", "ho-so"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    @property
    def templates(self) -> Path:
        """The folder of letter kinds and of the office's own indicators."""
        return self.folder / "mau"

    @property
    def dossier(self) -> Path:
        """The folder of the dossier."""
        return self.folder / "ho-so"

    def national(self, key: str, period: Period, cases: Counts, money: Counts) -> None:
        """A table whose 63 provinces add up to these counts."""
        self.file(key, f"{period.code}.csv", shared_out(period, {"viec": cases, "tien": money}))

    def file(self, key: str, name: str, content: str) -> None:
        """A data file of the dossier under a key of [data]."""
        (self.dossier / name).write_text(content, encoding="utf-8")
        self.data[key] = name

    def prepared(self) -> Prepared:
        """The dossier with its figures."""
        kind = self.templates / "thu"
        (kind / "letter.md.j2").write_text(self.body, encoding="utf-8")
        (kind / "template.toml").write_text(self.settings + self.naming, encoding="utf-8")
        (self.dossier / "dossier.toml").write_text(self._dossier(), encoding="utf-8")
        return prepare(self.dossier, self.templates)

    def letter(self) -> Letter:
        """The letter."""
        return compose_letter(self.prepared())

    def prose(self) -> list[str]:
        """The paragraphs of the letter."""
        letter = self.letter()
        return [text(block.line, letter) for block in letter.wording.blocks]

    def _dossier(self) -> str:
        day = f"date = {self.day}\n" if self.day else ""
        data = "".join(f'{key} = "{name}"\n' for key, name in self.data.items())
        return (
            f'template = "thu"\n[period]\nyear = {self.period.year}\nmonths = {self.period.months}\n'
            f'[data]\n{data}[letter]\nsymbol = "TCTHADS-VP"\nplace = "Hà Nội"\n{day}'
        )


def shared_out(period: Period, totals: Mapping[str, Counts]) -> str:
    """A long table of the form of its period: the totals in 63 parts that differ, the identities kept."""
    columns = list(indicator_catalogue().names(period))
    lines = [",".join(["year", "months", "measure", "province", *columns])]
    for measure in MEASURES:
        each = {code: _parts(total, alike=code != "thi_hanh_xong") for code, total in totals[measure].items()}
        for place, unit in enumerate(UNITS):
            counts = balanced({code: parts[place] for code, parts in each.items()}, measure)
            cells = [str(counts[code]) for code in columns]
            lines.append(",".join([str(period.year), str(period.months), measure, unit.name, *cells]))
    assert set(columns) <= set(CODES)
    return "\n".join(lines) + "\n"


def _parts(total: int, *, alike: bool) -> list[int]:
    """Whole numbers that add up to `total`, one for each province: alike, or rising from the first to the last."""
    share = total // len(UNITS)
    step = 0 if alike else share // 1000
    parts = [share + (place - len(UNITS) // 2) * step for place in range(len(UNITS))]
    parts[-1] += total - sum(parts)
    return parts
