"""What differs between a letter as it was written and as it would be written now."""

from collections.abc import Iterator, Mapping
from typing import Any

from dispatch.model.letter import Letter
from dispatch.pipeline.batch.known import Known
from dispatch.pipeline.batch.letters import Made
from dispatch.pipeline.batch.records import Records, wording_id


def changes(known: Known, file: str, made: Made, records: Records) -> tuple[str, ...]:
    """In Vietnamese: the figures that print otherwise, paragraphs chosen otherwise, rows of appendices."""
    before = known.record(file)
    wording = known.wording(str(before.get("wording", "")))
    if not before or not wording:
        return ("không rõ nội dung trước đây",)
    return tuple(_changes(before, wording, known, made, records))


def _changes(
    before: Mapping[str, Any], wording: Mapping[str, Any], known: Known, made: Made, records: Records
) -> Iterator[str]:
    if before["wording"] != wording_id(made.letter.wording):
        yield "câu văn, đoạn văn được chọn"
    texts = _texts(before, wording)
    for name, figure in made.letter.figures.items():
        if name in texts and texts[name] != figure.text:
            yield f"{name}: {texts[name]} → {figure.text}"
    yield from _tables(before, known, made.letter, records)


def _texts(before: Mapping[str, Any], wording: Mapping[str, Any]) -> dict[str, str]:
    common = {each["id"]: each["text"] for each in wording.get("figures", ())}
    return common | {name: each["text"] for name, each in before.get("figures", {}).items()}


def _tables(before: Mapping[str, Any], known: Known, letter: Letter, records: Records) -> Iterator[str]:
    own = {each["id"]: each["rows"] for each in before.get("tables", ())}
    shared: Mapping[str, str] = known.batch(str(before.get("batch", ""))).get("shared", {})
    for caption, table in zip(letter.wording.captions, letter.tables, strict=True):
        if table.shared:
            changed = shared.get(caption.id) != records.table_print(table)
        else:
            changed = own.get(caption.id) != [[row.key, *row.cells] for row in table.rows]
        if changed:
            yield f"các dòng của {caption.number}"
