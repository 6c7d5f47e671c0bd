"""Whether a dossier is that of a letter: to fill in another unit's or another month's figures is the worst mistake."""

from dispatch.errors import Finding, InputError
from dispatch.model.manifest import AnchorRecord, Manifest
from dispatch.pipeline.refreshing.new_figures import NewFigures

_PERIOD = ("ky.",)
_UNITS = ("don_vi_nhan.ten", "don_vi_ban_hanh.ten")


def refuse_other(name: str, manifest: Manifest, figures: NewFigures, *, new_period: bool) -> None:
    """InputError for the dossier of another kind or unit, and unless `new_period` of another period."""
    kind, dossier = figures.prepared.kind, figures.prepared.dossier
    if manifest.said("kind") != kind.id:
        message = f"văn bản thuộc loại “{manifest.said('kind')}”, hồ sơ thuộc loại “{kind.id}”"
        raise InputError([Finding("other-kind", message, "ghi đúng hồ sơ của văn bản này", file=name)])
    if differing := _differing(manifest, figures, _UNITS):
        record, text = differing
        message = f"văn bản là của đơn vị “{record.text}”, hồ sơ là của đơn vị “{text}”"
        raise InputError([Finding("other-unit", message, "ghi đúng hồ sơ của văn bản này", file=name)])
    if not new_period and (differing := _differing(manifest, figures, _PERIOD)):
        message = f"văn bản ghi “{differing[0].text}”, hồ sơ là của kỳ khác ({dossier.period.name})"
        hint = "ghi đúng hồ sơ của văn bản này; để chuyển văn bản sang kỳ của hồ sơ, thêm --period"
        raise InputError([Finding("other-period", message, hint, file=name)])


def _differing(manifest: Manifest, figures: NewFigures, prefixes: tuple[str, ...]) -> tuple[AnchorRecord, str] | None:
    """The first figure of these that the letter was drafted with another text of."""
    for record in manifest.anchors:
        figure = figures.figure(record) if record.base.startswith(prefixes) else None
        if figure is not None and figure.text != record.text:
            return record, figure.text
    return None
