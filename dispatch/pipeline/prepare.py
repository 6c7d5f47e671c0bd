"""What every verb begins with: the dossier read, its figures computed, its kind compiled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from dispatch.composition.facts import document_facts, unit_names
from dispatch.composition.house_style import signed_by
from dispatch.errors import Finding, InputError
from dispatch.model.bound_figures import UNIT_SCOPE, BoundFigures, bindings
from dispatch.model.dataset import Dataset
from dispatch.model.dossier import DOSSIER_FILE, DataFiles, Dossier
from dispatch.model.figure import Figures, JoinedFigures
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.kind import LetterKind
from dispatch.model.unit import Unit
from dispatch.pipeline.kinds import find_catalogue, find_kind
from dispatch.pipeline.trial import tried
from dispatch.pipeline.vintage import vintage
from dispatch.readers.dataset import read_dataset
from dispatch.readers.dossier import dossier_template, read_dossier
from dispatch.statistics.compute import Statistics, compute


@dataclass(frozen=True)
class Prepared:
    """A dossier with its kind, its data, and every figure a template may print."""

    kind: LetterKind
    dossier: Dossier
    dataset: Dataset
    statistics: Statistics
    facts: Figures
    catalogue: IndicatorCatalogue

    @cached_property
    def vintage(self) -> str:
        """The fingerprint of the data's content, of whatever files it came."""
        return vintage(self.dataset)

    @property
    def figures(self) -> Figures:
        """Figures of the data and facts of the document, those of its own units by their bound names as well."""
        return BoundFigures(JoinedFigures(self.facts, self.statistics.figures), self.bindings)

    def texts(self) -> dict[str, str]:
        """What each of `figures` prints, by its id; they are not made for it."""
        texts = {**{name: figure.text for name, figure in self.facts.items()}, **self.statistics.texts()}
        bound = {f"{UNIT_SCOPE}{key}.": f"{scope}." for scope, key in self.bindings.items()}
        for own, scope in bound.items():
            texts |= {scope + name.removeprefix(own): text for name, text in texts.items() if name.startswith(own)}
        return texts

    @property
    def bindings(self) -> Mapping[str, str]:
        """The units that don_vi_nhan and don_vi_ban_hanh mean in this letter."""
        return bindings(self.dossier.letter.unit, self.dossier.letter.issuer)

    @property
    def lower_units(self) -> tuple[Unit, ...]:
        """The units of the second level that the letter may list: all, or those of the unit it goes to."""
        lower = self.dataset.lower.units if self.dataset.lower else ()
        addressed = self.dossier.letter.unit
        return tuple(unit for unit in lower if unit.parent == addressed) if addressed else lower

    def named_lists(self) -> dict[str, dict[str, list[str]]]:
        """Per policy the names on each measure, and for a joint policy the list as printed."""
        lists: dict[str, dict[str, list[str]]] = {}
        for name, naming in self.statistics.namings.items():
            lists[name] = {measure: [unit.name for unit in units] for measure, units in naming.named.items()}
            if naming.printed is not None:
                lists[name]["printed"] = [unit.name for unit in naming.printed]
        return lists

    def named(self) -> Mapping[str, list[str]]:
        """The list the letter is about, per measure, in printed order."""
        return self.named_lists()[self.kind.named] if self.kind.named else {}


def with_files(dossier: Dossier, instead: Mapping[str, Path]) -> Dossier:
    """The dossier with other tables for keys of [data]; they may lie outside its folder."""
    data = dossier.data
    for key, path in instead.items():
        data = _with_file(data, key, path)
    return replace(dossier, data=data)


def _with_file(data: DataFiles, key: str, path: Path) -> DataFiles:
    """The data files with another table for a key; it holds cases and money, whatever the old one did."""
    money = {other: name for other, name in data.money.items() if other != key}
    files: dict[str, Any] = {key: str(path.absolute()), "money": money}
    return replace(data, **files)


def prepare(
    folder: Path, templates: Path | None, instead: Mapping[str, Path] | None = None, trials: Sequence[str] = ()
) -> Prepared:
    """Read the dossier in `folder` and compute its figures; nothing is written.

    `instead` has, for keys of the [data] table, files that are read in place of the dossier's own;
    they may lie outside its folder. `trials` are changes of naming policies to try out, as
    "ket_qua_thap.count=3".
    Raises a DispatchError with everything that is wrong with the dossier, its data or its kind.
    """
    kind = find_kind(dossier_template(folder), templates)
    dossier = with_files(read_dossier(folder, kind), instead or {})
    if trials:
        dossier = replace(dossier, naming=tried(dossier.naming, trials, kind.named))
    return prepared_with(dossier, kind, templates)


def prepared_with(dossier: Dossier, kind: LetterKind, templates: Path | None) -> Prepared:
    """Read the data of a dossier and compute its figures, for letters of `kind`."""
    kind = signed_by(kind, dossier.letter.marks)
    catalogue = find_catalogue(templates)
    dataset = read_dataset(dossier, catalogue)
    statistics = compute(dataset, dossier.naming, catalogue)
    facts = {**document_facts(dossier, kind), **unit_names(dataset, dossier.letter_date)}
    _refuse_unknown_unit(dossier, dataset)
    return Prepared(kind, dossier, dataset, statistics, facts, catalogue)


def _refuse_unknown_unit(dossier: Dossier, dataset: Dataset) -> None:
    """InputError when the letter goes to a unit of the second level that the data does not have."""
    keys = [unit.key for unit in dataset.all_units]
    key = dossier.letter.unit
    if key and key not in keys:
        near = get_close_matches(key, keys, 1)
        hint = f"có phải là “{near[0]}”?" if near else "ghi mã đơn vị như lệnh dispatch figures in ra"
        raise InputError([Finding("unknown-unit", f"số liệu không có đơn vị “{key}”", hint, file=DOSSIER_FILE)])
