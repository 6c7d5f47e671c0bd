"""Facts of a letter about another letter: what it cites, and what is to be read otherwise there."""

from collections.abc import Iterator, Sequence

from dispatch.model.amendment import AMENDMENT_SCOPE, Amendment, OriginalLetter
from dispatch.model.dataset import CellRef
from dispatch.model.figure import Figure, Figures, Formula, Value
from dispatch.model.letter import AppendixTable, TableRow
from dispatch.vietnamese.dates import long_date
from dispatch.vietnamese.lists import names_text

SENTENCES = "danh_sach.doc_lai"
_REGISTER = "sổ văn bản"
_COLUMNS = ("cu", "moi")


def amendment_facts(original: OriginalLetter, sentences: Sequence[Amendment], values: Sequence[Amendment]) -> Figures:
    """The figures a template may print of an issued letter and of what is read otherwise in it.

    `sentences` are looped over as danh_sach.doc_lai; each of them and of `values` has the figures "cho"
    (where it stands), "cu" and "moi".
    """
    names = names_text(each.name for each in sentences)
    figures = [
        *_original_facts(original),
        _fact(SENTENCES, tuple(sentences), names),
        *(figure for each in (*sentences, *values) for figure in _place_facts(each)),
    ]
    return {figure.id: figure for figure in figures}


def comparison_table(values: Sequence[Amendment]) -> AppendixTable:
    """The rows of the table of old and new values: running number, place, old, new."""
    rows = (
        TableRow(
            each.key,
            (str(number), each.name, each.old, each.new),
            ("", "", *(f"{AMENDMENT_SCOPE}{each.key}.{column}" for column in _COLUMNS)),
        )
        for number, each in enumerate(values, 1)
    )
    return AppendixTable(tuple(rows), name_column=1)


def _original_facts(original: OriginalLetter) -> Iterator[Figure]:
    yield _fact("van_ban_goc.ten", original.title, original.title)
    yield _fact("van_ban_goc.ten_loai", original.type_name, original.type_name)
    yield _fact("van_ban_goc.so_ky_hieu", original.number, original.number)
    yield _fact("van_ban_goc.ngay", original.day, long_date(original.day))
    yield _fact("van_ban_goc.trich_yeu", original.subject, original.subject)


def _place_facts(each: Amendment) -> Iterator[Figure]:
    for name, text in (("cho", each.name), ("cu", each.old), ("moi", each.new)):
        yield _fact(f"{AMENDMENT_SCOPE}{each.key}.{name}", text, text)


def _fact(name: str, value: Value, text: str) -> Figure:
    source = CellRef(_REGISTER, None, name)
    return Figure(name, value or None, text, Formula("gia_tri", f"{_REGISTER}: {name}", {"gia_tri": (source,)}))
