"""Runs `dispatch data check` on files, and tells what it printed, how long it took and how much memory:

python -m tests.cli.judge FOLDER FILE...
"""

import json
import sys
import time
from pathlib import Path

from tests.cli.running import run
from tests.readers.judge import peak_megabytes


def main(folder: Path, names: list[str]) -> None:
    """Print one JSON object a file, in order."""
    for name in names:
        start = time.process_time()
        ran = run("data", "check", folder / name, "--units", "63", "--json")
        shown = run("data", "check", folder / name, "--units", "63")
        record = {
            "file": name,
            "exit": ran.code,
            "document": ran.document,
            "told": ran.err,
            "width": max(map(len, shown.out.splitlines()), default=0),
            "seconds": (time.process_time() - start) / 2,
            "megabytes": peak_megabytes(),
        }
        sys.stdout.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
