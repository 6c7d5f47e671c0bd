"""Mend a package pass after pass, until a pass finds nothing more to do: so mending twice is mending once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from dispatch.inspection.checking.case import Case
from dispatch.inspection.mending.changes import TextChange
from dispatch.inspection.mending.looks import mend_fonts, mend_sizes
from dispatch.inspection.mending.numbers import mend_page_numbers
from dispatch.inspection.mending.page import mend_page, mend_restarts
from dispatch.inspection.mending.paragraphs import mend_alignment, mend_gaps, mend_indents, mend_subject_gap
from dispatch.inspection.mending.words import mend_attachments, mend_date, mend_symbol
from dispatch.inspection.package import Package
from dispatch.inspection.parts.letter import find_letter
from dispatch.inspection.reading.document import read_document
from dispatch.model.profile import FormatProfile

# A run is cut once in a pass, so a paragraph of many looks takes some.
_MOST_PASSES = 12


@dataclass(frozen=True, slots=True)
class Mended:
    """The parts that were mended or added, and every change of the text."""

    parts: Mapping[str, bytes]
    changes: list[TextChange] = field(default_factory=list)


def mend(package: Package, profile: FormatProfile) -> Mended:
    """Mend what is safe to mend under the law; the trees of the package are changed, so open it for this alone."""
    changes: list[TextChange] = []
    original = _serialised(package)
    before, added = original, dict[str, bytes]()
    for _ in range(_MOST_PASSES):
        added |= _mend_once(package, profile, changes)
        after = _serialised(package)
        if after == before:
            break
        before = after
    written = {name: _written(package.trees[name]) for name in before if before[name] != original[name]}
    return Mended({**added, **written}, changes)


def _mend_once(package: Package, profile: FormatProfile, changes: list[TextChange]) -> Mapping[str, bytes]:
    case = Case(find_letter(read_document(package)), profile)
    added = {} if _is_numbered_anew(package) else mend_page_numbers(case, package)
    mend_page(case, package)
    mend_restarts(case, package)
    mend_fonts(case)
    if case.letter.is_internal:
        return added
    mend_alignment(case)
    mend_gaps(case)
    mend_subject_gap(case)
    for changed in (mend_indents, mend_date, mend_symbol, mend_attachments):
        changes += changed(case)
    # Last, because it cuts runs.
    mend_sizes(case)
    return added


def _is_numbered_anew(package: Package) -> bool:
    """Whether a part was added that the package has only a link to."""
    targets = (each.target for each in package.relationships() if not each.external and each.source)
    return any(target not in package.parts for target in targets if "/header" in target or "/footer" in target)


def _serialised(package: Package) -> dict[str, bytes]:
    return {name: etree.tostring(tree) for name, tree in package.trees.items()}


def _written(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
