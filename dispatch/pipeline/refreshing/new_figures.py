"""What the data now gives for the figures of an old letter, each in the form it has there."""

from functools import cached_property

from dispatch.composition.compose import LIST_SCOPE
from dispatch.composition.print_forms import printed_form
from dispatch.errors import TemplateError
from dispatch.model.figure import Figure
from dispatch.model.letter import Letter
from dispatch.model.manifest import AnchorRecord
from dispatch.pipeline.draft import compose_letter
from dispatch.pipeline.prepare import Prepared

_CELLS_IN_NOTE = 6  # a comment is read in a margin; the data's own report lists every cell


class NewFigures:
    """The figures of a prepared dossier, asked for by the records of a letter.

    One object serves any number of letters of one dossier. `composed` is the letter as drafted from it now, where
    that has been made already.
    """

    def __init__(self, prepared: Prepared, composed: Letter | None = None) -> None:
        self.prepared = prepared
        self._composed = composed
        self._figures = prepared.figures

    @cached_property
    def fresh(self) -> Letter | None:
        """The letter as it would be drafted now; None when the template does not allow that."""
        if self._composed is not None:
            return self._composed
        try:
            return compose_letter(self.prepared)
        except TemplateError:  # what the draft command would say; the old letter can follow its data all the same
            return None

    def figure(self, record: AnchorRecord) -> Figure | None:
        """The figure as the letter would print it at this place now; None when the data has it no more."""
        full = self.full(record)
        if full is None:
            return None
        if self.is_reference(record):
            # A list that the letter keeps in an appendix stays there: the sentence goes on pointing to it.
            return full._replace(text=record.text)
        # A list that stands in a sentence stays there too, however long it becomes.
        short = {record.base: full._replace(long_form=False)} if full.long_form else None
        return printed_form(self._figures, record.figure, short)

    def full(self, record: AnchorRecord) -> Figure | None:
        """The figure itself, without the filters of this place."""
        return self.named(record.base)

    def named(self, name: str) -> Figure | None:
        """The figure of that id; None when the data has it no more."""
        return self._figures.get(name)

    def is_reference(self, record: AnchorRecord) -> bool:
        """Whether the letter points to an appendix at this place instead of naming the units."""
        scope, _, rest = record.base.partition(".")
        policy = self.prepared.dossier.naming.get(rest.partition(".")[0]) if scope == LIST_SCOPE else None
        if policy is None or not policy.reference:
            return False
        before, _, after = policy.reference.partition("{appendix}")
        return record.text.startswith(before) and record.text.endswith(after)

    def cells(self, figure: Figure | None) -> tuple[str, ...]:
        """The source cells of a figure, each once; of a list those behind the rates of the units it names."""
        if figure is None:
            return ()
        sources = [figure]
        if isinstance(figure.value, tuple):
            named = {unit.key for unit in figure.value}
            known = self._figures
            inputs = (known.get(name) for name in figure.formula.inputs)
            sources += [each for each in inputs if each is not None and each.about in named]
        operands = (part for each in sources for part in each.formula.operands.values())
        return tuple(dict.fromkeys(cell.short() for part in operands for cell in part))

    def note(self, old: str, new: str, figure: Figure) -> str:
        """What a comment says of a change: old value, new value, source cells; of very many how many there are."""
        cells = self.cells(figure)
        source = "; ".join(cells[:_CELLS_IN_NOTE]) or figure.formula.words
        more = len(cells) - _CELLS_IN_NOTE
        others = f" và {more} ô khác" if more > 0 else ""
        return f"Cũ: {old.strip() or '(trống)'}. Mới: {new.strip() or '(trống)'}. Nguồn: {source}{others}"
