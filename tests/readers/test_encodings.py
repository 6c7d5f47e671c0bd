"""CSV bytes as text: never guessed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.errors import Finding, InputError
from dispatch.readers.encodings import CsvLayout, decode_csv, find_layout
from tests.readers.nasty import windows_1258

TEXT = "đơn vị;thụ lý\r\nThừa Thiên Huế;5\r\nĐắk Lắk;6\r\n"


def refused(data: bytes, encoding: str | None = None) -> Finding:
    with pytest.raises(InputError) as caught:
        decode_csv(data, "a.csv", encoding)
    [finding] = caught.value.findings
    assert finding.file == "a.csv"
    assert finding.hint
    return finding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_known_by_its_bytes(encoding: str) -> None:
    assert decode_csv(TEXT.encode(encoding), "a.csv") == TEXT


def test_utf16_of_both_orders_is_known_by_its_bom() -> None:
    assert decode_csv(b"\xff\xfe" + TEXT.encode("utf-16-le"), "a.csv") == TEXT
    assert decode_csv(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.csv") == TEXT


def test_utf8_is_not_normalised() -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert decode_csv(decomposed.encode(), "a.csv") == decomposed


@pytest.mark.parametrize("encoding", ["windows-1258", "Windows-1258", "cp1258"])
def test_windows_1258_is_read_when_asked_for_and_composed(encoding: str) -> None:
    assert decode_csv(windows_1258(TEXT), "a.csv", encoding) == TEXT


@given(st.text("aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐáàảãạấầẩẫậắằẳẵặứừửữựýỳỷỹỵ0123456789;\n", min_size=1))
def test_any_vietnamese_text_survives_windows_1258(text: str) -> None:
    assert decode_csv(windows_1258(text), "a.csv", "windows-1258") == unicodedata.normalize("NFC", text)


def test_windows_1258_is_never_taken_without_being_asked_for() -> None:
    finding = refused(windows_1258("a;b\nc;Huế\n"))
    assert (finding.code, finding.line) == ("not-utf8", 2)
    assert "--encoding windows-1258" in finding.hint
    assert "CSV UTF-8" in finding.hint


@pytest.mark.parametrize("data", [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16")])
def test_unicode_is_not_read_as_windows_1258_even_when_asked_for(data: bytes) -> None:
    assert refused(data, "windows-1258").code == "wrong-encoding"


@pytest.mark.parametrize(
    "data",
    [
        b"a;b\nH\xb5 N\xe9i;5\n",  # TCVN3: Hà Nội
        b"a;b\nHa\xf8 No\xe4i;5\n",  # VNI: Hà Nội
        b"a;b\nH\xe0 N\x81i;5\n",  # no letter at all
        b"a;b\nx\xcc;5\n",  # a tone without its vowel
    ],
)
def test_what_windows_1258_does_not_make_vietnamese_is_refused_with_its_line(data: bytes) -> None:
    finding = refused(data, "windows-1258")
    assert (finding.code, finding.line) == ("not-windows-1258", 2)


def test_the_option_must_not_contradict_the_file() -> None:
    assert decode_csv(TEXT.encode(), "a.csv", "utf-8") == TEXT
    assert decode_csv(TEXT.encode("utf-16"), "a.csv", "utf-16") == TEXT
    assert refused(TEXT.encode("utf-16"), "utf-8").code == "wrong-encoding"
    assert refused(TEXT.encode(), "utf-16").code == "wrong-encoding"


@pytest.mark.parametrize("encoding", ["tcvn3", "cp1252", "latin-1", ""])
def test_other_encodings_are_not_offered(encoding: str) -> None:
    finding = refused(TEXT.encode(), encoding)
    assert finding.code == "unknown-encoding"
    assert "windows-1258" in finding.hint


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a;b\n1;\x00\n", "nul-byte", 2),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "nul-byte", 1),
        ("a;b\n1;2\nH\ufffd;3\n".encode(), "lost-characters", 3),
        (b"a;b\n1;2\n\xe9;3\n", "not-utf8", 3),
        (b"\xff\xfea\x00\n\x00b", "not-utf16", 2),
        (b"\xff\xfea\x00\n\x00\x00\xd8b\x00", "not-utf16", 2),
    ],
)
def test_damage_is_told_with_its_line(data: bytes, code: str, line: int) -> None:
    finding = refused(data)
    assert (finding.code, finding.line) == (code, line)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("a,b\n1;2;3;4,5\n", CsvLayout(",", 1)),
        ("a;b\n1,2,3;4\n", CsvLayout(";", 1)),
        ("a\tb\n", CsvLayout("\t", 1)),
        ("\n \r\na;b\r\n", CsvLayout(";", 3)),
        ('"Đình chỉ, tạm đình chỉ, hoãn";b\n', CsvLayout(";", 1)),
        ("hoãn, tạm đình chỉ;b;c\n", CsvLayout(";", 1)),
        ("sep=;\r\na,b,c;d\r\n", CsvLayout(";", 2)),
        ("sep=\t\na\tb\n", CsvLayout("\t", 2)),
        ("a\n1\n", CsvLayout(",", 1)),
        ("", CsvLayout(",", 1)),
    ],
)
def test_the_header_alone_tells_the_separator(text: str, layout: CsvLayout) -> None:
    assert find_layout(text, "a.csv") == layout


def test_two_separators_equally_often_are_not_decided() -> None:
    with pytest.raises(InputError) as caught:
        find_layout("\na;b,c\n", "a.csv")
    [finding] = caught.value.findings
    assert (finding.code, finding.line) == ("unclear-delimiter", 2)
