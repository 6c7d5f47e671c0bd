"""Open a .docx from bytes as a stranger's file: bounded, without DTDs, entities or the network."""

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from lxml import etree

from dispatch.errors import Finding, InputError

MAX_ENTRIES = 2_000
MAX_BYTES = 256 * 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_XML_NAMES = (".xml", ".rels")
_STORIES = {
    f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments", "glossaryDocument")
}
_UNSAFE_NAME = re.compile(r"[\\:]|^/|(^|/)\.\.(/|$)")
# Other encodings may hide a DTD from the scan of the bytes; the standard of packages allows these only.
_ENCODINGS = ("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE")
# What zipfile raises for a damaged file; an encrypted one is a RuntimeError, a name that is not UTF-8 a ValueError.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError, OverflowError),
)
# What .doc of older versions begins with, and a .docx under a password.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_HINT = "mở tệp bằng Word, lưu lại thành .docx rồi thử lại; nếu vẫn lỗi, xin bản gốc của tệp"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part ("" for the package) to another part or, when external, elsewhere."""

    source: str
    file: str
    id: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a .docx: bytes by name in the order of the file, and the trees of XML parts."""

    parts: Mapping[str, bytes]
    trees: Mapping[str, etree._Element]

    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """The parts that hold text of the letter: body, headers, footers, notes, comments."""
        for name, tree in self.trees.items():
            if tree.tag in _STORIES:
                yield name, tree

    def tree(self, name: str) -> etree._Element | None:
        """The tree of the part whose root element is w:`name`, such as "styles"."""
        return next((tree for tree in self.trees.values() if tree.tag == W + name), None)

    def relationships(self) -> Iterator[Relationship]:
        """Every relationship, its target as the name of a part."""
        for name, tree in self.trees.items():
            folder, _, file = name.rpartition("_rels/")
            if not name.endswith(".rels"):
                continue
            for each in tree.iter(_RELATIONSHIP):
                external = each.get("TargetMode") == "External"
                target = each.get("Target", "")
                place = target if external else posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                source = folder + file.removesuffix(".rels")
                yield Relationship(source, name, each.get("Id", ""), place if external else place[1:], external)

    def elements(self, tag: str) -> Iterator[tuple[str, etree._Element]]:
        """Every element of that tag in the stories, with the name of its part."""
        for part, tree in self.stories():
            for element in tree.iter(tag):
                yield part, element


def open_package(document: bytes) -> Package:
    """Open a .docx; InputError with every fault that makes it unsafe or impossible to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            entries = archive.infolist()
            _refuse([*_entry_faults(entries)])
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except _DAMAGE:
        raise InputError([Finding("not-a-package", *_what_it_is(document))]) from None
    trees: dict[str, etree._Element] = {}
    faults: list[Finding] = []
    for name, data in parts.items():
        if name.lower().endswith(_XML_NAMES):
            tree = _parse(data)
            if isinstance(tree, str):
                faults.append(Finding(*_PARSE_FAULTS[tree], _HINT, file=name))
            else:
                trees[name] = tree
    _refuse(faults)
    return Package(parts, trees)


def _what_it_is(document: bytes) -> tuple[str, str]:
    """What a file is that is no package, and what to do."""
    if not document:
        return "tệp rỗng, không có nội dung", "xin bản gốc của tệp"
    if document.startswith(_COMPOUND_FILE):
        hint = "mở tệp bằng Word, bỏ mật khẩu nếu có, lưu thành .docx rồi thử lại"
        return "không đọc được tệp: tệp có mật khẩu hoặc là tệp .doc cũ", hint
    if not document.startswith(b"PK"):
        return "không đọc được tệp: không phải tệp .docx", _HINT
    return "không đọc được tệp: tệp .docx bị hỏng, bị cắt cụt hoặc bị mã hoá", _HINT


_PARSE_FAULTS = {
    "doctype": ("doctype", "phần XML có khai báo DOCTYPE, bị cấm vì có thể chứa mã độc"),
    "encoding": ("encoding", "phần XML không dùng bảng mã UTF-8 hay UTF-16"),
    "not-well-formed": ("not-well-formed", "phần XML viết sai cú pháp"),
}


def _parse(data: bytes) -> etree._Element | str:
    """The root element, or the code of what is wrong."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        return "doctype"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return "not-well-formed"
    about = root.getroottree().docinfo
    if cast("object | None", about.internalDTD) is not None:
        return "doctype"
    return root if (about.encoding or "UTF-8").upper() in _ENCODINGS else "encoding"


def _entry_faults(entries: Sequence[zipfile.ZipInfo]) -> Iterator[Finding]:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        message = f"tệp .docx quá lớn: hơn {MAX_ENTRIES} phần hoặc hơn {MAX_BYTES // 1024**2} MB khi giải nén"
        yield Finding("too-large", message, _HINT)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _UNSAFE_NAME.search(name):
            yield Finding("unsafe-name", "tên phần trong tệp .docx chỉ ra ngoài tệp", _HINT, file=name)
        # Names of parts differ by more than case (ISO 29500-2).
        if name.lower() in seen:
            yield Finding("duplicate-part", "tệp .docx có hai phần cùng tên", _HINT, file=name)
        seen.add(name.lower())


def _refuse(faults: Sequence[Finding]) -> None:
    if faults:
        raise InputError(faults)
