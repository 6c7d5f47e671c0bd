"""Read the parts of a format profile from their TOML tables; every fault goes to its line."""

from math import isfinite
from typing import Any, TypeVar, get_args

from dispatch.model.profile import (
    Align,
    Blocks,
    Choice,
    Colour,
    Component,
    Measure,
    Page,
    PageNumber,
    PageNumberPlace,
    Paragraphs,
    Range,
    Rule,
    RuleBase,
    Stamp,
    StampUse,
)
from dispatch.tomlfile import Section

_T = TypeVar("_T")


def read_range(section: Section, key: str) -> Range:
    """A table `{ min = …, max = …, print = … }`; the printed value must lie in the range."""
    table = section.section(key, required=True)
    minimum, maximum, chosen = (table.number(name, required=True) for name in ("min", "max", "print"))
    measure = Range(minimum, maximum, chosen)
    _refuse_outside(table, measure)
    return measure


def _optional_range(section: Section, key: str) -> Range | None:
    return read_range(section, key) if key in section.written() else None


def read_measure(section: Section, key: str) -> Measure:
    """A range, or `{ either = …, or = …, print = … }` where the law names two values."""
    table = section.section(key, required=True)
    if "either" not in table.values:
        return read_range(section, key)
    allowed = (table.number("either"), table.number("or", required=True))
    measure = Choice(allowed, table.number("print", required=True))
    _refuse_outside(table, measure)
    return measure


def read_option(section: Section, key: str, options: tuple[_T, ...], default: str | None = None) -> _T:
    """One of the given words; without a default the key must be there."""
    value = section.text(key, default or "", required=default is None)
    for option in options:
        if option == value:
            return option
    if isinstance(section.values.get(key), str):
        hint = "chọn một trong: " + ", ".join(str(option) for option in options)
        section.fault(key, "unknown-value", f"“{key}” có giá trị lạ: “{value}”", hint)
    return options[0]


def read_article(section: Section, law: str, key: str = "article") -> str:
    """The article with the law's number before it."""
    return f"{law}, {section.text(key, required=True)}"


def read_page(section: Section, law: str) -> Page:
    """The page and its margins: [page]."""
    return Page(
        width_mm=section.number("width_mm", required=True),
        height_mm=section.number("height_mm", required=True),
        top_mm=read_range(section, "top_mm"),
        bottom_mm=read_range(section, "bottom_mm"),
        left_mm=read_range(section, "left_mm"),
        right_mm=read_range(section, "right_mm"),
        article=read_article(section, law),
    )


def read_paragraphs(section: Section, law: str) -> Paragraphs:
    """Paragraphs of the body: [paragraphs]; lines are spaced by one of two measures, or either."""
    if not {"line_spacing", "line_exact_pt"} & set(section.written()):
        hint = "thêm “line_spacing” (số dòng) hoặc “line_exact_pt” (điểm)"
        section.fault(None, "missing-key", "thiếu khoảng cách dòng", hint)
    return Paragraphs(
        indent_mm=read_measure(section, "indent_mm"),
        space_before_pt=read_range(section, "space_before_pt"),
        line_spacing=_optional_range(section, "line_spacing"),
        line_exact_pt=_optional_range(section, "line_exact_pt"),
        article=read_article(section, law),
    )


def read_page_number(section: Section, law: str) -> PageNumber:
    """Where pages are numbered: [page_number]."""
    return PageNumber(
        place=read_option(section, "place", _words(PageNumberPlace)),
        hidden_on_first=section.boolean("hidden_on_first"),
        restarts_in_appendix=section.boolean("restarts_in_appendix"),
        edge_mm=section.number("edge_mm", required=True),
        article=read_article(section, law),
        appendix_article=read_article(section, law, "appendix_article"),
    )


def read_blocks(section: Section) -> Blocks:
    """The side-by-side blocks: [blocks]."""
    names = ("header_left", "signature_left", "addressee_indent_mm")
    return Blocks(*(section.number(name, required=True) for name in names))


def read_component(identifier: str, section: Section, law: str, *, second_hand: bool) -> Component:
    """One component: [components.<id>]; `second_hand` is what holds where it does not say."""
    article, house_style = _source(section, law)
    return Component(
        id=identifier,
        size=read_range(section, "size"),
        bold=section.boolean("bold"),
        italic=section.boolean("italic"),
        upper=section.boolean("upper"),
        underline=section.boolean("underline"),
        align=read_option(section, "align", _words(Align)),
        colour=read_option(section, "colour", _words(Colour), "black"),
        gap_above_pt=_optional_range(section, "gap_above_pt"),
        article=article,
        second_hand=section.boolean("second_hand", default=second_hand) and not house_style,
        house_style=house_style,
    )


def read_rule(section: Section, law: str, *, second_hand: bool) -> Rule:
    """One line: [rules.<id of a component>]; `second_hand` is what holds where it does not say."""
    article, house_style = _source(section, law)
    return Rule(
        ratio=read_range(section, "ratio"),
        of=read_option(section, "of", _words(RuleBase), "line"),
        article=article,
        second_hand=section.boolean("second_hand", default=second_hand) and not house_style,
        house_style=house_style,
    )


def read_stamp(section: Section, law: str, *, second_hand: bool) -> Stamp:
    """One stamp: [stamps.<id>]; `second_hand` is what holds where it does not say."""
    article, house_style = _source(section, law)
    return Stamp(
        use=read_option(section, "use", _words(StampUse)),
        text=section.text("text", required=True),
        width_mm=section.number("width_mm", required=True),
        height_mm=section.number("height_mm", required=True),
        article=article,
        second_hand=section.boolean("second_hand", default=second_hand) and not house_style,
        house_style=house_style,
    )


def _source(section: Section, law: str) -> tuple[str, bool]:
    """The article, or the word that there is none: exactly one of the two."""
    short, house_style = section.text("article"), section.boolean("house_style")
    if bool(short) == house_style:
        hint = "ghi “article” (điều khoản), hoặc “house_style = true” khi luật không quy định"
        section.fault(None, "no-source", "không rõ quy định này lấy từ đâu", hint)
    return (f"{law}, {short}" if short else ""), house_style


def _refuse_outside(table: Section, measure: Measure) -> None:
    if not (isfinite(measure.chosen) and measure.allows(measure.chosen)):
        message = f"giá trị in {measure.chosen:g} nằm ngoài mức cho phép ({measure})"
        table.fault("print", "outside-range", message, "sửa “print” cho đúng mức cho phép, hoặc sửa lại mức")


def _words(literal: Any) -> tuple[Any, ...]:
    return get_args(literal)
