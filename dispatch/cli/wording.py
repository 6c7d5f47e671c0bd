"""click in Vietnamese: help pages and usage errors as office staff read them."""

from collections.abc import Iterator
from typing import Any

import click

from dispatch.cli.report import wrapped

HELP_TEXT = "Hiện hướng dẫn này rồi thoát."


class Misused(click.UsageError):
    """A wrong use whose message is in Vietnamese and says what is wrong."""


class VietnameseCommand(click.Command):
    """A command whose help page is in Vietnamese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line: how to type the command."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line, the options' place in Vietnamese."""
        return [piece.replace("[OPTIONS]", "[TUỲ CHỌN]") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Vietnamese heading."""
        records = [
            (name, about.replace("[required]", "[bắt buộc]"))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
            for name, about in [record]
        ]
        if records:
            with formatter.section("Tuỳ chọn"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option, described in Vietnamese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP_TEXT
        return option


class VietnameseGroup(VietnameseCommand, click.Group):
    """A group of commands with Vietnamese headings and error messages."""

    command_class = VietnameseCommand

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line of a group."""
        return ["[TUỲ CHỌN]", "LỆNH", "..."]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands of the group."""
        VietnameseCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with one line each."""
        rows = [(name, self.about(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Các lệnh"):
            formatter.write_dl(rows)

    def about(self, ctx: click.Context, name: str) -> str:
        """What a command does, in one line."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=120) if command else ""


def usage_message(error: click.UsageError) -> str:
    """A wrong command line, explained in Vietnamese with the way to the help page."""
    lines = [wrapped(f"Lệnh chưa đúng: {_explanation(error)}")]
    lines.append(f"Xem cách dùng: {error.ctx.command_path if error.ctx else 'dispatch'} --help")
    return "\n".join(lines)


def _explanation(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = _suggestion(error.possibilities)
        return f"không có tuỳ chọn {error.option_name}.{near}"
    if isinstance(error, click.MissingParameter):
        return f"thiếu {_names(error.param)}."
    if isinstance(error, click.BadParameter):
        return f"giá trị của {_names(error.param)} không dùng được.{_choices(error.param)}"
    if isinstance(error, click.BadOptionUsage):
        surplus = "does not take a value" in error.message
        return f"tuỳ chọn {error.option_name} {'không nhận' if surplus else 'thiếu'} giá trị."
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return "chưa ghi lệnh."
    return next(_by_words(error), "xem lại các tham số.")


def _by_words(error: click.UsageError) -> Iterator[str]:
    """Click tells these faults apart by their English message alone."""
    text = error.message
    if isinstance(error, Misused):
        yield f"{text}."
    elif text.startswith("No such command"):
        yield f"không có lệnh {text.split()[3].rstrip('.')}."
    elif text.startswith("Got unexpected extra argument"):
        yield f"thừa tham số {text[text.index('(') + 1 : text.rindex(')')]}."
    elif text.startswith("Missing command"):
        yield "chưa ghi lệnh con."


def _choices(param: click.Parameter | None) -> str:
    if param is None or not isinstance(param.type, click.Choice):
        return ""
    return f" Các giá trị: {', '.join(map(str, param.type.choices))}."


def _names(param: Any) -> str:
    return (
        "tham số"
        if param is None
        else str(param.human_readable_name if param.param_type_name == "argument" else param.opts[0])
    )


def _suggestion(possibilities: Any) -> str:
    return f" Có phải là {', '.join(sorted(possibilities))}?" if possibilities else ""
