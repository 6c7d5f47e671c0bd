"""`dispatch refresh`: a letter follows its corrected data and keeps every hand edit."""

from datetime import date
from pathlib import Path

import click

from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.refresh_text import report
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import EXIT_CONFLICTS, print_findings, print_json
from dispatch.cli.wording import VietnameseCommand
from dispatch.errors import Finding, InputError
from dispatch.model.refreshed import OUTCOMES
from dispatch.model.track_marks import TrackMarks
from dispatch.pipeline.refreshing.files import Destination
from dispatch.pipeline.refreshing.refresh import Options, RefreshedFile, refresh
from dispatch.pipeline.refreshing.source import Source


@click.command("refresh", cls=VietnameseCommand)
@click.argument("letter", metavar="VĂN_BẢN", type=click.Path(path_type=Path))
@dossier_argument
@click.option(
    "--data", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp số liệu đính chính, thay tệp của hồ sơ."
)
@click.option("--out", metavar="TỆP", type=click.Path(path_type=Path), help="Nơi ghi; mặc định là <tên>-cap-nhat.docx.")
@click.option("--only", type=click.Choice(["phu-luc"]), metavar="phu-luc", help="Chỉ cập nhật các phụ lục.")
@click.option("--period", "new_period", is_flag=True, help="Chuyển văn bản sang kỳ báo cáo của hồ sơ.")
@click.option("--track", is_flag=True, help="Ghi thay đổi dưới dạng theo dõi (Track Changes), kèm nhận xét.")
@click.option("--author", metavar="TÊN", default="dispatch", help="Tên người sửa ghi ở thay đổi; mặc định: dispatch.")
@click.option("--date", "day", metavar="NGÀY", help="Ngày ghi ở thay đổi, như 2022-03-09; mặc định không ghi.")
@click.option("--in-place", is_flag=True, help="Ghi đè văn bản, giữ bản cũ ở <tên>-truoc-cap-nhat.docx.")
@templates_option
@register_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    letter: Path,
    dossier: Path,
    data: Path | None,
    out: Path | None,
    only: str | None,
    new_period: bool,
    track: bool,
    author: str,
    day: str | None,
    in_place: bool,
    templates: Path | None,
    register: str,
    as_json: bool,
) -> None:
    """Cập nhật số liệu của VĂN_BẢN đã sửa tay theo HỒ_SƠ; chữ đã sửa được giữ.

    Bản gốc không bị đụng đến. Mã thoát 3: còn số liệu xung đột, được giữ nguyên như trong văn bản.
    """
    with refusals(as_json=as_json):
        marks = TrackMarks(author, _day(day)) if track else None
        place = register_place(register)
        options = Options(only_appendices=only is not None, new_period=new_period, track=marks)
        if out is not None and in_place:
            raise InputError([Finding("two-places", "--out và --in-place không dùng cùng nhau", "bỏ một trong hai")])
        result = refresh(letter, Source(dossier, data, templates), Destination(out, in_place), options, place)
    if as_json:
        print_json(_document(result))
    else:
        report(result)
        print_findings("Cần xem lại:", result.findings)
    if result.outcomes.items["conflicts"]:
        raise SystemExit(EXIT_CONFLICTS)


def _day(text: str | None) -> str:
    """The day of the changes; InputError for what is no day."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise InputError([Finding("bad-date", f"“{text}” không phải là ngày", "viết như 2022-03-09")]) from None


def _document(result: RefreshedFile) -> dict[str, object]:
    outcomes = result.outcomes
    records: dict[str, object] = {name: [item.record() for item in outcomes.items[name]] for name in OUTCOMES}
    updated = records.pop("updated")
    return {"updated": updated, "unchanged": outcomes.unchanged, **records, "out": str(result.saved.out)}
