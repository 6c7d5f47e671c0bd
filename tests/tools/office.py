"""The Python that can steer LibreOffice: the one it brings along, or the system's with the module `uno`."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.tools.validators import ToolError

_PROBE_SECONDS = 60


@cache
def office_python() -> str:
    """The path of that Python; ToolError when there is none."""
    office = shutil.which("soffice")
    if office is None:
        raise ToolError("soffice is not on the PATH: make tools")
    program = Path(office).resolve().parent
    beside = [program / "python", program / "python.exe", program.parent / "Resources" / "python"]
    system = [Path("/usr/bin/python3"), Path(sys.executable)]
    for candidate in (*beside, *system):
        if candidate.is_file() and _knows_uno(candidate):
            return str(candidate)
    raise ToolError("no Python with the module uno: make tools")


def _knows_uno(python: Path) -> bool:
    try:
        done = subprocess.run(
            [str(python), "-c", "import uno"],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PROBE_SECONDS,
        )
    except OSError:
        return False
    return done.returncode == 0
