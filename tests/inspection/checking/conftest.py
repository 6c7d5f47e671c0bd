"""Good letters as three programs save them, all of LibreOffice's made in one start of it."""

import io
import os
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from tests.inspection.checking import clerk, good
from tests.inspection.checking.departing import drop
from tests.letter.conftest import alone
from tests.tools.validators import resave_docx

BASES = ("ours", "python-docx", "LibreOffice")
# Each good letter with the law it follows.
_ROWS = 4
_VARIED = 16
LETTERS = {"dispatch": "nd30", "decision": "nd30", "directive": "hd36"}


@pytest.fixture(scope="session")
def originals(letter: Path) -> Mapping[str, bytes]:
    """Letters that keep the law: ours, a decision and a Party directive typed in Word's terms."""
    return {"dispatch": _shortened(letter.read_bytes()), "decision": good.decision(), "directive": good.directive()}


@pytest.fixture(scope="session")
def resaved(originals: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What LibreOffice saves of every letter and of those typed in it; once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # common to all workers of this run
    with alone(folder / "resaving"):
        inputs, outputs = folder / "to-resave", folder / "resaved"
        if not outputs.is_dir():
            inputs.mkdir(exist_ok=True)
            for name, document in originals.items():
                (inputs / f"{name}.docx").write_bytes(document)
            (inputs / "clerk.fodt").write_text(clerk.typed_letter(), encoding="utf-8")
            for seed in range(_VARIED):
                (inputs / f"varied-{seed}.fodt").write_text(clerk.varied_letter(seed), encoding="utf-8")
            resave_docx(sorted(inputs.iterdir()), folder / "resaving-out").sort()
            (folder / "resaving-out").rename(outputs)
    return {path.stem: path.read_bytes() for path in sorted(outputs.iterdir())}


@pytest.fixture(scope="session")
def bases(originals: Mapping[str, bytes], resaved: Mapping[str, bytes]) -> Mapping[tuple[str, str], bytes]:
    """Each good letter on each base, by its name and that of the base."""
    return {
        **{(name, "ours"): document for name, document in originals.items()},
        **{(name, "python-docx"): _opened_and_saved(document) for name, document in originals.items()},
        **{(name, "LibreOffice"): resaved[name] for name in originals},
    }


def _shortened(document: bytes) -> bytes:
    """The letter with a few rows of each table: hundreds of rows alike take time and show nothing more."""
    opened = docx.Document(io.BytesIO(document))
    for table in opened.tables:
        for row in table.rows[_ROWS:]:
            drop(row._tr)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def _opened_and_saved(document: bytes) -> bytes:
    stream = io.BytesIO()
    docx.Document(io.BytesIO(document)).save(stream)
    return stream.getvalue()
