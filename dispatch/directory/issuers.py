"""The bodies of a province that write letters of their own, as a letter of a day prints them."""

from dataclasses import replace
from datetime import date

from dispatch.directory.agencies import (
    Agency,
    Fact,
    central_agency,
    party_committee,
    provincial_body,
)
from dispatch.model.unit import Unit

UNIT_PLACE, NAME_PLACE = "{unit}", "{name}"


def enforcement_body(unit: Unit, on: date) -> Agency:
    """The civil judgment enforcement body of a province, its superior being the central agency.

    The place is the province's name (NĐ 30/2020, Phụ lục I, II.4.a: the seat's); where the seat has
    another name the dossier says so.
    """
    body = provincial_body(on)
    return Agency(
        superior=central_agency(on).name,
        name=_with_unit(body.name, unit),
        short_name=body.short_name,
        abbreviation=body.abbreviation,
        head_title=body.head_title,
        place=_place(unit),
        first_line=body.first_line,
        second_line=_with_unit(body.second_line, unit) if body.second_line else None,
    )


def committee(unit: Unit, on: date) -> Agency:
    """The Party committee of a province; nothing stands above its name (HD 36-HD/VPTW)."""
    found = party_committee(unit.kind, on)
    return Agency(
        superior=Fact("", found.name.key),
        name=replace(found.name, value=found.name.value.replace(NAME_PLACE, unit.name)),
        short_name=found.short_name,
        abbreviation=found.abbreviation,
        head_title=found.head_title,
        place=_place(unit),
    )


def kind_and_name(unit: Unit) -> str:
    """The official name inside a sentence: "tỉnh Bến Tre" (NĐ 30/2020, Phụ lục II, III.1)."""
    return unit.official_name[:1].lower() + unit.official_name[1:]


def _with_unit(fact: Fact, unit: Unit) -> Fact:
    return replace(fact, value=fact.value.replace(UNIT_PLACE, kind_and_name(unit)))


def _place(unit: Unit) -> Fact:
    return Fact(unit.name, f"{unit.code}:name", f"provinces_{unit.code_set}.csv")
