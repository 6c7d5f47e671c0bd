"""What a template may say: everything beyond names, filters and conditions is refused before anything runs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from dispatch.composition.environment import TemplateCompiler
from dispatch.composition.tokens import LetterTokens, TokenTable
from dispatch.errors import TemplateError
from dispatch.model.figure import Figure, Formula
from tests.composition.kinds import SETTINGS, codes, composed, refusal, said

ATTACKS = (
    # the engine's own globals and objects
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ lipsum(1000) }}",
    "{{ range(10) }}",
    "{{ namespace(a=1) }}",
    "{{ joiner(',') }}",
    "{{ dict(a=1) }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ loop.index }}",
    "{{ caller() }}",
    "{{ _self }}",
    # classes by way of constants
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ 'abc'['upper'] }}",
    "{{ 'abc'.upper() }}",
    "{{ [].__class__ }}",
    "{{ {}['a'] }}",
    "{{ ().__class__.__base__ }}",
    "{{ (1).__class__ }}",
    "{{ '%s' % ky.ten }}",
    "{{ '{0.__class__}'.format(ky.ten) }}",
    "{{ '{0}'['format'](ky.ten) }}",
    "{{ 'a'|attr('upper') }}",
    "{{ ky.ten|attr('name') }}",
    "{{ ky.ten|string|upper }}",
    "{{ ky.ten|format(1) }}",
    "{{ ky.ten|map('upper')|join }}",
    "{{ 'Hà Nội'|in_hoa }}",
    "{{ 5|in_hoa }}",
    # what a figure holds inside
    "{{ ky.ten.__class__ }}",
    "{{ ky.ten._figure }}",
    "{{ ky.ten['_figure'] }}",
    "{{ (ky.ten|in_hoa)['name'] }}",
    "{{ (ky.ten|in_hoa).name }}",
    "{{ ky.ten|in_hoa(1) }}",
    "{{ ky.ten() }}",
    "{{ ky.ten[0:2] }}",
    "{{ ky[ky.ten] }}",
    # computing, joining, and words that are not in an anchor
    "{{7*7}}",
    "{{ 7 }}",
    "{{ 'chữ' }}",
    "{{ true }}",
    "{{ none }}",
    "{{ ky.nam + 1 }}",
    "{{ ky.nam ~ ky.ten }}",
    "{{ -ky.nam }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 2**400000000 }}",
    "{{ 9**9**9**9 }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ (1, 2) }}",
    "{{ ky.ten if ky.nam else ky.ten }}",
    "{{ ky.nam == 2022 }}",
    "{{ ky.nam and ky.ten }}",
    "{{ not ky.ten }}",
    "{{ ky.ten is defined }}",
    "{{ ky.ten, ky.nam }}",
    # statements
    "{% for x in ky.ten %}{{ x }}{% endfor %}",
    "{% for x in range(1000000000) %}{% endfor %}",
    "{% set a = 1 %}",
    "{% set a %}chữ{% endset %}",
    "{% with a = 1 %}{% endwith %}",
    "{% include 'letter.md.j2' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% macro x() %}{% endmacro %}",
    "{% call ky.ten() %}{% endcall %}",
    "{% filter in_hoa %}chữ{% endfilter %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% raw %}{{7*7}}{% endraw %}",
    "{%- raw -%}chữ{%- endraw -%}",
    "{% if ky.ten in 'chữ' %}{% endif %}",
    "{% if ky.nam > 1 + 1 %}{% endif %}",
    "{% if ky.ten.startswith('5') %}{% endif %}",
    "{% if 1.5 < 2 %}{% endif %}",
    "{% if ky.nam == true %}{% endif %}",
    "{% do ky.ten %}",
    "{% debug %}",
    # the parser itself
    "{{ }}",
    "{{ ky.ten",
    "{{ ky.ten }",
    "{% if ky.ten %}",
    "{% endif %}",
    "{{ '" + "a" * 50,
)  # fmt: skip
TOO_MUCH = (
    "{{ " + "(" * 3000 + "ky.ten" + ")" * 3000 + " }}",
    "{% if ky.nam > " + "1" * 5000 + " %}{% endif %}",
    "{% if ky.nam %}" * 150 + "{% endif %}" * 150,
    "{% if ky.nam %}" * 1500 + "{% endif %}" * 1500,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:48])
def test_only_names_filters_and_conditions_may_stand_in_a_template(attack: str, tmp_path: Path) -> None:
    faults = refusal(tmp_path, f"Dòng một.\n\nĐoạn hai {attack} hết.\n")

    assert faults
    for fault in faults:
        assert (fault.file, fault.line) == ("letter.md.j2", 3), fault
        assert not fault.message.isascii(), fault
        assert fault.hint, fault


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:48])
def test_refused_template_is_never_turned_into_code(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: object) -> None:
        pytest.fail(f"compiled: {args}")

    monkeypatch.setattr(Environment, "compile", run)
    compiler = TemplateCompiler(frozenset({"ky.ten", "ky.nam"}), {})

    assert compiler.compile(attack, "letter.md.j2") is None
    assert compiler.faults


@pytest.mark.parametrize("attack", TOO_MUCH, ids=range(len(TOO_MUCH)))
def test_template_that_the_engine_chokes_on_is_refused_like_any_other(attack: str, tmp_path: Path) -> None:
    assert codes(refusal(tmp_path, attack)) == [("template-syntax", "letter.md.j2", 1)]


@pytest.mark.parametrize("key", ["subject", "signer"])
@pytest.mark.parametrize("attack", ["{{7*7}}", "{{ ''.__class__ }}", "{{ ky.khong_co }}", "{% raw %}x{% endraw %}"])
def test_texts_of_the_settings_are_held_against_the_same_list(key: str, attack: str, tmp_path: Path) -> None:
    lines = [f'{key} = "{attack}"' if line.startswith(key) else line for line in SETTINGS.splitlines()]
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(key))

    faults = refusal(tmp_path, "Nội dung.", settings="\n".join(lines) + "\n")

    assert {(fault.file, fault.line) for fault in faults} == {("template.toml", line)}


def test_unknown_figure_is_told_with_its_line_and_what_it_resembles(tmp_path: Path) -> None:
    [fault] = refusal(tmp_path, "Một.\n\nHai.\nĐạt {{ toan_quoc.viec.ti_le }}.\n")

    assert (fault.code, fault.file, fault.line) == ("unknown-figure", "letter.md.j2", 4)
    assert "toan_quoc.viec.ty_le" in fault.hint


def test_all_faults_of_a_kind_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    settings = SETTINGS.replace("Nguyễn Văn A", "{{ nguoi_ky.ten }}")

    faults = refusal(tmp_path, "{{ a.b }}\n\n{{ ky.ten|upper }}\n\n{{ 7*7 }}\n", settings=settings)

    assert codes(faults) == [
        ("unknown-figure", "letter.md.j2", 1),
        ("not-allowed", "letter.md.j2", 3),
        ("not-allowed", "letter.md.j2", 5),
        ("unknown-figure", "template.toml", 6),
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("toan_quoc.viec.cung_ky.ty_le", "same_period"), ("toan_quoc.viec.chi_tieu", "targets")],
)
def test_figure_that_the_dossier_has_no_data_for_says_which_file_to_add(name: str, hint: str) -> None:
    compiler = TemplateCompiler(frozenset({"toan_quoc.viec.ty_le"}), {})

    compiler.compile(f"{{{{ {name} }}}}", "letter.md.j2")

    assert hint in compiler.faults[0].hint


def test_figure_in_a_branch_that_is_not_taken_must_exist_too(tmp_path: Path) -> None:
    body = "Một.\n{% if not ky.nam %}\n{{ khong.co }}\n{% endif %}\n"

    assert codes(refusal(tmp_path, body)) == [("unknown-figure", "letter.md.j2", 3)]


def test_name_may_be_spelt_with_brackets_around_a_code(tmp_path: Path) -> None:
    assert said(composed(tmp_path, 'Đạt {{ don_vi["01"].viec.ty_le }}.')) == ["paragraph: Đạt 40,00%./."]


def test_filter_gives_the_same_figure_in_another_print(tmp_path: Path) -> None:
    letter = composed(tmp_path, "{{ ky.ten | in_hoa }}, {{ ky.ten }}.")

    assert said(letter) == ["paragraph: 5 THÁNG NĂM 2022, 5 tháng năm 2022./."]
    assert letter.figures["ky.ten|in_hoa"].formula is letter.figures["ky.ten"].formula


def test_comment_is_not_printed_and_may_hold_anything(tmp_path: Path) -> None:
    assert said(composed(tmp_path, "{# {{ 7*7 }} 41,54% *x #}Một.")) == ["paragraph: Một./."]


# --- comparisons ---

COMPARED = {
    "viec": (10, "việc"), "it_viec": (9, "việc"), "tien": (10, "1.000 đồng"), "ty_le": (4154, "%"),
    "ty_le_khac": (4154, "%"), "chu": (None, ""), "so_thang": (5, ""),
}  # fmt: skip


@pytest.fixture
def judge() -> Callable[[str], bool]:
    figures = {
        name: Figure(name, value, "in", Formula("", ""), unit, comparable=value)
        for name, (value, unit) in COMPARED.items()
    }

    def judged(condition: str) -> bool:
        table = TokenTable()
        compiler = TemplateCompiler(frozenset(figures), figures)
        piece = compiler.compile("{% if " + condition + " %}đúng{% endif %}", "letter.md.j2", 7)
        assert piece is not None, compiler.faults
        return piece.render(LetterTokens(figures, table)) == "đúng"

    return judged


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("viec > it_viec", True),
        ("viec <= it_viec", False),
        ("viec == 10", True),
        ("10 == viec", True),
        ("viec != 10", False),
        ("9 < viec", True),
        ("it_viec < viec and viec >= 10", True),
        ("it_viec < viec <= 10", True),
        ("not viec == 10 or so_thang > 4", True),
        ("ty_le == ty_le_khac", True),
        ("ty_le < ty_le_khac", False),
    ],
)
def test_figures_of_one_unit_compare_as_they_are_printed(
    condition: str, holds: bool, judge: Callable[[str], Any]
) -> None:
    assert judge(condition) is holds


@pytest.mark.parametrize(
    "condition",
    ["ty_le > 41", "41 < ty_le", "ty_le == 0", "viec > tien", "viec == ty_le", "chu == 1", "viec == 'mười'",
     "chu > viec", "viec > chu"],
)  # fmt: skip
def test_comparison_that_could_mislead_is_refused_with_its_line(condition: str, judge: Callable[[str], Any]) -> None:
    with pytest.raises(TemplateError) as caught:
        judge(condition)

    [fault] = caught.value.findings
    assert (fault.code, fault.file, fault.line) == ("not-comparable", "letter.md.j2", 7)


def test_refused_comparison_names_its_line_within_the_letter(tmp_path: Path) -> None:
    body = "Một.\n\n{% if ky.nam %}\nHai.\n{% endif %}\n{%- if toan_quoc.viec.ty_le > 50 -%}\nBa.\n{% endif %}\n"

    assert codes(refusal(tmp_path, body)) == [("not-comparable", "letter.md.j2", 6)]
