"""What [letter] may say about the layout law, stamps, copies and who signs; each fault stands at its line."""

from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.errors import Finding, InputError
from dispatch.model.dossier import LetterMarks
from dispatch.model.kind import HeadingSpec
from dispatch.readers.dossier import read_dossier
from tests.builders import FIXTURE, assert_clear, dossier_folder, kind

STATE = kind()
PARTY = replace(STATE, heading=HeadingSpec(family="party"))
END = len((FIXTURE / "dossier.toml").read_text(encoding="utf-8").splitlines())
OF_2013 = {"date = 2022-03-08": "date = 2013-10-28", "deadline = 2022-03-15": ""}
ISSUED_IN_TAY_NINH = 'issuer = "72"\n'
OF_THE_PARTY = {'"TCTHADS-TKDLCN"': '"CT/TU"'}


def read(folder: Path, *lines: str, changes: dict[str, str] | None = None, of_the_party: bool = False) -> LetterMarks:
    end = ISSUED_IN_TAY_NINH if of_the_party else ""
    more = {**(changes or {}), **(OF_THE_PARTY if of_the_party else {}), "": "\n".join((*lines, end))}
    fresh = folder / str(len(list(folder.iterdir())))
    return read_dossier(dossier_folder(fresh, dossier=more), PARTY if of_the_party else STATE).letter.marks


def refused(
    folder: Path, *lines: str, changes: dict[str, str] | None = None, of_the_party: bool = False
) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read(folder, *lines, changes=changes, of_the_party=of_the_party)
    assert_clear(caught.value.findings)
    return list(caught.value.findings)


def test_nothing_is_asked_for_unless_written(tmp_path: Path) -> None:
    assert read(tmp_path) == LetterMarks()


def test_every_mark_is_read(tmp_path: Path) -> None:
    marks = read(
        tmp_path,
        'profile = "tt01"',
        'secrecy = "toi-mat"',
        'urgency = "hoa-toc-hen-gio"',
        'circulation = "xem-xong-tra-lai"',
        "draft = 2",
        'drafter = "PL"',
        "copies = 300",
        "file_copies = 2",
        'address = "58-60 Trần Phú, Ba Đình, Hà Nội"',
        'authority = ["TL. TỔNG CỤC TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]',
        'signer = "Nguyễn Văn A"',
    )
    assert marks == LetterMarks(
        profile="tt01",
        stamps=("toi_mat", "hoa_toc_hen_gio", "xem_xong_tra_lai"),
        draft=2,
        drafter="PL",
        copies=300,
        file_copies=2,
        address="58-60 Trần Phú, Ba Đình, Hà Nội",
        authority=("TL. TỔNG CỤC TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        signer="Nguyễn Văn A",
    )


# --- the layout law ---


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ('profile = "nd31"', "unknown-profile", "không có thể thức “nd31”"),
        ('profile = "hd36"', "wrong-family", "không dùng cho loại văn bản"),
    ],
)
def test_a_law_that_is_not_there_or_is_of_the_other_family_is_refused(
    line: str, code: str, words: str, tmp_path: Path
) -> None:
    [found] = refused(tmp_path, line)
    assert (found.code, found.line) == (code, END + 1)
    assert words in found.message


def test_a_party_letter_may_name_the_law_that_came_after_but_none_of_the_state(tmp_path: Path) -> None:
    assert read(tmp_path, 'profile = "hd05"', of_the_party=True).profile == "hd05"
    assert [each.code for each in refused(tmp_path, 'profile = "nd30"', of_the_party=True)] == ["wrong-family"]


# --- stamps: those of the law of the day, or of the one that is named ---


def test_a_stamp_that_only_an_older_law_has_is_refused_under_the_new_one(tmp_path: Path) -> None:
    asked = 'urgency = "hoa-toc-hen-gio"'
    [found] = refused(tmp_path, asked)
    assert (found.code, found.line) == ("unknown-stamp", END + 1)
    assert "Nghị định số 30/2020/NĐ-CP" in found.message
    assert found.hint == 'ghi một trong: "khan", "thuong-khan", "hoa-toc"'
    assert read(tmp_path, asked, changes=OF_2013).stamps == ("hoa_toc_hen_gio",)
    assert read(tmp_path, asked, 'profile = "tt01"').stamps == ("hoa_toc_hen_gio",)


@pytest.mark.parametrize("line", ['urgency = "mat"', 'secrecy = "khan"', 'circulation = "mat"', 'secrecy = "MẬT"'])
def test_a_stamp_of_another_use_or_spelling_is_refused(line: str, tmp_path: Path) -> None:
    assert [each.code for each in refused(tmp_path, line)] == ["unknown-stamp"]


# --- copies and drafts ---


@pytest.mark.parametrize("line", ["draft = 0", "copies = 0", "file_copies = -1"])
def test_a_count_begins_at_one(line: str, tmp_path: Path) -> None:
    found = refused(tmp_path, 'drafter = "PL"', line)
    assert [(each.code, each.line) for each in found] == [("bad-number", END + 2)]


def test_copies_are_not_dropped_in_silence_where_nobody_is_named_as_drafter(tmp_path: Path) -> None:
    assert [(each.code, each.line) for each in refused(tmp_path, "copies = 300")] == [("copies-alone", END + 1)]


# --- who signs ---

FORMS = [
    ["TỔNG CỤC TRƯỞNG"],
    ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    ["KT. TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"],
    ["Q. TỔNG CỤC TRƯỞNG"],
    ["TL. TỔNG CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG"],
    ["TL. TỔNG CỤC TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
    ["TUQ. TỔNG CỤC TRƯỞNG", "CHÁNH VĂN PHÒNG"],
]


def authority(lines: list[str]) -> str:
    return f"authority = [{', '.join(f'{line!r}' for line in lines)}]"


@pytest.mark.parametrize("lines", FORMS, ids=" / ".join)
def test_every_way_to_sign_for_the_state_is_taken(lines: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, authority(lines)).authority == tuple(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"],
        ["K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
        ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"],
        ["Q. TRƯỞNG BAN"],
    ],
    ids=" / ".join,
)
def test_every_way_to_sign_for_the_party_is_taken(lines: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, authority(lines), of_the_party=True).authority == tuple(lines)


@pytest.mark.parametrize(
    ("lines", "of_the_party", "code"),
    [
        (["T/M BAN CÁN SỰ", "BÍ THƯ"], False, "wrong-prefix"),
        (["KT TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"], False, "wrong-prefix"),
        (["KT.TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"], False, "wrong-prefix"),
        (["TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], True, "wrong-prefix"),
        (["KT. Tổng cục trưởng", "PHÓ TỔNG CỤC TRƯỞNG"], False, "not-upper"),
        (["TỔNG CỤC TRƯỞNG", " "], False, "not-upper"),
        (["KT. TỔNG CỤC TRƯỞNG"], False, "no-post"),
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], False, "no-post"),
        (["T/M BAN THƯỜNG VỤ"], True, "no-post"),
    ],
    ids=str,
)
def test_a_way_to_sign_that_the_law_does_not_have_is_refused(
    lines: list[str], of_the_party: bool, code: str, tmp_path: Path
) -> None:
    [found] = refused(tmp_path, authority(lines), of_the_party=of_the_party)
    assert (found.code, found.line) == (code, END + 1)
