"""`dispatch data`: tables before they become a letter."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

import click

from dispatch.cli.options import Decorator, json_option, parse_period, refusals, templates_option
from dispatch.cli.report import EXIT_REFUSED, SEVERITIES, WIDTH, print_json, print_table, say, wrapped
from dispatch.cli.wording import VietnameseCommand, VietnameseGroup
from dispatch.errors import Finding
from dispatch.model.dataset import Checked
from dispatch.model.unit import CodeSet
from dispatch.pipeline.accept import accept_aliases
from dispatch.pipeline.annotate import annotate
from dispatch.pipeline.check_data import check_data
from dispatch.pipeline.new_table import new_table
from dispatch.vietnamese.dates import short_date

_KEYS = ("severity", "file", "sheet", "cell", "unit", "message", "hint")

_CELL_WIDTHS = range(6, 28)
_UNIT_WIDTHS = range(6, 18)

units_option: Decorator = click.option(
    "--units",
    "code_set",
    metavar="63|34",
    type=click.Choice(["63", "34"]),
    help="Danh mục đơn vị; mặc định theo kỳ báo cáo.",
)


@click.group("data", cls=VietnameseGroup)
def command() -> None:
    """Kiểm tra số liệu trước khi soạn văn bản."""


@command.command("check", cls=VietnameseCommand, short_help="Chỉ ra mọi lỗi của số liệu, từng ô.")
@click.argument("path", metavar="TỆP|HỒ_SƠ", type=click.Path(path_type=Path))
@units_option
@click.option(
    "--encoding", metavar="BẢNG_MÃ", type=click.Choice(["windows-1258"]), help="Bảng mã của tệp CSV không phải Unicode."
)
@click.option("--accept", "pairs", metavar="TÊN=ĐƠN_VỊ", multiple=True, help="Xác nhận một tên, ghi vào hồ sơ.")
@click.option(
    "--annotate", "out", metavar="TỆP.xlsx", type=click.Path(path_type=Path), help="Ghi bản sao có tô màu các ô có lỗi."
)
@templates_option
@json_option
def check(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    path: Path,
    code_set: str | None,
    encoding: str | None,
    pairs: tuple[str, ...],
    out: Path | None,
    templates: Path | None,
    as_json: bool,
) -> None:
    """Chỉ ra mọi lỗi của một tệp số liệu hoặc của cả hồ sơ, từng ô.

    Không ghi gì, trừ khi có --accept (ghi tên được xác nhận vào hồ sơ) hoặc --annotate.
    """
    with refusals(as_json=as_json):
        if pairs:
            _tell_accepted(accept_aliases(path, pairs, templates))
        checked = check_data(path, cast("CodeSet | None", code_set), templates, encoding or "")
        if out is not None:
            done = annotate(path, checked.findings, out, templates, encoding or "")
            told = f"Đã ghi bản có ghi chú: {out}" if done else "Không ghi được bản có ghi chú: tệp không đọc được."
            click.echo(wrapped(told), err=True)
    counts = {name: sum(each.severity == name for each in checked.findings) for name in ("error", "warning")}
    if as_json:
        findings = [{**{key: getattr(each, key) for key in _KEYS}, "cell": _cell(each)} for each in checked.findings]
        print_json(
            {"findings": findings, "units": checked.units, "errors": counts["error"], "warnings": counts["warning"]}
        )
    else:
        _report(checked, counts)
    if counts["error"]:
        raise SystemExit(EXIT_REFUSED)


@command.command("template", cls=VietnameseCommand, short_help="Tạo bảng tính trống để ghi số liệu.")
@click.argument("code", metavar="KỲ")
@units_option
@click.option("--out", metavar="TỆP", type=click.Path(path_type=Path), help="Tên tệp; mặc định mau-so-lieu-KỲ.xlsx.")
@json_option
def template(code: str, code_set: str | None, out: Path | None, as_json: bool) -> None:
    """Tạo bảng tính trống của một kỳ, ví dụ 5T2022, với đúng các đơn vị và các cột."""
    with refusals(as_json=as_json):
        period = parse_period(code)
        made = new_table(period, cast("CodeSet | None", code_set), out)
    if as_json:
        print_json({"file": str(made), "period": period.code})
        return
    say(f"Đã tạo bảng tính trống: {made}")
    say(f"Kỳ báo cáo: {period.name} (từ {short_date(period.start)} đến {short_date(period.end)})")
    say(f"Ghi đủ số liệu rồi kiểm tra bằng lệnh: dispatch data check {made}")


def _tell_accepted(written: Mapping[str, str]) -> None:
    for printed, name in written.items():
        click.echo(wrapped(f"Đã ghi vào mục [aliases] của dossier.toml: “{printed}” là {name}."), err=True)
    if not written:
        click.echo(wrapped("Các tên này đã có trong mục [aliases]; dossier.toml không thay đổi."), err=True)


def _report(checked: Checked, counts: dict[str, int]) -> None:
    for (file, sheet), found in groupby(checked.findings, lambda each: (each.file, each.sheet)):
        say(f"{file or 'Dữ liệu'}{f', trang tính “{sheet}”' if sheet else ''}:")
        rows = [(SEVERITIES[each.severity], _cell(each) or "", each.unit or "", _text(each)) for each in found]
        cell, unit = _width(rows, 1, _CELL_WIDTHS), _width(rows, 2, _UNIT_WIDTHS)
        print_table(("Mức", "Ô", "Đơn vị", "Nội dung"), (7, cell, unit, WIDTH - 10 - cell - unit), rows)
        say()
    say(f"Đọc được {checked.units} đơn vị; {counts['error']} lỗi, {counts['warning']} điều cần chú ý.")


def _width(rows: Sequence[Sequence[str]], column: int, widths: range) -> int:
    """As wide as the longest text, within bounds: what stands beside it needs the space."""
    return min(max(widths.start, *(len(row[column]) for row in rows)), widths.stop)


def _cell(finding: Finding) -> str | None:
    """Where in its file or sheet a finding is; "12:" is a whole line of a text file."""
    return finding.cell or (f"{finding.line}:" if finding.line else None)


def _text(finding: Finding) -> str:
    return f"{finding.message} → {finding.hint}" if finding.hint else finding.message
