"""One letter of a batch, refreshed from the dossier of the batch as any other letter is from its own."""

import re
from pathlib import Path

import pytest

from dispatch.errors import InputError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import Package, open_package
from dispatch.pipeline.batch.run import BatchRun, Order
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, RefreshedFile, refresh
from dispatch.pipeline.refreshing.source import Source
from tests.builders import FIXTURE
from tests.letter.word import BODY, read_parts, write_parts
from tests.pipeline.refreshing.conftest import ids
from tests.pipeline.refreshing.corrections import corrected

HA_NOI, HA_GIANG = "01-ha-noi.docx", "02-ha-giang.docx"
MARK = re.compile(rb"<w:bookmark[^>]*>")
LESS = {("Hà Nội", "viec"): 900}


def written(dossier: Path, out: Path) -> Path:
    """The letters to Hà Nội and Hà Giang."""
    with BatchRun(Order(dossier, out, only=("01", "02"))).opened() as batch:
        list(batch.write())
    return out


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return written(FIXTURE, tmp_path / "dot")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corrected(tmp_path_factory.mktemp("corrected"), LESS)


def run(letter: Path, source: Source) -> RefreshedFile:
    return refresh(letter, source, Destination(), Options())


def test_a_letter_of_a_batch_comes_out_as_the_corrected_batch_writes_it(
    letters: Path, dossier: Path, tmp_path: Path
) -> None:
    again = written(dossier, tmp_path / "soan-lai")
    for name in (HA_NOI, HA_GIANG):
        result = run(letters / name, Source(dossier))
        old, new = (open_package(path.read_bytes()) for path in (result.saved.out, again / name))
        assert unmarked(old) == unmarked(new)
        assert read_manifest(old).anchors == read_manifest(new).anchors


def test_its_unit_is_known_by_the_letter_alone_under_whatever_name(letters: Path, dossier: Path) -> None:
    renamed = (letters / HA_NOI).rename(letters / "thu den.docx")
    updated = run(renamed, Source(dossier)).outcomes.items["updated"]

    assert "don_vi_nhan.viec.ty_le" in ids(updated)
    assert {each.ours for each in updated if each.id == "don_vi_nhan.viec.ty_le"} == {"31,65%"}


def test_a_corrected_file_is_read_for_it_and_named_without_its_folder(letters: Path, dossier: Path) -> None:
    updated = run(letters / HA_NOI, Source(FIXTURE, dossier / "2022-05.csv")).outcomes.items["updated"]

    assert {cell for each in updated for cell in each.cells if "/" in cell or "\\" in cell} == set()
    assert any(cell.startswith("2022-05.csv!") for each in updated for cell in each.cells)


def test_a_letter_whose_unit_the_dossier_does_not_have_is_refused(letters: Path) -> None:
    with pytest.raises(InputError, match="không xác định được văn bản gửi đơn vị nào"):
        run(foreign(letters / HA_NOI), Source(FIXTURE))


def unmarked(package: Package) -> bytes:
    """The body without bookmarks: those of rows that moved keep their numbers."""
    return MARK.sub(b"", package.parts[BODY])


def foreign(letter: Path) -> Path:
    """The letter as if it had been written to a unit that is in no list."""
    parts = read_parts(letter.read_bytes())
    remembered = parts["docProps/custom.xml"].decode().replace("Hà Nội", "Hà Nụi")
    letter.write_bytes(write_parts({**parts, "docProps/custom.xml": remembered.encode()}))
    return letter
