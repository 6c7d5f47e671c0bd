"""Replace, amend or correct an issued letter: the new one is a draft, the old one stays until it is issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from dispatch.composition.facts import document_facts, unit_names
from dispatch.errors import Finding, InputError, RegisterError
from dispatch.model.amendment import OriginalLetter
from dispatch.model.letter import Letter
from dispatch.model.registered import Relation
from dispatch.pipeline.draft import checked, compose_letter
from dispatch.pipeline.noting import CONTENT_ARTICLE, number_and_symbol
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.refreshing.files import Destination, save_refreshed
from dispatch.pipeline.refreshing.new_figures import NewFigures
from dispatch.pipeline.refreshing.opened_letter import open_letter
from dispatch.pipeline.refreshing.refresh import Refreshed, refreshed, refreshed_letter
from dispatch.pipeline.refreshing.source import Source, prepare_for
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.registering import WrittenLetter, enter_written
from dispatch.pipeline.replacing.about_letter import Composed, compose_amending, compose_correcting
from dispatch.pipeline.replacing.corrections import corrections
from dispatch.pipeline.replacing.differences import Differences, differences
from dispatch.pipeline.replacing.issued_letter import IssuedLetter, issued_letter
from dispatch.pipeline.replacing.whole import replacing
from dispatch.pipeline.saving_draft import save_as
from dispatch.register.register import Successor
from dispatch.writers.letter_writer import LetterWriter
from dispatch.writers.stencil import line_text

Form = Literal["thay-the", "sua-doi", "dinh-chinh"]
FORMS: tuple[Form, ...] = ("thay-the", "sua-doi", "dinh-chinh")
_RELATIONS: dict[Form, Relation] = {"thay-the": "replaces", "sua-doi": "amends", "dinh-chinh": "corrects"}
_DISPATCH, _PARTY_DISPATCH = "Công văn", "CV"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letter, in which form; `folder` (None: the letter's own dossier) and `data` have the corrected data.

    `symbol` is that of the new letter where it cannot be told from the old one's.
    """

    number: str
    day: date | None
    form: Form
    folder: Path | None = None
    data: Path | None = None
    templates: Path | None = None
    corrections: tuple[str, ...] = ()
    out: Path | None = None
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """The new draft, and what is otherwise in it; `result` tells what became of each figure of a replacing letter."""

    out: Path
    original: OriginalLetter
    form: Form
    differences: Differences
    result: Refreshed
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _Case:
    """An issued letter beside its corrected data."""

    asked: Asked
    issued: IssuedLetter
    prepared: Prepared
    fresh: Letter
    original: OriginalLetter
    result: Refreshed
    differences: Differences


def replace_letter(asked: Asked, place: RegisterPlace) -> Replacement:
    """Write the draft that replaces, amends or corrects an issued letter, and enter it as its successor.

    What is wrong in content is replaced or amended, what is wrong in layout or procedure corrected (NĐ 30/2020,
    Điều 18 khoản 3); a DispatchError means nothing was written.
    """
    case = _case(asked, place)
    _refuse_wrong_form(case)
    written, result = _written_whole(case) if asked.form == "thay-the" else (_written_about(case), case.result)
    successor = Successor(case.issued.letter.id, _RELATIONS[asked.form])
    findings = enter_written(place, [written], successor)
    return Replacement(written.path, case.original, asked.form, case.differences, result, findings)


def _case(asked: Asked, place: RegisterPlace) -> _Case:
    issued = issued_letter(place, asked.number, asked.day)
    folder = asked.folder or place.path_of(issued.letter.entry.dossier)
    if not folder.is_dir():
        message = f"không tìm thấy hồ sơ của văn bản: {folder}"
        raise InputError([Finding("lost-dossier", message, "chỉ hồ sơ bằng --dossier")])
    letter = open_letter(issued.document, issued.working.name)
    prepared = prepare_for(letter, Source(folder, asked.data, asked.templates))
    as_issued = dated(prepared, issued.letter.number, issued.day)
    result = refreshed_letter(letter, NewFigures(as_issued))
    fresh = compose_letter(as_issued)
    type_name = line_text(fresh.wording.heading.type_name, fresh.figures).capitalize() or _DISPATCH
    original = OriginalLetter(
        type_name, number_and_symbol(issued.letter), issued.day, _about(issued.letter.entry.subject)
    )
    changes = differences(issued.document, result.document, prepared.kind)
    return _Case(asked, issued, prepared, fresh, original, result, changes)


