"""An office whose letter is issued, and whose data is then corrected."""

import csv
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dispatch.model.registered import RegisteredLetter, Selection
from dispatch.pipeline.draft import draft
from dispatch.pipeline.issuing.issue import Issued, Request, issue
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.replacing.replace import Asked, Form, Replacement, replace_letter
from dispatch.register.log import Author
from dispatch.tomlfile import read_toml
from tests.conftest import FIXTURE

_MOVED = 40
_LESS = ("dang_thi_hanh", "chuyen_ky_sau", "co_dieu_kien_chuyen_ky_sau")


@dataclass(frozen=True)
class Desk:
    """A dossier of its own, and `output` with the register beside the drafts."""

    folder: Path
    dossier: Path

    @property
    def out(self) -> Path:
        return self.folder / "output"

    @property
    def place(self) -> RegisterPlace:
        return RegisterPlace(
            str(self.out / "register.sqlite3"), Author("văn thư", lambda: datetime(2022, 3, 8, tzinfo=UTC))
        )

    def issue(self, file: Path, number: int, day: date, force: str = "") -> Issued:
        [done] = issue([Request(file, number, day)], self.place, None, force)
        return done

    def draft(self) -> Path:
        return draft(self.dossier, self.out, None, self.place).letter

    def replace(self, number: str, form: Form = "thay-the", **asked: object) -> Replacement:
        return replace_letter(Asked(number, **{"day": None, "form": form, **asked}), self.place)  # type: ignore[arg-type]  # options by name

    def letters(self) -> dict[int, RegisteredLetter]:
        return {each.id: each for each in self.place.open().letters(Selection())}

    def correct_data(self) -> None:
        """Forty cases of the first province (and of its first unit) turn out to have been done."""
        current = read_toml(self.dossier / "dossier.toml", "").section("data").text("current")
        path = self.dossier / current
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        cases = [row for row in rows if row["measure"] == "viec" and row["province"] == rows[0]["province"]]
        for row in cases[:2]:
            row["thi_hanh_xong"] = str(int(row["thi_hanh_xong"]) + _MOVED)
            for name in _LESS:
                if name in row:
                    row[name] = str(int(row[name]) - _MOVED)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def desk(folder: Path, fixture: Path = FIXTURE) -> Desk:
    """A desk with a copy of a fixture's dossier."""
    dossier = folder / "ho-so"
    shutil.copytree(fixture, dossier)
    (folder / "output").mkdir()
    return Desk(folder, dossier)
