"""All letters in one file for printing: each page as in its letter; what was edited by hand is printed apart."""

import json
from pathlib import Path

from dispatch.pipeline.batch.closing import PRINT, Extras
from dispatch.pipeline.batch.run import BatchRun, Order
from tests.builders import dossier_folder
from tests.cli.running import run
from tests.pipeline.batch.batching import FEW
from tests.pipeline.issuing.office import edited
from tests.tools.validators import pdf_pages, render_pdfs, validate_integrity, validate_sdk


def write(dossier: Path, out: Path) -> list[str]:
    with BatchRun(Order(dossier, out, only=FEW, extras=Extras(merged=True))).opened() as batch:
        files = [outcome.file for outcome in batch.write()]
    named = [each.message for each in batch.findings]
    assert len(named) == 63 - len(FEW)  # those that this run was not asked for
    return sorted(files)


def test_its_pages_are_those_of_the_letters_with_their_numbers_and_tasks(tmp_path: Path) -> None:
    out = tmp_path / "out"
    files = write(dossier_folder(tmp_path), out)

    whole, *each = [pdf_pages(pdf) for pdf in render_pdfs([out / PRINT, *(out / name for name in files)], tmp_path)]

    assert whole == [page for pages in each for page in pages]
    assert (validate_sdk(out / PRINT), validate_integrity(out / PRINT)) == ([], [])


def test_a_letter_edited_by_hand_is_told_and_left_out(tmp_path: Path) -> None:
    dossier, out = dossier_folder(tmp_path), tmp_path / "out"
    write(dossier, out)
    before = (out / PRINT).read_bytes()
    edited(out / "84-tra-vinh.docx", "nghiêm túc; quá", "khẩn trương; quá")

    ran = run("batch", dossier, "--out", out, "--merge", *(f"--only={key}" for key in FEW), "--json")

    assert [each for each in ran.document["warnings"] if "84-tra-vinh" in each["message"]]
    assert (out / PRINT).read_bytes() != before
    assert json.loads((out / "danh-muc.json").read_bytes())["complete"] is False
