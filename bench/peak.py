"""Run a command and print the peak memory of its process in megabytes.

A program of its own: on Linux a child's peak is never below that of the process that started it.
"""

import os
import subprocess
import sys
from importlib import import_module
from types import ModuleType

resource: ModuleType | None
try:
    resource = import_module("resource")
except ImportError:  # Windows
    resource = None

_MACOS = sys.platform == "darwin"  # counts bytes, the others kilobytes
_BYTES = 1 if _MACOS else 1024


def megabytes() -> float | None:
    """The peak of this process and of its workers, whichever is higher; None where the system does not tell."""
    if resource is None:
        return None
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most: int = max(resource.getrusage(each).ru_maxrss for each in whose)
    return most * _BYTES / 1e6


def main() -> int:
    """Run the command line's command, its output thrown away."""
    if not hasattr(os, "wait4"):
        return 1
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    sys.stdout.write(f"{usage.ru_maxrss * _BYTES / 1e6:.1f}\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
