"""A change of counts has a relative form, a change of rates has not."""

from fractions import Fraction

from dispatch.model.change import Change


def test_a_count_changes_absolutely_and_relatively() -> None:
    change = Change(161_828, 166_113, is_rate=False)
    assert (change.difference, change.relative) == (-4285, Fraction(-4285, 166_113))


def test_growth_from_nothing_has_no_ratio_and_points_are_never_attached_to_a_rate_as_one() -> None:
    assert Change(5, 0, is_rate=False).relative is None
    assert Change(8653, 8800, is_rate=True).relative is None
    assert Change(8653, 8800, is_rate=True).difference == -147
