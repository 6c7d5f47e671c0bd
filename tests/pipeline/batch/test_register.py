"""A batch enters its letters into the register in one transaction, and makes nothing of a letter that is issued."""

from datetime import UTC, date, datetime
from pathlib import Path

from dispatch.model.registered import Selection
from dispatch.pipeline.batch.engine import Rules
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.issuing.issue import Request, issue
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.log import Author
from tests.builders import dossier_folder
from tests.cli.running import run
from tests.pipeline.batch.batching import FEW, correct

EIGHTH = date(2022, 3, 8)


def place(folder: Path) -> RegisterPlace:
    return RegisterPlace(str(folder / "so.sqlite3"), Author("văn thư", lambda: datetime(2022, 3, 8, tzinfo=UTC)))


def write(folder: Path, dossier: Path, rules: Rules = Rules(), workers: int = 1) -> dict[str, str]:  # noqa: B008 -- frozen
    order = Order(dossier, folder / "out", None, FEW, workers, rules, register=place(folder))
    with BatchRun(order).opened() as batch:
        told = {each.unit.key: each.state for each in batch.write()}
    assert batch.findings == ()
    return dict(told)


def test_every_letter_is_entered_with_its_unit_and_its_own_figures(tmp_path: Path) -> None:
    write(tmp_path, dossier_folder(tmp_path))

    letters = place(tmp_path).open().letters(Selection(kind="nhac-nho-don-vi"))
    assert {(each.entry.unit, each.entry.file) for each in letters} == {
        ("01", "out/01-ha-noi.docx"), ("25", "out/25-phu-tho.docx"), ("84", "out/84-tra-vinh.docx"),
    }  # fmt: skip
    assert len({each.entry.fingerprint for each in letters}) == len(FEW)
    assert all(each.entry.subject.startswith("V/v kết quả thi hành án") for each in letters)
    printed = place(tmp_path).open().printed_by([letters[0].id])[letters[0].id]
    assert "don_vi_nhan.viec.ty_le" in printed


def test_workers_tell_the_same_and_a_second_run_enters_nothing_new(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path)
    write(tmp_path, dossier, workers=2)
    before = place(tmp_path).open().letters(Selection())

    assert set(write(tmp_path, dossier).values()) == {"unchanged"}
    assert place(tmp_path).open().letters(Selection()) == before


def test_letters_that_lie_there_but_never_came_into_the_register_are_entered_by_the_next_run(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path)
    write(tmp_path, dossier)
    (tmp_path / "so.sqlite3").unlink()

    write(tmp_path, dossier)

    assert len(place(tmp_path).open().letters(Selection())) == len(FEW)


def test_an_issued_letter_is_listed_and_never_refreshed(tmp_path: Path) -> None:
    dossier = dossier_folder(tmp_path)
    write(tmp_path, dossier)
    letter = tmp_path / "out" / "01-ha-noi.docx"
    issue([Request(letter, 700, EIGHTH)], place(tmp_path), None, "")
    before = letter.read_bytes()
    correct(dossier, "Hà Nội")

    order = Order(dossier, tmp_path / "out", None, FEW, 1, Rules(edited="refresh"), register=place(tmp_path))
    with BatchRun(order).opened() as batch:
        outcomes = {each.unit.key: each for each in batch.write()}

    assert [each.code for each in outcomes["01"].findings] == ["already-issued"]
    assert letter.read_bytes() == before
    assert not (tmp_path / "out" / "01-ha-noi-cap-nhat.docx").exists()


def test_a_register_that_cannot_be_opened_stops_nothing_and_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "so.sqlite3"
    broken.write_bytes(b"no database at all, but long enough to be read as one" * 20)

    ran = run(
        "batch", dossier_folder(tmp_path), "--out", tmp_path / "out", "--only", "01", "--register", broken, "--json"
    )

    assert (ran.code, ran.document["written"]) == (0, 1)
    assert "not-registered" in [each["code"] for each in ran.document["warnings"]]
