"""`dispatch register`: the register of letters, listed, told, kept and exported."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from dispatch.cli.options import json_option, refusals, templates_option
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import print_json, print_table, say
from dispatch.cli.wording import VietnameseCommand, VietnameseGroup
from dispatch.model.registered import CopyForm, Event, RegisteredLetter, Selection
from dispatch.pipeline.book import LetterHistory, add_letter, export_book, letter_history, list_letters, set_state
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.transitions import DEED_NAMES, SETTABLE, STATE_NAMES
from dispatch.vietnamese.dates import short_date
from dispatch.vietnamese.numbers import full_number

_HEADS = ("Mã", "Số, ký hiệu", "Ngày", "Kỳ", "Tình trạng", "Tệp")
_WIDTHS = (5, 20, 10, 7, 14, 19)
_COPY_NAMES: Mapping[CopyForm, str] = {"clean": "Bản sạch", "issued": "Bản phát hành"}


@click.group("register", cls=VietnameseGroup, invoke_without_command=True)
@click.option("--state", metavar="TÌNH_TRẠNG", type=click.Choice(list(STATE_NAMES)), help="Chỉ tình trạng này.")
@click.option("--kind", metavar="LOẠI", help="Chỉ loại văn bản này.")
@click.option("--year", metavar="NĂM", type=int, help="Chỉ năm này.")
@click.option("--period", metavar="KỲ", help="Chỉ kỳ báo cáo này, như 5T2022.")
@click.option("--unit", metavar="MÃ", help="Chỉ văn bản gửi đơn vị này.")
@register_option
@json_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    context: click.Context,
    state: str | None,
    kind: str | None,
    year: int | None,
    period: str | None,
    unit: str | None,
    register: str,
    as_json: bool,
) -> None:
    """Sổ văn bản: không ghi lệnh con thì liệt kê, văn bản có số trước, rồi đến dự thảo."""
    if context.invoked_subcommand is not None:
        return
    place = register_place(register)
    with refusals(as_json=as_json):
        chosen = next((each for each in STATE_NAMES if each == state), None)
        letters = list_letters(place, Selection(chosen, kind, year, period, unit))
    if as_json:
        print_json({"letters": [_record(each) for each in letters]})
        return
    if letters:
        print_table(_HEADS, _WIDTHS, [_row(each, place) for each in letters])
    say(f"{len(letters)} văn bản.")


@command.command("show", cls=VietnameseCommand, short_help="Lịch sử của một văn bản.")
@click.argument("letter", metavar="MÃ", type=int)
@register_option
@json_option
def show(letter: int, register: str, as_json: bool) -> None:
    """Cho biết mọi việc đã xảy ra với văn bản có MÃ trong sổ."""
    place = register_place(register)
    with refusals(as_json=as_json):
        found = letter_history(place, letter)
    if as_json:
        print_json(_history_record(found))
        return
    _tell_history(found, place)


def _history_record(found: LetterHistory) -> dict[str, object]:
    return {
        "letter": _record(found.letter),
        "events": [_event(each) for each in found.events],
        "file_state": found.file_state,
        "copies": [{"form": copy.form, "file": copy.file, "file_state": state} for copy, state in found.copies],
    }


def _tell_history(found: LetterHistory, place: RegisterPlace) -> None:
    entry = found.letter.entry
    say(f"Mã {found.letter.id}: {_number(found.letter) or 'chưa có số'}, {STATE_NAMES[found.letter.state]}")
    say(f"Trích yếu: {entry.subject}", "  ", "    ")
    for what, file, state in _files(found):
        say(f"{what}: {place.shown(file)}{f' ({state})' if state else ''}", "  ", "    ")
    for each in found.events:
        note = f": {each.note}" if each.note else ""
        deed = DEED_NAMES.get(each.what, each.what)
        say(f"{each.at:%d/%m/%Y %H:%M} UTC, {each.who}: {deed}, {STATE_NAMES[each.after]}{note}", "  ", "    ")


@command.command("state", cls=VietnameseCommand, short_help="Đổi tình trạng của một văn bản.")
@click.argument("letter", metavar="MÃ", type=int)
@click.argument("state", metavar="TÌNH_TRẠNG", type=click.Choice(list(SETTABLE)))
@click.option("--reason", metavar="LÝ_DO", default="", help="Lý do; cần khi trả lại dự thảo hoặc thu hồi.")
@register_option
@json_option
def state_(letter: int, state: str, reason: str, register: str, as_json: bool) -> None:
    """Đổi tình trạng: draft, submitted (trình ký), signed (đã ký), withdrawn (thu hồi)."""
    with refusals(as_json=as_json):
        chosen = next(each for each in SETTABLE if each == state)
        found = set_state(register_place(register), letter, chosen, reason)
    if as_json:
        print_json({"letter": _record(found)})
        return
    say(f"Văn bản mã {letter}: {STATE_NAMES[found.state]}.")


@command.command("add", cls=VietnameseCommand, short_help="Vào sổ một dự thảo đã soạn.")
@click.argument("file", metavar="VĂN_BẢN", type=click.Path(path_type=Path))
@click.argument("dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path))
@templates_option
@register_option
@json_option
def add(file: Path, dossier: Path, templates: Path | None, register: str, as_json: bool) -> None:
    """Vào sổ dự thảo VĂN_BẢN đã soạn từ HỒ_SƠ khi chưa có sổ."""
    with refusals(as_json=as_json):
        add_letter(register_place(register), file, dossier, templates)
    if as_json:
        print_json({"added": str(file)})
        return
    say(f"Đã vào sổ: {file}")


@command.command("export", cls=VietnameseCommand, short_help="Xuất sổ đăng ký văn bản đi của một năm.")
@click.argument("year", metavar="NĂM", type=int)
@click.option(
    "--out", metavar="TỆP.xlsx", type=click.Path(path_type=Path), help="Tên tệp; mặc định so-van-ban-NĂM.xlsx."
)
@register_option
@json_option
def export(year: int, out: Path | None, register: str, as_json: bool) -> None:
    """Ghi sổ đăng ký văn bản đi của NĂM thành bảng tính Excel."""
    target = out or Path(f"so-van-ban-{year}.xlsx")
    with refusals(as_json=as_json):
        count = export_book(register_place(register), year, target)
    if as_json:
        print_json({"out": str(target), "letters": count})
        return
    say(f"Đã ghi {count} văn bản: {target}")


def _number(letter: RegisteredLetter) -> str:
    return full_number(letter.number, letter.entry.symbol) if letter.number is not None else ""


def _files(found: LetterHistory) -> Iterator[tuple[str, str, str]]:
    """The files of a letter: what each is, its name, and what is to be said of it."""
    yield "Tệp", found.letter.entry.file, found.file_state
    for copy, state in found.copies:
        yield _COPY_NAMES[copy.form], copy.file, state


def _row(letter: RegisteredLetter, place: RegisterPlace) -> tuple[str, ...]:
    entry = letter.entry
    day = short_date(letter.day) if letter.day else ""
    return (str(letter.id), _number(letter), day, entry.period, STATE_NAMES[letter.state], place.shown(entry.file))


def _record(letter: RegisteredLetter) -> dict[str, object]:
    entry = letter.entry
    return {
        "id": letter.id,
        "state": letter.state,
        "number": letter.number,
        "symbol": entry.symbol,
        "date": letter.day.isoformat() if letter.day else None,
        "series": letter.series,
        "kind": entry.kind,
        "period": entry.period,
        "unit": entry.unit,
        "file": entry.file,
        "dossier": entry.dossier,
        "vintage": entry.vintage,
        "replaces": letter.replaces,
        "relation": letter.relation,
    }


def _event(event: Event) -> dict[str, object]:
    states = {"before": event.before, "after": event.after}
    return {"at": event.at.isoformat(), "who": event.who, "what": event.what, **states, "note": event.note}
