"""The tables an office already has: the one of a period, found in a folder or in the dossiers inside it."""

from collections.abc import Iterable
from pathlib import Path

from dispatch.errors import DispatchError
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.period import Period
from dispatch.pipeline.kinds import find_kind
from dispatch.readers.dossier import dossier_template, read_dossier


def table_name(period: Period, suffix: str = ".csv") -> str:
    """How the table of a period is called in a dossier: "2022-05.csv"."""
    return f"{period.year}-{period.months:02}{suffix}"


def lower_table_name(period: Period, suffix: str = ".csv") -> str:
    """How a table of the second level alone is called: "2022-05-truc-thuoc.csv"."""
    return f"{period.year}-{period.months:02}-truc-thuoc{suffix}"


def known_table(period: Period, places: Iterable[Path], templates: Path | None) -> Path | None:
    """The table of `period`: by its name in one of the places, or the current one of a dossier there."""
    for place in places:
        if (place / table_name(period)).is_file():
            return place / table_name(period)
        for dossier in sorted(place.glob(f"*/{DOSSIER_FILE}")):
            if (source := _current_table(dossier.parent, period, templates)) is not None:
                return source
    return None


def _current_table(folder: Path, period: Period, templates: Path | None) -> Path | None:
    """The current table of a dossier about exactly `period`; None for any other folder."""
    try:
        dossier = read_dossier(folder, find_kind(dossier_template(folder), templates))
    except (DispatchError, OSError):
        return None  # a neighbour that cannot be read is nobody's base
    if dossier.period != period or "current" in dossier.data.money:
        return None  # a table in two files is no one table
    return folder / dossier.data.current
