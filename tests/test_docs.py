"""What README.md and docs/ say exists, and what exists is in them."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from dispatch.cli.main import dispatch
from dispatch.formats.loader import load_profile, profile_ids
from dispatch.model.dossier import LetterMarks

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "docs/architecture.md", "docs/huong-dan.md", "docs/performance.md")
TEXTS = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
EVERYTHING = "\n".join(TEXTS.values())

# Written once something was measured, or found in the wheel only.
MADE_LATER = {"bench/results/latest.json", "dispatch/templates", "output/register.sqlite3"}


def command(words: list[str]) -> click.Command:
    """The command that a line like "dispatch dossier new …" calls."""
    found: click.Command = dispatch
    context = click.Context(found)
    for word in words:
        if not isinstance(found, click.Group):
            break
        step = found.get_command(context, word)
        assert step is not None, f"there is no command {word}"
        found = step
    return found


def command_lines() -> list[str]:
    """Every command line and every command in code marks."""
    blocks = re.findall(r"^(?:\.venv\S*[\\/])?dispatch +(.+)$", EVERYTHING, re.MULTILINE)
    marks = re.findall(r"`dispatch +([a-z][^`]*)`", EVERYTHING)
    return sorted({*blocks, *marks})


@pytest.mark.parametrize("line", command_lines())
def test_every_command_of_the_documentation_exists_with_its_options(line: str) -> None:
    words = re.findall(r'"[^"]*"|\S+', line)
    found = command([word for word in words if re.fullmatch(r"[a-z]+", word)])
    known = {option for param in found.params for option in param.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_command_is_in_the_readme_or_the_guide() -> None:
    context = click.Context(dispatch)
    for name in dispatch.list_commands(context):
        assert f"dispatch {name}" in TEXTS["README.md"] + TEXTS["docs/huong-dan.md"], name


def test_every_file_and_folder_named_in_the_documentation_exists() -> None:
    named = set(
        re.findall(
            r"`((?:dispatch|docs|tests|templates|fixtures|bench|tools|requirements|output)/[\w./-]*)`", EVERYTHING
        )
    )
    named |= {
        f"docs/{link}" if not link.startswith("docs/") else link
        for link in re.findall(r"\]\(((?:docs/)?[\w./-]+)\)", EVERYTHING)
    }
    assert named
    missing = [path for path in named - MADE_LATER if not (ROOT / path).exists()]
    assert not missing


def test_every_module_named_in_the_table_of_stages_exists() -> None:
    for folder, modules in re.findall(
        r"^\| `(dispatch/\w+)` \|[^|]*\|([^|]*)\|$", TEXTS["docs/architecture.md"], re.MULTILINE
    ):
        for module in re.findall(r"`([a-z_]+)`", modules):
            place = ROOT / folder / module
            assert place.with_suffix(".py").is_file() or (place / "__init__.py").is_file(), f"{folder}/{module}"


def test_every_stage_and_module_of_the_package_stands_in_the_architecture() -> None:
    for path in (ROOT / "dispatch").iterdir():
        if path.is_dir() and (path / "__init__.py").is_file():
            assert f"`dispatch/{path.name}`" in TEXTS["docs/architecture.md"], path.name


def test_every_letter_kind_is_in_the_readme() -> None:
    for kind in (ROOT / "templates").iterdir():
        assert f"`{kind.name}`" in TEXTS["README.md"], kind.name


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"`?make ([a-z-]+)", TEXTS["README.md"] + TEXTS["docs/performance.md"])
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_runtime_dependency_has_its_reason_in_the_architecture() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = TEXTS["docs/architecture.md"].lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[;! ]", requirement)[0].lower()
        assert f"| {name}" in page or f", {name}" in page, name


def test_the_readme_says_that_the_counts_are_invented() -> None:
    assert "invented" in TEXTS["README.md"]
    assert "không phải là số liệu thật" in (ROOT / "fixtures/2022-5-thang/dossier.toml").read_text(encoding="utf-8")


def test_every_mark_that_a_dossier_may_ask_for_stands_in_the_guide() -> None:
    keys = {each.name for each in fields(LetterMarks)} - {"stamps"} | {"secrecy", "urgency", "circulation"}
    table = TEXTS["docs/huong-dan.md"].partition("**Dấu, bản thảo, người ký.**")[2].partition("\n## ")[0]
    assert keys - set(re.findall(r"`([a-z_]+)`", table)) == set()
    ways = {each for profile in map(load_profile, profile_ids()) for each in profile.texts.signing_prefixes}
    assert [way for way in [*ways, *profile_ids()] if way not in table] == []
