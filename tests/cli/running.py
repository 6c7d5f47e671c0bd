"""The command line run in this process: its exit code, what it printed where, and no exception let through."""

import io
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dispatch.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def refused(self) -> list[Mapping[str, Any]]:
        """The findings of a refusal."""
        assert set(self.document) == {"refused"}
        findings: list[Mapping[str, Any]] = self.document["refused"]
        return findings


def run(*arguments: object, folder: Path | None = None, columns: int = 80) -> Ran:
    """Run `dispatch` with these arguments, in `folder`; an exception of the program is one of the test."""
    # The code page of a Vietnamese Windows console, which cannot print all Vietnamese letters.
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="cp1258") for _ in range(2))
    code: str | int | None = 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["dispatch", *map(str, arguments)])
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", err)
        patched.setenv("COLUMNS", str(columns))
        patched.chdir(folder or Path(os.sep))
        try:
            main()
        except SystemExit as end:
            code = end.code
    assert code is None or isinstance(code, int), code
    return Ran(code or 0, *(_printed(stream) for stream in (out, err)))


def _printed(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
