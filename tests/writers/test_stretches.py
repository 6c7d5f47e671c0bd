"""A body cut into stretches says what it says in one piece, and each letter has its own bytes."""

from dispatch.model.figure import Figure, Formula
from dispatch.writers.package import Segment
from dispatch.writers.stencil import FigureSlot, Fragment, Stencil
from dispatch.writers.stretches import Stretch, stretches

LONG = "<w:p>" + "lời " * 600 + "</w:p>"
FRAGMENTS: list[Fragment] = [
    LONG, FigureSlot("co_quan.ten"), "<w:p/>", FigureSlot("don_vi_nhan.ten"), "<w:p/>", FigureSlot("ky.ten"),
    FigureSlot("don_vi.84.viec.ty_le"), FigureSlot("ky.ten"), LONG,
]  # fmt: skip


def figures(**texts: str) -> dict[str, Figure]:
    names = {"co_quan.ten": "Cục", "don_vi_nhan.ten": "Trà Vinh", "ky.ten": "5 tháng", "don_vi.84.viec.ty_le": "1%"}
    printed = {**names, **{name.replace("__", "."): text for name, text in texts.items()}}
    return {name: Figure(name, text, text, Formula("", "")) for name, text in printed.items()}


def filled(parts: tuple[Stretch, ...], texts: dict[str, Figure]) -> list[bytes | Segment]:
    return [part.fill(texts) for part in parts]


def test_what_units_print_is_apart_from_what_all_letters_have_alike() -> None:
    assert [part.common for part in stretches(FRAGMENTS)] == [True, False, True]


def test_stretches_together_are_the_whole() -> None:
    parts = stretches(FRAGMENTS)

    assert b"".join(part.stencil.fill(figures()) for part in parts) == Stencil.of(FRAGMENTS).fill(figures())


def test_a_common_stretch_is_deflated_once_and_again_when_it_prints_something_else() -> None:
    parts = stretches(FRAGMENTS)
    first, other = filled(parts, figures()), filled(parts, figures(don_vi_nhan__ten="Cà Mau"))
    changed = filled(parts, figures(co_quan__ten="Tổng cục"))

    assert isinstance(first[0], Segment)
    assert (other[0] is first[0], other[1] == first[1], other[2] is first[2]) == (True, False, True)
    assert changed[0] != first[0]
    assert changed == filled(stretches(FRAGMENTS), figures(co_quan__ten="Tổng cục"))
    assert filled(parts, figures()) == first
