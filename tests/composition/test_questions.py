"""A template's text follows from the answers to its conditions and loops: rendered before or not, it is the same."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.composition.environment import Compiled, TemplateCompiler
from dispatch.composition.tokens import LetterTokens, TokenTable
from dispatch.errors import TemplateError
from dispatch.model.figure import Figure, Formula, Value
from dispatch.model.unit import Unit
from tests import builders

SOURCE = """\
{% if viec and (viec < bar or viec == 3) %}thấp hơn {{ bar }}{% elif tien >= 5 %}nhiều {{ tien }}{% else %}{% endif %}
{% for dv in danh_sach.thap.viec %}{{ dv.ten }}{% if dv.viec.ty_le > bar %} hơn {{ bar }}{% endif %};{% endfor %}
{% if not tien %}không{% endif %}{% if viec < bar %} lại thấp{% endif %}
"""
UNITS = builders.dataset("đơn vị|việc|tiền\nHà Nội|1/2|1/2\nCà Mau|1/2|1/2\nTrà Vinh|1/2|1/2").units


def figure(name: str, value: Value, unit: str = "việc") -> Figure:
    comparable = value if isinstance(value, int) else None
    return Figure(name, value, str(value), Formula("", ""), unit, comparable=comparable)


def figures(viec: int, bar: int, tien: int, listed: tuple[Unit, ...], rates: tuple[int, ...]) -> dict[str, Figure]:
    own = {f"don_vi.{unit.key}.viec.ty_le": rate for unit, rate in zip(UNITS, rates, strict=True)}
    names = [figure(f"don_vi.{unit.key}.ten", unit.name) for unit in UNITS]
    counts = {"viec": viec, "bar": bar, "tien": tien, **own}
    found = [*names, figure("danh_sach.thap.viec", listed), *(figure(name, value) for name, value in counts.items())]
    return {each.id: each for each in found}


SMALL = st.integers(0, 6)
LISTED = st.lists(st.integers(0, 2), unique=True, max_size=3)
THREE = st.tuples(SMALL, SMALL, SMALL)


def compiled(known: Mapping[str, Figure], source: str = SOURCE) -> Compiled:
    compiler = TemplateCompiler(frozenset(known), known)
    piece = compiler.compile(source, "letter.md.j2")
    assert piece is not None, compiler.faults
    return piece


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(THREE, LISTED, THREE), min_size=1, max_size=8))
def test_a_letter_has_the_same_text_whatever_was_rendered_before(
    letters: list[tuple[tuple[int, int, int], list[int], tuple[int, ...]]],
) -> None:
    known = [figures(*counts, tuple(UNITS[place] for place in listed), rates) for counts, listed, rates in letters]
    table, sources = TokenTable(), (SOURCE, "{% if tien > viec %}nhiều hơn{% endif %}")
    pieces = [compiled(known[0], source) for source in sources]

    for each in known:
        alone = [compiled(each, source).render(LetterTokens(each, table)) for source in sources]
        tokens = LetterTokens(each, table)
        assert [piece.render(tokens) for piece in pieces] == alone


def test_a_letter_that_answers_as_another_did_is_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    first, same = figures(1, 4, 5, UNITS[:2], (2, 5, 0)), figures(2, 5, 9, UNITS[:2], (3, 6, 1))
    table, piece = TokenTable(), compiled(first)
    text = piece.render(LetterTokens(first, table))
    monkeypatch.setattr(piece.template, "render", lambda _: pytest.fail("rendered again"))

    assert piece.render(LetterTokens(same, table)) == text


def test_what_one_piece_asks_is_no_question_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    low, high = figures(1, 4, 5, (), (0, 0, 0)), figures(5, 4, 6, (), (0, 0, 0))
    table, piece, last = TokenTable(), compiled(low), compiled(low, "{% if tien %}có{% endif %}")
    first, other = LetterTokens(low, table), LetterTokens(high, table)
    assert (piece.render(first) != piece.render(other), last.render(first)) == (True, "có")
    monkeypatch.setattr(last.template, "render", lambda _: pytest.fail("rendered again"))

    assert last.render(other) == "có"


def test_a_question_without_an_answer_is_told_with_its_line_although_other_letters_answered_it() -> None:
    sound = figures(1, 4, 5, (), (0, 0, 0))
    table, piece = TokenTable(), compiled(sound)
    piece.render(LetterTokens(sound, table))
    blank = {**sound, "bar": figure("bar", None)}

    with pytest.raises(TemplateError) as caught:
        piece.render(LetterTokens(blank, table))

    assert [(each.code, each.line) for each in caught.value.findings] == [("not-comparable", 1)]
