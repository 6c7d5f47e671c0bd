"""What a template may say: its syntax tree held against an allow-list, before anything runs.

Names are resolved here too: a dotted name becomes one look-up of a checked figure id, so no
attribute of any object is ever reached at run time.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from dispatch.errors import Finding

TOKENS_NAME = "f"
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Const, nodes.Filter, nodes.Getitem, nodes.Name,
)  # fmt: skip
_OPERATORS = {"eq", "ne", "lt", "lteq", "gt", "gteq"}


class Resolver(NodeTransformer):
    """Turns dotted names into look-ups and notes every name, every fault and its line."""

    def __init__(self, known: frozenset[str], file: str, first_line: int) -> None:
        self.used: list[str] = []
        self.faults: list[Finding] = []
        self._known = known
        self._file = file
        self._offset = first_line - 1

    def visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """Resolve a dotted name whole; go into everything else."""
        name = _dotted(node)
        if name is None:
            return super().visit(node, *args, **kwargs)  # type: ignore[no-any-return]  # Jinja's visitor is untyped
        self.used.append(name)
        if name not in self._known:
            self.faults.append(self._unknown(name, node.lineno))
        token = nodes.Name(TOKENS_NAME, "load", lineno=node.lineno)
        return nodes.Getitem(token, nodes.Const(name, lineno=node.lineno), "load", lineno=node.lineno)

    def check(self, tree: nodes.Template, filters: frozenset[str]) -> None:
        """Note everything in the resolved tree that is not on the allow-list."""
        for line, node, printed in _walk(tree, 1):
            if message := _offence(node, filters) or (printed and _unprintable(node)):
                hint = "trong mẫu chỉ dùng {{ tên số liệu }}, {{ tên | bộ lọc }} và {% if … %}"
                self.faults.append(self._finding("not-allowed", message, hint, line))

    def _unknown(self, name: str, line: int) -> Finding:
        near = get_close_matches(name, self._known, 3)
        hint = "có phải là " + ", ".join(near) + "?" if near else "xem danh sách bằng lệnh: dispatch figures"
        if ".cung_ky." in name and not any(".cung_ky." in known for known in self._known):
            hint = "hồ sơ chưa có số liệu cùng kỳ: thêm same_period vào mục [data] của dossier.toml"
        if name.endswith(".chi_tieu") and not any(known.endswith(".chi_tieu") for known in self._known):
            hint = "hồ sơ chưa có chỉ tiêu được giao: thêm targets vào mục [data] của dossier.toml"
        if _is_count(name) and not any(_is_count(known) for known in self._known):
            hint = "số liệu của hồ sơ là bảng chỉ có tỷ lệ; mẫu này cần bảng có số việc, số tiền: thay tệp ở mục [data]"
        return self._finding("unknown-figure", f"không có số liệu tên “{name}”", hint, line)

    def _finding(self, code: str, message: str, hint: str, line: int) -> Finding:
        return Finding(code, message, hint, file=self._file, line=line + self._offset)


def _is_count(name: str) -> bool:
    """Whether a figure's name is that of a column or a sum: "toan_quoc.viec.thi_hanh_xong"."""
    scope, _, indicator = name.rpartition(".")
    measured = scope.endswith((".viec", ".tien")) and scope.startswith(("toan_quoc", "don_vi"))
    return measured and indicator not in ("ty_le", "hang", "chi_tieu")


def _dotted(node: nodes.Node) -> str | None:
    """The id a chain of names spells: don_vi["01"].viec.ty_le is "don_vi.01.viec.ty_le"."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node)
        return None if before is None else f"{before}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        before = _dotted(node.node)
        return None if before is None else f"{before}.{node.arg.value}"
    return None


def _offence(node: nodes.Node, filters: frozenset[str]) -> str:
    if not isinstance(node, _ALLOWED):
        return f"mẫu dùng cú pháp không được phép ({type(node).__name__})"
    if isinstance(node, nodes.Getitem) and not _is_figure(node):
        return "dấu ngoặc vuông chỉ dùng trong tên số liệu"
    if isinstance(node, nodes.Filter) and not _is_print_form(node, filters):
        return f"bộ lọc “{node.name}” không được dùng trong mẫu, hoặc không đứng sau một số liệu"
    if isinstance(node, nodes.Operand) and node.op not in _OPERATORS:
        return f"phép so sánh “{node.op}” không được dùng trong mẫu"
    if isinstance(node, nodes.Const) and type(node.value) not in (int, str):
        return f"hằng số {node.value!r} không được dùng trong mẫu"
    return ""


def _unprintable(node: nodes.Node) -> str:
    if isinstance(node, nodes.TemplateData) or _is_figure(node):
        return ""
    return "mẫu chỉ in được số liệu; hằng số thì viết thẳng vào mẫu, phép so sánh thì đặt trong {% if … %}"


def _is_print_form(node: nodes.Filter, filters: frozenset[str]) -> bool:
    return node.name in filters and not node.args and not node.kwargs and _is_figure(node)


def _is_figure(node: nodes.Node | None) -> bool:
    """A resolved name, or a filter of one."""
    if isinstance(node, nodes.Filter):
        return _is_figure(node.node)
    return isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and node.node.name == TOKENS_NAME


def _walk(node: nodes.Node, line: int, *, printed: bool = False) -> Iterator[tuple[int, nodes.Node, bool]]:
    """Every node with its line (some have none of their own), and whether it is printed."""
    line = node.lineno or next((each.lineno for each in node.find_all(nodes.Node) if each.lineno), line)
    yield line, node, printed
    for child in node.iter_child_nodes():
        yield from _walk(child, line, printed=isinstance(node, nodes.Output))
