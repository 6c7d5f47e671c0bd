"""The statistics stage: a dataset and naming policies in, figures and namings out."""

from collections.abc import Mapping
from dataclasses import dataclass

from dispatch.directory.naming_rules import naming_rules
from dispatch.errors import Finding, StatisticsError, refuse_if_any
from dispatch.model.dataset import MEASURES, Dataset
from dispatch.model.figure import Figures, JoinedFigures
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.naming import CLOSE_CODES, Naming, NamingPolicy
from dispatch.statistics.collection import DataFigures
from dispatch.statistics.lists import ListFigures, naming_findings
from dispatch.statistics.naming import Levels, apply_policies

_NEEDS = {
    "same_period": ("số liệu cùng kỳ", 'thêm same_period = "<tên tệp>" vào mục [data] của dossier.toml'),
    "targets": ("chỉ tiêu được giao", 'thêm targets = "<tên tệp>" vào mục [data] của dossier.toml'),
}


@dataclass(frozen=True, slots=True)
class Statistics:
    """Every figure the data gives, by id; what each policy decided; and what to look at, close calls first.

    The figures are made when they are asked for; which there are is known before. `lists` are those of naming,
    `data` the others.
    """

    figures: Figures
    namings: Mapping[str, Naming]
    findings: tuple[Finding, ...]
    data: DataFigures
    lists: Figures

    def texts(self) -> dict[str, str]:
        """What every figure prints, by its id; those of the data are not made for it."""
        texts = {name: figure.text for name, figure in self.lists.items()}
        texts.update(self.data.texts())
        return texts

    def forget(self, key: str) -> None:
        """Let go of the figures made of one unit: a batch needs each unit's but once."""
        self.data.forget(key)


def compute(dataset: Dataset, policies: Mapping[str, NamingPolicy], catalogue: IndicatorCatalogue) -> Statistics:
    """Compute the figures and apply every policy.

    Raises StatisticsError when a policy needs data that the dossier does not have, or names what is not there.
    """
    figures = DataFigures(dataset, catalogue)
    refuse_if_any(
        StatisticsError, [fault for policy in policies.values() for fault in _faults(policy, dataset, figures)]
    )
    levels: Levels = {"province": dataset.units, "lower": dataset.lower.units if dataset.lower else ()}
    namings = apply_policies(policies, levels, figures, catalogue.indicators)
    lists = ListFigures(namings, levels, figures, catalogue.indicators)
    named = {figure.id: figure for naming in namings.values() for figure in lists.of(naming)}
    found = dict.fromkeys(finding for naming in namings.values() for finding in naming_findings(naming))
    findings = sorted(found, key=lambda finding: finding.code not in CLOSE_CODES)
    return Statistics(JoinedFigures(named, figures), namings, tuple(findings), figures, named)


def _faults(policy: NamingPolicy, dataset: Dataset, figures: DataFigures) -> list[Finding]:
    needs = naming_rules().rules[policy.rule].needs
    if needs and not getattr(dataset, needs):
        what, hint = _NEEDS[needs]
        message = f"quy tắc nêu tên “{policy.id}” cần {what}, nhưng hồ sơ không có"
        return [Finding(f"missing-{needs.replace('_', '-')}", message, hint, file="dossier.toml")]
    if not dataset.whole and policy.rule == "below-national":
        message = f"quy tắc nêu tên “{policy.id}” so với toàn quốc, nhưng hồ sơ chỉ có số liệu của một tỉnh"
        return [Finding("missing-nation", message, "dùng quy tắc khác, hoặc bảng của mọi tỉnh, thành phố")]
    if policy.level == "lower" and dataset.lower is None:
        message = f"quy tắc nêu tên “{policy.id}” xét các đơn vị cấp dưới, nhưng hồ sơ không có số liệu của họ"
        hint = 'thêm lower_current = "<tên tệp>" vào mục [data], hoặc dùng bảng có đơn vị trực thuộc'
        return [Finding("missing-lower", message, hint, file="dossier.toml")]
    if not all(policy.indicator in figures.provinces[""].rules[measure] for measure in MEASURES):
        message = f"quy tắc nêu tên “{policy.id}” dùng chỉ tiêu “{policy.indicator}”, số liệu không có"
        hint = "ghi mã của một chỉ tiêu; xem danh sách bằng lệnh: dispatch figures"
        return [Finding("unknown-indicator", message, hint)]
    return []
