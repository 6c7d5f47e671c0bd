"""Options that several commands share, and the one place where refusals end a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dispatch.cli.report import refuse
from dispatch.errors import DispatchError

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

dossier_argument: Decorator = click.argument("dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path))
json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
templates_option: Decorator = click.option(
    "--templates",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Thư mục mẫu riêng của cơ quan, được tìm trước mẫu có sẵn.",
)


@contextmanager
def refusals(*, as_json: bool) -> Iterator[None]:
    """Turn a refusal of the program into its message and exit code 1."""
    try:
        yield
    except DispatchError as error:
        refuse(error, as_json=as_json)
