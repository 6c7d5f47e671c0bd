"""`dispatch draft`: one letter, and what the officer should know about it."""

from pathlib import Path

import click

from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import print_findings, print_json, say
from dispatch.cli.wording import Misused, VietnameseCommand
from dispatch.model.dataset import MEASURE_NAMES
from dispatch.model.naming import CLOSE_CODES, Naming
from dispatch.pipeline.draft import draft, draft_appendices
from dispatch.pipeline.saving_draft import Drafted
from dispatch.vietnamese.dates import short_date


@click.command("draft", cls=VietnameseCommand)
@dossier_argument
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    default=Path("output"),
    help="Nơi ghi dự thảo; mặc định là output/.",
)
@click.option(
    "--only",
    type=click.Choice(["phu-luc"]),
    metavar="phu-luc",
    help="Chỉ soạn các phụ lục, thành tệp riêng tên …-phu-luc.docx.",
)
@click.option("--brief", is_flag=True, help="Soạn thêm phiếu trình ký một trang, tên …-phieu-trinh.docx.")
@templates_option
@register_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    dossier: Path, out: Path, only: str | None, brief: bool, templates: Path | None, register: str, as_json: bool
) -> None:
    """Soạn dự thảo văn bản từ hồ sơ trong thư mục HỒ_SƠ.

    Dự thảo và phiếu trình đã được sửa bằng tay không bao giờ bị ghi đè.
    """
    if only and brief:
        raise Misused("--only phu-luc không đi cùng --brief: phiếu trình là của cả văn bản")
    with refusals(as_json=as_json):
        if only:
            drafted = draft_appendices(dossier, out, templates)
        else:
            drafted = draft(dossier, out, templates, register_place(register), brief=brief)
    if as_json:
        print_json(_document(drafted))
    else:
        _report(drafted)


def _document(drafted: Drafted) -> dict[str, object]:
    warnings = [finding for finding in drafted.findings if finding.severity == "warning"]
    return {
        "letter": str(drafted.letter),
        "provenance": str(drafted.provenance),
        **({"brief": str(drafted.brief)} if drafted.brief else {}),
        "named": drafted.prepared.named(),
        "lists": drafted.prepared.named_lists(),
        "warnings": [finding.record() for finding in warnings],
    }


def _report(drafted: Drafted) -> None:
    prepared = drafted.prepared
    period = prepared.dossier.period
    done = "Đã soạn dự thảo" if drafted.state == "written" else "Dự thảo không thay đổi"
    say(f"{done}: {drafted.letter}")
    say(f"Nguồn gốc từng số liệu: {drafted.provenance}")
    if drafted.brief:
        say(f"Phiếu trình ký: {drafted.brief}")
    for name, each in (("Kỳ báo cáo", period), ("Cùng kỳ", period.same_period)):
        say(f"{name}: {each.name} (từ {short_date(each.start)} đến {short_date(each.end)})")
    if prepared.kind.named:
        _named(prepared.statistics.namings[prepared.kind.named])
    close = [finding for finding in drafted.findings if finding.code in CLOSE_CODES]
    others = [finding for finding in drafted.findings if finding.code not in CLOSE_CODES]
    print_findings("Trường hợp sát ngưỡng:", close)
    print_findings("Cần xem lại:", others)
    say()
    say("Hãy đọc lại toàn văn trước khi trình ký; danh sách nêu tên: dispatch naming.")


def _named(naming: Naming) -> None:
    say()
    say("Các đơn vị được nêu tên:")
    for measure, units in naming.named.items():
        rates = {verdict.unit.key: verdict.printed_rate for verdict in naming.verdicts[measure]}
        names = ", ".join(f"{unit.name} ({rates[unit.key]})" for unit in units)
        say(f"về {MEASURE_NAMES[measure]}: {names}", "  ", "    ")
