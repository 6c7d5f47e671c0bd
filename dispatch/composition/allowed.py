"""What a template may say: its resolved syntax tree held against an allow-list, before anything runs."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from jinja2 import nodes

from dispatch.composition.print_forms import PRINT_FORMS, misfit
from dispatch.composition.syntax import UNIT_PREFIX, Resolver, printed_name
from dispatch.errors import Finding

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Const, nodes.Filter, nodes.Getitem, nodes.Getattr, nodes.Name,
)  # fmt: skip
_OPERATORS = {"eq", "ne", "lt", "lteq", "gt", "gteq"}
_LOOP_PLACES = ("first", "last")
_LISTS = ("list", "joint-list", "places", None)
_HINT = "trong mẫu chỉ dùng {{ tên số liệu }}, {{ tên | bộ lọc }}, {% if … %} và {% for … in danh sách %}"


def check(tree: nodes.Template, resolver: Resolver) -> list[Finding]:
    """Everything in a resolved tree that is not on the allow-list, and filters that do not fit."""
    before = len(resolver.faults)
    for line, node, printed in _walk(tree, 1):
        if message := _offence(node) or (printed and _unprintable(node)):
            resolver.fault("not-allowed", message, _near_filter(node) or _HINT, line)
        elif isinstance(node, nodes.Filter) and (fault := misfit(resolver.sort(node.node), node.name)):
            resolver.fault("wrong-filter", f"{fault[0]} ({printed_name(node.node)})", fault[1], line)
        elif isinstance(node, nodes.For) and resolver.sort(node.iter) not in _LISTS:
            message, hint = "vòng lặp chỉ đi qua danh sách nêu tên", "viết {% for dv in danh_sach.… %}"
            resolver.fault("not-a-list", message, hint, line)
    found = resolver.faults[before:]
    del resolver.faults[before:]
    return found


def _offence(node: nodes.Node) -> str:
    if not isinstance(node, _ALLOWED):
        return f"mẫu dùng cú pháp không được phép ({type(node).__name__})"
    return _RULES[type(node)](node) if type(node) in _RULES else ""


def _wrong_bracket(node: nodes.Node) -> str:
    return "" if printed_name(node) else "dấu ngoặc vuông chỉ dùng trong tên số liệu"


def _wrong_dot(node: nodes.Node) -> str:
    return "" if _is_loop_place(node) else "dấu chấm chỉ dùng trong tên số liệu"


def _wrong_loop(node: nodes.Node) -> str:
    return "" if _is_plain_loop(node) else "vòng lặp chỉ có dạng {% for dv in danh sách nêu tên %}"


def _wrong_filter(node: nodes.Node) -> str:
    if _is_print_form(node):
        return ""
    return f"bộ lọc “{getattr(node, 'name', '')}” không được dùng trong mẫu, hoặc không đứng sau một số liệu"


def _near_filter(node: nodes.Node) -> str:
    """What a filter that is not known may have been meant to be; empty for anything else."""
    name = str(getattr(node, "name", "")) if isinstance(node, nodes.Filter) else ""
    near = get_close_matches(name, PRINT_FORMS, 1) if name and name not in PRINT_FORMS else []
    return f"có phải là “{near[0]}”?" if near else ""


def _wrong_comparison(node: nodes.Node) -> str:
    operator = getattr(node, "op", "")
    return "" if operator in _OPERATORS else f"phép so sánh “{operator}” không được dùng trong mẫu"


def _wrong_constant(node: nodes.Node) -> str:
    value = getattr(node, "value", None)
    return "" if type(value) in (int, str) else f"hằng số {value!r} không được dùng trong mẫu"


_RULES: Mapping[type[nodes.Node], Callable[[nodes.Node], str]] = {
    nodes.Getitem: _wrong_bracket,
    nodes.Getattr: _wrong_dot,
    nodes.For: _wrong_loop,
    nodes.Filter: _wrong_filter,
    nodes.Operand: _wrong_comparison,
    nodes.Const: _wrong_constant,
}
"""What is wrong with one node of a kind that is allowed; empty for nothing."""


def _unprintable(node: nodes.Node) -> str:
    if isinstance(node, nodes.TemplateData) or printed_name(node):
        return ""
    return "mẫu chỉ in được số liệu; hằng số thì viết thẳng vào mẫu, phép so sánh thì đặt trong {% if … %}"


def _is_plain_loop(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.For):
        return False
    named = isinstance(node.target, nodes.Name) and node.target.name != UNIT_PREFIX
    return named and not node.recursive and node.test is None and bool(printed_name(node.iter))


def _is_loop_place(node: nodes.Node) -> bool:
    on_loop = isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop"
    return on_loop and getattr(node, "attr", "") in _LOOP_PLACES


def _is_print_form(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Filter):
        return False
    return node.name in PRINT_FORMS and not node.args and not node.kwargs and bool(printed_name(node))


def _walk(node: nodes.Node, line: int, *, printed: bool = False) -> Iterator[tuple[int, nodes.Node, bool]]:
    """Every node with its line (some have none of their own), and whether it is printed."""
    line = node.lineno or next((each.lineno for each in node.find_all(nodes.Node) if each.lineno), line)
    yield line, node, printed
    for child in node.iter_child_nodes():
        yield from _walk(child, line, printed=isinstance(node, nodes.Output))
