"""Which layout law a letter follows."""

from dispatch.formats.loader import load_profile, profile_on
from dispatch.model.profile import FormatProfile
from dispatch.pipeline.prepare import Prepared


def profile_of(prepared: Prepared) -> FormatProfile:
    """The law its dossier names, or that of the letter's day for the family its kind belongs to."""
    named = prepared.dossier.letter.marks.profile
    return load_profile(named) if named else profile_on(prepared.dossier.letter_date, prepared.kind.heading.family)
