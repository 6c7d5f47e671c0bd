"""`dispatch template`: an office's own letter kinds."""

from pathlib import Path

import click

from dispatch.cli.options import json_option, parse_period, refusals, templates_option
from dispatch.cli.report import EXIT_REFUSED, finding_lines, print_json, say
from dispatch.cli.wording import VietnameseCommand, VietnameseGroup
from dispatch.pipeline.authoring.check_kind import LATEST, CheckedKind, check_kinds
from dispatch.pipeline.authoring.new_kind import new_kind

DEFAULT_KIND = "chi-dao-chi-tieu"


@click.group("template", cls=VietnameseGroup)
def command() -> None:
    """Lập và kiểm tra mẫu văn bản riêng của cơ quan."""


@command.command("check", cls=VietnameseCommand, short_help="Chỉ ra mọi lỗi của mẫu, kèm số dòng.")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path), help="Soạn thử với số liệu của hồ sơ này.")
@click.option("--period", "code", metavar="KỲ", help=f"Kỳ soạn thử khi không có hồ sơ; mặc định {LATEST.code}.")
@json_option
def check(folder: Path, dossier: Path | None, code: str | None, as_json: bool) -> None:
    """Kiểm tra mẫu trong THƯ_MỤC, hoặc mọi mẫu ở các thư mục con của nó.

    Mẫu không có lỗi thì được soạn thử một văn bản, bằng số liệu giả định nếu không có hồ sơ.
    """
    with refusals(as_json=as_json):
        found = check_kinds(folder, dossier, parse_period(code) if code else LATEST)
    if as_json:
        print_json({"templates": [_record(each) for each in found]})
    else:
        for each in found:
            _tell(each)
    if not all(each.is_sound for each in found):
        raise SystemExit(EXIT_REFUSED)


@command.command("new", cls=VietnameseCommand, short_help="Lập mẫu mới từ một mẫu có sẵn.")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--from", "old", metavar="LOẠI", default=DEFAULT_KIND, help=f"Mẫu để chép; mặc định {DEFAULT_KIND}.")
@templates_option
@json_option
def new(folder: Path, old: str, templates: Path | None, as_json: bool) -> None:
    """Lập mẫu mới trong THƯ_MỤC; tên thư mục là tên loại văn bản."""
    with refusals(as_json=as_json):
        settings, letter = new_kind(folder, old, templates)
    if as_json:
        print_json({"settings": str(settings), "letter": str(letter)})
        return
    say(f"Đã lập mẫu “{folder.name}” từ mẫu “{old}”:")
    say(f"{settings}: trích yếu, nơi nhận, chữ ký, phụ lục, quy tắc nêu tên", "  ")
    say(f"{letter}: nội dung", "  ")
    say(f"Sửa xong thì kiểm tra: dispatch template check {folder}")


def _record(checked: CheckedKind) -> dict[str, object]:
    findings = [finding.record() for finding in checked.findings]
    errors = sum(finding.severity == "error" for finding in checked.findings)
    return {
        "template": checked.folder.name,
        "findings": findings,
        "errors": errors,
        "warnings": len(findings) - errors,
    }


def _tell(checked: CheckedKind) -> None:
    if not checked.findings:
        say(f"Mẫu “{checked.folder.name}”: không thấy lỗi nào, soạn thử được.")
        return
    say(f"Mẫu “{checked.folder.name}”: {len(checked.findings)} điều cần xem.")
    for line in finding_lines(checked.findings):
        click.echo(line)
