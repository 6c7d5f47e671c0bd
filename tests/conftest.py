"""The letter of fixtures/2022-5-thang, which many tests look at."""

from pathlib import Path

import pytest

from dispatch.pipeline.draft import draft
from dispatch.pipeline.saving_draft import Drafted

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "fixtures" / "2022-5-thang"


@pytest.fixture(autouse=True)
def own_register(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register for each test, so that no command finds or leaves one in the folder it runs in."""
    place = tmp_path_factory.mktemp("register") / "register.sqlite3"
    monkeypatch.setenv("DISPATCH_REGISTER", str(place))
    return place


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """The letter as the program drafts it, once for each process of the tests."""
    return draft(FIXTURE, tmp_path_factory.mktemp("letter"), None)


@pytest.fixture(scope="session")
def letter(drafted: Drafted) -> Path:
    """The drafted .docx."""
    return drafted.letter
