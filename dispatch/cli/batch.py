"""`dispatch batch`: a letter for every unit, its plan, its progress, and what became of each."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import click

from dispatch.cli.batch_text import plan_document, print_plan, print_result, result_document
from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.progress import progress
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import EXIT_CONFLICTS, EXIT_REFUSED, print_json
from dispatch.cli.wording import VietnameseCommand
from dispatch.pipeline.batch.closing import Extras
from dispatch.pipeline.batch.engine import Rules
from dispatch.pipeline.batch.plan import EDITED_MODES, EditedMode
from dispatch.pipeline.batch.run import BatchRun, Order

_Done = TypeVar("_Done")


@click.command("batch", cls=VietnameseCommand)
@dossier_argument
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    default=Path("output") / "batch",
    help="Nơi ghi các văn bản; mặc định là output/batch.",
)
@click.option(
    "--only", metavar="MÃ", multiple=True, help="Chỉ soạn cho đơn vị có mã này; nhiều mã cách nhau bằng phẩy."
)
@click.option("--changed", is_flag=True, help="Chỉ ghi lại văn bản có nội dung in ra khác trước, và cho biết khác gì.")
@click.option(
    "--edited",
    type=click.Choice(EDITED_MODES),
    metavar="CÁCH",
    default=EDITED_MODES[0],
    help="Văn bản đã sửa tay: list chỉ liệt kê (mặc định), refresh ghi thêm <tên>-cap-nhat.docx.",
)
@click.option("--workers", metavar="SỐ", type=click.IntRange(1, 64), default=1, help="Số tiến trình; mặc định là 1.")
@click.option(
    "--scheduler", metavar="ĐỊA_CHỈ", default="", help="Soạn bằng các máy của bộ điều phối Dask: tcp://máy:cổng."
)
@click.option("--zip", "zipped", is_flag=True, help="Ghi thêm tat-ca.zip gồm mọi văn bản.")
@click.option("--merge", "merged", is_flag=True, help="Ghi thêm in-chung.docx: mọi văn bản trong một tệp để in.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ soạn những gì; không ghi tệp nào.")
@templates_option
@register_option
@json_option
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    dossier: Path,
    out: Path,
    only: tuple[str, ...],
    changed: bool,
    edited: EditedMode,
    workers: int,
    scheduler: str,
    zipped: bool,
    merged: bool,
    dry_run: bool,
    templates: Path | None,
    register: str,
    as_json: bool,
) -> None:
    """Soạn cho mỗi đơn vị của mục [batch] một văn bản riêng, theo HỒ_SƠ.

    Chạy lại thì chỉ làm phần còn thiếu. Văn bản đã sửa tay không bao giờ bị ghi đè. Mã thoát 1: có
    văn bản không soạn được; 3: có văn bản sửa tay mà số liệu đã thay đổi.
    """
    rules, extras, place = Rules(changed, edited), Extras(zipped, merged), register_place(register)
    codes = tuple(code.strip() for each in only for code in each.split(",") if code.strip())
    order = Order(dossier, out, templates, codes, workers, rules, extras, place, scheduler)
    with refusals(as_json=as_json):
        run = BatchRun(order)
        if dry_run:
            _dry_run(run, as_json=as_json)
        else:
            _write(run, as_json=as_json)


def _dry_run(run: BatchRun, *, as_json: bool) -> None:
    plans = list(run.plan())
    if as_json:
        print_json(plan_document(run, plans))
    else:
        print_plan(run, plans, whole=True)
    if any(plan.faults for plan in plans):
        raise SystemExit(EXIT_REFUSED)


def _write(run: BatchRun, *, as_json: bool) -> None:
    begin = time.perf_counter()
    with run.opened() as batch:
        plans = _followed("soạn", batch.plan(), len(run.units))
        if not as_json:
            print_plan(run, plans, whole=False)
        del plans
        outcomes = _followed("ghi", batch.write(), len(run.units))
    seconds = time.perf_counter() - begin
    if as_json:
        print_json(result_document(run, outcomes, batch.findings, seconds))
    else:
        print_result(run, outcomes, batch.findings, seconds)
    if any(outcome.state == "failed" for outcome in outcomes):
        raise SystemExit(EXIT_REFUSED)
    if any(outcome.conflict for outcome in outcomes):
        raise SystemExit(EXIT_CONFLICTS)


def _followed(deed: str, work: Iterator[_Done], total: int) -> list[_Done]:
    """All that is done, with its progress on stderr."""
    found = []
    with progress(deed, total) as step:
        for each in work:
            found.append(each)
            step()
    return found
