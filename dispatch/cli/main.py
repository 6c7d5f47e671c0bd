"""The command `dispatch`: its commands, loaded only when they are called."""

import sys
from importlib import import_module

import click

from dispatch import __version__
from dispatch.cli.report import EXIT_USAGE
from dispatch.cli.wording import VietnameseGroup, usage_message

_COMMANDS = {
    "draft": ("dispatch.cli.draft", "Soạn dự thảo văn bản từ một hồ sơ."),
    "batch": ("dispatch.cli.batch", "Soạn mỗi đơn vị một văn bản."),
    "check": ("dispatch.cli.check", "Chỉ ra chỗ sai thể thức của tệp Word, kèm điều khoản."),
    "figures": ("dispatch.cli.figures", "Liệt kê mọi số liệu mà mẫu được in."),
    "naming": ("dispatch.cli.naming", "Cho biết đơn vị nào được nêu tên và vì sao."),
    "compare": ("dispatch.cli.compare", "Cho biết số liệu đính chính làm thay đổi những gì."),
    "finalise": ("dispatch.cli.finalise", "Ghi bản sạch của dự thảo để trình ký."),
    "issue": ("dispatch.cli.issue", "Ghi số, ngày và phát hành văn bản."),
    "replace": ("dispatch.cli.replace", "Thay thế, sửa đổi, đính chính văn bản đã phát hành."),
    "register": ("dispatch.cli.register", "Sổ văn bản: danh sách, lịch sử, xuất sổ."),
    "refresh": ("dispatch.cli.refresh", "Cập nhật số liệu của văn bản đã sửa tay."),
    "data": ("dispatch.cli.data", "Kiểm tra số liệu trước khi soạn văn bản."),
    "template": ("dispatch.cli.template", "Lập và kiểm tra mẫu riêng của cơ quan."),
    "dossier": ("dispatch.cli.dossier", "Lập hồ sơ của kỳ tiếp theo."),
}


class Commands(VietnameseGroup):
    """Knows every command by name; imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command; None when there is no such command."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return command

    def about(self, ctx: click.Context, name: str) -> str:
        """The line of the help page, known without importing the command."""
        return _COMMANDS[name][1]


@click.group(cls=Commands, context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 80})
@click.version_option(__version__, message="dispatch %(version)s", help="Hiện số phiên bản rồi thoát.")
def dispatch() -> None:
    """Soạn công văn từ số liệu thống kê thi hành án dân sự.

    Số liệu, danh sách nêu tên và phụ lục được tính từ hồ sơ; thể thức theo quy định.
    """


def main() -> None:
    """Run the command line; exit 0 done, 1 refused, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in code page 1258 cannot print all Vietnamese letters.
        # A name that is not UTF-8 is printed in escapes, never the end of the program.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # always a text file here
    try:
        dispatch.main(prog_name="dispatch", standalone_mode=False)
    except click.UsageError as error:
        click.echo(usage_message(error), err=True)
        sys.exit(EXIT_USAGE)
    except click.Abort:
        click.echo("Đã dừng theo yêu cầu.", err=True)
        sys.exit(EXIT_USAGE)
