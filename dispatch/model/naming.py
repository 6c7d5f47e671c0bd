"""The rules by which a letter names units, and what they decided for each unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dispatch.model.dataset import Measure
from dispatch.model.unit import Unit

Rule = Literal["lowest", "below-same-period"]
Combine = Literal["", "either", "both"]
Order = Literal["rank", "gso"]
RULES: tuple[Rule, ...] = ("lowest", "below-same-period")
COMBINATIONS: tuple[Combine, ...] = ("either", "both")
ORDERS: tuple[Order, ...] = ("rank", "gso")

MAX_NAMES_IN_SENTENCE = 15
"""A longer list is printed as a reference to an appendix."""


@dataclass(frozen=True, slots=True)
class NamingPolicy:
    """Which units a letter names (quy tắc nêu tên).

    `count` is used by "lowest"; `combine` joins the two measures into one printed list;
    "rank" stands worst first, "gso" in the order of the General Statistics Office. `appendix` is
    the id of the appendix that holds the list when it is too long for a sentence, `reference` what
    the sentence then says instead of the names ("{appendix}" stands for "Phụ lục III").
    """

    id: str
    rule: Rule
    count: int = 5
    combine: Combine = ""
    order: Order = "rank"
    appendix: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why one unit is or is not named on one measure; `rank` counts from the highest rate."""

    unit: Unit
    rate: Fraction | None
    printed_rate: str
    rank: int | None
    named: bool
    why: str
    close_call: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """What one policy decided: per measure the named units in printed order and all verdicts.

    `printed` is the joint list of a policy over both measures, None for the others.
    """

    policy: NamingPolicy
    named: Mapping[Measure, tuple[Unit, ...]]
    verdicts: Mapping[Measure, tuple[Verdict, ...]]
    printed: tuple[Unit, ...] | None
