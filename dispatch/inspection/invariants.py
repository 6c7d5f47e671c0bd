"""What must be true of every letter before it is saved, and what no validator of .docx looks at.

A letter that breaks one of these may open in one program and be refused, or silently changed, by
another. The rules need nothing but the file.
"""

from collections.abc import Callable, Iterator, Mapping

from dispatch.errors import Finding, InputError
from dispatch.inspection import (
    invariants_bookmarks,
    invariants_package,
    invariants_references,
    invariants_tables,
    invariants_text,
)
from dispatch.inspection.elements import Fault
from dispatch.inspection.package import Package, open_package

Rule = Callable[[Package], Iterator[Fault]]

RULES: Mapping[str, Rule] = {
    **invariants_package.RULES,
    **invariants_tables.RULES,
    **invariants_text.RULES,
    **invariants_bookmarks.RULES,
    **invariants_references.RULES,
}
"""Every rule by the code of its findings."""

_HINT = "đừng gửi tệp này đi; báo cho người bảo trì chương trình kèm theo thông báo này"


def broken_invariants(document: bytes) -> list[Finding]:
    """The invariants a .docx breaks, each finding with the part of the package; none for a sound one."""
    try:
        package = open_package(document)
    except InputError as error:
        return list(error.findings)
    return broken_in(package)


def broken_in(package: Package) -> list[Finding]:
    """The invariants that an opened package breaks."""
    return [
        Finding(code, fault.message, _HINT, file=fault.part) for code, rule in RULES.items() for fault in rule(package)
    ]
