"""Letters of batches that print what a correction changes, as the provenance of their folders says."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from dispatch.model.bound_figures import UNIT_SCOPE, unbound
from dispatch.pipeline.batch.known import PROVENANCE, Known, read_known
from dispatch.pipeline.comparing.touched_letters import TouchedLetter, is_told
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.saving import sha256


def touched_batches(folder: Path, old: Prepared, changed: Collection[str], new_vintage: str) -> Iterator[TouchedLetter]:
    """The letters of the batches in `folder`, under the same rules as letters drafted one by one.

    A figure of the letter's own unit is called by its name there, "don_vi_nhan.viec.ty_le".
    """
    for source in sorted(folder.rglob(PROVENANCE)):
        known, batches = read_known(source.parent), dict[str, Mapping[str, Any]]()
        for file, letter in known.letters.items():
            record = known.record(file)
            identity = str(record.get("batch", ""))
            batch = batches.setdefault(identity, known.batch(identity))
            if not _is_asked(batch, old, new_vintage):
                continue
            own = batch.get("kind") == old.kind.id
            names = dict.fromkeys(_printed(known, record, batch))
            figures = tuple(
                name for name in names if is_told(name, own=own) and unbound(name, record["bound"]) in changed
            )
            if figures:
                path = source.with_name(file)
                edited = sha256(path.read_bytes()) != letter.last if path.is_file() else None
                yield TouchedLetter(str(path.relative_to(folder)), figures, edited)


def _is_asked(batch: Mapping[str, Any], old: Prepared, new_vintage: str) -> bool:
    same = (batch.get("period"), batch.get("unit_set")) == (old.dossier.period.code, old.dossier.unit_set)
    return same and batch.get("vintage") != new_vintage


def _printed(known: Known, record: Mapping[str, Any], batch: Mapping[str, Any]) -> Iterator[str]:
    """The figures in the text of a letter, then those in its tables."""
    wording = known.wording(str(record.get("wording", "")))
    yield from (str(name).partition("|")[0] for name in wording.get("printed", ()))
    if set(batch.get("shared", ())) & set(wording.get("appendices", ())):
        yield from (each["id"] for each in batch.get("figures", ()))
    columns = {each["id"]: each["columns"] for each in batch.get("tables", ())}
    for table in record.get("tables", ()):
        for key, *_ in table["rows"]:
            yield from (f"{UNIT_SCOPE}{key}.{column.partition('|')[0]}" for column in columns[table["id"]])
