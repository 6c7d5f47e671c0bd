"""Loops over named lists: each unit's own figures, numbered tasks inside, faults with their lines."""

from pathlib import Path

import pytest

from dispatch.model.dataset import Dataset
from tests import builders
from tests.composition.kinds import POLICY, codes, compiled, compose, composed, refusal, said

TWO = POLICY.replace("count = 1", "count = 2")
LOOP = """\
Các đơn vị gồm:

{% for dv in danh_sach.thap.viec %}
- {{ dv.ten }}: {{ dv.viec.ty_le }}{% if loop.last %}.{% else %};{% endif %}

{% endfor %}
"""


def with_units(count: int) -> Dataset:
    rows = "\n".join(f"{unit.name} | {place}/100 | 1/2" for place, unit in enumerate(builders.UNITS[:count], 1))
    return builders.dataset("đơn vị | việc | tiền\n" + rows)


def test_each_unit_of_a_list_is_printed_with_its_own_figures(tmp_path: Path) -> None:
    letter = composed(tmp_path, LOOP, TWO)

    assert said(letter) == [
        "paragraph: Các đơn vị gồm:",
        "dash: Hà Nội: 40,00%;",
        "dash: Cà Mau: 60,00%./.",
    ]
    assert {"don_vi.01.viec.ty_le", "don_vi.96.viec.ty_le", "don_vi.01.ten"} <= set(letter.figures)


def test_loop_may_hold_numbered_tasks_and_filters(tmp_path: Path) -> None:
    body = (
        "{% for dv in danh_sach.thap.viec | theo_gso %}\n"
        "1. {{ dv.ten | in_hoa }} xếp {{ dv.viec.hang | thu_hang }}.\n\n{% endfor %}\n2. Hết."
    )

    assert said(composed(tmp_path, body, TWO)) == [
        "task: HÀ NỘI xếp thứ 2/2.",
        "task: CÀ MAU xếp thứ 1/2.",
        "task: Hết./.",
    ]


@pytest.mark.parametrize("count", [1, 5, 16])
def test_loop_goes_through_lists_of_any_length(count: int, tmp_path: Path) -> None:
    more = POLICY.replace("count = 1", f"count = {count}")

    letter = composed(tmp_path, LOOP, more, data=with_units(20))

    assert sum(line.startswith("dash:") for line in said(letter)) == count


def test_list_without_names_prints_what_stands_after_else(tmp_path: Path) -> None:
    below = POLICY.replace('rule = "lowest"\ncount = 1', 'rule = "below-same-period"')
    data = builders.dataset("đơn vị | việc | tiền | việc cùng kỳ | tiền cùng kỳ\nHà Nội | 2/4 | 2/4 | 1/4 | 1/4")
    body = "Có.\n\n{% for dv in danh_sach.thap.viec %}\n- {{ dv.ten }}\n\n{% else %}\n- Không có.\n{% endfor %}\n"

    assert said(composed(tmp_path, body, below, data=data)) == ["paragraph: Có.", "dash: Không có./."]


def test_wording_of_two_lists_is_told_apart(tmp_path: Path) -> None:
    kind = compiled(tmp_path, LOOP, POLICY)
    other = builders.dataset(
        "đơn vị | việc | tiền | việc cùng kỳ\nHà Nội | 90/100 | 1/2 | 1/2\nCà Mau | 1/2 | 1/2 | 1/2"
    )

    assert said(compose(kind))[1] == "dash: Hà Nội: 40,00%./."
    assert said(compose(kind, other))[1] == "dash: Cà Mau: 50,00%./."


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{% for dv in danh_sach.thap.viec %}{{ dv.viec.ti_le }}{% endfor %}", "unknown-figure"),
        ("{% for dv in danh_sach.thap.viec %}{{ dv }}{% endfor %}", "unknown-figure"),
        ("{% for dv in danh_sach.thap.viec %}{{ dv.viec.ty_le | tang_giam }}{% endfor %}", "wrong-filter"),
        ("{% for dv in danh_sach.thap.viec %}{{ loop.last }}{% endfor %}", "not-allowed"),
        ("{% for dv in danh_sach.thap.viec %}{% if loop.index > 1 %}a{% endif %}{% endfor %}", "not-allowed"),
        ("{% for dv in danh_sach.thap.viec if dv.viec.ty_le %}a{% endfor %}", "not-allowed"),
        ("{% for dv in danh_sach.thap.viec recursive %}a{% endfor %}", "not-allowed"),
        ("{% for a, b in danh_sach.thap.viec %}a{% endfor %}", "not-allowed"),
        ("{% for ky in danh_sach.thap.viec %}{{ ky.ten }}{% endfor %}", "bad-loop"),
        ("{% for dv in toan_quoc.viec.ty_le %}a{% endfor %}", "not-a-list"),
        ("{% for dv in danh_sach.thap.viec | kem_ty_le %}a{% endfor %}", "not-a-list"),
        ("{% for dv in don_vi %}a{% endfor %}", "unknown-figure"),
        ("{{ toan_quoc.viec.ty_le | tang_giam }}", "wrong-filter"),
        ("{{ dv.viec.ty_le }}", "unknown-figure"),
    ],
)
def test_fault_in_a_loop_or_a_filter_is_told_with_its_line(body: str, code: str, tmp_path: Path) -> None:
    faults = refusal(tmp_path, f"Một.\n\n{body}\n", POLICY)

    assert (code, "letter.md.j2", 3) in codes(faults)


def test_unit_that_lacks_a_figure_is_passed_over_by_a_condition(tmp_path: Path) -> None:
    targets = [builders.target("01", "viec", "81.5")]
    data = builders.dataset(
        "đơn vị | việc | tiền | việc cùng kỳ\nHà Nội | 40/100 | 1/2 | 1/2\nCà Mau | 60/100 | 1/2 | 1/2", targets
    )
    body = (
        "A.\n\n{% for dv in danh_sach.thap.viec %}\n"
        "- {{ dv.ten }}{% if dv.viec.chi_tieu %} ({{ dv.viec.chi_tieu }}){% endif %}\n\n{% endfor %}\n"
    )
    kind = compiled(tmp_path, body, TWO, data=data)

    assert said(compose(kind, data)) == ["paragraph: A.", "dash: Hà Nội (81,50%)", "dash: Cà Mau./."]
