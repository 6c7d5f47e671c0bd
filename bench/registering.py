"""A year's register listed, after import: 2,000 letters in SQLite, three of four issued, as a large office has them.

*Read* is what the register does, *listed* what `dispatch register --year` does: every line made for the screen too.
"""

import contextlib
import io
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Result, Section
from dispatch.cli.register import command
from dispatch.model.registered import LetterEntry, Selection
from dispatch.pipeline.book import list_letters
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.log import Author
from dispatch.register.numbering import Assignment

LETTERS = 2_000
_ISSUED = LETTERS * 3 // 4
_YEAR = 2022
_GOAL_SECONDS = 0.3
_HASH = 64
_PRINTED = tuple(f"don_vi.{number:02}.viec.ty_le" for number in range(400))


def section(runs: int) -> Section:
    """The year read, and listed on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        place = filled(Path(folder) / "register.sqlite3", LETTERS, _ISSUED)
        read = _seconds(lambda: list_letters(place, Selection(year=_YEAR)), runs)
        listed = _seconds(lambda: _listed(place.place), runs)
    results = [
        Result(f"a year of {LETTERS:,} letters read", read, "s"),
        Result("the same listed on the screen", listed, "s", "under", _GOAL_SECONDS),
    ]
    return Section("The register, after import", results)


def filled(path: Path, count: int, issued: int) -> RegisterPlace:
    """A register of so many letters of one year, the first of them issued."""
    place = RegisterPlace(str(path), Author("văn thư", lambda: datetime(_YEAR, 3, 8, tzinfo=UTC)))
    register = place.open()
    ids = register.enter_all(_entry(number) for number in range(count))
    day = date(_YEAR, 3, 8)
    numbered = enumerate(ids[:issued], 1)
    register.issue([Assignment(id_, "", n, day, f"TCTHADS/{_YEAR}", f"{n}.docx", "0" * _HASH) for n, id_ in numbered])
    return place


def _entry(number: int) -> LetterEntry:
    return LetterEntry(
        file=f"5T2022/{number:04}-ha-noi.docx",
        sha256=f"{number:0{_HASH}x}",
        kind="nhac-nho-don-vi",
        period="5T2022",
        unit="01",
        unit_set="63",
        dossier="ho-so/2022-5-thang",
        vintage="0" * _HASH,
        symbol="TCTHADS-TKDLCN",
        regime="state",
        form="giay",
        fingerprint=f"{number:0{_HASH}x}",
        subject="V/v kết quả thi hành án dân sự 5 tháng năm 2022 và nhiệm vụ những tháng tiếp theo",
        signer="Nguyễn Quang Thái",
        recipients="Như trên; Các Phó Tổng cục trưởng (để biết); Lưu: VT, TKDLCN",
        printed=_PRINTED,
    )


def _listed(place: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as screen:
        command.main(["--year", str(_YEAR), "--register", place], standalone_mode=False)
    assert f"{LETTERS} văn bản." in screen.getvalue()


def _seconds(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)
