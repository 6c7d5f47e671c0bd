"""The fixture's letter, and the same letter after LibreOffice saved it; each made once for all tests."""

import subprocess
from pathlib import Path

import pytest

from dispatch.pipeline.draft import draft
from tests.builders import FIXTURE
from tests.tools.validators import RENDERING_SECONDS


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The draft of the fixture."""
    return draft(FIXTURE, tmp_path_factory.mktemp("draft"), None).letter.read_bytes()


@pytest.fixture(scope="session")
def saved_by_libreoffice(drafted: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The draft, opened and saved."""
    folder = tmp_path_factory.mktemp("saved")
    source, out = folder / "letter.docx", folder / "out"
    source.write_bytes(drafted)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML"]
    command = [*convert, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=RENDERING_SECONDS)
    return Path(out / "letter.docx").read_bytes()
