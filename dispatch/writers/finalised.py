"""The clean copy of a letter: what tells how it was made goes, what a reader sees stays byte for byte."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers import expat

from dispatch.writers.package import entry, pack
from dispatch.writers.xml_cuts import Cuts, Drops, cut

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "http://purl.org/dc/elements/1.1/}"
_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "http://schemas.openxmlformats.org/package/2006/content-types}Override"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
_CONTENT_TYPES = "[Content_Types].xml"
_LINKS = re.compile(r"(^|/)_rels/[^/]*\.rels$")

_OWN_BOOKMARK = re.compile(r"(_f[0-9a-f]{12}_[0-9]+|_b[0-9]+(_\w+)?)(_Copy_[0-9]+)?|_GoBack")
_COMMENT_MARKS = frozenset(f"{_W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_RUN, _RUN_PROPERTIES = f"{_W}r", f"{_W}rPr"
# Of the settings and styles: editing sessions, the template and the data source on the author's machine.
_TRACES = frozenset(
    {"trackRevisions", "rsids", "rsid", "attachedTemplate", "mailMerge", "docVars", "revisionView", "docId"}
)
# Properties of the file that stay; the author, the dates and the number of revisions go.
_CLEAN_CORE = frozenset({_CORE, f"{_DC}title", f"{_DC}language"})
# By the last word of a relationship's type: comments and who wrote them, properties of programs, paths.
_GONE = frozenset(
    {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks"}
    | {"custom-properties", "extended-properties", "thumbnail"}
    | {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"}
)
_TEXT_PARTS = frozenset(
    {"officeDocument", "header", "footer", "footnotes", "endnotes", "settings", "styles", "numbering"}
)
_CORE_PART = "core-properties"


@dataclass(frozen=True, slots=True)
class _Link:
    """A relationship: the last word of its type, and the part it leads to ("" outside the package)."""

    type: str
    part: str


def finalised(parts: Mapping[str, bytes]) -> bytes:
    """The package without anchors, manifest, comments, authors and history; XML parts must be UTF-8.

    Tracked changes are not looked at: whoever calls this has refused a letter that has any. Entries
    stand in the order of their names and bear no time.
    """
    kept_links = {name: cut(data, Cuts(_drops_relationship)) for name, data in parts.items() if _LINKS.search(name)}
    types = _reachable(kept_links)
    empty = {name for name, data in kept_links.items() if not any(_links(data, ""))}
    kept = {name for name in parts if _owner(name, name).lower() in types or name == _CONTENT_TYPES} - empty
    cleaned = {name: _cleaned(kept_links.get(name, parts[name]), types.get(name.lower(), "")) for name in kept}
    cleaned[_CONTENT_TYPES] = cut(parts[_CONTENT_TYPES], Cuts(_drops_overrides({name.lower() for name in kept})))
    return pack([entry(name, [data]) for name, data in cleaned.items()])


def _cleaned(data: bytes, kind: str) -> bytes:
    if kind == _CORE_PART:
        return cut(data, Cuts(lambda tag, _about: tag not in _CLEAN_CORE))
    if kind in _TEXT_PARTS:
        return cut(data, Cuts(_drops_traces(), frozenset({_RUN}), frozenset({_RUN_PROPERTIES}), (b"rsid",)))
    return data


def _drops_traces() -> Drops:
    """Anchors by their names, ends by the numbers of those; marks of comments; traces in the settings."""
    opened: set[str] = set()

    def drops(tag: str, about: Mapping[str, str]) -> bool:
        if tag == f"{_W}bookmarkStart" and _OWN_BOOKMARK.fullmatch(about.get(f"{_W}name", "")):
            opened.add(about.get(f"{_W}id", ""))
            return True
        if tag == f"{_W}bookmarkEnd" and about.get(f"{_W}id", "") in opened:
            opened.discard(about.get(f"{_W}id", ""))
            return True
        return tag in _COMMENT_MARKS or tag.rpartition("}")[2] in _TRACES

    return drops


def _drops_overrides(kept: Collection[str]) -> Drops:
    return lambda tag, about: tag == _OVERRIDE and about.get("PartName", "")[1:].lower() not in kept


def _drops_relationship(tag: str, about: Mapping[str, str]) -> bool:
    return tag == _RELATIONSHIP and _last_word(about.get("Type", "")) in _GONE


def _reachable(links: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that the package leads to, in small letters, with the type each is reached by; "" is the package.

    Names of parts do not differ by case (ISO 29500-2).
    """
    data = {_owner(name, "").lower(): part for name, part in links.items()}
    found, waiting = {"": ""}, [""]
    while waiting:
        source = waiting.pop()
        for link in _links(data.get(source, b""), posixpath.dirname(source)):
            if link.part and link.part not in found:
                found[link.part] = link.type
                waiting.append(link.part)
    return found


def _links(data: bytes, folder: str) -> Iterator[_Link]:
    seen: list[Mapping[str, str]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda tag, about: seen.append(about) if tag == _RELATIONSHIP else None
    if data:
        parser.Parse(data, True)
    for about in seen:
        inside = about.get("TargetMode") != "External"
        place = posixpath.normpath(posixpath.join("/", folder, unquote(about.get("Target", ""))))
        yield _Link(_last_word(about.get("Type", "")), place[1:].lower() if inside else "")


def _owner(name: str, other: str) -> str:
    """The part whose relationships these are ("" for the package); `other` for a part of another sort."""
    folder, found, file = name.rpartition("_rels/")
    return folder + file.removesuffix(".rels") if found and file.endswith(".rels") else other


def _last_word(kind: str) -> str:
    return kind.rpartition("/")[2]
