"""What a figure of the data is called in words: "Phú Thọ, tỷ lệ thi hành xong/có điều kiện về việc, cùng kỳ"."""

from collections.abc import Mapping

from dispatch.model.dataset import MEASURE_NAMES, MEASURE_UNITS, MEASURES
from dispatch.model.figure import Figure
from dispatch.model.indicator import Indicator
from dispatch.statistics.figures import THOUSANDS

_PERIODS = {
    "cung_ky": "cùng kỳ",
    "ky_truoc": "kỳ trước",
    "nam_truoc": "cả năm trước",
    "nam_truoc_cung_thang": "cùng số tháng năm trước",
}
# The other parts of an id that are not codes of the catalogue.
_PARTS = {
    "tang_giam": "tăng, giảm so với cùng kỳ",
    "tang_giam_ky_truoc": "tăng, giảm so với kỳ trước",
    "tang_giam_nam_truoc": "tăng, giảm so với cả năm trước",
    "ty_trong": "tỷ trọng trong toàn quốc",
    "hang": "thứ hạng",
    "hang_trong_tinh": "thứ hạng trong tỉnh",
    "so_toan_quoc": "so với toàn quốc",
    "so_tinh": "so với tỉnh",
    "chi_tieu": "chỉ tiêu được giao",
    "chi_tieu_den": "mức cao nhất của chỉ tiêu được giao",
    "so_chi_tieu": "so với chỉ tiêu được giao",
    "dat_chi_tieu": "đạt hay chưa đạt chỉ tiêu được giao",
    "tien_do": "mức phải đạt theo tiến độ",
    "so_tien_do": "so với mức phải đạt theo tiến độ",
    "dat_tien_do": "đạt hay chưa đạt tiến độ",
    "ty_le_giam": "tỷ lệ giảm so với năm trước",
    "so_don_vi_xep_hang": "số đơn vị được xếp hạng",
    "so_don_vi_cap_duoi_xep_hang": "số đơn vị cấp dưới được xếp hạng",
}


def unit_words(figure: Figure) -> str:
    """What a count or an amount is counted in, as it stands behind the number; empty for all others."""
    if not isinstance(figure.value, int):
        return ""
    return THOUSANDS if figure.unit == MEASURE_UNITS["tien"] else figure.unit


def figure_title(figure: Figure, unit: str, indicators: Mapping[str, Indicator]) -> str:
    """The unit, the indicator, the measure and the period; of a figure that is none of the data, the unit's name."""
    parts = figure.id.partition("|")[0].split(".")
    measure = next((each for each in MEASURES if each in parts), None)
    if not unit or measure is None:
        return unit
    rest = parts[parts.index(measure) + 1 :]
    codes = [indicators[part].name for part in rest if part in indicators]
    others = [_PARTS.get(part, part) for part in rest if part not in indicators and part not in _PERIODS]
    periods = [_PERIODS[part] for part in rest if part in _PERIODS]
    first, *further = [*codes, *others, *periods]
    return ", ".join([unit, f"{first} về {MEASURE_NAMES[measure]}", *further])
