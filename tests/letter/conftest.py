"""The letter as the command makes it, in a process of its own, and as LibreOffice prints it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dispatch.pipeline.draft import draft
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import DOSSIERS
from tests.tools.validators import RENDERING_SECONDS, render_pdfs

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "fixtures" / "2022-5-thang"
# There where the environment names no other; it tells when and is no part of what is compared.
REGISTER = "register.sqlite3"


@dataclass(frozen=True, slots=True)
class Made:
    """The two files of a draft."""

    letter: bytes
    provenance: bytes

    def records(self) -> dict[str, Any]:
        """The provenance."""
        document: dict[str, Any] = json.loads(self.provenance)
        return document


def run_draft(out: Path, dossier: Path = FIXTURE, environment: Mapping[str, str] | None = None) -> Made:
    """Draft the letter of a dossier by the command line, in an environment that is exactly this one."""
    done = subprocess.run(
        [sys.executable, "-m", "dispatch", "draft", str(dossier), "--out", str(out)],
        check=False,
        capture_output=True,
        cwd=out.parent,
        env=dict(os.environ if environment is None else environment),
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    letter, provenance = sorted(path for path in out.iterdir() if path.name != REGISTER)
    assert provenance.name == letter.name.replace(".docx", ".provenance.json")
    return Made(letter.read_bytes(), provenance.read_bytes())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The draft of fixtures/2022-5-thang."""
    return run_draft(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture(scope="session")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Drafted]:
    """The draft of every dossier that comes with the program, by the name of its folder."""
    out = tmp_path_factory.mktemp("drafts")
    return {folder.name: draft(folder, out, None) for folder in DOSSIERS}


@pytest.fixture(scope="session")
def pdf(pdfs: dict[str, Path]) -> Path:
    """The letter of fixtures/2022-5-thang as LibreOffice prints it."""
    return pdfs[FIXTURE.name]


@pytest.fixture(scope="session")
def pdfs(drafts: dict[str, Drafted], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every letter as LibreOffice prints it, by its dossier; rendered once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # common to all workers of this run
    with alone(folder / "rendering"):
        rendered = {name: folder / "rendered" / f"{each.letter.stem}.pdf" for name, each in drafts.items()}
        if not all(pdf.is_file() for pdf in rendered.values()):
            render_pdfs([each.letter for each in drafts.values()], folder / "rendered")
        return rendered


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time."""
    end = time.monotonic() + RENDERING_SECONDS
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            assert time.monotonic() < end, "another process has been rendering for too long"
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.rmdir()
