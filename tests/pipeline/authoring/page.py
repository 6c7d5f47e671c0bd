"""The page for authors of templates, read as its reader does: files are written step by step."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "soan-mau.md"
_STEP = re.compile(r"^## (Bước \d+)\.", re.MULTILINE)
_WRITE = re.compile(r"^Tệp `([^`]+)`:\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)
_APPEND = re.compile(r"^Thêm vào cuối `([^`]+)`:\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"```text\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """What a step writes, and what it says will come out."""

    name: str
    text: str

    def do(self, folder: Path) -> None:
        """Write its files; what is appended comes after an empty line."""
        for name, content in _WRITE.findall(self.text):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        for name, content in _APPEND.findall(self.text):
            before = (folder / name).read_text(encoding="utf-8")
            (folder / name).write_text(f"{before}\n{content}", encoding="utf-8")

    @property
    def promised(self) -> list[str]:
        """The lines that come out."""
        [said] = _SAID.findall(self.text)
        return str(said).splitlines()


def steps() -> list[Step]:
    """The steps of the page in their order."""
    parts = _STEP.split(PAGE.read_text(encoding="utf-8"))
    return [Step(name, text) for name, text in zip(parts[1::2], parts[2::2], strict=True)]
