"""A letter beside the law it is judged by, and the few questions that many rules ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dispatch.errors import Severity
from dispatch.inspection.checking.findings import Departure, Source, Undetermined, Where
from dispatch.inspection.parts.pieces import is_upper
from dispatch.inspection.parts.values import Letter
from dispatch.inspection.reading.values import Document, Look, Paragraph
from dispatch.model.profile import Component, FormatProfile, Measure, Rule

_HEADING = 160


@dataclass(frozen=True)
class Case:
    """One letter under one law."""

    letter: Letter
    profile: FormatProfile

    @property
    def document(self) -> Document:
        """The document with composed letters."""
        return self.letter.document

    @property
    def second_hand(self) -> bool:
        """Whether the law was read at second hand: so it is with whatever bears no mark of its own."""
        return self.profile.second_hand

    @cached_property
    def prose(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the letter's text that say something, in no table and in no text box."""
        return tuple(
            each
            for each in self.letter.body
            if each.cell is None and each.place == "body" and any(map(str.isalnum, each.text))
        )

    def of(self, part: Component | Rule) -> Source:
        """The source of a component's look, or of a line's length."""
        return Source(part.article, part.second_hand, part.house_style)

    def law(self, article: str) -> Source:
        """The source of what the profile says outside its components."""
        return Source(article, self.second_hand)


def departure(  # noqa: PLR0913 - the fields of a finding, named where they are given
    rule: str,
    where: Where,
    source: Source,
    *,
    what: str,
    found: str,
    expected: str,
    hint: str,
    severity: Severity = "error",
) -> Departure:
    """A departure; one from a second-hand rule is a warning at most, one from house style a remark."""
    if source.house_style:
        severity = "info"
    elif source.second_hand and severity == "error":
        severity = "warning"
    return Departure(rule, severity, where, what, found, expected, source.article, hint)


def unknown(rule: str, why: str) -> Undetermined:
    """A rule that cannot be judged."""
    return Undetermined(rule, why)


def wrong_look(looks: Sequence[Look], component: Component) -> Iterator[tuple[str, str]]:
    """What is wrong with looks that should be a component's: what is there, what should be."""
    sizes = sorted({look.size_pt for look in looks})
    if any(not component.size.allows(size) for size in sizes):
        yield f"cỡ chữ {' và '.join(decimal(size) for size in sizes)}", f"cỡ chữ {decimal(component.size)}"
    for marked, wanted, name in (
        ([look.bold for look in looks], component.bold, "đậm"),
        ([look.italic for look in looks], component.italic, "nghiêng"),
    ):
        if any(mark != wanted for mark in marked):
            other = "đứng" if name == "nghiêng" else "không đậm"
            yield (f"chữ {other}", f"chữ {name}") if wanted else (f"chữ {name}", f"chữ {other}")


def together(faults: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Several faults of one part as one: what is there, what should be."""
    return ", ".join(found for found, _ in faults), ", ".join(expected for _, expected in faults)


def is_heading(paragraph: Paragraph) -> bool:
    """A title inside the text: short and wholly bold, or in capitals in the middle."""
    written = [run.look.bold for run in paragraph.runs if run.text.strip()]
    middle = paragraph.shape.align == "center" and is_upper(paragraph.text)
    return len(paragraph.text) <= _HEADING and (all(written) or middle)


def decimal(value: float | Measure) -> str:
    """A measure with a decimal comma: "12,7", "13–14"."""
    text = f"{round(value, 1):g}" if isinstance(value, (int, float)) else str(value)
    return text.replace(".", ",")
