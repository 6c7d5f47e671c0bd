"""`dispatch dossier`: start the next month's dossier."""

from pathlib import Path

import click

from dispatch.cli.options import json_option, parse_period, refusals, templates_option
from dispatch.cli.report import print_json, say
from dispatch.cli.wording import VietnameseCommand, VietnameseGroup
from dispatch.model.period import Period
from dispatch.pipeline.new_dossier import NewDossier, new_dossier
from dispatch.vietnamese.dates import short_date

DEFAULT_KIND = "chi-dao-chi-tieu"


@click.group("dossier", cls=VietnameseGroup)
def command() -> None:
    """Lập và quản lý hồ sơ văn bản."""


@command.command("new", cls=VietnameseCommand, short_help="Lập hồ sơ của kỳ tiếp theo.")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--period", "code", metavar="KỲ", required=True, help="Kỳ báo cáo, ví dụ 6T2022 là 6 tháng năm 2022.")
@click.option("--from", "old", metavar="HỒ_SƠ_CŨ", type=click.Path(path_type=Path), help="Hồ sơ để chép thiết lập.")
@click.option("--template", "kind", metavar="LOẠI", default=DEFAULT_KIND, help="Loại văn bản khi không có --from.")
@templates_option
@json_option
def new(  # noqa: PLR0913, PLR0917 -- one parameter for each option
    folder: Path,
    code: str,
    old: Path | None,
    kind: str,
    templates: Path | None,
    as_json: bool,
) -> None:
    """Lập hồ sơ mới trong THƯ_MỤC, mỗi khoá có ghi chú bằng tiếng Việt."""
    with refusals(as_json=as_json):
        period = parse_period(code)
        made = new_dossier(folder, period, old, kind, templates)
    if as_json:
        print_json({"dossier": str(made.dossier), "copied": list(made.copied), "missing": list(made.missing)})
    else:
        _report(made, period)


def _report(made: NewDossier, period: Period) -> None:
    say(f"Đã lập hồ sơ: {made.dossier}")
    say(f"Kỳ báo cáo: {period.name} (từ {short_date(period.start)} đến {short_date(period.end)})")
    for name in made.copied:
        say(f"Đã chép: {name}")
    for name in made.missing:
        say(f"Cần bổ sung vào thư mục: {name}")
