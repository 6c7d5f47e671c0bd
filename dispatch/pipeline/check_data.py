"""Check the data of a dossier, or one table alone, and tell everything at once."""

from dataclasses import replace
from pathlib import Path

from dispatch.errors import DispatchError
from dispatch.model.dataset import Checked
from dispatch.model.unit import CodeSet
from dispatch.pipeline.kinds import find_catalogue, find_kind
from dispatch.readers.dataset import check_dataset, check_file
from dispatch.readers.dossier import dossier_template, read_dossier


def check_data(path: Path, code_set: CodeSet | None, templates: Path | None, encoding: str = "") -> Checked:
    """What is to be told about a dossier's data, or about one file's; faults are findings, never raised.

    `encoding` is that of CSV files that are not Unicode; a dossier may name it itself.
    """
    try:
        catalogue = find_catalogue(templates)
        if not path.is_dir():
            return check_file(path, code_set, catalogue, encoding)
        kind = find_kind(dossier_template(path), templates)
        dossier = read_dossier(path, kind)
        data = replace(dossier.data, encoding=encoding or dossier.data.encoding)
        return check_dataset(replace(dossier, data=data), catalogue)
    except DispatchError as error:
        return Checked(error.findings, 0)
