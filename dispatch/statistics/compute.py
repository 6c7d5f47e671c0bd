"""The statistics stage: a dataset and naming policies in, figures and namings out."""

from collections.abc import Mapping
from dataclasses import dataclass

from dispatch.errors import Finding, StatisticsError
from dispatch.model.dataset import MEASURES, Dataset, Measure
from dispatch.model.figure import Figures
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.naming import Naming, NamingPolicy
from dispatch.statistics.figures import SAME_PERIOD, rank_figures, table_figures, target_figures, unit_rates
from dispatch.statistics.lists import close_calls, list_figures
from dispatch.statistics.naming import MeasureRates, apply_policy


@dataclass(frozen=True, slots=True)
class Statistics:
    """Every figure the data gives, by id; what each policy decided; and what to look at."""

    figures: Figures
    namings: Mapping[str, Naming]
    findings: tuple[Finding, ...]


def compute(dataset: Dataset, policies: Mapping[str, NamingPolicy], catalogue: IndicatorCatalogue) -> Statistics:
    """Compute every figure and apply every policy.

    Raises StatisticsError when a policy compares with a period that the dossier does not have.
    """
    _require_same_period(dataset, policies)
    figures = [*table_figures(dataset.current, catalogue, "")]
    if dataset.same_period is not None:
        figures += table_figures(dataset.same_period, catalogue, SAME_PERIOD)
    figures += rank_figures(dataset.units, dataset.current, catalogue)
    figures += target_figures(dataset.targets)
    rates = {measure: _rates(dataset, measure, catalogue) for measure in MEASURES}
    namings = {name: apply_policy(policy, dataset.units, rates) for name, policy in policies.items()}
    for naming in namings.values():
        figures += list_figures(naming, dataset.units)
    findings = dict.fromkeys(finding for naming in namings.values() for finding in close_calls(naming))
    return Statistics({figure.id: figure for figure in figures}, namings, tuple(findings))


def _rates(dataset: Dataset, measure: Measure, catalogue: IndicatorCatalogue) -> MeasureRates:
    same = dataset.same_period
    before = unit_rates(same, measure, catalogue) if same is not None else {}
    return MeasureRates(measure, unit_rates(dataset.current, measure, catalogue), before)


def _require_same_period(dataset: Dataset, policies: Mapping[str, NamingPolicy]) -> None:
    if dataset.same_period is None and any(policy.rule == "below-same-period" for policy in policies.values()):
        message = "danh sách so với cùng kỳ cần số liệu cùng kỳ, nhưng hồ sơ không có"
        hint = 'thêm same_period = "<tên tệp>" vào mục [data] của dossier.toml'
        raise StatisticsError([Finding("missing-same-period", message, hint, file="dossier.toml")])
