"""What a letter remembers of itself is read whole, or the letter is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dispatch.errors import InputError
from dispatch.inspection.manifest import own_fingerprint, read_manifest
from dispatch.inspection.package import open_package
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import prepare
from dispatch.writers.letter_writer import LetterWriter
from dispatch.writers.manifest import MANIFEST_END, manifest_head, property_elements
from tests.builders import FIXTURE
from tests.letter.word import noted_anchors, read_parts, write_parts
from tests.writers.reading import manifest

PART = "docProps/custom.xml"
Documents = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> bytes:
    letter = compose_letter(prepare(FIXTURE, None))
    return LetterWriter(letter.profile).write(letter)


def remembering(document: bytes, change: Callable[[Documents], object]) -> bytes:
    """The letter with another manifest."""
    documents = json.loads(json.dumps(manifest(document)))
    change(documents)
    elements, next_id = [manifest_head()[0].encode()], manifest_head()[1]
    for name, each in documents.items():
        properties, next_id = property_elements(f"dispatch.{name}", json.dumps(each, ensure_ascii=False), next_id)
        elements.append(properties)
    return write_parts({**read_parts(document), PART: b"".join([*elements, MANIFEST_END.encode()])})


def test_every_anchor_is_read_with_its_neighbours(document: bytes) -> None:
    found = read_manifest(open_package(document))

    assert [[a.bookmark, a.figure, a.text, a.before, a.after] for a in found.anchors] == noted_anchors(document)
    assert found.said("figures") == own_fingerprint(document) == manifest(document)["letter"]["figures"]
    assert found.said("kind") == "chi-dao-chi-tieu"
    assert read_manifest(open_package(remembering(document, lambda _: None))) == found


DAMAGES: dict[str, Callable[[Documents], object]] = {
    "no wording": lambda each: each.pop("wording"),
    "a text too few": lambda each: each["letter"]["texts"].pop(),
    "a text too many": lambda each: each["letter"]["texts"].append("x"),
    "a neighbour that is not there": lambda each: each["wording"]["anchors"][0].__setitem__(2, 10_000),
    "a neighbour before the first": lambda each: each["wording"]["anchors"][0].__setitem__(2, -1),
    "a neighbour that is no text": lambda each: each["wording"]["anchors"][0].__setitem__(3, ["x"]),
    "half an anchor": lambda each: each["wording"]["anchors"][0].pop(),
    "a number for a text": lambda each: each["letter"]["texts"].__setitem__(0, 1),
    "no anchors": lambda each: each["wording"].pop("anchors"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_manifest_is_refused(document: bytes, damage: Callable[[Documents], object]) -> None:
    with pytest.raises(InputError) as caught:
        read_manifest(open_package(remembering(document, damage)))

    assert [each.code for each in caught.value.findings] == ["damaged-manifest"]


def test_a_letter_that_remembers_nothing_is_refused(document: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_manifest(open_package(remembering(document, lambda each: each.clear())))

    assert [each.code for each in caught.value.findings] == ["no-manifest"]
