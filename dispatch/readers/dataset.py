"""Read every data file a dossier names into one dataset."""

from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.units import units_in_force
from dispatch.errors import DispatchError, Finding, InputError, refuse_if_any
from dispatch.model.dataset import Dataset, InputFile, Table, Target
from dispatch.model.dossier import Dossier
from dispatch.model.period import Period
from dispatch.readers.gate import open_gate
from dispatch.readers.long_table import read_long_table
from dispatch.readers.records import RecordReader
from dispatch.readers.sheet_table import read_workbook_table
from dispatch.readers.targets import read_targets
from dispatch.readers.text_table import read_text_table
from dispatch.readers.unit_names import UnitReader
from dispatch.readers.workbook import read_workbook


def read_dataset(dossier: Dossier) -> Dataset:
    """Read current period, same period and targets; raise InputError with the faults of all files."""
    intake = _Intake(dossier)
    current = intake.table(dossier.data.current, dossier.period)
    same = intake.table(dossier.data.same_period, dossier.period.same_period)
    targets = intake.targets(dossier.data.targets)
    refuse_if_any(InputError, intake.findings)
    assert current is not None  # the dossier's reader requires the file, and no fault was found
    return Dataset(intake.names.units, current, same, targets, tuple(intake.files), tuple(intake.findings))


class _Intake:
    """Collects files and findings while the tables of one dossier are read."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.names = UnitReader(units_in_force(dossier.unit_set, dossier.letter_date), dossier.aliases)
        self.files: list[InputFile] = []
        self.findings: list[Finding] = []

    def table(self, name: str, period: Period) -> Table | None:
        """The statistics of `period` in the file `name`; None without a file or after a fault."""
        if not name:
            return None
        reader, catalogue = RecordReader(self.names, indicator_catalogue()), indicator_catalogue()
        try:
            gated = open_gate(self.dossier.folder, name)
            self.files.append(gated.file)
            if gated.kind == "xlsx":
                read_workbook_table(read_workbook(gated), reader, catalogue)
            else:
                read_long_table(read_text_table(gated), period, reader, catalogue)
        except DispatchError as error:
            self.findings += error.findings
            return None
        self.findings += reader.findings
        return Table(period, reader.rows)

    def targets(self, name: str) -> tuple[Target, ...]:
        """The targets in the file `name`; none without a file."""
        if not name:
            return ()
        try:
            text = read_text_table(open_gate(self.dossier.folder, name))
        except DispatchError as error:
            self.findings += error.findings
            return ()
        self.files.append(text.file)
        targets, findings = read_targets(text, self.dossier.period, self.names)
        self.findings += findings
        return targets
