"""The names a template may use, and what is known of each before a letter is made."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from dispatch.composition.figure_sorts import Sort, sort_of
from dispatch.model.amendment import AMENDMENT_SCOPE
from dispatch.model.bound_figures import ADDRESSED_SCOPE, ISSUING_SCOPE, UNIT_SCOPE
from dispatch.model.figure import Figures
from dispatch.model.unit import NATION_KEY

_NO_SAME_PERIOD = "hồ sơ chưa có số liệu cùng kỳ: thêm same_period vào mục [data] của dossier.toml"
_NO_COUNTS = "hồ sơ chỉ có bảng tỷ lệ; mẫu này cần số việc, số tiền: thay tệp ở mục [data] của dossier.toml"
_NO_TARGETS = "hồ sơ chưa có chỉ tiêu được giao: thêm targets vào mục [data] của dossier.toml"
_COUNT_DOTS = 2
_UNBOUND = {
    f"{ADDRESSED_SCOPE}.": "loại văn bản này không gửi một đơn vị: ghi one_unit = true vào template.toml",
    f"{ISSUING_SCOPE}.": "văn bản do cơ quan trung ương ban hành: ghi issuer (mã tỉnh) vào [letter] của dossier.toml",
}
_NO_NATION = "hồ sơ chỉ có số liệu của một tỉnh, không có toàn quốc: dùng bảng của mọi tỉnh, thành phố"
_SEE_FIGURES = "xem danh sách bằng lệnh: dispatch figures"


class KnownNames:
    """Names of figures and, `further`, of references; and what units have, by its name without the unit.

    The names of figures are not collected: thousands of units have a million.
    """

    def __init__(self, further: frozenset[str], figures: Figures) -> None:
        self._further = further
        self._figures = figures
        self._rests: frozenset[str] | None = None
        self._scopes: Sequence[str] = ()

    def __contains__(self, name: str) -> bool:
        return name in self._further or name in self._figures

    def __iter__(self) -> Iterator[str]:
        yield from self._further
        yield from (name for name in self._figures if name not in self._further)

    def is_scope(self, name: str) -> bool:
        """Whether names begin with this one."""
        return any(known.partition(".")[0] == name for known in self)

    def of_units(self) -> frozenset[str]:
        """What any unit or place has: "viec.ty_le"."""
        if self._rests is None:
            rests, scopes = set[str](), set[str]()
            for name in self:
                if name.startswith((UNIT_SCOPE, AMENDMENT_SCOPE)):
                    scope, key, rest = name.split(".", 2)
                    rests.add(rest)
                    scopes.add(f"{scope}.{key}.")
            self._rests, self._scopes = frozenset(rests - {""}), sorted(scopes)
        return self._rests

    def sort(self, name: str) -> Sort | None:
        """The sort of a figure; None when nothing is known of it yet."""
        figure = self._figures.get(name)
        return sort_of(figure) if figure else None

    def sort_of_units(self, rest: str) -> Sort | None:
        """The sort of what units have under this name."""
        # Figures are made when asked for: one that is not blank is enough.
        figures = (self._figures.get(scope + rest) for scope in self._scopes if rest in self.of_units())
        return next((sort for figure in figures if figure and (sort := sort_of(figure))), None)

    def _has_counts(self) -> bool:
        """Whether the current table has more than rates."""
        national = (name for name in self if name.startswith("toan_quoc.") and name.count(".") == _COUNT_DOTS)
        return any(self.sort(name) in ("count", "money") and self._figures[name].unit for name in national)

    def hint(self, name: str, *, of_units: bool = False) -> str:
        """What to do about a name that is not known."""
        known = self.of_units() if of_units else frozenset(self)
        if ".cung_ky." in f".{name}" and not any(".cung_ky." in each for each in self):
            return _NO_SAME_PERIOD
        if name.endswith(".chi_tieu") and not any(each.endswith(".chi_tieu") for each in self):
            return _NO_TARGETS
        if _may_be_count(name) and not self._has_counts():
            return _NO_COUNTS
        for scope, way in _UNBOUND.items():
            if name.startswith(scope) and not any(each.startswith(scope) for each in known):
                return way
        if name.startswith(f"{NATION_KEY}.") and not self.is_scope(NATION_KEY):
            return _NO_NATION
        near = get_close_matches(name, known, 3)
        return "có phải là " + ", ".join(near) + "?" if near else _SEE_FIGURES


def _may_be_count(name: str) -> bool:
    """Whether a figure's name may be that of a column or a sum: "toan_quoc.viec.thi_hanh_xong"."""
    scope, _, indicator = name.rpartition(".")
    measured = scope.endswith((".viec", ".tien")) and scope.startswith(("toan_quoc", "don_vi"))
    return measured and indicator not in ("ty_le", "hang", "chi_tieu")
