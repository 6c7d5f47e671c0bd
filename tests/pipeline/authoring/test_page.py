"""Every step of the page for authors works as the page says."""

from pathlib import Path

import pytest

from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_lines
from tests.builders import dossier_folder
from tests.cli.running import run
from tests.pipeline.authoring.page import PAGE, Step, steps

KIND = "ket-qua-thang"
STEPS = steps()


def desk(folder: Path) -> Path:
    """The reader's folder: the dossier that the page tells to copy, its template changed."""
    dossier = dossier_folder(folder / "ban")
    settings = dossier / "dossier.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('template = "chi-dao-chi-tieu"', f'template = "{KIND}"'), encoding="utf-8")
    return dossier


def done_to(folder: Path, last: Step) -> None:
    for step in STEPS[: STEPS.index(last) + 1]:
        step.do(folder)


@pytest.mark.parametrize("step", STEPS[:-1], ids=lambda step: step.name)
def test_a_step_gives_what_the_page_says(tmp_path: Path, step: Step) -> None:
    done_to(tmp_path, step)

    assert (
        run("template", "check", tmp_path / "mau" / KIND).out == f"Mẫu “{KIND}”: không thấy lỗi nào, soạn thử được.\n"
    )
    ran = run("draft", desk(tmp_path), "--templates", tmp_path / "mau", "--out", tmp_path / "out")

    assert ran.code == 0, ran.err
    said = text_lines(open_package((tmp_path / "out" / f"{KIND}-5T2022.docx").read_bytes()))
    assert step.promised
    assert [line for line in step.promised if line not in said] == []


def test_the_mistakes_of_the_last_step_are_told_as_the_page_shows_them(tmp_path: Path) -> None:
    done_to(tmp_path, STEPS[-1])

    ran = run("template", "check", f"mau/{KIND}", folder=tmp_path)

    assert ran.code == 1
    assert ran.out.splitlines() == STEPS[-1].promised


def test_a_kind_is_tried_on_a_dossier_and_nothing_is_written(tmp_path: Path) -> None:
    done_to(tmp_path, STEPS[-2])
    dossier = desk(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    assert run("template", "check", tmp_path / "mau" / KIND, "--dossier", dossier).code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_the_page_has_six_steps_that_write_their_files() -> None:
    assert len(STEPS) == 6
    assert all("letter.md.j2" in step.text for step in STEPS)
    assert "dispatch template new" in PAGE.read_text(encoding="utf-8")
