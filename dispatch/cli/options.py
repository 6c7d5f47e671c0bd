"""Options that several commands share, and the one place where refusals end a command."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dispatch.cli.report import refuse
from dispatch.errors import DispatchError, Finding, InputError
from dispatch.model.period import Period

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

dossier_argument: Decorator = click.argument("dossier", metavar="HỒ_SƠ", type=click.Path(path_type=Path))
letter_argument: Decorator = click.argument("letter", metavar="VĂN_BẢN", type=click.Path(path_type=Path))
json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
templates_option: Decorator = click.option(
    "--templates",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Thư mục mẫu riêng của cơ quan, được tìm trước mẫu có sẵn.",
)

_YEARS = range(1995, 2100)
_REASONS = {
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp như qua thư mục",
    errno.EACCES: "không có quyền đọc",
    errno.EPERM: "không có quyền đọc",
    errno.ENOENT: "không tìm thấy tệp",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết tượng trưng trỏ vòng quanh",
}


def parse_period(code: str) -> Period:
    """The period that a command line names, as "6T2022"; InputError for anything else."""
    period = Period.parse(code)
    if period is None or period.year not in _YEARS:
        hint = f"viết số tháng, chữ T, rồi năm: 6T2022; số tháng từ 1 đến 12, năm từ {_YEARS[0]} đến {_YEARS[-1]}"
        raise InputError([Finding("bad-period", f"“{code}” không phải kỳ báo cáo", hint)])
    return period


@contextmanager
def refusals(*, as_json: bool) -> Iterator[None]:
    """Turn a refusal of the program into its message and exit code 1."""
    try:
        yield
    except DispatchError as error:
        refuse(error, as_json=as_json)
    except BrokenPipeError:
        raise  # Whoever read the output has read enough.
    except OSError as error:
        refuse(_unreadable(error), as_json=as_json)


def _unreadable(error: OSError) -> InputError:
    """What no stage expected of the file system: a folder in a file's place, no permission, a name too long."""
    name = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, (str, bytes)) else None
    message = _REASONS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno} khi đọc tệp")
    hint = "kiểm tra tên, loại và quyền đọc của tệp hoặc thư mục này"
    return InputError([Finding("cannot-read", message, hint, file=name)])
