"""The units a table reports on: provinces of a dated set, their lower units, and the nation above them."""

from dataclasses import dataclass, field
from typing import Literal

CodeSet = Literal["63", "34"]
CODE_SETS: tuple[CodeSet, ...] = ("63", "34")

OWN_CASES = "cơ quan cấp tỉnh"
"""The kind of the unit of the second level that holds the provincial office's own cases."""

NATION_KEY = "toan_quoc"
NATION_NAME = "Toàn quốc"


@dataclass(frozen=True, slots=True)
class Unit:
    """A province as one code set knows it, or a unit of the second level below it.

    GSO codes were used again for other provinces in 2025, so a unit is its code *and* its set.
    `order` is the place in the General Statistics Office's list; `aliases` are accepted
    spellings, `misprints` spellings that were printed by mistake and are resolved with a warning.
    A unit of the second level (the provincial office's own cases, a Chi cục to 6/2025, a Phòng khu
    vực since) has the code of its province in `parent`; its own code is "<province>-<name without
    accents>", since the data has none. `key` names it inside one unit set: its code.
    """

    code: str
    code_set: CodeSet
    order: int
    name: str
    thads_short_name: str = field(compare=False)
    official_name: str = field(compare=False)
    kind: str = field(compare=False)
    aliases: tuple[str, ...] = field(default=(), compare=False)
    misprints: tuple[str, ...] = field(default=(), compare=False)
    parent: str = field(default="", compare=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.code)
