"""Check the data of a dossier, or one table alone, and tell everything at once."""

from pathlib import Path

from dispatch.errors import DispatchError, Finding, InputError
from dispatch.model.dataset import Checked
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.unit import CodeSet
from dispatch.pipeline.finding_order import in_order
from dispatch.pipeline.kinds import find_catalogue, find_kind
from dispatch.readers.dataset import check_dataset, check_file
from dispatch.readers.dossier import dossier_template, read_dossier


def check_data(path: Path, code_set: CodeSet | None, templates: Path | None, encoding: str = "") -> Checked:
    """What is to be told about a dossier's data, or about one file's; faults are findings, never raised.

    `encoding` is that of a CSV file that is not Unicode. For a dossier it is a fault: there it belongs
    to the data, so that a draft is made from the same text that was checked.
    """
    try:
        if encoding and path.is_dir():
            raise InputError([_encoding_of_dossier(encoding)])
        catalogue = find_catalogue(templates)
        if not path.is_dir():
            checked = check_file(path, code_set, catalogue, encoding)
        else:
            kind = find_kind(dossier_template(path), templates)
            checked = check_dataset(read_dossier(path, kind), catalogue)
        return Checked(in_order(checked.findings), checked.units)
    except DispatchError as error:
        return Checked(error.findings, 0)


def _encoding_of_dossier(encoding: str) -> Finding:
    hint = f'ghi encoding = "{encoding}" vào mục [data] của {DOSSIER_FILE}'
    return Finding("encoding-of-dossier", "--encoding chỉ dùng khi kiểm tra một tệp", hint, file=DOSSIER_FILE)
