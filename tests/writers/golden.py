"""The parts of the letter of every dossier of fixtures/, kept as canonical XML with one paragraph to a line.

After a change that is meant, look at what it does to the letters, renew the files and read the difference:

    .venv/bin/python -m tests.writers.golden
    git diff tests/writers/golden
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from dispatch.pipeline.draft import draft
from tests.builders import DOSSIERS
from tests.writers.reading import parts

FOLDER = Path(__file__).with_name("golden")
_BREAKS = re.compile(r"(?=<(?:w:p|w:tr|w:tbl|w:sectPr|w:style|w:lvl|w:abstractNum|property|Override|Relationship)[ >])")


def readable(document: bytes) -> dict[str, str]:
    """Every part by the name of its file here."""
    return {file_name(name): canonical(data) for name, data in parts(document).items()}


def file_name(part: str) -> str:
    """word/document.xml is kept in word-document.xml."""
    return part.replace("[", "").replace("]", "").replace("/", "-").replace(".rels", ".rels.xml", 1)


def canonical(data: bytes) -> str:
    """Canonical XML, a line for every element that a person looks for."""
    return _BREAKS.sub("\n", ET.canonicalize(data.decode())).strip() + "\n"


def drafted() -> Iterator[tuple[str, bytes]]:
    """The letter of every dossier as it is drafted now, by the name of its folder."""
    with tempfile.TemporaryDirectory() as out:
        for dossier in DOSSIERS:
            yield dossier.name, draft(dossier, Path(out), None).letter.read_bytes()


def main() -> None:
    """Renew the files."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name, document in drafted():
        (FOLDER / name).mkdir(parents=True)
        for file, text in readable(document).items():
            (FOLDER / name / file).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
