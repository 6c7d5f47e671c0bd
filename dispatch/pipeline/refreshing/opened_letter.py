"""A letter as it comes to be refreshed: its bytes, its parts, and what it remembers of itself."""

from dataclasses import dataclass, replace

from dispatch.errors import Finding, InputError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import Package, open_package
from dispatch.model.manifest import Manifest

_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """`name` is what messages call the letter."""

    name: str
    original: bytes
    package: Package
    manifest: Manifest


def open_letter(original: bytes, name: str) -> OpenedLetter:
    """Read a letter of this program; InputError for a file that is none, or has macros."""
    package = _opened(original, name)
    try:
        return OpenedLetter(name, original, package, read_manifest(package))
    except InputError as error:
        raise _named(error, name) from None


def _opened(original: bytes, name: str) -> Package:
    try:
        package = open_package(original)
    except InputError as error:
        raise _named(error, name) from None
    if any(part.lower().endswith(_MACROS) for part in package.parts):
        message = "tệp chứa macro, không được phép"
        raise InputError([Finding("macros", message, "lưu lại thành .docx không có macro", file=name)])
    body = package.tree("document")
    if body is None or body.prefix != "w":
        message = "tệp không có phần nội dung của văn bản Word"
        raise InputError([Finding("no-document", message, "lưu lại bằng Word thành .docx thông thường", file=name)])
    return package


def _named(error: InputError, name: str) -> InputError:
    return InputError([replace(each, file=each.file or name) for each in error.findings])
