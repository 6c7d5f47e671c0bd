"""Accept or reject all tracked changes of a part, and bring a part into a form in which two can be compared."""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = ("commentRangeStart", "commentRangeEnd", "proofErr", "lastRenderedPageBreak")


def accepted(part: bytes) -> etree._Element:
    """The part after all changes took place."""
    return _settled(part, gone="del", stays="ins")


def rejected(part: bytes) -> etree._Element:
    """The part after none took place."""
    return _settled(part, gone="ins", stays="del")


def _settled(part: bytes, gone: str, stays: str) -> etree._Element:
    tree = etree.fromstring(part)
    for mark in list(tree.iter(f"{W}{gone}", f"{W}{stays}")):
        parent = mark.getparent()
        if parent is None or parent.tag != f"{W}trPr":
            continue
        row = parent.getparent()
        assert row is not None
        if mark.tag == f"{W}{gone}":
            table = row.getparent()
            if table is not None:
                table.remove(row)
        else:
            parent.remove(mark)
    for mark in list(tree.iter(f"{W}{gone}")):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    for mark in list(tree.iter(f"{W}{stays}")):
        parent = mark.getparent()
        assert parent is not None
        place = parent.index(mark)
        for child in reversed(mark):
            parent.insert(place, child)
        parent.remove(mark)
    for text in tree.iter(f"{W}delText"):
        text.tag = f"{W}t"
    return tree


def canonical(tree: etree._Element) -> bytes:
    """What matters of a part: no comments' marks, no numbers of bookmarks, runs of one form joined, no empty runs."""
    for mark in list(tree.iter(*(f"{W}{name}" for name in _MARKS))):
        _drop(mark)
    for run in list(tree.iter(f"{W}r")):
        if run.find(f"{W}commentReference") is not None:
            _drop(run)
    for mark in tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        _forget(mark, f"{W}id")
    for row in list(tree.iter(f"{W}trPr")):
        if len(row) == 0:
            _drop(row)
    for text in list(tree.iter(f"{W}t")):
        _forget(text, XML_SPACE)
        following = text.getnext()
        if not text.text:
            _drop(text)
        elif following is not None and following.tag == text.tag:
            following.text = text.text + (following.text or "")
            _drop(text)
    for run in list(tree.iter(f"{W}r")):
        if all(child.tag == f"{W}rPr" for child in run):
            _drop(run)
    for run in list(tree.iter(f"{W}r")):
        _join_with_next(run)
    return etree.tostring(tree, method="c14n")


def _join_with_next(run: etree._Element) -> None:
    """Put the texts of the runs right behind, as long as they have the same form, into this one."""
    while (following := run.getnext()) is not None and _form(run) == _form(following) is not None:
        texts = [each.find(f"{W}t") for each in (run, following)]
        assert texts[0] is not None
        assert texts[1] is not None
        texts[0].text = (texts[0].text or "") + (texts[1].text or "")
        _drop(following)


def _form(run: etree._Element) -> bytes | None:
    """The properties of a run of nothing but text; None for anything else."""
    if run.tag != f"{W}r" or run.getparent() is None or [child.tag for child in _contents(run)] != [f"{W}t"]:
        return None
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)


def _contents(run: etree._Element) -> Iterator[etree._Element]:
    return (child for child in run if child.tag != f"{W}rPr")


def _forget(element: etree._Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
