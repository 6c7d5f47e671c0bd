"""Units of the second level found again by their printed names, as in the table of targets."""

from collections.abc import Sequence
from difflib import get_close_matches

from dispatch.directory.columns import column_names
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.unit import OWN_CASES, Unit
from dispatch.vietnamese.orthography import spelling_key

_NO_LOWER = "hồ sơ chưa có số liệu của đơn vị trực thuộc: xoá dòng này, hoặc thêm lower_current vào mục [data]"


class LowerNames:
    """The units below each province, by their names; never guessed."""

    def __init__(self, units: Sequence[Unit], catalogue: IndicatorCatalogue) -> None:
        self._columns = column_names(catalogue)
        self._by_name = {(unit.parent, spelling_key(unit.name)): unit for unit in units}
        self._own = {unit.parent: unit for unit in units if unit.kind == OWN_CASES}
        self._names: dict[str, list[str]] = {}
        for unit in units:
            self._names.setdefault(unit.parent, []).append(unit.name)

    def find(self, province: Unit, printed: str) -> tuple[Unit | None, str]:
        """The unit, or what to do about a name that none has."""
        is_own = self._columns.lower_kind(printed) == OWN_CASES
        found = self._own.get(province.key) if is_own else self._by_name.get((province.key, spelling_key(printed)))
        if found is not None:
            return found, ""
        names = self._names.get(province.key, [])
        near = get_close_matches(printed, names, 1)
        if near:
            return None, f"có phải là “{near[0]}”?"
        return None, "ghi tên như ở bảng số liệu" if names else _NO_LOWER
