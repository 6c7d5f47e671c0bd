"""The provenance of a batch as lines of JSON: what letters share stands once, before the first that needs it.

Four kinds of lines, told apart by their first key: "batch" (the dossier, its data, the tables that all letters
carry), "inputs" (the many figures that ranks are made from), "wording" (the figures that letters of one wording
have in common, and the formulas of the others), "letter" (one letter: its own figures with their cells, the rows
of its own tables).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dispatch.model.bound_figures import UNIT_SCOPE, unbound
from dispatch.model.dataset import MEASURES, Row
from dispatch.model.figure import Figure, Figures
from dispatch.model.letter import AppendixTable, Wording
from dispatch.model.profile import FormatProfile
from dispatch.model.unit import NATION_KEY
from dispatch.pipeline.batch.json_lines import in_json, joined_line, json_line
from dispatch.pipeline.batch.letters import Made
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.provenance import dossier_record, figure_record, plain_value, table_record

_MANY = 20
_ID_LENGTH = 16


@dataclass(slots=True)
class Records:
    """Makes the lines of each letter; one object writes what is shared once.

    `figures` are those of all units, by their own names.
    """

    prepared: Prepared
    figures: Figures
    tables: Mapping[str, AppendixTable]
    profile: FormatProfile
    batch_id: str = ""
    _header: bytes = b""
    _shared: dict[str, Sequence[bytes]] = field(default_factory=dict)
    _told: set[bytes] = field(default_factory=set)
    _prints: dict[AppendixTable, str] = field(default_factory=dict)
    _inputs: dict[tuple[str, ...], tuple[str, bytes]] = field(default_factory=dict)
    _common: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        document = in_json(self._batch_document())
        self.batch_id = _digest(document)
        self._header = joined_line({"batch": self.batch_id}, document)

    def content(self, made: Made) -> str:
        """The fingerprint of all that a letter prints: paragraphs, figures, names, rows."""
        letter = made.letter
        texts = [figure.text for figure in letter.figures.values()]
        tables = [self.table_print(table) for table in letter.tables]
        return _digest("\0".join([wording_id(letter.wording), *texts, *tables]))

    def line(self, made: Made, file: str, sha256: str, content: str) -> bytes:
        """The line of one letter; what it shares with others is what `untold` gives."""
        own = {name: figure for name, figure in made.letter.figures.items() if is_own(figure)}
        wording = wording_id(made.letter.wording)
        if wording not in self._shared:
            self._shared[wording] = [self._header, *self._wording_lines(made, own)]
        return self._letter_line(made, own, file, sha256, content)

    def untold(self, wording: str) -> bytes:
        """The lines that must stand before the first letter of a wording, those that stand already left out."""
        lines = [line for line in self._shared[wording] if line not in self._told]
        self._told.update(lines)
        self._shared[wording] = ()
        return b"".join(lines)

    def _batch_document(self) -> dict[str, object]:
        kind = self.prepared.kind
        names = [name for table in self.tables.values() for name in _row_names(table, self.figures)]
        return {
            **dossier_record(self.prepared, self.profile),
            "tables": [
                {**table_record(kind, spec.id), "columns_of_rows": self._columns(spec.id)} for spec in kind.appendices
            ],
            "shared": {name: _digest(_rows_text(table)) for name, table in self.tables.items()},
            "figures": [figure_record(self.figures[name]) for name in dict.fromkeys(names)],
        }

    def _columns(self, appendix: str) -> dict[str, dict[str, str]]:
        """The formula of each column of a table that is not shared, which its rows leave out."""
        lower = self.prepared.dataset.lower
        if appendix in self.tables or lower is None:
            return {}
        spec = next(spec for spec in self.prepared.kind.appendices if spec.id == appendix)
        names = {
            each.content: f"{UNIT_SCOPE}{lower.units[0].key}.{each.content.partition('|')[0]}" for each in spec.columns
        }
        found = {content: self.figures[name].formula for content, name in names.items() if name in self.figures}
        return {content: {"expression": each.expression, "formula": each.words} for content, each in found.items()}

    def _wording_lines(self, made: Made, own: Mapping[str, Figure]) -> Iterator[bytes]:
        letter = made.letter
        for inputs in (figure.formula.inputs for figure in letter.figures.values()):
            if len(inputs) > _MANY:
                yield self._many_inputs(inputs)[1]
        common = [self._common_record(figure) for name, figure in letter.figures.items() if name not in own]
        yield joined_line(
            {
                "wording": wording_id(letter.wording),
                "batch": self.batch_id,
                "paragraphs": len(letter.wording.blocks),
                "printed": list(letter.figures),
                "considered": list(letter.considered),
                "appendices": [caption.id for caption in letter.wording.captions],
                "formulas": {name: self._formula(figure) for name, figure in own.items()},
            },
            f'{{"figures":[{",".join(common)}]}}',
        )

    def _common_record(self, figure: Figure) -> str:
        """The record of a figure that letters have in common, as JSON; most wordings have the same ones."""
        key = figure.id, figure.text
        if key not in self._common:
            self._common[key] = in_json(figure_record(figure))
        return self._common[key]

    def _formula(self, figure: Figure) -> dict[str, object]:
        inputs = figure.formula.inputs
        return {
            "unit": figure.unit,
            "decimals": figure.decimals,
            "expression": figure.formula.expression,
            "formula": figure.formula.words,
            **({"inputs": self._many_inputs(inputs)[0]} if len(inputs) > _MANY else {}),
        }

    def _many_inputs(self, inputs: tuple[str, ...]) -> tuple[str, bytes]:
        """The fingerprint of many inputs, and the line that names them."""
        if inputs not in self._inputs:
            fingerprint = _digest("\0".join(inputs))
            self._inputs[inputs] = fingerprint, json_line({"inputs": fingerprint, "figures": list(inputs)})
        return self._inputs[inputs]

    def _letter_line(self, made: Made, own: Mapping[str, Figure], file: str, sha256: str, content: str) -> bytes:
        letter = made.letter
        printed = zip(letter.wording.captions, letter.tables, strict=True)
        return json_line(
            {
                "letter": file,
                "unit": made.unit.key,
                "sha256": sha256,
                "content": content,
                "batch": self.batch_id,
                "wording": wording_id(letter.wording),
                "bound": dict(made.bound),
                "figures": {name: _own_record(figure) for name, figure in own.items()},
                "made_from": {name: _own_record(figure) for name, figure in self._made_from(made, own)},
                "tables": [self._table(caption.id, table) for caption, table in printed if not table.shared],
            }
        )

    def _made_from(self, made: Made, own: Mapping[str, Figure]) -> Iterator[tuple[str, Figure]]:
        """The figures that the unit's own are made from; not what ranks are made from, nor what is printed itself."""
        printed = {unbound(name, made.bound) for name in own}
        names = (
            name for figure in own.values() if len(figure.formula.inputs) <= _MANY for name in figure.formula.inputs
        )
        for name in dict.fromkeys(names):
            if name not in printed and is_own(figure := self.figures[name]):
                yield name, figure

    def _table(self, appendix: str, table: AppendixTable) -> dict[str, object]:
        """The rows as printed, and for each measure the line of the data that each row comes from."""
        lower = self.prepared.dataset.lower
        keys = [_unit_key(row.figures) for row in table.rows]
        sources = {
            measure: [_row_place(lower.current.rows[measure].get(key)) for key in keys] if lower else []
            for measure in MEASURES
        }
        return {"id": appendix, "rows": [[row.key, *row.cells] for row in table.rows], "sources": sources}

    def table_print(self, table: AppendixTable) -> str:
        """The fingerprint of a table's rows."""
        if not table.shared:
            return _digest(_rows_text(table))
        if table not in self._prints:
            self._prints[table] = _digest(_rows_text(table))
        return self._prints[table]


