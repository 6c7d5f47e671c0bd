"""Every letter as it comes out of the printer: fonts, page numbers, beginnings and ends of its parts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dispatch.pipeline.saving_draft import Drafted
from tests.builders import DOSSIERS
from tests.tools.validators import pdf_fonts, pdf_pages

APPENDIX = re.compile(r"Phụ lục( [IVX]+| \d+)?")
NUMBERED_BELOW = {"tt01"}
SIGNED = "Nơi nhận:"

Pages = list[list[str]]
every_dossier = pytest.mark.parametrize("name", [folder.name for folder in DOSSIERS])


@pytest.fixture(scope="session")
def records(drafts: dict[str, Drafted]) -> dict[str, dict[str, Any]]:
    """The provenance of every letter, by its dossier."""
    return {name: json.loads(each.provenance.read_bytes()) for name, each in drafts.items()}


@pytest.fixture(scope="session")
def parts(pdfs: dict[str, Path], records: dict[str, dict[str, Any]]) -> dict[str, list[Pages]]:
    """Per dossier the letter and each appendix: pages of lines that are not empty, the number of the page first."""
    return {name: parts_of(pdf_pages(pdf), records[name]["profile"]) for name, pdf in pdfs.items()}


def parts_of(pages: list[str], profile: str) -> list[Pages]:
    place = -1 if profile in NUMBERED_BELOW else 0
    found: list[Pages] = [[]]
    for page in pages:
        lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
        number = lines.pop(place) if lines[place].isdigit() else ""
        if APPENDIX.fullmatch(lines[0]):
            found.append([])
        found[-1].append([number, *lines])
    return found


@every_dossier
def test_it_is_printed_in_one_family_of_fonts(name: str, pdfs: dict[str, Path]) -> None:
    assert pdf_fonts(pdfs[name]) == {"LiberationSerif"}


@every_dossier
def test_pages_are_numbered_from_the_second_and_anew_in_each_appendix(name: str, parts: dict[str, list[Pages]]) -> None:
    for pages in parts[name]:
        assert [page[0] for page in pages] == ["", *map(str, range(2, len(pages) + 1))]


@every_dossier
def test_each_appendix_begins_a_page_and_has_a_number_of_its_own(
    name: str, parts: dict[str, list[Pages]], records: dict[str, dict[str, Any]]
) -> None:
    titles = [pages[0][1] for pages in parts[name][1:]]
    assert len(titles) == len(set(titles)) == len(records[name]["tables"])


@every_dossier
def test_the_signature_stands_under_the_end_of_the_text_on_one_page(name: str, parts: dict[str, list[Pages]]) -> None:
    _, *last = parts[name][0][-1]
    [signed] = [index for index, line in enumerate(last) if line.startswith(SIGNED)]
    assert signed > 1  # with more of the text than its last line
    assert last[signed - 1].endswith(".")


@every_dossier
def test_no_page_of_the_letter_is_nearly_empty(name: str, parts: dict[str, list[Pages]]) -> None:
    for page in parts[name][0]:
        assert len(page) > 8
