"""Check the data of a dossier, or one table alone, and tell everything at once."""

from pathlib import Path

from dispatch.errors import DispatchError
from dispatch.model.dataset import Checked
from dispatch.model.unit import CodeSet
from dispatch.pipeline.kinds import find_catalogue, find_kind
from dispatch.readers.dataset import check_dataset, check_file
from dispatch.readers.dossier import dossier_template, read_dossier


def check_data(path: Path, code_set: CodeSet | None, templates: Path | None) -> Checked:
    """What is to be told about a dossier's data, or about one file's; faults are findings, never raised."""
    try:
        catalogue = find_catalogue(templates)
        if not path.is_dir():
            return check_file(path, code_set, catalogue)
        kind = find_kind(dossier_template(path), templates)
        return check_dataset(read_dossier(path, kind), catalogue)
    except DispatchError as error:
        return Checked(error.findings, 0)
