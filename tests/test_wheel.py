"""The wheel holds all that a draft needs: built from the sdist, installed alone, run far from the sources."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    # Without --wheel, `build` makes the wheel from the sdist: this also shows that the sdist is complete.
    # --no-isolation: by the hatchling of requirements/test.txt; it fails if pyproject.toml wants another.
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)], cwd=out)
    [built] = out.glob("*.whl")
    return built


def test_wheel_holds_every_data_file_of_the_repository(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dispatch").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    kinds = {
        f"dispatch/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*") if path.is_file()
    }

    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert packed == sources | kinds
    assert packed >= {
        "dispatch/py.typed",
        "dispatch/formats/nd30.toml",
        "dispatch/templates/chi-dao-chi-tieu/letter.md.j2",
        "dispatch/templates/chi-dao-chi-tieu/template.toml",
    }
    directory_data = {name for name in packed if name.startswith("dispatch/directory/") and not name.endswith(".py")}
    assert directory_data


def test_installed_wheel_drafts_a_letter_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "2022-5-thang"
    shutil.copytree(ROOT / "fixtures" / "2022-5-thang", dossier)
    empty = tmp_path / "empty"
    empty.mkdir()
    venv = tmp_path / "venv"
    run([sys.executable, "-m", "venv", str(venv)], cwd=empty)
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check"]
    run([*pip, "install", "--quiet", "-r", str(ROOT / "requirements" / "runtime.txt")], cwd=empty)
    run([*pip, "install", "--quiet", "--no-deps", str(wheel)], cwd=empty)
    # The exact versions of requirements/ are within the ranges of pyproject.toml, and none is left out.
    run([*pip, "check"], cwd=empty)

    run([str(programs / "dispatch"), "draft", str(dossier)], cwd=empty)

    assert (empty / "output" / "chi-dao-chi-tieu-5T2022.docx").is_file()


def run(command: list[str], cwd: Path) -> None:
    """Run a command that must succeed; the output of one that does not is in the failure."""
    # PYTHONPATH and the like would let the new environment see the sources.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",  # without PYTHONUTF8, Windows writes in its own code page
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
