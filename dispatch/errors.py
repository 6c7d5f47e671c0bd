"""What can be wrong, where, and what to do: findings, and the exceptions that carry them.

It lies below every other module because even a number parser must be able to say what it found.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person must know about, with its place and the way out.

    `code` is a fixed English word for programs; `message` and `hint` are Vietnamese. `file` is
    relative to the dossier or the letter kind; `cell` is an address ("F12") or, for CSV,
    "<line>:<column name>"; `line` counts from 1 in text files; `unit` is the unit's name.
    """

    code: str
    message: str
    hint: str
    severity: Severity = "error"
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    unit: str | None = None

    def place(self) -> str:
        """Say in Vietnamese where it is; empty when it has no place."""
        parts = []
        if self.file:
            parts.append(self.file)
        if self.sheet:
            parts.append(f"trang tính {self.sheet}")
        if self.cell:
            parts.append(f"ô {self.cell}")
        elif self.line:
            parts.append(f"dòng {self.line}")
        return ", ".join(parts)

    def record(self) -> dict[str, object]:
        """The finding as a JSON object; keys and codes are fixed."""
        return asdict(self)


PARTLY_WRITTEN = "partly-written"
"""The code of the finding that names the files which were written before a fault."""


class DispatchError(Exception):
    """Work that was refused; carries every fault found, at least one."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.message for finding in self.findings))


class InputError(DispatchError):
    """A dossier or a data file cannot be used as it is."""


class StatisticsError(DispatchError):
    """A figure cannot be computed from the data given."""


class TemplateError(DispatchError):
    """A letter kind is wrong or asks for what does not exist."""


class FormatError(DispatchError):
    """A format profile or a directory file is wrong."""


class OutputError(DispatchError):
    """A letter cannot be saved without losing something."""


class RegisterError(DispatchError):
    """The register of letters cannot be used, or does not allow what is asked."""


def refuse_if_any(error: type[DispatchError], findings: Iterable[Finding]) -> None:
    """Raise `error` with all faults of severity error; warnings alone do not stop the work."""
    faults = [finding for finding in findings if finding.severity == "error"]
    if faults:
        raise error(faults)
