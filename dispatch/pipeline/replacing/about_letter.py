"""Letters about an issued letter, composed from kinds of their own: what is amended, what is corrected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from dispatch.composition.amendments import amendment_facts, comparison_table
from dispatch.composition.compiled import compile_kind
from dispatch.composition.compose import Composer
from dispatch.model.amendment import Amendment, OriginalLetter
from dispatch.model.bound_figures import bound_names
from dispatch.model.kind import Abbreviation, Citation, LetterKind
from dispatch.model.letter import AppendixTable, Letter
from dispatch.pipeline.draft import letter_content
from dispatch.pipeline.kinds import find_kind
from dispatch.pipeline.layout_law import profile_of
from dispatch.pipeline.prepare import Prepared

AMENDING, CORRECTING = "sua-doi", "dinh-chinh"
_COMPARISON = "doi_chieu"
_Named = TypeVar("_Named", Abbreviation, Citation)
_NAMED = re.compile(r"\b(?:viet_tat|trich_dan)\.(\w+)")


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter about a letter, and the figures it was made from."""

    prepared: Prepared
    letter: Letter


def compose_amending(
    prepared: Prepared,
    original: OriginalLetter,
    changes: tuple[Sequence[Amendment], Sequence[Amendment]],
    own: Path | None,
) -> Composed:
    """The letter that amends: the sentences to be read anew, and a table of old and new values.

    It has the form of the letter it amends: its heading, its readers, its signature (Điều 18 khoản 3).
    """
    kind = _like(prepared.kind, find_kind(AMENDING, own), prepared.kind.heading.type_name)
    return _composed(prepared, kind, original, *changes, {_COMPARISON: comparison_table(changes[1])})


def compose_correcting(
    prepared: Prepared, original: OriginalLetter, corrections: Sequence[Amendment], own: Path | None
) -> Composed:
    """The letter that corrects what is wrong in layout or procedure: a dispatch, whatever it corrects."""
    kind = _like(prepared.kind, find_kind(CORRECTING, own), "")
    first = profile_of(prepared).texts.first_recipient
    if kind.recipients and kind.recipients[0] != first:
        kind = replace(kind, recipients=(first, *kind.recipients))
    return _composed(prepared, kind, original, corrections, (), {})


def _like(original: LetterKind, about: LetterKind, type_name: str) -> LetterKind:
    """The kind `about` under the heading of the original's, to its readers, over its signature."""
    addressees = original.addressees or (() if type_name else about.addressees)
    borrowed = " ".join((*addressees, *original.recipients, *original.authority, original.signer))
    names = frozenset(_NAMED.findall(borrowed))
    return replace(
        about,
        subject=_subject(about.subject, original, type_name),
        heading=replace(original.heading, type_name=type_name),
        addressees=addressees,
        recipients=original.recipients,
        authority=original.authority,
        signer=original.signer,
        layout=original.layout,
        abbreviations=_only(original.abbreviations, names) | dict(about.abbreviations),
        citations=_only(original.citations, names) | dict(about.citations),
        one_unit=original.one_unit,
    )


def _subject(subject: str, original: LetterKind, type_name: str) -> str:
    """Under a tên loại a subject begins with "Về", in a document of the Party with "về"."""
    if not type_name:
        return subject
    return f"{'về' if original.heading.family == 'party' else 'Về'} việc {subject}"


def _only(named: Mapping[str, _Named], names: frozenset[str]) -> dict[str, _Named]:
    return {name: each for name, each in named.items() if name in names}


def _composed(  # noqa: PLR0913, PLR0917 -- what a letter is, and what it says of the other
    prepared: Prepared,
    kind: LetterKind,
    original: OriginalLetter,
    sentences: Sequence[Amendment],
    values: Sequence[Amendment],
    tables: Mapping[str, AppendixTable],
) -> Composed:
    facts = {**prepared.facts, **amendment_facts(original, sentences, values)}
    made = replace(prepared, kind=kind, facts=facts)
    compiled = compile_kind(kind, made.figures, bound_names(made.figures, made.bindings))
    content = replace(letter_content(made), tables=tables)
    return Composed(made, Composer(compiled, profile_of(made)).compose(content))
