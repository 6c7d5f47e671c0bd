"""Renews docs/danh-muc-so-lieu.md, the catalogue for authors of templates, from the program's own catalogues.

Run it from the root of the repository: python -m tools.catalogue_page
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from dispatch.composition.figure_sorts import SORT_NAMES
from dispatch.composition.print_forms import PRINT_FORMS
from dispatch.directory.indicators import indicator_catalogue
from dispatch.directory.naming_rules import naming_rules
from dispatch.model.dataset import MEASURES, CellRef, Dataset, LowerLevel, Table, Target
from dispatch.model.figure import Figure
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.period import Period
from dispatch.model.unit import OWN_CASES, Unit
from dispatch.pipeline.prepare import Prepared, prepare
from dispatch.statistics.collection import DataFigures
from dispatch.vietnamese.numbers import percent
from tools.catalogue_appendices import KEYS, appendix_part

PAGE = Path("docs/danh-muc-so-lieu.md")
DOSSIER = Path(__file__).parent.parent / "fixtures" / "2022-5-thang"
_UNIT, _LOWER = "01", "01-van-phong"
_CODE, _NUMBER, _RATE = "‹mã›", "co_dieu_kien_chuyen_ky_sau", "ty_le"
_NEEDS = {
    "cung_ky": "same_period",
    "tang_giam": "same_period",
    "ky_truoc": "previous_period",
    "nam_truoc": "last_year_curve",
    "nam_truoc_cung_thang": "last_year_curve",
    "tang_giam_ky_truoc": "previous_period",
    "tang_giam_nam_truoc": "last_year_curve",
    "chi_tieu": "targets",
    "chi_tieu_den": "targets",
    "so_chi_tieu": "targets",
    "dat_chi_tieu": "targets",
    "tien_do": "targets",
    "so_tien_do": "targets",
    "dat_tien_do": "targets",
    "ty_le_giam": "targets, last_year_curve",
}
_HEAD = """\
# Danh mục số liệu cho người soạn mẫu

Trang này do chương trình lập ra từ danh mục của chính nó (`make catalogue`); đừng sửa bằng tay. Mẫu viết
`{{ tên }}` hoặc `{{ tên | bộ lọc }}`. Muốn biết hồ sơ của mình có những số liệu nào, giá trị và công thức ra sao:
`dispatch figures ho-so "ha noi" ty_le`. Ví dụ trên trang này lấy từ hồ sơ mẫu, số việc và số tiền ở đó được dựng ra.
"""
_NAMES = """\
| tên bắt đầu bằng | là số liệu của |
|---|---|
| `toan_quoc.viec.…`, `toan_quoc.tien.…` | toàn quốc, về việc hoặc về tiền |
| `don_vi.79.viec.…` | đơn vị có mã 79 (mã theo danh mục hành chính; đơn vị trực thuộc: `79-ten-khong-dau`) |
| `don_vi_nhan.viec.…` | đơn vị nhận văn bản, ở mẫu gửi một đơn vị |
| `don_vi_ban_hanh.viec.…` | tỉnh ban hành văn bản |
| `dv.viec.…` | đơn vị của vòng lặp `{% for dv in danh_sach.ten.viec %}` |
| `viec.…` | đơn vị của từng hàng, ở cột của phụ lục |

Sau đó là một trong các tên ở mục 2 và 3; `‹mã›` là mã của một chỉ tiêu thống kê.
"""
_OWN = """\
Cơ quan thêm chỉ tiêu của mình ở tệp `indicators.toml` đặt cạnh các mẫu (tuỳ chọn `--templates`):

