"""Write the empty workbook that an office fills in for a period."""

from pathlib import Path

from dispatch.directory.agencies import lower_body
from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.units import code_set_on, units_in_force
from dispatch.errors import Finding, OutputError
from dispatch.model.dataset import MEASURES, Measure
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import CodeSet
from dispatch.pipeline.saving import refuse_if_open, write_atomically
from dispatch.writers.data_template import TemplateWords, data_template


def new_table(period: Period, code_set: CodeSet | None, out: Path | None) -> Path:
    """Write the workbook to `out`, by default "mau-so-lieu-<period>.xlsx" in the current folder.

    Its units are those in force on the last day of the period unless `code_set` says otherwise.
    Raises OutputError rather than replace a file, which may have been filled in.
    """
    target = out or Path(f"mau-so-lieu-{period.code}.xlsx")
    refuse_if_open(target)
    if target.exists() or target.is_symlink():
        hint = "chọn tên khác bằng --out, hoặc chuyển tệp đó đi nơi khác"
        raise OutputError([Finding("file-exists", f"đã có {target}", hint, file=target.name)])
    units = units_in_force(code_set or code_set_on(period.end), period.end)
    write_atomically(target, data_template(period, units, _words(period, indicator_catalogue())))
    return target


def _words(period: Period, catalogue: IndicatorCatalogue) -> TemplateWords:
    return TemplateWords(
        columns=catalogue.names(period),
        rates={measure: catalogue.in_words(catalogue.rate(measure)) for measure in MEASURES},
        sums={measure: _sums(period, measure, catalogue) for measure in MEASURES},
        lower=lower_body(period.end).noun.value,
    )


def _sums(period: Period, measure: Measure, catalogue: IndicatorCatalogue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identity in catalogue.era_of(period).identities:
        found.setdefault(identity.whole, []).append(catalogue.in_words(identity.parts[measure]))
    return found