@lru_cache(maxsize=256)
def wording_id(wording: Wording) -> str:
    """The fingerprint of a wording, the same in every process."""
    captions = [(each.id, each.number, each.columns) for each in wording.captions]
    return _digest(repr((list(wording.lines()), [block.kind for block in wording.blocks], captions)))


def is_own(figure: Figure) -> bool:
    """Whether a figure is about the unit of its letter, or one below it: it differs from letter to letter."""
    return figure.about not in ("", NATION_KEY)


def _own_record(figure: Figure) -> dict[str, object]:
    """What differs from letter to letter: the rest stands with the wording."""
    formula = figure.formula
    record: dict[str, object] = {"text": figure.text, "value": plain_value(figure.value)}
    if formula.operands:
        record["operands"] = {name: [str(cell) for cell in cells] for name, cells in formula.operands.items()}
    if formula.inputs and len(formula.inputs) <= _MANY:
        record["inputs"] = formula.inputs
    return record


def _row_names(table: AppendixTable, figures: Figures) -> Iterator[str]:
    for row in table.rows:
        yield from (name for name in row.figures if name and name in figures)


def _rows_text(table: AppendixTable) -> str:
    return "\n".join("\0".join((row.key, *row.cells)) for row in table.rows)


def _unit_key(ids: tuple[str, ...]) -> str:
    name = next((name for name in ids if name), "")
    return name.split(".", 2)[1] if name.startswith(UNIT_SCOPE) else ""


def _row_place(row: Row | None) -> str:
    if row is None:
        return ""
    sheet = f"{row.source.sheet}!" if row.source.sheet else ""
    return f"{row.source.file}!{sheet}{row.line}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]
