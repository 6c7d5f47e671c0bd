"""The one gate that decides which data files may be opened; what it lets through is safe to read."""

import hashlib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from dispatch.model.dataset import InputFile
from dispatch.readers.file_signs import Sign, ole_streams, sign
from dispatch.readers.limits import MAX_BYTES
from dispatch.readers.refusals import refusal
from dispatch.readers.xlsx.archive import Archive, open_archive
from dispatch.readers.xlsx.prolog import check_part
from dispatch.readers.xlsx.xml import Budget, Handler, parse_part

FileKind = Literal["xlsx", "csv"]

_EXCEL_ENDINGS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xlam")
_MACRO_ENDINGS = (".xlsm", ".xltm", ".xlam")
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_REFUSED: Mapping[Sign, str] = {
    "old-xls": "old-xls",
    "pdf": "pdf-file",
    "rtf": "rtf-file",
    "archive": "archive-file",
    "html": "html-file",
    "spreadsheet-2003": "spreadsheet-2003",
    "xml": "xml-file",
    "mht": "web-archive",
}
# The first that stands in a content type decides; a macro anywhere comes before a sound main part.
_CONTENT_TYPES = (
    ("sheet.binary.macroEnabled.main", "binary-workbook"),
    ("macroEnabled", "macros"),
    ("vbaProject", "macros"),
    ("macrosheet", "macros"),
    ("wordprocessingml", "word-file"),
    ("presentationml", "slides-file"),
    ("spreadsheetml.template.main", "workbook-template"),
)
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class GatedFile:
    """A file that may be read: its name and fingerprint, its kind, and the bytes that were examined."""

    file: InputFile
    kind: FileKind
    data: bytes


def open_gate(folder: Path, name: str) -> GatedFile:
    """Read and examine the file `name` in `folder`.

    What counts is the content; an ending that says otherwise is a fault of its own. Text is not
    decoded here. Raises InputError when the file cannot be read, is of another kind, is damaged,
    has macros or a DOCTYPE, or is larger than any table of statistics.
    """
    data = _bytes(folder / name, name)
    kind = _kind(data, name)
    return GatedFile(InputFile(name, hashlib.sha256(data).hexdigest()), kind, data)


def _bytes(path: Path, name: str) -> bytes:
    if PurePosixPath(name.replace("\\", "/")).name.startswith("~$"):
        raise refusal("owner-file", name)
    try:
        mode = path.stat().st_mode
        # A pipe or a device could keep the program waiting for ever.
        if not stat.S_ISREG(mode):
            raise refusal("folder" if stat.S_ISDIR(mode) else "not-a-file", name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise refusal("missing-file", name) from None
    except PermissionError:
        raise refusal("locked-file", name) from None
    except OSError:
        raise refusal("unreadable-file", name) from None
    if not data:
        raise refusal("empty-file", name)
    if len(data) > MAX_BYTES:
        raise refusal("file-too-large", name)
    return data


def _kind(data: bytes, name: str) -> FileKind:
    ending = PurePosixPath(name).suffix.lower()
    found = sign(data)
    if found == "zip":
        _check_workbook(open_archive(data, name), name, ending)
        return "xlsx"
    if found == "ole":
        raise refusal(_ole_reason(data), name)
    if found in _REFUSED:
        raise refusal(_REFUSED[found], name)
    if ending in _EXCEL_ENDINGS:
        raise refusal("text-named-excel" if found == "text" else "not-a-workbook", name)
    if ending not in _TEXT_ENDINGS:
        raise refusal("unknown-ending", name)
    return "csv"


def _ole_reason(data: bytes) -> str:
    streams = ole_streams(data, ("EncryptedPackage", "Workbook", "Book", "WordDocument"))
    if "EncryptedPackage" in streams:
        return "password"
    if streams & {"Workbook", "Book"}:
        return "old-xls"
    return "word-file" if streams else "ole-file"


def _check_workbook(archive: Archive, name: str, ending: str) -> None:
    reason = _package_reason(archive)
    if reason:
        raise refusal(reason, name)
    if ending in _MACRO_ENDINGS:
        raise refusal("macros", name)
    if ending != ".xlsx":
        raise refusal("xlsx-wrong-ending", name)
    for part in archive.parts():
        check_part(archive.chunks(part), part, name)


def _package_reason(archive: Archive) -> str:
    """Why this zip is not a workbook to read; empty when it is one."""
    if not archive.has(_TYPES_PART):
        return "ods-file" if _is_opendocument(archive) else "archive-file"
    types = set(_content_types(archive))
    for word, reason in _CONTENT_TYPES:
        if any(word.lower() in each.lower() for each in types):
            return reason
    if any(part.lower().endswith("vbaproject.bin") for part in archive.parts()):
        return "macros"
    return "" if _MAIN in types else "archive-file"


def _is_opendocument(archive: Archive) -> bool:
    head = next(iter(archive.chunks("mimetype")), b"") if archive.has("mimetype") else b""
    return head.startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def _content_types(archive: Archive) -> Iterator[str]:
    handler = _TypesHandler()
    # Checked before it is parsed: expat would accept encodings in which a DOCTYPE hides from other checks.
    check_part(archive.chunks(_TYPES_PART), _TYPES_PART, archive.name)
    parse_part(archive, _TYPES_PART, handler, Budget())
    yield from handler.types


class _TypesHandler(Handler):
    def __init__(self) -> None:
        self.types: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith((" Override", " Default")):
            self.types.append(attributes.get("ContentType", ""))
