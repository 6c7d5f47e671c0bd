"""`dispatch replace`: the letter that replaces, amends or corrects an issued one."""

from pathlib import Path
from typing import cast

import click

from dispatch.cli.issue import day_of
from dispatch.cli.options import json_option, refusals, templates_option
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import EXIT_CONFLICTS, print_findings, print_json, say
from dispatch.cli.wording import VietnameseCommand
from dispatch.model.refreshed import OUTCOMES
from dispatch.pipeline.replacing.replace import FORMS, Asked, Form, Replacement, replace_letter
from dispatch.vietnamese.dates import short_date

_DEEDS: dict[Form, str] = {"thay-the": "thay thế", "sua-doi": "sửa đổi", "dinh-chinh": "đính chính"}
_SHOWN = 12


@click.command("replace", cls=VietnameseCommand)
@click.argument("number", metavar="SỐ/KÝ_HIỆU")
@click.option("--date", "day", metavar="NGÀY", help="Ngày của văn bản, khi nhiều năm có cùng số.")
@click.option(
    "--as", "form", type=click.Choice(FORMS), default=FORMS[0], metavar="CÁCH",
    help="thay-the (mặc định): cả văn bản; sua-doi: chỗ đọc lại; dinh-chinh: thể thức.",
)  # fmt: skip
@click.option("--data", metavar="TỆP", type=click.Path(path_type=Path), help="Bảng số liệu đã đính chính.")
@click.option("--dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path), help="Hồ sơ, nếu đã chuyển chỗ.")
@click.option("--correct", "corrections", metavar="SAI=ĐÚNG", multiple=True, help="Chữ đính chính; ghi được nhiều lần.")
@click.option("--symbol", metavar="KÝ_HIỆU", default="", help="Ký hiệu của văn bản mới, khi khác văn bản cũ.")
@click.option("--out", metavar="TỆP.docx", type=click.Path(path_type=Path), help="Nơi ghi; mặc định cạnh bản lưu.")
@templates_option
@register_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    number: str,
    day: str | None,
    form: str,
    data: Path | None,
    dossier: Path | None,
    corrections: tuple[str, ...],
    symbol: str,
    out: Path | None,
    templates: Path | None,
    register: str,
    as_json: bool,
) -> None:
    """Soạn văn bản thay thế, sửa đổi hoặc đính chính văn bản đã phát hành có SỐ/KÝ_HIỆU.

    Sai nội dung (số liệu, tên đơn vị) thì thay thế hoặc sửa đổi; sai thể thức thì đính chính. Văn bản cũ
    còn hiệu lực cho đến khi văn bản mới được phát hành (dispatch issue).
    """
    with refusals(as_json=as_json):
        asked = Asked(
            number, day_of(day) if day else None, cast(Form, form), dossier, data, templates, corrections, out, symbol
        )
        done = replace_letter(asked, register_place(register))
    if as_json:
        print_json(_record(done))
    else:
        _tell(done)
    conflicts = done.result.outcomes.items["conflicts"]
    if conflicts and done.form != "dinh-chinh":
        raise SystemExit(EXIT_CONFLICTS)


def _record(done: Replacement) -> dict[str, object]:
    changes = done.differences
    return {
        "out": str(done.out),
        "as": done.form,
        "original": {"number": done.original.number, "date": done.original.day.isoformat()},
        "sentences": [{"place": each.name, "old": each.old, "new": each.new} for each in changes.sentences],
        "values": [{"place": each.name, "old": each.old, "new": each.new} for each in changes.values],
        "conflicts": [each.record() for each in done.result.outcomes.items["conflicts"]],
        "review": [each.record() for each in done.result.outcomes.items["review"]],
        "warnings": [each.record() for each in done.findings],
    }


def _tell(done: Replacement) -> None:
    original = f"{done.original.title} ngày {short_date(done.original.day)}"
    say(f"Đã soạn văn bản {_DEEDS[done.form]} {original}: {done.out}")
    values = done.differences.values
    for each in values[:_SHOWN]:
        say(f"{each.name}: “{each.old}” → “{each.new}”", "  ")
    if len(values) > _SHOWN:
        say(f"và {len(values) - _SHOWN} chỗ khác.", "  ")
    for outcome in OUTCOMES:
        if outcome in ("conflicts", "review") and done.form != "dinh-chinh":
            for item in done.result.outcomes.items[outcome]:
                say(f"{'Xung đột' if outcome == 'conflicts' else 'Cần đọc lại'}: {item.place}", "  ")
    say("Văn bản cũ còn hiệu lực cho đến khi văn bản này được phát hành: dispatch issue.")
    print_findings("Cần xem lại:", done.findings)
