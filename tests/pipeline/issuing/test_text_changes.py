"""A difference is told in a few words, and nothing of it is left out."""

from hypothesis import given
from hypothesis import strategies as st

from dispatch.pipeline.issuing.text_changes import text_changes

LINE = "Tỷ lệ thi hành xong của toàn quốc đạt 41,54% về việc và 16,20% về tiền trong năm tháng đầu năm."
LINES = st.lists(st.text("ab ", max_size=6), max_size=5)


def test_changed_words_are_shown_with_those_around_them() -> None:
    changed = LINE.replace("16,20%", "16,30%")
    assert list(text_changes(["đầu", LINE], ["đầu", changed])) == [
        "“… về việc và 16,20% về tiền trong …” nay là “… về việc và 16,30% về tiền trong …”"
    ]


def test_lines_added_and_taken_out_are_told_long_ones_in_part() -> None:
    assert list(text_changes(["một", "hai"], ["một"])) == ["bỏ “hai”"]
    [added] = text_changes(["một"], ["một", " ".join(map(str, range(100)))])
    assert added == "thêm “0 1 2 3 4 5 6 7 8 9 10 11 … 88 89 90 91 92 93 94 95 96 97 98 99”"


@given(LINES, LINES)
def test_there_is_a_change_exactly_where_words_differ(before: list[str], after: list[str]) -> None:
    told = list(text_changes(before, after))
    assert bool(told) == ([each.split() for each in before] != [each.split() for each in after])
