"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket in it, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_OWNER = "postgres"


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the URL of its databases without their name."""
    # Not pytest's folder: another user must be able to enter it, and the path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="dispatch-pg-"))
    try:
        if _is_root():
            shutil.chown(folder, _OWNER)
        data = folder / "data"
        _run("initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        _run("pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql://{_OWNER}@/{{name}}?host={folder}"
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: object) -> None:
    command = [_program(program), *map(str, arguments)]
    # PostgreSQL refuses to run as root.
    owner = pwd.getpwnam(_OWNER) if _is_root() else None
    ran = subprocess.run(
        command,
        check=False,
        cwd=os.sep,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        # To a file, not a pipe: the server keeps what it inherits open.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    assert ran.returncode == 0, f"{program} failed; tools/install.sh installs PostgreSQL"


def _program(name: str) -> str:
    """The program on the PATH, or where Debian keeps those of each version."""
    found = shutil.which(name) or next((str(path) for path in sorted(_DEBIAN.glob(f"*/bin/{name}"))), None)
    assert found, f"there is no {name}; tools/install.sh installs PostgreSQL"
    return found


def _is_root() -> bool:
    return os.geteuid() == 0
