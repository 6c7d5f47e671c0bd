"""Letters to enter, and a register whose clock stands still."""

from datetime import UTC, date, datetime

from dispatch.model.registered import LetterEntry
from dispatch.register.log import Author
from dispatch.register.numbering import Assignment
from dispatch.register.register import Register, open_register

NOON = datetime(2022, 3, 8, 5, tzinfo=UTC)
SERIES = "TCTHADS/2022"


def register_at(place: str, name: str = "văn thư") -> Register:
    return open_register(place, Author(name, lambda: NOON))


def entry(file: str = "a.docx", sha256: str = "aa", **changed: str) -> LetterEntry:
    values = {
        "kind": "chi-dao-chi-tieu",
        "period": "5T2022",
        "unit": "",
        "unit_set": "63",
        "form": "giay",
        "fingerprint": "f1",
        "dossier": "ho-so",
        "vintage": "v1",
        "symbol": "TCTHADS-TKDLCN",
        "subject": "V/v thử",
        "signer": "",
        "recipients": "Như trên",
    } | changed
    return LetterEntry(file=file, sha256=sha256, regime="state", printed=("toan_quoc.viec.ty_le",), **values)


def given(letter: int, number: int, day: date, *, force: str = "", series: str = SERIES) -> Assignment:
    return Assignment(letter, f"{letter}.docx", number, day, series, f"{letter}.docx", f"h{letter}", force=force)
