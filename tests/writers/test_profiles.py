"""One letter under each law of the State: the same words, laid out as that law wants."""

from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.formats.loader import load_profile
from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import prepare
from dispatch.writers.letter_writer import LetterWriter
from tests.builders import FIXTURE
from tests.tools.validators import validate_integrity, validate_sdk
from tests.writers.reading import W, body, part, parts


@pytest.fixture(scope="module")
def of_2011(tmp_path_factory: pytest.TempPathFactory) -> Path:
    profile = load_profile("tt01")
    letter = replace(compose_letter(prepare(FIXTURE, None)), profile=profile)
    written = tmp_path_factory.mktemp("tt01") / "letter.docx"
    written.write_bytes(LetterWriter(profile).write(letter))
    return written


def test_both_validators_and_our_invariants_find_nothing_in_a_letter_of_the_older_law(of_2011: Path) -> None:
    assert validate_sdk(of_2011) == []
    assert validate_integrity(of_2011) == []
    assert broken_invariants(of_2011.read_bytes()) == []


def test_the_older_law_numbers_pages_at_the_foot_on_the_right_and_not_on_the_first(of_2011: Path) -> None:
    document = of_2011.read_bytes()
    assert "word/header1.xml" not in parts(document)
    assert "PAGE" in "".join(part(document, "word/footer1.xml").itertext())
    assert "".join(part(document, "word/footer2.xml").itertext()) == ""
    kinds = {
        (reference.tag.removeprefix(W), reference.get(f"{W}type"))
        for section in body(document).iter(f"{W}sectPr")
        for reference in section
        if reference.tag.endswith("Reference")
    }
    assert kinds == {("footerReference", "default"), ("footerReference", "first")}
    [align] = [
        found.get(f"{W}val")
        for style in part(document, "word/styles.xml").iter(f"{W}style")
        if style.get(f"{W}styleId") == "Footer"
        for found in style.iter(f"{W}jc")
    ]
    assert align == "right"
