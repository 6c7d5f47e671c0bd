"""`dispatch check`: the layout of a finished letter against the law."""

from collections.abc import Sequence
from pathlib import Path

import click

from dispatch.cli.check_report import file_record, fixed_record, is_faulty, record, report, report_fixed, report_folder
from dispatch.cli.options import json_option, refusals
from dispatch.cli.report import EXIT_REFUSED, print_json
from dispatch.cli.wording import VietnameseCommand
from dispatch.pipeline.check_letter import CheckedFile, CheckedLetter, check_folder, check_letter
from dispatch.pipeline.fix_letter import FixedLetter, fix_letter


@click.command("check", cls=VietnameseCommand)
@click.argument("path", metavar="TỆP|THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--profile", metavar="TÊN", help="Thể thức để đối chiếu; mặc định theo tiêu đề và ngày của văn bản.")
@click.option("--language", is_flag=True, help="Xét cả viện dẫn, viết hoa và chữ viết tắt.")
@click.option(
    "--fix",
    metavar="TỆP_MỚI",
    type=click.Path(path_type=Path),
    help="Ghi bản sao đã sửa phông, cỡ chữ, lề, giãn cách, số trang, ngày tháng, ký hiệu; nêu những chỗ còn lại.",
)
@json_option
def command(path: Path, profile: str | None, language: bool, fix: Path | None, as_json: bool) -> None:
    """Chỉ ra mọi chỗ sai thể thức của tệp .docx, kèm điều khoản; không sửa gì trong tệp đó."""
    with refusals(as_json=as_json):
        if fix is not None:
            fine = _tell_fixed(fix_letter(path, fix, profile, language=language), as_json=as_json)
        elif path.is_dir():
            fine = _tell_folder(list(check_folder(path, profile, language=language)), as_json=as_json)
        else:
            fine = _tell_letter(check_letter(path, profile, language=language), as_json=as_json)
    if not fine:
        raise SystemExit(EXIT_REFUSED)


def _tell_letter(checked: CheckedLetter, *, as_json: bool) -> bool:
    """Print the verdict; whether the letter has no error."""
    if as_json:
        print_json(record(checked))
    else:
        report(checked)
    return not checked.verdict.count("error")


def _tell_fixed(fixed: FixedLetter, *, as_json: bool) -> bool:
    """Print what was mended and what was left; whether no error was left."""
    if as_json:
        print_json(fixed_record(fixed))
    else:
        report_fixed(fixed)
    return not fixed.left.verdict.count("error")


def _tell_folder(files: Sequence[CheckedFile], *, as_json: bool) -> bool:
    """Print a line for each file; whether all were read and none has an error."""
    if as_json:
        print_json({"files": [file_record(each) for each in files]})
    else:
        report_folder(files)
    return not any(map(is_faulty, files))
