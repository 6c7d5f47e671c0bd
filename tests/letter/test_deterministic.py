"""The same dossier gives the same bytes: whatever the folder, the language, the time zone, the day, the process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.letter.conftest import FIXTURE, Made, run_draft

# Read by Python before anything else; from then on it is a day in 2031, in every module.
OTHER_DAY = """
import datetime
import time

SECONDS = 1_930_000_000.25
time.time = lambda: SECONDS
time.time_ns = lambda: int(SECONDS * 1e9)
_localtime, _gmtime, _strftime = time.localtime, time.gmtime, time.strftime
time.localtime = lambda seconds=None: _localtime(SECONDS if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(SECONDS if seconds is None else seconds)
time.strftime = lambda form, parts=None: _strftime(form, time.localtime() if parts is None else parts)


class date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(SECONDS)


class datetime_(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(SECONDS, tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(SECONDS, datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


datetime.date, datetime.datetime = date, datetime_
"""
ENVIRONMENTS = [
    pytest.param(
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}, id="another order of sets, the earliest time zone"
    ),
    pytest.param({"PYTHONHASHSEED": "2", "LC_ALL": "vi_VN.UTF-8", "TZ": "Asia/Ho_Chi_Minh"}, id="Vietnamese"),
    pytest.param({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Adak"}, id="Turkish"),
    pytest.param(
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "0"},
        id="a system that knows ASCII only",
    ),
]


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """This process's environment without what the tests change, and with the changes."""
    touched = {"PYTHONHASHSEED", "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONPATH", "TZ", "LANG"}
    kept = {name: value for name, value in os.environ.items() if name not in touched and not name.startswith("LC_")}
    return {**kept, **changes}


@pytest.mark.parametrize("changes", ENVIRONMENTS)
def test_another_machine_makes_the_same_bytes(made: Made, tmp_path: Path, changes: dict[str, str]) -> None:
    dossier = tmp_path / "another place" / "dossier 2"
    shutil.copytree(FIXTURE, dossier)

    again = run_draft(tmp_path / "results", dossier, environment(changes))

    assert again.letter == made.letter
    assert again.provenance == made.provenance


def test_another_day_makes_the_same_bytes(made: Made, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    other_day = environment({"PYTHONPATH": str(clock), "TZ": "UTC"})
    asked = "import datetime, time; print(datetime.date.today(), datetime.datetime.now().year, time.gmtime().tm_year)"

    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, env=other_day).stdout
    again = run_draft(tmp_path / "output", FIXTURE, other_day)

    assert told.split() == [b"2031-02-27", b"2031", b"2031"]
    assert again.letter == made.letter
    assert again.provenance == made.provenance


def test_a_letter_drafted_from_python_has_the_bytes_of_the_command_s(letter: Path, made: Made) -> None:
    assert letter.read_bytes() == made.letter


def test_another_date_in_the_dossier_makes_other_bytes(made: Made, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier"
    shutil.copytree(FIXTURE, dossier)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2022-03-08", "2022-03-09"), encoding="utf-8")

    again = run_draft(tmp_path / "output", dossier)

    assert again.letter != made.letter
    assert again.provenance != made.provenance
