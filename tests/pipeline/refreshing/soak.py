"""As many sequences of edits in LibreOffice as asked for: python -m tests.pipeline.refreshing.soak [NUMBER]."""

import sys
import tempfile
import traceback
from pathlib import Path

from dispatch.pipeline.draft import draft
from tests.builders import FIXTURE
from tests.pipeline.refreshing.office_runs import played
from tests.pipeline.refreshing.sequences import assert_holds

_NUMBER, _AT_ONCE = 200, 20


def main() -> int:
    """Say what did not hold, with its seed; 1 when anything did not."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _NUMBER
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        letter = draft(FIXTURE, Path(folder), None).letter
        for first in range(0, number, _AT_ONCE):
            for each in played(letter, range(first, min(first + _AT_ONCE, number))):
                try:
                    assert_holds(each)
                except Exception:  # noqa: BLE001 -- a sequence that fails must not hide the others
                    failed += 1
                    print(f"seed {each.seed}, {', '.join(each.steps)}:\n{traceback.format_exc()}")  # noqa: T201
            print(f"{min(first + _AT_ONCE, number)} of {number} sequences, {failed} failed", flush=True)  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
