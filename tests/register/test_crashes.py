"""Killed at any step between file and database, nothing is lost: the same command run again ends as if never killed."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from dispatch.model.registered import RegisteredLetter, Selection
from dispatch.pipeline.book import set_state
from dispatch.pipeline.finalise import finalise
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, refresh
from dispatch.pipeline.refreshing.source import Source
from dispatch.pipeline.replacing.replace import Asked, replace_letter
from tests.conftest import FIXTURE
from tests.pipeline.issuing.office import Office, edited
from tests.pipeline.refreshing.corrections import corrected
from tests.register.dying import killed_at

LETTER = "chi-dao-chi-tieu-5T2022"
NAMES = {"draft": f"{LETTER}.docx", "clean": f"{LETTER}-ban-sach.docx", "issued": f"{LETTER}-phat-hanh.docx"}


@dataclass(frozen=True)
class Trial:
    """An office that can be set back to how it was before the deed, files and database."""

    office: Office
    kept: Path

    def keep(self) -> None:
        shutil.copytree(self.office.out, self.kept)

    def set_back(self, step: int) -> "Trial":
        shutil.rmtree(self.office.out)
        shutil.copytree(self.kept, self.office.out)
        if "://" not in self.office.at:
            return self
        url = make_url(self.office.at).set(drivername="postgresql+psycopg")
        name = f"{url.database}_{step}"
        engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {url.database}")
        engine.dispose()
        copy = self.office.at.replace(f"/{url.database}?", f"/{name}?")
        return replace(self, office=replace(self.office, at=copy))

    def files(self) -> dict[str, bytes]:
        """What lies there, save the register and what a killed process could not clear away."""
        found = (each for each in self.office.out.iterdir() if not each.name.startswith((".", "register")))
        return {each.name: each.read_bytes() for each in found}

    def letters(self) -> list[tuple[RegisteredLetter, list[str]]]:
        """The letters without their ids, which a database may skip, and what happened to each."""
        register = self.office.place.open()
        found = register.letters(Selection())
        return [(replace(each, id=0), [done.what for done in register.history(each.id)]) for each in found]


@pytest.fixture
def trial(place: str, tmp_path: Path) -> Trial:
    at = place if "://" in place else ""
    office = Office(tmp_path / "output", at)
    office.out.mkdir()
    office.place.open()
    return Trial(office, tmp_path / "kept")


def draft(office: Office) -> None:
    office.draft()


def finalised(office: Office) -> None:
    finalise(office.out / NAMES["draft"], None, office.place)


def edited_by_hand(office: Office) -> None:
    edited(office.out / NAMES["draft"], "Để khắc phục tình trạng trên", "Để chấn chỉnh tình trạng trên")


def issued(office: Office) -> None:
    office.issue(office.out / NAMES["clean"])


def refreshed(office: Office) -> None:
    refresh(office.out / NAMES["draft"], Source(FIXTURE), Destination(), Options(), office.place)


def replacing(office: Office) -> None:
    source = office.out.parent / "moi" / "ho-so"
    if not source.exists():
        corrected(source.parent, {("Hà Nội", "viec"): 900})
    replace_letter(Asked("679/TCTHADS-TKDLCN", None, "thay-the", folder=source), office.place)


def replacement_issued(office: Office) -> None:
    office.issue(office.out / f"{LETTER}-thay-the.docx", 700, date(2022, 3, 15))


Deed = Callable[[Office], None]
DEEDS: dict[str, tuple[list[Deed], Deed]] = {
    "draft": ([], draft),
    "finalise": ([draft, edited_by_hand], finalised),
    "issue": ([draft, edited_by_hand, finalised], issued),
    "refresh": ([draft, edited_by_hand], refreshed),
    "issue of what replaces": ([draft, edited_by_hand, finalised, issued, replacing], replacement_issued),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_command_killed_at_any_step_is_finished_by_the_same_command(trial: Trial, name: str) -> None:
    before, deed = DEEDS[name]
    for each in before:
        each(trial.office)
    trial.keep()
    untouched = trial.files()
    whole = trial.set_back(0)
    deed(whole.office)
    files, letters = whole.files(), whole.letters()
    for step in count(1):
        again = trial.set_back(step)
        killed = killed_at(step, lambda office=again.office: deed(office))  # type: ignore[misc]
        found = again.files()
        assert all(data in {untouched.get(name), files[name]} for name, data in found.items()), step
        if NAMES["issued"] in found:
            assert again.letters()[0][0].state in {"issued", "replaced"}, step
        deed(again.office)
        assert (again.files(), again.letters()) == (files, letters), step
        if not killed:
            break
    assert step > 5


def test_a_change_of_state_killed_at_any_step_is_made_or_not_made(trial: Trial) -> None:
    draft(trial.office)
    [letter] = trial.office.letters()
    trial.keep()
    for step in count(1):
        again = trial.set_back(step).office
        killed = killed_at(step, lambda office=again: set_state(office.place, letter.id, "submitted", ""))  # type: ignore[misc]
        [found] = again.letters()
        history = again.place.open().history(letter.id)
        assert (found.state, [each.after for each in history]) in [
            ("draft", ["draft"]),
            ("submitted", ["draft", "submitted"]),
        ], step
        if not killed:
            break
    assert step > 3
