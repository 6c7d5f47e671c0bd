"""`dispatch finalise`: the clean copy of a letter for its signature."""

from pathlib import Path

import click

from dispatch.cli.options import json_option, letter_argument, refusals
from dispatch.cli.register_option import register_option, register_place
from dispatch.cli.report import print_findings, print_json, say
from dispatch.cli.wording import VietnameseCommand
from dispatch.pipeline.finalise import finalise


@click.command("finalise", cls=VietnameseCommand)
@letter_argument
@click.option("--out", metavar="TỆP", type=click.Path(path_type=Path), help="Tên bản sạch; mặc định thêm -ban-sach.")
@click.option("--keep-conflicts", is_flag=True, help="Trình ký với số đang có ở những chỗ còn xung đột.")
@register_option
@json_option
def command(letter: Path, out: Path | None, keep_conflicts: bool, register: str, as_json: bool) -> None:
    """Ghi bản sạch của VĂN_BẢN để trình ký; dự thảo giữ nguyên.

    Bản sạch không còn điểm gắn số liệu, ghi chú, tên người soạn, lịch sử sửa đổi;
    chữ và thể thức không đổi. Còn thay đổi theo dõi hay xung đột chưa quyết định thì không ghi.
    """
    with refusals(as_json=as_json):
        done = finalise(letter, out, register_place(register), keep_conflicts=keep_conflicts)
    if as_json:
        print_json(
            {
                "letter": str(done.letter),
                "out": str(done.out),
                "state": done.state,
                "warnings": [each.record() for each in done.findings],
            }
        )
        return
    say(f"{'Đã ghi bản sạch' if done.state == 'written' else 'Bản sạch không thay đổi'}: {done.out}")
    say(f"Khi số liệu được đính chính, hãy cập nhật dự thảo {done.letter} rồi ghi lại bản sạch; đừng sửa bản sạch.")
    print_findings("Cần xem lại:", done.findings)
