"""What became of one anchor in the officer's hands."""

from dataclasses import dataclass
from typing import Literal

from dispatch.model.manifest import AnchorRecord
from dispatch.model.place import Span

_EXCERPT = 24

AnchorState = Literal["sound", "changed", "broken", "gone", "removed"]
"""As generated; another text; not to be judged safely; typed over in Word; its paragraph deleted."""

Breach = Literal["", "glued", "revision", "split", "not-text"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of an anchor. `theirs` is the text that stands there, as a reader of the letter sees it.

    `span` is where a new text would go; None when there is no such place. `beside` tells that words right
    beside the figure are not those of the draft, `found_again` that the bookmark was lost and text alone
    led to the place.
    """

    record: AnchorRecord
    state: AnchorState
    theirs: str
    span: Span | None = None
    breach: Breach = ""
    beside: bool = False
    found_again: bool = False
    context: str = ""

    def excerpt(self) -> str:
        """The words round the place; where there is none, those the draft had there."""
        record, span = self.record, self.span
        if span is not None:
            text = span.paragraph.text
            before, after = text[max(span.start - _EXCERPT, 0) : span.start], text[span.end : span.end + _EXCERPT]
            return f"“…{before}[{span.text}]{after}…”"
        if self.context:
            return f"đoạn “{self.context[: 2 * _EXCERPT]}…”"
        return f"“…{record.before}[{record.text}]{record.after}…”"
