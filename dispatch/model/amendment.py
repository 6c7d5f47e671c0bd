"""A letter about another letter: what is to be read otherwise there."""

from dataclasses import dataclass
from datetime import date

AMENDMENT_SCOPE = "noi_dung."


@dataclass(frozen=True, slots=True)
class Amendment:
    """One place of an issued letter (`name`), what stands there, and what is to be read instead.

    `key` is the name it has inside its list; the ids of its figures hold it ("noi_dung.c1.moi").
    """

    key: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class OriginalLetter:
    """An issued letter as another one cites it (NĐ 30/2020, Phụ lục I, II.6.b).

    `type_name` is "Công văn" or its tên loại; `number` has its symbol ("679/TCTHADS-TKDLCN").
    """

    type_name: str
    number: str
    day: date
    subject: str

    @property
    def title(self) -> str:
        """Type, number and symbol: "Công văn số 679/TCTHADS-TKDLCN"."""
        return f"{self.type_name} số {self.number}"
