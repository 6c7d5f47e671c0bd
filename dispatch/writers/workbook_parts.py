"""The parts of a workbook's package, to be patched: what is not touched keeps its bytes."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_DEFAULT_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Element = etree._Element


def parse_xml(data: bytes) -> Element:
    """The root of a part; entities are not resolved and nothing is fetched."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def xml_bytes(root: Element) -> bytes:
    """A part as it stands in the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class WorkbookParts:
    """A package whose parts can be read, replaced, added and linked."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
        self.workbook = self.target("", "officeDocument")

    def links(self, part: str) -> Iterator[tuple[str, str, str]]:
        """The internal relationships of a part: id, kind, target part."""
        found = self._part(_links_part(part))
        if not found:
            return
        for link in parse_xml(self.parts[found]):
            if link.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), unquote(link.get("Target", "")))
                kind = link.get("Type", "").rpartition("/")[2]
                yield link.get("Id", ""), kind, self._part(posixpath.normpath(target)[1:])

    def target(self, part: str, kind: str) -> str:
        """The part that `part` links to as `kind`; empty when it links to none."""
        return next((target for _, each, target in self.links(part) if each == kind), "")

    def link(self, part: str, kind: str, target: str) -> str:
        """Link `part` to `target`; the new relationship's id."""
        name = self._part(_links_part(part)) or _links_part(part)
        empty = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        root = parse_xml(self.parts.get(name, empty))
        taken = {link.get("Id") for link in root}
        new = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        kinds = next((link.get("Type", "").rpartition("/")[0] for link in root), _DEFAULT_KINDS)
        # A package's own kinds (docProps) have another beginning than a workbook's.
        kinds = kinds if "officeDocument" in kinds else _DEFAULT_KINDS
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=new, Type=f"{kinds}/{kind}", Target=f"/{target}")
        self.parts[name] = xml_bytes(root)
        return new

    def add(self, stem: str, ending: str, content: bytes, content_type: str) -> str:
        """Add a part under a name that is free; its name."""
        names = {name.lower() for name in self.parts}
        name = next(f"{stem}{n}{ending}" for n in range(1, len(names) + 2) if f"{stem}{n}{ending}".lower() not in names)
        self.parts[name] = content
        types = parse_xml(self.parts[self._part(_TYPES_PART)])
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        self.parts[self._part(_TYPES_PART)] = xml_bytes(types)
        return name

    def packed(self) -> bytes:
        """The package; the same parts give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _part(self, name: str) -> str:
        """The part as the package spells it: names differ by more than case."""
        if name in self.parts:
            return name
        return next((part for part in self.parts if part.lower() == name.lower()), "")


def _links_part(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")
