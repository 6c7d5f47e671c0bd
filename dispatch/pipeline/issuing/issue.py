"""Issue letters: numbers and dates entered in the register, the working copies filled, clean copies for the reader.

The register comes first, then the files: a crash in between leaves a number that is given and files that the
same command writes when it is run again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from dispatch.errors import PARTLY_WRITTEN, DispatchError, Finding, OutputError, RegisterError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_fingerprint
from dispatch.model.judgement import Judgement
from dispatch.model.manifest import Manifest
from dispatch.model.registered import Copy, RegisteredLetter
from dispatch.pipeline.check_letter import check_letter
from dispatch.pipeline.finalise import clean_copy, open_matters
from dispatch.pipeline.issuing.book_texts import book_texts
from dispatch.pipeline.issuing.filling import filled, judged, symbol_in, texts_to_fill
from dispatch.pipeline.issuing.recognise import Recognised, recognise
from dispatch.pipeline.noting import already_issued, issued_rule, number_and_symbol
from dispatch.pipeline.open_conflicts import open_conflicts
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import Guard, check_replaceable, refuse_if_open, refuse_special, sha256, write_all
from dispatch.register.numbering import Assignment
from dispatch.register.register import Register
from dispatch.register.series import SeriesRules, load_series

ISSUED_ENDING = "-phat-hanh"


@dataclass(frozen=True, slots=True)
class Request:
    """A number and a date that the clerk gives to a file."""

    file: Path
    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter as issued: the working copy that stays at the office, and the copy that is sent."""

    working: Path
    out: Path
    number: int
    symbol: str
    day: date
    letter: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything decided and made for one letter, before anything is written."""

    request: Request
    recognised: Recognised
    symbol: str
    working: bytes
    clean: bytes
    out: Path
    assignment: Assignment


def issue(
    requests: Sequence[Request],
    place: RegisterPlace,
    templates: Path | None,
    force: str,
    known_faults: Sequence[Finding] = (),
) -> list[Issued]:
    """Issue letters, all of them or none; a DispatchError carries every fault, and says what was written.

    `force` is a reason, kept in the log, to pass over dates out of order, places that an officer's hand has
    changed and departures from the layout; a number that is taken and open tracked changes are never passed over.
    `known_faults` were found before: nothing is issued, and the rest is looked at to tell all at once.
    """
    register, series = place.open_existing(), load_series(templates)
    plans: list[_Plan] = []
    faults = list(known_faults)
    for request in requests:
        try:
            plans.append(_plan(request, place, register, series, force))
        except DispatchError as error:
            faults += [replace(each, file=each.file or request.file.name) for each in error.findings]
    register.issue([plan.assignment for plan in plans], faults)
    return [_write(plan) for plan in plans]


def _plan(request: Request, place: RegisterPlace, register: Register, series: SeriesRules, force: str) -> _Plan:
    recognised = recognise(place, register, request.file)
    letter, working = recognised.letter, recognised.working
    _refuse_issued(letter, request)
    symbol, document, clean = _filled(recognised, request, force)
    out = working.with_name(f"{working.stem}{ISSUED_ENDING}.docx")
    sent = open_package(clean)
    assignment = Assignment(
        letter.id,
        working.name,
        request.number,
        request.day,
        series.series(symbol, letter.entry.regime, request.day),
        _place(place, letter, working),
        sha256(document),
        read_manifest(open_package(document)).said("figures"),
        symbol,
        **asdict(book_texts(sent)),
        copies=(Copy(letter.id, "issued", place.name_of(out), sha256(clean), text_fingerprint(sent)),),
        force=force,
    )
    if letter.state == "issued" and letter.entry.sha256 != assignment.sha256:
        raise RegisterError([_edited_since(letter, working.name)])
    _refuse_unwritable(working, out, clean)
    return _Plan(request, recognised, symbol, document, clean, out, assignment)


def _place(place: RegisterPlace, letter: RegisteredLetter, working: Path) -> str:
    """Where the working copy lies; that of an issued letter has moved only if it is no longer where it was."""
    known = letter.entry.file
    return known if letter.state == "issued" and place.path_of(known).is_file() else place.name_of(working)


def _filled(recognised: Recognised, request: Request, force: str) -> tuple[str, bytes, bytes]:
    """Symbol, working copy and clean copy of the letter as it is to be issued; RegisterError with all against it."""
    name, package = recognised.working.name, open_package(recognised.document)
    judgements = judged(package)
    unsettled = list(open_matters(package, name))
    faults = unsettled + ([] if force else list(_conflicts(read_manifest(package), judgements, name)))
    texts = texts_to_fill(request.number, request.day, recognised.letter.entry.form)
    try:
        document = filled(recognised.document, package, texts, name)
    except RegisterError as error:
        raise RegisterError([*faults, *error.findings]) from None
    # With tracked changes open there is no clean copy whose layout could be judged.
    clean = b"" if unsettled else clean_copy(open_package(document))
    faults += [] if force or unsettled else _layout_faults(clean, name)
    if faults:
        raise RegisterError(faults)
    return symbol_in(judgements, recognised.letter.entry.symbol), document, clean


def _refuse_issued(letter: RegisteredLetter, request: Request) -> None:
    """An issued letter keeps its number; the same number and date again only write files that are missing."""
    if letter.state in {"issued", "replaced"} and (letter.number, letter.day) != (request.number, request.day):
        raise RegisterError([already_issued(letter, request.file.name)])


def _conflicts(manifest: Manifest, judgements: Sequence[Judgement], name: str) -> Iterator[Finding]:
    yield from open_conflicts(manifest, judgements, name, 'hoặc ghi lý do: --force "…"')
    noted = {conflict.figure for conflict in manifest.conflicts}
    for each in judgements:
        if each.state == "broken" and each.record.figure not in noted:
            hint = 'sửa lại trong dự thảo rồi chạy dispatch refresh, hoặc ghi lý do: --force "…"'
            message = f"số liệu còn xung đột, chưa rõ chữ nào đúng: {each.excerpt()}"
            yield Finding("open-conflict", message, hint, file=name)


def _layout_faults(clean: bytes, name: str) -> list[Finding]:
    errors = [each for each in check_letter(clean).verdict.departures if each.severity == "error"]
    hint = 'sửa thể thức rồi phát hành lại (xem: dispatch check), hoặc ghi lý do: --force "…"'
    return [Finding("layout", f"{each.rule}: {each.message}", hint, file=name) for each in errors]


def _refuse_unwritable(working: Path, out: Path, clean: bytes) -> None:
    """What would stop the files is said before the number is given."""
    refuse_if_open(working)
    refuse_special(working)
    check_replaceable(out, clean, Guard("", "chuyển hoặc đổi tên tệp này rồi chạy lại lệnh"))


def _write(plan: _Plan) -> Issued:
    working, request = plan.recognised.working, plan.request
    files = {plan.out: plan.clean}
    if plan.working != plan.recognised.document:
        files[working] = plan.working
    try:
        _refuse_changed_meanwhile(plan)
        write_all(files)
    except OutputError as error:
        message = f"số {request.number} đã vào sổ nhưng tệp của văn bản chưa ghi xong"
        hint = "khắc phục lỗi rồi chạy lại đúng lệnh này: sổ không đổi, các tệp được ghi nốt"
        raise OutputError([*error.findings, Finding(PARTLY_WRITTEN, message, hint, "warning", working.name)]) from None
    return Issued(working, plan.out, request.number, plan.symbol, request.day, plan.recognised.letter.id)


def _refuse_changed_meanwhile(plan: _Plan) -> None:
    """An officer's edit that came between the reading and now stays; the number is given all the same."""
    working = plan.recognised.working
    if working.read_bytes() not in {plan.recognised.document, plan.working}:
        message = f"{working.name} vừa được người khác lưu trong lúc cấp số, nên không bị ghi đè"
        hint = "lấy lại bản trước lần lưu ấy rồi chạy lại lệnh, hoặc soạn văn bản thay thế: dispatch replace"
        raise OutputError([Finding("changed-meanwhile", message, hint, file=working.name)])


def _edited_since(letter: RegisteredLetter, name: str) -> Finding:
    """The number is given, and the file says something else than what was given it."""
    number = number_and_symbol(letter)
    message = (
        f"văn bản đã vào sổ với số {number}, nhưng tệp đã được sửa từ lúc cấp số; {issued_rule(letter.entry.regime)}"
    )
    hint = f"lấy lại tệp như lúc cấp số; nếu nội dung phải khác: dispatch replace {number}"
    return Finding("edited-since-issued", message, hint, file=name)