```toml
[indicators.ty_le_hoan]
name = "tỷ lệ hoãn/tổng số phải thi hành"
unit = "%"
formula = "(hoan_khac + tam_dinh_chi) / tong_phai_thi_hanh"
```
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """The page as it must stand."""
    prepared = prepare(DOSSIER, None)
    catalogue = indicator_catalogue()
    parts = [
        _HEAD,
        "## 1. Tên số liệu\n\n" + _NAMES,
        "## 2. Chỉ tiêu thống kê\n\n" + _table(("mã", "tên", "đơn vị", "công thức, biểu mẫu"), _indicators(catalogue)),
        _OWN,
        "## 3. Số liệu suy ra\n\nTệp dữ liệu cần có được ghi ở mục `[data]` của hồ sơ. Đơn vị trực thuộc có"
        " mọi số liệu như tỉnh khi bảng có hàng của đơn vị trực thuộc, ở cùng tệp hoặc ở tệp của khoá `lower_…`.\n\n"
        + _table(("tên", "cách tính", "ví dụ", "cần tệp"), _shapes(_full(prepared.dataset), catalogue)),
        "## 4. Bộ lọc\n\n" + _table(("bộ lọc", "in ra", "ví dụ", "dùng cho"), _filters()),
        "## 5. Quy tắc nêu tên\n\n" + _rules_head() + _table(("`rule`", "nêu tên ai", "khoá riêng", "cần"), _rules()),
        "## 6. Số liệu của văn bản\n\n" + _table(("tên", "ví dụ", "lấy từ"), _facts(prepared)),
        "## 7. Phụ lục\n\n" + appendix_part(_table(("khoá", "ý nghĩa", "giá trị"), KEYS)),
    ]
    return "\n".join(parts)


def shapes(figures: Mapping[str, Figure], catalogue: IndicatorCatalogue) -> dict[str, Figure]:
    """One figure for each shape of name: a name with its unit, its measure and its indicator's code left out."""
    found: dict[str, Figure] = {}
    for name in figures:
        scope, rest = _parted(name)
        if scope not in ("toan_quoc", _UNIT, _LOWER):
            continue
        parts = [_CODE if part in catalogue.indicators else part for part in rest.split(".")]
        codes = [part for part in rest.split(".") if part in catalogue.indicators]
        of_counts = bool(codes) and not catalogue.indicators[codes[0]].unit
        if codes and codes[0] not in (_RATE, _NUMBER):
            continue
        kind = (" (số lượng)" if of_counts else " (tỷ lệ)") if codes and "tang_giam" in rest else ""
        found.setdefault(".".join(parts) + kind, figures[name])
    return found


def _parted(name: str) -> tuple[str, str]:
    """The unit's key, and what stands behind the measure."""
    key, _, rest = name.removeprefix("don_vi.").partition(".")
    return key, rest.partition(".")[2]


def _indicators(catalogue: IndicatorCatalogue) -> Iterator[Sequence[str]]:
    for code, indicator in catalogue.indicators.items():
        eras = [era.circular for era in catalogue.eras if code in era.columns]
        source = "cột của mọi biểu mẫu" if len(eras) == len(catalogue.eras) else f"cột theo {'; '.join(eras)}"
        words = list(dict.fromkeys(catalogue.in_words(rule) for rule in indicator.formula.values()))
        formula = words[0] if len(words) == 1 else f"việc: {words[0]}; tiền: {words[1]}" if words else source
        yield f"`{code}`", indicator.name, indicator.unit or "việc; 1.000 đồng", formula


def _shapes(figures: DataFigures, catalogue: IndicatorCatalogue) -> Iterator[Sequence[str]]:
    for shape, figure in shapes(figures, catalogue).items():
        name, *kind = shape.split(" ", 1)
        needs = dict.fromkeys(need for part in name.split(".") if (need := _NEEDS.get(part)))
        words = "như ở mục 2" if name.endswith(_CODE) else figure.formula.words
        lower = " (đơn vị trực thuộc)" if figure.about == _LOWER else ""
        below = lower or "cap_duoi" in name
        files = ", ".join(["lower_current", *(f"lower_{need}" for need in needs)] if below else needs)
        yield f"`{name}`{' ' + kind[0] if kind else ''}", words + lower, figure.text, files


