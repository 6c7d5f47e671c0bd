"""`dispatch issue`: the number and date that the clerk gives to letters."""

from datetime import date
from pathlib import Path

import click

from dispatch.cli.options import json_option, refusals, templates_option
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import print_json, say
from dispatch.cli.wording import Misused, VietnameseCommand
from dispatch.errors import Finding, InputError
from dispatch.pipeline.issuing.issue import Issued, Request, issue
from dispatch.pipeline.issuing.number_list import NumberList, read_numbers
from dispatch.vietnamese.dates import parse_short_date, short_date
from dispatch.vietnamese.numbers import LARGEST_DOCUMENT_NUMBER, full_number

_NUMBER = click.IntRange(1, LARGEST_DOCUMENT_NUMBER)


@click.command("issue", cls=VietnameseCommand)
@click.argument("letter", metavar="[VĂN_BẢN]", type=click.Path(path_type=Path), required=False)
@click.option("--number", metavar="SỐ", type=_NUMBER, help="Số văn bản do văn thư cấp.")
@click.option("--date", "day", metavar="NGÀY", help="Ngày ban hành, như 2022-03-08 hoặc 08/3/2022.")
@click.option(
    "--from", "numbers", metavar="TỆP.xlsx", type=click.Path(path_type=Path), help="Danh sách có cột Tệp, Số, Ngày."
)
@click.option("--force", metavar="LÝ_DO", help="Bỏ qua ngày lệch, xung đột, lỗi thể thức; ghi vào sổ.")
@templates_option
@register_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    letter: Path | None,
    number: int | None,
    day: str | None,
    numbers: Path | None,
    force: str | None,
    templates: Path | None,
    register: str,
    as_json: bool,
) -> None:
    """Ghi số, ngày vào VĂN_BẢN và vào sổ; ghi bản phát hành <tên>-phat-hanh.docx.

    VĂN_BẢN là dự thảo hoặc bản sạch đã ký. Dự thảo có số được giữ làm bản lưu.
    """
    with refusals(as_json=as_json):
        asked = _asked(letter, number, day, numbers)
        done = issue(asked.requests, register_place(register), templates, _reason(force), asked.faults)
    if as_json:
        print_json({"issued": [_record(each) for each in done]})
        return
    for each in done:
        say(f"Đã phát hành số {full_number(each.number, each.symbol)} ngày {short_date(each.day)}: {each.out}")
        say(f"Bản lưu: {each.working}", "  ")


def _asked(letter: Path | None, number: int | None, day: str | None, numbers: Path | None) -> NumberList:
    if numbers is not None:
        if letter is not None or number is not None or day is not None:
            raise Misused("--from đã có tệp, số và ngày; bỏ các tham số khác")
        return read_numbers(numbers)
    if letter is None or number is None or day is None:
        raise Misused("cần VĂN_BẢN, --number và --date, hoặc --from; chương trình không tự cấp số")
    return NumberList([Request(letter, number, day_of(day))], [])


def _reason(force: str | None) -> str:
    """The reason that --force is given; InputError for one that says nothing."""
    if force is not None and not force.strip():
        hint = 'ghi lý do, sổ giữ lại: --force "…"'
        raise InputError([Finding("no-reason", "--force phải có lý do", hint)])
    return (force or "").strip()


def day_of(text: str) -> date:
    """The day a command line names; InputError for what is no day."""
    try:
        return parse_short_date(text) or date.fromisoformat(text)
    except ValueError:
        message = f"“{text}” không phải là ngày"
        raise InputError([Finding("bad-date", message, "viết như 2022-03-08 hoặc 08/3/2022")]) from None


def _record(done: Issued) -> dict[str, object]:
    return {
        "id": done.letter,
        "number": done.number,
        "symbol": done.symbol,
        "date": done.day.isoformat(),
        "letter": str(done.working),
        "out": str(done.out),
    }
