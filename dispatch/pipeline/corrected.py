"""A dossier with one of its tables replaced by a corrected file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dispatch.errors import DispatchError, Finding, InputError
from dispatch.model.period import Period
from dispatch.pipeline.prepare import Prepared
from dispatch.readers.file_period import file_period

Reader = Callable[[Mapping[str, Path]], Prepared]
"""Reads a dossier, with files in place of those of some keys of its [data]."""


def corrected(old: Prepared, data: Path, read: Reader) -> tuple[Period, Prepared]:
    """The period of the table that `data` replaces, as the file says it, and the dossier with that table.

    Raises a DispatchError with every fault of the file; the findings call it by its name.
    """
    key, period = _replaced_table(old, data)
    return period, _with_table(read, key, data)


def _replaced_table(old: Prepared, data: Path) -> tuple[str, Period]:
    """The key of the [data] table that a file replaces; a file that names no period is the current one."""
    files, own = old.dossier.data, old.dossier.period
    tables = {own: ("current", files.current), own.same_period: ("same_period", files.same_period)}
    tables.setdefault(own.previous, ("previous_period", files.previous_period))
    period = file_period(data, old.catalogue, files.encoding) or own
    key, present = tables.get(period, ("", ""))
    if present:
        return key, period
    known = ", ".join(each.name for each, (_, name) in tables.items() if name)
    message = f"tệp này là số liệu {period.name}, hồ sơ không có số liệu của kỳ đó để so sánh"
    raise InputError([Finding("wrong-period", message, f"hồ sơ có số liệu: {known}", file=data.name)])


def _with_table(read: Reader, key: str, data: Path) -> Prepared:
    path = str(data.absolute())
    try:
        new = read({key: data})
    except DispatchError as error:
        raise type(error)(_renamed(error.findings, path, data.name)) from None
    findings = tuple(_renamed(new.dataset.findings, path, data.name))
    return replace(new, dataset=replace(new.dataset, findings=findings))


def _renamed(findings: Sequence[Finding], path: str, name: str) -> list[Finding]:
    return [
        replace(each, file=name, message=each.message.replace(path, name)) if each.file == path else each
        for each in findings
    ]