def _filters() -> Iterator[Sequence[str]]:
    for name, form in PRINT_FORMS.items():
        fits = "mọi số liệu" if len(form.fits) == len(SORT_NAMES) else "; ".join(SORT_NAMES[sort] for sort in form.fits)
        yield f"`{name}`", form.about, form.example, fits


def _rules_head() -> str:
    rules = naming_rules()
    keys = ", ".join(f"`{key}`" for key in rules.common)
    small = rules.small_denominator
    return (
        "Một quy tắc là một mục `[naming.policies.ten]` của `template.toml`; danh sách của nó là"
        " `danh_sach.ten.viec`, `danh_sach.ten.tien`, và `danh_sach.ten.chung` khi có `combine`."
        f" Mọi quy tắc nhận các khoá: {keys}. Hồ sơ sửa được số đơn vị, thứ tự, mẫu số tối thiểu"
        ' (`min_denominator = { viec = 100 }`) và loại trừ (`exclude = { "Hà Nội" = "lý do" }`) ở mục `[naming.ten]`;'
        " thử trước bằng `dispatch naming ho-so --policy count=3`."
        f" Sát ngưỡng là khi số in ra bằng nhau ở ngưỡng, chênh dưới {percent(rules.close_gap)},"
        f" hoặc đơn vị được nêu tên có mẫu số dưới {small['viec']} việc, {small['tien'] // 1_000_000} tỷ đồng.\n\n"
    )


def _rules() -> Iterator[Sequence[str]]:
    words = {"measure": "việc (tiền)", "indicator": "‹chỉ tiêu›", "count": "‹count›", "of": "‹of›"}
    for name, rule in naming_rules().rules.items():
        keys = ", ".join(f"`{key}`" for key in rule.parameters)
        yield f"`{name}`", rule.sentence.format(**words), keys, rule.needs


def _facts(prepared: Prepared) -> Iterator[Sequence[str]]:
    for name, figure in prepared.facts.items():
        unit = re.fullmatch(r"don_vi\.(\w[\w-]*)\.(\w+)", name)
        if unit is None or unit[1] == _UNIT:
            shown = f"don_vi.‹mã đơn vị›.{unit[2]}" if unit else name
            yield f"`{shown}`", figure.text.strip(), figure.formula.words


def _full(dataset: Dataset) -> DataFigures:
    """The figures of a dossier to which nothing is lacking: its tables serve for those it has not."""
    current, before = dataset.current, dataset.same_period
    assert before is not None  # the dossier of the repository has one
    goals = [
        _goal("toan_quoc", "81.5"),
        _goal(_UNIT, "81.5"),
        replace(_goal("toan_quoc", "7"), indicator=_NUMBER, reduction=True, upper=Fraction(1, 10)),
    ]
    whole = replace(
        dataset,
        previous_period=_as_of(before, current.period.previous),
        last_year_curve={5: _as_of(before, before.period), 12: _as_of(before, Period(before.period.year, 12))},
        targets=tuple(goals),
        lower=_lower(current, before),
    )
    return DataFigures(whole, indicator_catalogue())


def _goal(key: str, percent: str) -> Target:
    return Target(key, "viec", Fraction(percent) / 100, strict=False, source=CellRef("targets.csv", None, "2:target"))


def _as_of(table: Table, period: Period) -> Table:
    return replace(table, period=period)


def _lower(current: Table, before: Table) -> LowerLevel:
    """A second level of one unit."""
    name = "Văn phòng"
    unit = Unit(_LOWER, "63", 1, name, name, name, OWN_CASES, parent=_UNIT)

    def below(table: Table) -> Table:
        rows = {measure: {_LOWER: table.rows[measure][_UNIT]._replace(unit=unit)} for measure in MEASURES}
        return Table(table.period, rows)

    same = below(before)
    return LowerLevel((unit,), below(current), same, _as_of(same, current.period.previous))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    main()
