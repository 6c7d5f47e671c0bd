"""Columns and orders of appendices, held against the figures that units have."""

from collections.abc import Iterator

from dispatch.composition.names import KnownNames
from dispatch.composition.print_forms import PRINT_FORMS, misfit, sort_after
from dispatch.errors import Finding
from dispatch.model.dataset import MEASURES
from dispatch.model.kind import BY_ALPHABET, BY_GSO, ROW_NAME, ROW_NUMBER, SETTINGS_FILE, AppendixSpec, LetterKind

_PLAIN = (ROW_NUMBER, ROW_NAME)
_ORDERS = (BY_GSO, BY_ALPHABET)


def wrong_columns(kind: LetterKind, names: KnownNames) -> Iterator[Finding]:
    """Columns and orders for which no row has a figure, and filters that do not fit theirs.

    A figure that one unit lacks is no fault: its cell is a dash.
    """
    for index, spec in enumerate(kind.appendices):
        asked = [
            (f"columns.{place}.content", column.content)
            for place, column in enumerate(spec.columns)
            if column.content not in _PLAIN
        ]
        if spec.order_by not in _ORDERS:
            asked.append(("order_by", spec.order_by))
        for key, content in asked:
            if fault := next(_faults(spec, content, names), None):
                code, message, hint = fault
                line = kind.lines.get(f"appendix.{index}.{key}")
                yield Finding(code, f"phụ lục “{spec.id}”: {message}", hint, file=SETTINGS_FILE, line=line)


def measured(spec: AppendixSpec, content: str) -> tuple[str, ...]:
    """The figures a column asks for: one, or one for each measure of an appendix in two parts."""
    return tuple(f"{measure}.{content}" for measure in MEASURES) if spec.group_by == "measure" else (content,)


def _faults(spec: AppendixSpec, content: str, names: KnownNames) -> Iterator[tuple[str, str, str]]:
    for asked in measured(spec, content):
        name, *forms = asked.split("|")
        if name not in names.of_units():
            hint = "cột nhận stt, ten, hoặc một số liệu như viec.ty_le; xem lệnh: dispatch figures"
            yield "unknown-figure", f"không có số liệu “{name}”", hint
            return
        sort = names.sort_of_units(name)
        for form in forms:
            if form not in PRINT_FORMS:
                hint = "các bộ lọc: " + ", ".join(PRINT_FORMS)
                yield "unknown-filter", f"không có bộ lọc “{form}”", hint
                return
            if fault := misfit(sort, form):
                yield "wrong-filter", f"{fault[0]} ({name})", fault[1]
                return
            sort = sort_after(sort, form)
