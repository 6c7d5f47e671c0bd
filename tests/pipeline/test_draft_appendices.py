"""`dispatch draft --only phu-luc`: the appendices as a file of their own, beside the letter."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dispatch.errors import InputError
from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.draft import draft, draft_appendices
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import FIXTURE, ROOT
from tests.cli.running import run
from tests.letter.word import noted_anchors
from tests.tools.validators import validate_integrity, validate_sdk
from tests.writers.reading import W, body, paragraph_texts, part

SIDEWAYS = ROOT / "fixtures" / "2017-7-thang-ben-tre"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("appendices")


@pytest.fixture(scope="module")
def alone(out: Path) -> Drafted:
    return draft_appendices(FIXTURE, out, None)


@pytest.fixture(scope="module")
def sideways(out: Path) -> Drafted:
    return draft_appendices(SIDEWAYS, out, None)


@pytest.fixture(scope="module")
def whole(out: Path) -> Drafted:
    return draft(FIXTURE, out, None)


def tables(drafted: Drafted) -> list[str]:
    """The tables of appendices as XML."""
    found = body(drafted.letter.read_bytes()).iter(f"{W}tbl")
    return [ET.tostring(each, "unicode") for each in found if each.find(f"{W}tblPr/{W}tblStyle") is not None]


def test_they_stand_beside_the_letter_under_a_name_of_their_own(alone: Drafted, whole: Drafted) -> None:
    assert alone.letter.name == "chi-dao-chi-tieu-5T2022-phu-luc.docx"
    assert alone.provenance.name == "chi-dao-chi-tieu-5T2022-phu-luc.provenance.json"
    assert whole.letter.name == "chi-dao-chi-tieu-5T2022.docx"


def test_the_tables_are_those_of_the_letter(alone: Drafted, whole: Drafted) -> None:
    assert tables(alone) == tables(whole)
    assert len(tables(alone)) > 1


def test_nothing_of_the_letter_itself_is_there(alone: Drafted) -> None:
    document = alone.letter.read_bytes()
    assert [paragraph_texts(document, style) for style in ("QuocHieu", "KinhGui", "NoiDung", "NhiemVu")] == [[]] * 4
    first = next(body(document).iter(f"{W}pStyle"))
    assert first.get(f"{W}val") == "PhuLucSo"


def test_each_has_its_section_and_one_on_its_side_stays_so(alone: Drafted, sideways: Drafted) -> None:
    sections = list(body(alone.letter.read_bytes()).iter(f"{W}sectPr"))
    assert len(sections) == len(tables(alone))
    [size] = body(sideways.letter.read_bytes()).iter(f"{W}pgSz")
    assert size.get(f"{W}orient") == "landscape"


def test_its_anchors_and_its_provenance_tell_of_what_it_prints_alone(alone: Drafted) -> None:
    document, records = alone.letter.read_bytes(), json.loads(alone.provenance.read_bytes())
    anchored = {each[1] for each in noted_anchors(document)}
    assert "kem_theo.so" in anchored
    assert anchored <= set(records["printed"])
    assert not [name for name in records["printed"] if name.startswith(("nguoi_ky.", "danh_sach.", "van_ban."))]
    assert "".join(part(document, "docProps/core.xml").itertext()).startswith("KẾT QUẢ THI HÀNH ÁN 5 THÁNG")


def test_both_validators_and_our_invariants_find_nothing(alone: Drafted, sideways: Drafted) -> None:
    files = [alone.letter, sideways.letter]
    assert validate_sdk(*files) == []
    assert validate_integrity(*files) == []
    assert [broken_invariants(each.read_bytes()) for each in files] == [[], []]


def test_a_file_edited_by_hand_is_kept(tmp_path: Path) -> None:
    made = draft_appendices(FIXTURE, tmp_path, None)
    made.letter.write_bytes(made.letter.read_bytes() + b"\0")
    edited = made.letter.read_bytes()
    ran = run("draft", str(FIXTURE), "--out", str(tmp_path), "--only", "phu-luc", "--json")
    assert ran.code == 1
    assert made.letter.read_bytes() == edited


def test_a_letter_without_an_appendix_has_none_to_write(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không có phụ lục"):
        draft_appendices(ROOT / "fixtures" / "2021-11-thang-tay-ninh", tmp_path, None)
    assert list(tmp_path.iterdir()) == []
