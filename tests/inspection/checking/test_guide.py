"""The example in the user's guide is what the program says."""

import re
from pathlib import Path

from tests.builders import ROOT
from tests.cli.running import run
from tests.inspection.checking import departing as to

GUIDE = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")


def example(command: str) -> str:
    """What the guide shows under a command."""
    found = re.search(rf"```\n\$ {re.escape(command)}\n(.*?)```", GUIDE, re.DOTALL)
    assert found is not None, command
    return found[1]


def test_the_findings_in_the_guide_are_those_of_the_program(letter: Path, tmp_path: Path) -> None:
    change = to.both(
        *(to.margin(25), to.words("Số:", "TCTHADS-", "TCTHADS -"), to.words("- Lưu", ", TKDLCN", "")),
        to.words("(Kèm theo", "Kèm theo", "Gửi kèm"),
    )
    draft, mended = tmp_path / "du-thao.docx", tmp_path / "du-thao-da-sua.docx"
    draft.write_bytes(to.changed(letter.read_bytes(), change))

    told = run("check", str(draft)).out
    fixed = run("check", str(draft), "--fix", str(mended)).out.replace(str(mended), mended.name)

    assert told == example("dispatch check du-thao.docx")
    assert fixed.startswith(example("dispatch check du-thao.docx --fix du-thao-da-sua.docx").rstrip("…\n"))
