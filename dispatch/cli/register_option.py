"""The option that names the register, and who acts on it at what time."""

import getpass
import os
from datetime import UTC, datetime

import click

from dispatch.cli.options import Decorator
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.register.log import Author

_DEFAULT = "output/register.sqlite3"
_USER = "DISPATCH_USER"

register_option: Decorator = click.option(
    "--register",
    metavar="SỔ",
    envvar="DISPATCH_REGISTER",
    default=_DEFAULT,
    help=f"Sổ văn bản: tệp hoặc postgresql://…; mặc định {_DEFAULT} hoặc biến DISPATCH_REGISTER.",
)


def register_place(place: str) -> RegisterPlace:
    """The register with the person at this machine; the log alone asks for the time, no letter does."""
    return RegisterPlace(place, Author(_person(), lambda: datetime.now(UTC)))  # noqa: TID251 -- the log says when


def _person() -> str:
    """The name the office gives in DISPATCH_USER, or that of the account."""
    if name := os.environ.get(_USER, "").strip():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "(không rõ)"
