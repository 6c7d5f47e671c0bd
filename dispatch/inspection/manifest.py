"""Read the manifest of a letter out of its custom properties."""

import html
import json
import re
import zipfile
from io import BytesIO
from typing import Any, cast

from dispatch.errors import Finding, InputError
from dispatch.inspection.package import Package
from dispatch.model.manifest import NEIGHBOUR, AnchorRecord, Conflict, Manifest, TableRecord

_PART = "docProps/custom.xml"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_PIECE = re.compile(r"dispatch\.(wording|letter|seal|table\.[0-9]+)\.([0-9]{3,})")
# The pieces stand in their order in a part that the program's own writer made.
_WRITTEN = re.compile(r'name="dispatch\.letter\.[0-9]+"[^>]*><vt:lpwstr>([^<]*)</vt:lpwstr>')
_HINT = (
    "dùng bản .docx do chương trình soạn ra, chưa chép nội dung sang tệp khác; nếu không có, soạn lại: dispatch draft"
)


def manifest_part(package: Package) -> str:
    """The name of the part with the custom properties; usual name when there is none."""
    return next(
        (name for name, tree in package.trees.items() if tree.tag == f"{_PROPERTIES}Properties"),
        _PART,
    )


def read_manifest(package: Package) -> Manifest:
    """The manifest of an opened letter; InputError when the file has none, or a damaged one."""
    texts = {name: "".join(text for _, text in sorted(pieces.items())) for name, pieces in _pieces(package).items()}
    if "letter" not in texts:
        message = (
            "tệp không mang thông tin về số liệu: không phải dự thảo của chương trình này, hoặc đã bị xoá thông tin"
        )
        raise InputError([Finding("no-manifest", message, _HINT)])
    try:
        return _manifest({name: json.loads(text) for name, text in texts.items() if name != "seal"})
    except (ValueError, LookupError, TypeError, RecursionError):
        message = "thông tin về số liệu trong tệp bị hỏng, không đọc được"
        raise InputError([Finding("damaged-manifest", message, _HINT)]) from None


def own_fingerprint(document: bytes) -> str:
    """The fingerprint of the figures of a letter that was just written here, without opening all of it."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        part = package.read(_PART).decode()
    text = "".join(html.unescape(piece) for piece in _WRITTEN.findall(part))
    return _text(json.loads(text)["figures"])


def read_seal(package: Package) -> str:
    """The fingerprint that a refresh left in the letter; empty when there is none."""
    text = "".join(text for _, text in sorted(_pieces(package).get("seal", {}).items()))
    try:
        seal = json.loads(text)
    except ValueError:
        return ""
    return seal if isinstance(seal, str) else ""


def _pieces(package: Package) -> dict[str, dict[int, str]]:
    tree = package.trees.get(manifest_part(package))
    pieces: dict[str, dict[int, str]] = {}
    for each in [] if tree is None else tree.iter(f"{_PROPERTIES}property"):
        if match := _PIECE.fullmatch(each.get("name", "")):
            pieces.setdefault(match[1], {})[int(match[2])] = "".join(cast("list[str]", [*each.itertext()]))
    return pieces


def _manifest(documents: dict[str, Any]) -> Manifest:
    wording, letter = dict(documents.pop("wording")), dict(documents.pop("letter"))
    texts = tuple(map(_text, letter.pop("texts")))
    anchors = tuple(_anchor(place, texts, number) for number, place in enumerate(wording.pop("anchors")))
    if len(anchors) != len(texts):
        raise ValueError("the places and the texts are not as many")
    conflicts = tuple(Conflict(*map(_text, each)) for each in letter.pop("conflicts", ()))
    ordered = sorted(documents, key=lambda name: int(name.rpartition(".")[2]))
    return Manifest(wording | letter, anchors, tuple(_table(documents[name]) for name in ordered), conflicts)


def _anchor(place: list[Any], texts: tuple[str, ...], number: int) -> AnchorRecord:
    """An anchor with the texts of its neighbours; one that is a figure is given by the number of an anchor."""
    bookmark, figure, before, after = place
    left, right = _neighbour(before, texts)[-NEIGHBOUR:], _neighbour(after, texts)[:NEIGHBOUR]
    return AnchorRecord(_text(bookmark), _text(figure), texts[number], left, right)


def _neighbour(value: object, texts: tuple[str, ...]) -> str:
    if not isinstance(value, int):
        return _text(value)
    if value < 0:
        raise ValueError("anchors are counted from 0")
    return texts[value]


def _table(record: dict[str, Any]) -> TableRecord:
    rows = {_text(key): tuple(map(_text, cells)) for key, *cells in record["rows"]}
    headers = tuple(map(_text, record["headers"]))
    # The heading of a group is one cell over the whole width.
    if any(len(cells) not in (1, len(headers)) for cells in rows.values()) or len(rows) != len(record["rows"]):
        raise ValueError("a row is not as wide as its table, or stands twice")
    return TableRecord(_text(record["id"]), _text(record["bookmark"]), headers, rows)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
