"""Good letters keep the law on every base, and each departure is found by its own rule and no other."""

from collections.abc import Mapping

import pytest

from dispatch.pipeline.check_letter import check_letter
from tests.inspection.checking import departing as to
from tests.inspection.checking.conftest import BASES, LETTERS
from tests.inspection.checking.departures import DEPARTURES, Departure
from tests.inspection.checking.exchanging import exchanged
from tests.inspection.checking.further import FURTHER

Bases = Mapping[tuple[str, str], bytes]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("letter_name", LETTERS)
def test_a_good_letter_has_no_finding_on_any_base(letter_name: str, base: str, bases: Bases) -> None:
    for document in (bases[letter_name, base], exchanged(bases[letter_name, base])):
        checked = check_letter(document, language=True)

        assert checked.profile == LETTERS[letter_name]
        assert [each.message for each in checked.verdict.departures] == []
        # LibreOffice drops the header of a section that ends on its first page.
        dropped = {"L05"} if base == "LibreOffice" else set()
        assert {each.rule for each in checked.verdict.undetermined} <= dropped


def test_every_rule_has_a_departure() -> None:
    assert {each.rule for each in DEPARTURES} == {f"L{number:02}" for number in range(1, 46)}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("departure", DEPARTURES, ids=str)
@pytest.mark.parametrize("exchange", [False, True], ids=["as made", "exchanged"])
def test_one_change_is_found_by_its_own_rule(departure: Departure, base: str, exchange: bool, bases: Bases) -> None:
    document = to.changed(bases[departure.letter, base], departure.change)

    found_by_its_rule(exchanged(document) if exchange else document, departure)


@pytest.mark.parametrize(
    ("departure", "base"), [(each, BASES[position % len(BASES)]) for position, each in enumerate(FURTHER)], ids=str
)
def test_every_fault_that_a_rule_can_tell_is_found(departure: Departure, base: str, bases: Bases) -> None:
    found_by_its_rule(to.changed(bases[departure.letter, base], departure.change), departure)


def found_by_its_rule(document: bytes, departure: Departure) -> None:
    """The rule and those implied find something, with everything a finding has; no other rule does."""
    verdict = check_letter(document, language=True).verdict
    found = {each.rule: each for each in verdict.departures}
    assert set(found) == {departure.rule, *departure.implied}, [each.message for each in verdict.departures]
    assert found[departure.rule].severity == departure.severity
    assert found[departure.rule].found
    assert found[departure.rule].expected
    assert found[departure.rule].hint
    assert found[departure.rule].article or departure.rule == "L45"


def test_a_blank_number_and_a_blank_day_are_no_departures(bases: Bases) -> None:
    blank = to.changed(bases["dispatch", "ours"], to.words("Hà Nội", "08", "     "))

    assert check_letter(blank).verdict.departures == ()


def test_two_addressees_each_on_its_line_are_right(bases: Bases) -> None:
    right = to.addressees("- Cục trưởng;", "- Chi cục trưởng.")

    assert check_letter(to.changed(bases["dispatch", "ours"], right)).verdict.departures == ()


def test_the_rules_of_language_are_asked_on_request_only(bases: Bases) -> None:
    for departure in DEPARTURES:
        if departure.rule in {"L32", "L33", "L34", "L45"}:
            document = to.changed(bases[departure.letter, "ours"], departure.change)
            assert check_letter(document).verdict.departures == ()


def test_a_party_letter_without_the_party_s_name_is_told_so_under_its_law(bases: Bases) -> None:
    nameless = to.changed(bases["directive", "ours"], to.removed("ĐẢNG CỘNG SẢN"))

    found = {each.rule: each.found for each in check_letter(nameless, "hd36").verdict.departures}
    assert found == {"L44": "không tìm thấy"}
