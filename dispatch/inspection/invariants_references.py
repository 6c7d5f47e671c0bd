"""Invariants of references: styles, list numbers, notes, headers and content controls that exist once."""

from collections import Counter
from collections.abc import Iterator

from dispatch.inspection.elements import Fault, attribute
from dispatch.inspection.package import Package, W

_STYLE_USES = {
    f"{W}pStyle": "paragraph",
    f"{W}rStyle": "character",
    f"{W}tblStyle": "table",
    f"{W}styleLink": "numbering",
    f"{W}numStyleLink": "numbering",
}
_STYLE_LINKS = (f"{W}basedOn", f"{W}next", f"{W}link")
_NO_LIST = "0"
_NOTES = (
    ("footnoteReference", "footnotes", "footnote"),
    ("endnoteReference", "endnotes", "endnote"),
    ("commentReference", "comments", "comment"),
)


def undefined_style(package: Package) -> Iterator[Fault]:
    """Word prints text of an unknown style as Normal: the layout would be lost silently."""
    styles = package.tree("styles")
    defined = [] if styles is None else styles.findall(f"{W}style")
    kinds = {(attribute(style, "type") or "paragraph", attribute(style, "styleId")) for style in defined}
    names = {name for _, name in kinds}
    for part, tree in package.trees.items():
        for use in tree.iter(*_STYLE_USES):
            if (_STYLE_USES[str(use.tag)], attribute(use)) not in kinds:
                yield Fault(part, f"kiểu chữ (style) {attribute(use)} chưa được định nghĩa")
        for use in tree.iter(*_STYLE_LINKS):
            if attribute(use) not in names:
                yield Fault(part, f"một kiểu chữ dựa vào kiểu {attribute(use)} chưa được định nghĩa")


def undefined_number(package: Package) -> Iterator[Fault]:
    """A numbered paragraph names a list that is defined."""
    numbering = package.tree("numbering")
    lists = [] if numbering is None else numbering.findall(f"{W}num")
    defined = {_NO_LIST, *(attribute(each, "numId") for each in lists)}
    for part, tree in package.trees.items():
        for properties in tree.iter(f"{W}numPr"):
            for use in properties.findall(f"{W}numId"):
                if attribute(use) not in defined:
                    yield Fault(part, f"danh sách đánh số {attribute(use)} chưa được định nghĩa")


def number_without_abstract(package: Package) -> Iterator[Fault]:
    """A w:num rests on a w:abstractNum."""
    for part, tree in package.trees.items():
        abstract = {attribute(each, "abstractNumId") for each in tree.iter(f"{W}abstractNum")}
        for use in tree.iter(f"{W}num"):
            base = use.find(f"{W}abstractNumId")
            if base is None or attribute(base) not in abstract:
                yield Fault(part, f"danh sách đánh số {attribute(use, 'numId')} không có mẫu đánh số")


def reference_without_note(package: Package) -> Iterator[Fault]:
    """A mark of a footnote, an endnote or a comment has its note."""
    for mark, notes, note in _NOTES:
        tree = package.tree(notes)
        present = {attribute(each, "id") for each in ([] if tree is None else tree.findall(W + note))}
        for part, story in package.stories():
            for use in story.iter(W + mark):
                if attribute(use, "id") not in present:
                    yield Fault(part, f"dấu chú thích số {attribute(use, 'id')} không có nội dung chú thích")


def duplicate_header(package: Package) -> Iterator[Fault]:
    """A section has one header and one footer of each type."""
    for part, tree in package.stories():
        for section in tree.iter(f"{W}sectPr"):
            marks = [*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")]
            counts = Counter((mark.tag, attribute(mark, "type") or "default") for mark in marks)
            for (_, kind), count in counts.items():
                if count > 1:
                    yield Fault(part, f"một phần (section) có {count} đầu trang hoặc chân trang loại {kind}")


def duplicate_control_id(package: Package) -> Iterator[Fault]:
    """A content control has a number of its own."""
    seen: set[str] = set()
    for part, tree in package.stories():
        for control in tree.iter(f"{W}sdtPr"):
            for mark in control.findall(f"{W}id"):
                if attribute(mark) in seen:
                    yield Fault(part, f"hai ô nội dung (content control) cùng số {attribute(mark)}")
                seen.add(attribute(mark))


RULES = {
    "undefined-style": undefined_style,
    "undefined-number": undefined_number,
    "number-without-abstract": number_without_abstract,
    "reference-without-note": reference_without_note,
    "duplicate-header": duplicate_header,
    "duplicate-control-id": duplicate_control_id,
}
