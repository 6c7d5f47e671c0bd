"""What is made of texts is made once for each, and never without bound."""

from dispatch.model import kept
from dispatch.model.kept import Kept


def test_a_text_is_made_into_something_once() -> None:
    asked: list[str] = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    lengths = Kept(length)

    assert [lengths["việc"], lengths["tiền"], lengths["việc"]] == [4, 4, 4]
    assert asked == ["việc", "tiền"]


def test_it_does_not_grow_without_bound() -> None:
    lengths = Kept(len)
    for number in range(kept._MOST + 10):
        assert lengths[str(number)] == len(str(number))

    assert len(lengths) <= kept._MOST
