"""Put a renewed manifest into the custom properties of a letter; properties of others stay as they are."""

import hashlib
import re
from collections.abc import Mapping

from dispatch.model.manifest import Manifest, TableRecord
from dispatch.writers.manifest import MANIFEST_END, json_text, manifest_head, property_elements

SEAL = "dispatch.seal"
_OWN = re.compile(rb'<property\b[^>]*\bname="dispatch\.[^"]*"[^>]*>.*?</property>', re.DOTALL)
_PID = re.compile(rb'\bpid="([0-9]+)"')
_PREFIXED_END = re.compile(rb"</[\w.:-]*Properties\s*>\s*$")
_NAMESPACES = (
    b'<property xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)


def renewed_properties(part: bytes, manifest: Manifest, seal: str) -> bytes:
    """The custom properties with this manifest and seal in place of the old ones, which stood there somewhere."""
    rest = _OWN.sub(b"", part)
    taken = [int(number) for number in _PID.findall(rest)]
    next_id = max([manifest_head()[1] - 1, *taken]) + 1
    elements: list[bytes] = []
    for name, text in _texts(manifest, seal).items():
        properties, next_id = property_elements(name, text, next_id)
        elements.append(properties)
    head = manifest_head()[0].encode()
    added = b"".join(elements)
    if b"<Properties" not in rest or b"xmlns:vt=" not in rest:
        added = added.replace(b"<property", _NAMESPACES)
    end = _PREFIXED_END.search(rest)
    if end is None:  # `<Properties/>`, or nothing at all
        return head + added + MANIFEST_END.encode()
    return rest[: end.start()] + added + rest[end.start() :]


def seal_of(parts: Mapping[str, bytes], own: str) -> str:
    """The fingerprint of all parts but the one called `own`, which carries the seal."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        if name != own:
            digest.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return digest.hexdigest()


def records_fingerprint(manifest: Manifest) -> str:
    """As a new letter has it: ids and printed texts of the figures in prose, then the records of the tables."""
    lines = [f"{anchor.figure}\0{anchor.text}" for anchor in manifest.anchors]
    return hashlib.sha256("\n".join([*lines, *map(_table, manifest.tables)]).encode()).hexdigest()


def _texts(manifest: Manifest, seal: str) -> dict[str, str]:
    """The JSON of every record by the name of its properties, in the order of a new letter."""
    tables = {f"dispatch.table.{table.number}": _table(table) for table in manifest.tables}
    places = [[each.bookmark, each.figure, each.before, each.after] for each in manifest.anchors]
    conflicts = [[each.figure, each.theirs, each.ours] for each in manifest.conflicts]
    wording = {**manifest.letter, "anchors": places}
    letter = {
        "figures": wording.pop("figures", ""),
        **({"conflicts": conflicts} if conflicts else {}),
        "texts": [each.text for each in manifest.anchors],
    }
    return {
        "dispatch.wording": json_text(wording),
        **tables,
        "dispatch.letter": json_text(letter),
        SEAL: json_text(seal),
    }


def _table(table: TableRecord) -> str:
    rows = [[key, *cells] for key, cells in table.rows.items()]
    record = {"id": table.id, "bookmark": table.bookmark, "headers": list(table.headers), "rows": rows}
    return json_text(record)
