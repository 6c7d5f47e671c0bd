"""Texts follow from the answers to the conditions and loops of templates: rendered before or not, they are alike."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.composition.environment import Compiled, TemplateCompiler
from dispatch.composition.questions import KnownAnswers
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
TABLE = TokenTable()


def compiled(known: Mapping[str, Figure], source: str = SOURCE) -> Compiled:
    compiler = TemplateCompiler(frozenset(known), known)
    piece = compiler.compile(source, "letter.md.j2")
    assert piece is not None, compiler.faults
    return piece


def rendered(known: KnownAnswers[list[str]], pieces: Sequence[Compiled], letter: Mapping[str, Figure]) -> list[str]:
    tokens = LetterTokens(letter, TABLE)
    return known.of(tokens, lambda: [piece.render(tokens) for piece in pieces])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(THREE, LISTED, THREE), min_size=1, max_size=8))
def test_a_letter_has_the_same_texts_whatever_was_rendered_before(
    letters: list[tuple[tuple[int, int, int], list[int], tuple[int, ...]]],
) -> None:
    all_figures = [
        figures(*counts, tuple(UNITS[place] for place in listed), rates) for counts, listed, rates in letters
    ]
    sources = (SOURCE, "{% if tien > viec %}nhiều hơn{% endif %}")
    pieces, known = [compiled(all_figures[0], source) for source in sources], KnownAnswers[list[str]]()

    for each in all_figures:
        alone = [compiled(each, source).render(LetterTokens(each, TABLE)) for source in sources]
        assert rendered(known, pieces, each) == alone


def test_a_letter_that_answers_as_another_did_is_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    first, same = figures(1, 4, 5, UNITS[:2], (2, 5, 0)), figures(2, 5, 9, UNITS[:2], (3, 6, 1))
    piece, known = compiled(first), KnownAnswers[list[str]]()
    texts = rendered(known, [piece], first)
    monkeypatch.setattr(piece.template, "render", lambda _: pytest.fail("rendered again"))

    assert rendered(known, [piece], same) == texts


def test_a_question_without_an_answer_is_told_with_its_line_although_other_letters_answered_it() -> None:
    sound = figures(1, 4, 5, (), (0, 0, 0))
    piece, known = compiled(sound), KnownAnswers[list[str]]()
    rendered(known, [piece], sound)
    blank = {**sound, "bar": figure("bar", None)}

    with pytest.raises(TemplateError) as caught:
        rendered(known, [piece], blank)

    assert [(each.code, each.line) for each in caught.value.findings] == [("not-comparable", 1)]
