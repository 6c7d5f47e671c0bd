"""Stamps, copies, who signs and the layout law, as the dossier asks for them: each reaches the letter."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dispatch.inspection.invariants import broken_invariants
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.draft import draft
from dispatch.pipeline.saving_draft import Drafted
from tests.builders import dossier_folder
from tests.letter.word import noted_anchors
from tests.readers.test_letter_marks import FORMS, authority
from tests.tools.validators import validate_integrity, validate_sdk
from tests.writers.reading import paragraph_texts, part, parts

EVERYTHING = (
    "number = 7",
    'secrecy = "mat"',
    'urgency = "khan"',
    'circulation = "xem-xong-tra-lai"',
    "draft = 1",
    'drafter = "PL"',
    "copies = 300",
    "file_copies = 2",
    'address = "58-60 Trần Phú, Ba Đình, Hà Nội"',
    'signer = "Nguyễn Văn A"',
    authority(["TL. TỔNG CỤC TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
)


def drafted(folder: Path, lines: Sequence[str]) -> Drafted:
    return draft(dossier_folder(folder, dossier={"": "\n".join(lines) + "\n"}), folder / "out", None)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    return drafted(tmp_path_factory.mktemp("full"), EVERYTHING)


@pytest.fixture(scope="module")
def of_2011(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    return drafted(tmp_path_factory.mktemp("old"), [*EVERYTHING, 'profile = "tt01"'])


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("SoKyHieu", ["Số: 07/TCTHADS-TKDLCN"]),
        ("DuThao", ["DỰ THẢO"]),
        ("DauMat", ["MẬT"]),
        ("DauKhan", ["KHẨN"]),
        ("NguoiSoanThao", ["PL.(300)"]),
        ("QuyenHan", ["TL. TỔNG CỤC TRƯỞNG", "KT. CHÁNH VĂN PHÒNG"]),
        ("ChucVu", ["PHÓ CHÁNH VĂN PHÒNG"]),
        ("HoTen", ["Nguyễn Văn A"]),
    ],
)
def test_what_the_dossier_asks_for_is_printed(style: str, said: list[str], full: Drafted) -> None:
    assert paragraph_texts(full.letter.read_bytes(), style) == said


def test_the_copies_kept_on_file_stand_in_the_last_line_of_whom_it_goes_to(full: Drafted) -> None:
    document = full.letter.read_bytes()
    assert paragraph_texts(document, "NoiNhanDanhSach")[-1] == "- Lưu: VT, TKDLCN (2)."
    assert ["van_ban.so_ban_luu", "2"] in [anchor[1:3] for anchor in noted_anchors(document)]


def test_where_it_may_go_and_the_address_stand_in_the_margins(full: Drafted) -> None:
    document = full.letter.read_bytes()
    running = {
        "".join(part(document, name).itertext())
        for name in parts(document)
        if name.startswith(("word/header", "word/footer"))
    }
    assert {"XEM XONG TRẢ LẠI", "58-60 Trần Phú, Ba Đình, Hà Nội"} < running


def test_the_named_law_is_followed_in_place_of_that_of_the_day(full: Drafted, of_2011: Drafted) -> None:
    old, new = of_2011.letter.read_bytes(), full.letter.read_bytes()
    assert [json.loads(each.provenance.read_bytes())["profile"] for each in (full, of_2011)] == ["nd30", "tt01"]
    numbered = [{name for name in parts(each) if "PAGE" in "".join(part(each, name).itertext())} for each in (new, old)]
    assert [{name.rstrip("123.xml") for name in each} for each in numbered] == [{"word/header"}, {"word/footer"}]


def test_a_letter_with_every_mark_opens_keeps_its_law_and_our_invariants(full: Drafted, of_2011: Drafted) -> None:
    files = [full.letter, of_2011.letter]
    # Both files have one name: the validators are asked for each.
    assert [validate_sdk(each) + validate_integrity(each) for each in files] == [[], []]
    assert [broken_invariants(each.read_bytes()) for each in files] == [[], []]
    for each, law in ((full, None), (of_2011, "tt01")):
        departures = check_letter(each.letter, law).verdict.departures
        assert [f"{found.rule} {found.severity}: {found.message}" for found in departures] == []


@pytest.mark.parametrize("lines", FORMS, ids=" / ".join)
def test_lines_for_another_stand_over_the_post_and_a_letter_so_signed_keeps_the_law(
    lines: list[str], tmp_path: Path
) -> None:
    letter = drafted(tmp_path, ['signer = "Nguyễn Văn A"', authority(lines)]).letter
    document = letter.read_bytes()
    said = [line for style in ("QuyenHan", "ChucVu") for line in paragraph_texts(document, style)]
    assert said == lines
    assert paragraph_texts(document, "ChucVu") == [line for line in lines if ". " not in line]
    assert check_letter(letter).verdict.departures == ()