def dated(prepared: Prepared, number: int | None, day: date | None, symbol: str = "") -> Prepared:
    """The same dossier with another number, date (None leaves them blank) and, if given, symbol of its letter."""
    letter = prepared.dossier.letter
    changed = replace(letter, number=number, day=day, symbol=symbol or letter.symbol)
    dossier = replace(prepared.dossier, letter=changed)
    names = unit_names(prepared.dataset, dossier.letter_date)
    facts = {**prepared.facts, **document_facts(dossier, prepared.kind), **names}
    return replace(prepared, dossier=dossier, facts=facts)


def _about(subject: str) -> str:
    """A subject as it follows "về việc"."""
    words = subject.removeprefix("V/v").strip()
    for begin in ("về việc ", "về "):
        if words.casefold().startswith(begin):
            return words[len(begin) :]
    return words


def _refuse_wrong_form(case: _Case) -> None:
    """A figure is content; words of layout are not; without either there is nothing to issue."""
    if case.asked.form == "dinh-chinh":
        if case.differences:
            first = case.differences.values[0] if case.differences.values else case.differences.sentences[0]
            message = f"số liệu đã thay đổi ({first.name}: “{first.old}” nay là “{first.new}”), không đính chính được"
            law = "" if case.issued.letter.entry.regime == "party" else f"theo {CONTENT_ARTICLE}, "
            hint = f"{law}sai nội dung thì thay thế hoặc sửa đổi: --as thay-the, --as sua-doi"
            raise RegisterError([Finding("content", message, hint)])
        if not case.asked.corrections:
            hint = 'viết --correct "chữ sai=chữ đúng", ghi nhiều lần được'
            raise InputError([Finding("no-correction", "chưa ghi chỗ cần đính chính", hint)])
    elif not case.differences:
        message = f"{case.original.title} không có số liệu, tên đơn vị nào khác với hồ sơ"
        hint = "chỉ đúng số liệu đã đính chính bằng --data hoặc --dossier; sai thể thức thì dùng --as dinh-chinh"
        raise RegisterError([Finding("no-change", message, hint)])


def _target(case: _Case) -> Path:
    working = case.issued.working
    return case.asked.out or working.with_name(f"{working.stem}-{case.asked.form}.docx")


def _written_whole(case: _Case) -> tuple[WrittenLetter, Refreshed]:
    """The issued letter with its hand edits, the new figures, and number and date blank again."""
    name = case.issued.working.name
    blank = dated(case.prepared, None, None)
    result = refreshed(case.issued.document, NewFigures(blank), name)
    issuer = _issuer(case)
    document = checked(replacing(result.document, case.original, issuer, name))
    saved = save_refreshed(case.issued.working, case.issued.document, document, Destination(out=_target(case)))
    written = WrittenLetter(saved.out, blank, compose_letter(blank), document, case.issued.letter.entry.unit)
    return written, replace(result, document=document)


def _issuer(case: _Case) -> str:
    """The body that issued the letter, as the directory names it on its day."""
    return dated(case.prepared, None, case.issued.day).facts["co_quan.ten"].text


def _written_about(case: _Case) -> WrittenLetter:
    blank = dated(case.prepared, None, None, _symbol(case))
    composed = _composed(case, blank)
    document = checked(LetterWriter(composed.letter.profile).write(composed.letter))
    target = _target(case)
    save_as(composed.prepared, composed.letter, document, target)
    return WrittenLetter(target, composed.prepared, composed.letter, document, case.issued.letter.entry.unit)


def _symbol(case: _Case) -> str:
    """That of the letter it is about; a correcting letter is a dispatch, whose symbol names no type of document."""
    asked, entry = case.asked, case.issued.letter.entry
    if asked.symbol or asked.form != "dinh-chinh" or case.original.type_name == _DISPATCH:
        return asked.symbol or entry.symbol
    if entry.regime == "party":
        return f"{_PARTY_DISPATCH}/{entry.symbol.partition('/')[2]}"
    message = f"chưa biết ký hiệu của công văn đính chính {case.original.title}"
    hint = "ghi cơ quan và đơn vị soạn thảo: --symbol TCTHADS-TKDLCN"
    raise InputError([Finding("no-symbol", message, hint)])


def _composed(case: _Case, blank: Prepared) -> Composed:
    asked = case.asked
    if asked.form == "sua-doi":
        changes = case.differences.sentences, case.differences.values
        return compose_amending(blank, case.original, changes, asked.templates)
    wanted = corrections(case.issued.document, asked.corrections, blank.dataset)
    return compose_correcting(blank, case.original, wanted, asked.templates)
