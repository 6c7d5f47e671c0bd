"""No number and no unit's name stands in the letter but in an anchor, an anchored row, or the template.

The template's own text is subtracted from what lies outside the anchors; nothing may be left over.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.letter.conftest import ROOT
from tests.letter.word import PARAGRAPH, ROW, W, changed, pieces, stories

TEMPLATE = ROOT / "templates" / "chi-dao-chi-tieu"
PROVINCES = ROOT / "dispatch" / "directory" / "data" / "provinces_63.csv"
ANCHOR = re.compile(r"_f\w+")
ANCHORED_ROW = re.compile(r"_b\d+_\w+")
# Between what is taken out and what stays, so that the rest does not grow together.
GAP = "\n"


@cache
def unit_names() -> set[str]:
    with PROVINCES.open(encoding="utf-8", newline="") as file:
        names = {name for row in csv.DictReader(file) for name in (row["name"], row["thads_short_name"])}
    return names | {name.upper() for name in names}


@cache
def template_texts(template: Path = TEMPLATE) -> list[str]:
    """The pieces of the template's text that hold a digit or a unit's name, longest first."""
    body = (template / "letter.md.j2").read_text(encoding="utf-8")
    settings = tomllib.loads((template / "template.toml").read_text(encoding="utf-8"))
    cut = (text for source in (body, *strings(settings)) for text in re.split(r"\{\{.*?\}\}|\{%.*?%\}|\n", source))
    # The digits typed before a task are not printed: Word numbers it. Stars make bold and italic.
    printed = {re.sub(r"^\d+\. |\*", "", text).strip() for text in cut}
    return sorted((text for text in printed if typed(text)), key=len, reverse=True)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def text_outside_anchors(document: bytes) -> Iterator[str]:
    """The text of every paragraph of body, headers and footnotes, with a gap for each figure."""
    for story in stories(document):
        anchored = {
            paragraph
            for row in story.iter(ROW)
            if any(ANCHORED_ROW.fullmatch(mark.get(f"{W}name", "")) for mark in row.iter(f"{W}bookmarkStart"))
            for paragraph in row.iter(PARAGRAPH)
        }
        for paragraph in story.iter(PARAGRAPH):
            if paragraph not in anchored:
                runs = pieces(paragraph)
                yield "".join(GAP if any(map(ANCHOR.fullmatch, run.bookmarks)) else run.text for run in runs)


def typed(text: str) -> list[str]:
    """The numbers and unit names in a text."""
    return number_or_name().findall(text)


@cache
def number_or_name() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, unit_names()), key=len, reverse=True))
    return re.compile(rf"\d+|(?<!\w)(?:{names})(?!\w)")


def left_over(document: bytes, template: Path = TEMPLATE) -> list[str]:
    """What is in no anchor, in no anchored row and not in the template."""
    texts = template_texts(template)
    found = []
    for outside in text_outside_anchors(document):
        rest = outside
        for text in texts:
            rest = rest.replace(text, GAP)
        found += typed(rest)
    return found


def test_nothing_is_left_when_the_template_is_subtracted(letter: Path) -> None:
    assert left_over(letter.read_bytes()) == []


def test_the_template_itself_names_no_unit_and_types_no_rate() -> None:
    assert [text for text in template_texts() if set(typed(text)) & unit_names() or "%" in text] == []


def test_most_of_the_numbers_in_the_letter_are_figures(letter: Path) -> None:
    outside = [number for text in text_outside_anchors(letter.read_bytes()) for number in typed(text)]

    assert 0 < len(outside) < 40


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("Nơi nhận:", "Nơi nhận 7:", ["7"], id="a number in prose"),
        pytest.param("về việc và ", "về 41,54% việc và ", ["41", "54"], id="a rate in prose"),
        pytest.param("Nơi nhận:", "Nơi nhận: Cà Mau", ["Cà Mau"], id="a unit"),
        pytest.param("Nơi nhận:", "BR-Vũng Tàu:", ["BR-Vũng Tàu"], id="a unit by its short name"),
        pytest.param("Nơi nhận:", "CẦN THƠ:", ["CẦN THƠ"], id="a unit in capitals"),
        pytest.param("<w:t>STT</w:t>", "<w:t>STT 1</w:t>", ["1"], id="a number in the head of an appendix"),
        pytest.param('w:name="_b1_toan_quoc"', 'w:name="khac"', ["1", "41", "54"], id="a row without its anchor"),
        pytest.param('w:name="_f45fc55d29b22_1"', 'w:name="khac"', ["Hà Nội"], id="a figure without its anchor"),
        pytest.param("24/12/2021", "25/12/2021", ["25", "12", "2021"], id="another date than the template's"),
    ],
)
def test_what_was_typed_is_found(letter: Path, old: str, new: str, found: list[str]) -> None:
    assert left_over(changed(letter.read_bytes(), old, new)) == found


def test_what_was_typed_into_a_header_is_found(letter: Path) -> None:
    typed_in = "<w:r><w:t>Trang 3</w:t></w:r></w:p>"

    assert left_over(changed(letter.read_bytes(), "</w:p>", typed_in, "word/header1.xml")) == ["3"]
