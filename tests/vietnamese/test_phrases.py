"""A difference is said with its verb."""

import pytest

from dispatch.vietnamese.numbers import count
from dispatch.vietnamese.phrases import GROWTH, LEVEL, TARGET, Direction, directed


@pytest.mark.parametrize(
    ("difference", "words", "said"),
    [
        (-4285, GROWTH, "giảm 4.285"),
        (17190, GROWTH, "tăng 17.190"),
        (0, GROWTH, "bằng"),
        (-1, LEVEL, "thấp hơn 1"),
        (1, TARGET, "vượt 1"),
        (-1, TARGET, "còn thiếu 1"),
    ],
)
def test_a_difference_has_a_verb_and_no_minus_sign(difference: int, words: Direction, said: str) -> None:
    assert directed(difference, words, count) == said
