"""An office with a register, a draft of the fixture and a clerk who issues it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_lines
from dispatch.model.registered import RegisteredLetter, Selection
from dispatch.pipeline.draft import draft
from dispatch.pipeline.issuing.issue import Issued, Request, issue
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.log import Author
from tests.conftest import FIXTURE
from tests.pipeline.refreshing.shapes import replaced

NOON = datetime(2022, 3, 8, 5, tzinfo=UTC)
EIGHTH = date(2022, 3, 8)


@dataclass(frozen=True)
class Office:
    """Drafts lie in `out`, the register beside them unless `at` names another."""

    out: Path
    at: str = ""

    @property
    def place(self) -> RegisterPlace:
        return RegisterPlace(self.at or str(self.out / "register.sqlite3"), Author("văn thư", lambda: NOON))

    def draft(self) -> Path:
        return draft(FIXTURE, self.out, None, self.place).letter

    def issue(self, file: Path, number: int = 679, day: date = EIGHTH, force: str = "") -> Issued:
        [done] = issue([Request(file, number, day)], self.place, None, force)
        return done

    def letters(self) -> list[RegisteredLetter]:
        return list(self.place.open().letters(Selection()))


def lines(file: Path) -> list[str]:
    return text_lines(open_package(file.read_bytes()))


def edited(file: Path, old: str, new: str) -> None:
    """Change words of the body as an officer would, where they stand in one run."""
    file.write_bytes(replaced(file.read_bytes(), old, new))
