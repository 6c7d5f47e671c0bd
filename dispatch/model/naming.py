"""The rules by which a letter names units, and what they decided for each unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from dispatch.model.dataset import Measure
from dispatch.model.unit import Unit

Rule = Literal[
    "lowest",
    "highest",
    "below-national",
    "below-same-period",
    "below-target",
    "below-pace",
    "worst-fall",
    "all-of",
    "any-of",
]
Level = Literal["province", "lower"]
Combine = Literal["", "either", "both"]
Order = Literal["rank", "gso", "alphabet"]
LEVELS: tuple[Level, ...] = ("province", "lower")
COMBINATIONS: tuple[Combine, ...] = ("either", "both")
ORDERS: tuple[Order, ...] = ("rank", "gso", "alphabet")

MAX_NAMES_IN_SENTENCE = 15
"""A longer list is printed as a reference to an appendix."""

CLOSE_CODES = ("close-call", "tie-at-cut", "small-denominator")
"""The findings that tell of a naming which hangs on little: they come before all others."""


@dataclass(frozen=True, slots=True)
class NamingPolicy:
    """Which units a letter names (quy tắc nêu tên).

    `count` is used by the rules that cut an order; `combine` joins the two measures into one printed
    list; "rank" stands in the order of the rule (worst first; for "highest" best first), "gso" in that of
    the General Statistics Office, "alphabet" in the Vietnamese one. `indicator` is what is compared.
    Units whose rate stands over less than `min_denominator` of the measure (cases, or 1.000 đồng) are left
    out, and those of `exclude`, by name, each for its reason. `of` names the policies that "all-of" and "any-of" join.
    `level` says whether provinces are judged, or units of the second level.
    `appendix` is the id of the appendix that holds the list when it is too long for a sentence,
    `reference` what the sentence then says instead of the names ("{appendix}" stands for "Phụ lục III").
    """

    id: str
    rule: Rule
    count: int = 5
    combine: Combine = ""
    order: Order = "rank"
    appendix: str = ""
    reference: str = ""
    indicator: str = "ty_le"
    min_denominator: Mapping[Measure, int] = field(default_factory=dict)
    exclude: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    level: Level = "province"


@dataclass(frozen=True, slots=True)
class NamingRule:
    """A rule as the program knows it: its sentence, the keys it takes, the data it needs.

    `sentence_of_counts` says it of a count where that must be said otherwise; `is_cut`
    says that it takes the first units of an order, so that one left out is replaced.
    """

    id: Rule
    sentence: str
    parameters: tuple[str, ...]
    needs: str
    is_cut: bool
    sentence_of_counts: str = ""


@dataclass(frozen=True, slots=True)
class NamingRules:
    """All rules, the keys every policy takes, and what makes a call a close one.

    `close_gap` is in hundredths of a point; a rate over less than `small_denominator` may hang on one case.
    """

    rules: Mapping[str, NamingRule]
    common: tuple[str, ...]
    close_gap: int
    small_denominator: Mapping[Measure, int]

    @property
    def keys(self) -> frozenset[str]:
        """Every key that a policy of some rule takes."""
        return frozenset(self.common).union(*(rule.parameters for rule in self.rules.values()))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why one unit is or is not named on one measure; `rank` counts from the highest rate.

    `rate` is the value of the policy's indicator. `close` says why the unit stands close to the cut, `small`
    over how little its rate stands, `left_out` why it was left out of the rule; they are empty otherwise.
    `lacks_goal` tells that the unit was given no goal that it could be held against.
    """

    unit: Unit
    rate: Fraction | None
    printed_rate: str
    rank: int | None
    named: bool
    why: str
    close: str = ""
    small: str = ""
    left_out: str = ""
    lacks_goal: bool = False

    @property
    def close_call(self) -> bool:
        """Whether the verdict hangs on little."""
        return bool(self.close or self.small)


@dataclass(frozen=True, slots=True)
class Naming:
    """What one policy decided: per measure the named units in printed order and all verdicts.

    `printed` is the joint list of a policy over both measures, None for the others. `spared` has per
    measure the units that would be named had they not been left out, `instead` those named in their place.
    """

    policy: NamingPolicy
    sentence: str
    named: Mapping[Measure, tuple[Unit, ...]]
    verdicts: Mapping[Measure, tuple[Verdict, ...]]
    printed: tuple[Unit, ...] | None
    spared: Mapping[Measure, tuple[Unit, ...]]
    instead: Mapping[Measure, tuple[Unit, ...]]
