"""Letters of the register that print what a correction changes, drafts and issued ones apart."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from dispatch.errors import Finding, InputError, RegisterError
from dispatch.model.bound_figures import ISSUING_SCOPE, UNIT_SCOPE, bindings, unbound
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.registered import LetterState, RegisteredLetter, Selection
from dispatch.pipeline.comparing.touched_letters import is_told
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import sha256
from dispatch.tomlfile import read_toml

# A letter that is replaced or withdrawn tells nobody anything any more.
_IN_FORCE: tuple[LetterState, ...] = ("draft", "submitted", "signed", "issued")


@dataclass(frozen=True, slots=True)
class TouchedEntry:
    """A letter of the register and the figures in it that change, by the names they have there.

    `edited` says whether its anchored file is another than the program last wrote; None when it is not where the
    register says.
    """

    letter: RegisteredLetter
    figures: tuple[str, ...]
    edited: bool | None


@dataclass(frozen=True, slots=True)
class TouchedEntries:
    """What the register knows; `warnings` say why it could not be asked."""

    drafts: tuple[TouchedEntry, ...] = ()
    issued: tuple[TouchedEntry, ...] = ()
    warnings: tuple[Finding, ...] = ()


def touched_entries(
    place: RegisterPlace | None, old: Prepared, changed: Collection[str], new_vintage: str
) -> TouchedEntries:
    """The letters in force of the same period and units that print one of the `changed` figures.

    A letter made from the new data is not among them. No register is asked where there is none.
    """
    if place is None or not place.exists():
        return TouchedEntries()
    try:
        found = tuple(_touched(place, old, changed, new_vintage))
    except RegisterError as error:
        return TouchedEntries(warnings=tuple(_not_asked(each) for each in error.findings))
    issued = tuple(each for each in found if each.letter.state == "issued")
    return TouchedEntries(tuple(each for each in found if each.letter.state != "issued"), issued)


def _touched(place: RegisterPlace, old: Prepared, changed: Collection[str], new_vintage: str) -> Iterator[TouchedEntry]:
    register = place.open()
    letters = [each for each in register.letters(Selection(period=old.dossier.period.code)) if _is_asked(each, old)]
    letters = [each for each in letters if each.entry.vintage != new_vintage]
    printed = register.printed_by([each.id for each in letters])
    for letter in letters:
        names, units = printed.get(letter.id, ()), _units(place, letter)
        own = letter.entry.kind == old.kind.id
        figures = tuple(name for name in names if is_told(name, own=own) and _is_changed(name, units, changed))
        if figures:
            yield TouchedEntry(letter, figures, _edited(place, letter))


def _is_asked(letter: RegisteredLetter, old: Prepared) -> bool:
    return letter.state in _IN_FORCE and letter.entry.unit_set == old.dossier.unit_set


def _units(place: RegisterPlace, letter: RegisteredLetter) -> Mapping[str, str]:
    """What the bound names of a letter mean; who issues it stands in its dossier, and is missing with that."""
    try:
        root = read_toml(place.path_of(letter.entry.dossier) / DOSSIER_FILE, DOSSIER_FILE)
    except (InputError, OSError):
        return bindings(letter.entry.unit, "")
    return bindings(letter.entry.unit, root.section("letter").text("issuer"))


def _is_changed(name: str, units: Mapping[str, str], changed: Collection[str]) -> bool:
    """Whether a figure changes; of a unit that is not known, whether it changes for any: told once too often."""
    scope, _, rest = name.partition(".")
    if scope == ISSUING_SCOPE and scope not in units:
        return any(each.startswith(UNIT_SCOPE) and each.split(".", 2)[2] == rest for each in changed)
    return unbound(name, units) in changed


def _edited(place: RegisterPlace, letter: RegisteredLetter) -> bool | None:
    try:
        return sha256(place.path_of(letter.entry.file).read_bytes()) != letter.entry.sha256
    except OSError:
        return None


def _not_asked(finding: Finding) -> Finding:
    message = f"chưa biết văn bản nào trong sổ in số liệu thay đổi: {finding.message}"
    return replace(finding, message=message, severity="warning")
