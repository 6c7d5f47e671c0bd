"""Names of a template, resolved before anything runs.

A dotted name becomes one look-up of a checked figure id, the name of a loop's unit one look-up of
what units have, so no attribute of any object is ever reached at run time.
"""

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from dispatch.composition.figure_sorts import Sort
from dispatch.composition.names import KnownNames
from dispatch.composition.print_forms import PRINT_FORMS, sort_after
from dispatch.errors import Finding
from dispatch.model.bound_figures import BOUND_SCOPES, UNIT_SCOPE

TOKENS_NAME = "f"
UNIT_PREFIX = "unit_"
ANY_UNIT = f"{UNIT_SCOPE}*."
"""How the place of a loop's figure is noted: "don_vi.*.viec.ty_le"."""
_LOOP = "loop"


class Resolver(NodeTransformer):
    """Turns dotted names into look-ups and notes every name, every fault and its line.

    `used` are the names of figures and references, `looped` the lists that loops go through,
    `places` the lines of names that can still fail when a letter is made.
    """

    def __init__(self, names: KnownNames, file: str, first_line: int) -> None:
        self.used: list[str] = []
        self.looped: list[str] = []
        self.places: dict[str, int] = {}
        self.faults: list[Finding] = []
        self.names = names
        self._file = file
        self._offset = first_line - 1
        self._units: list[str] = []

    def visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """Resolve a dotted name whole; go into everything else."""
        name = _dotted(node)
        if name is None:
            return super().visit(node, *args, **kwargs)  # type: ignore[no-any-return]  # Jinja's visitor is untyped
        root, _, rest = name.partition(".")
        if root in self._units:
            return self._of_unit(root, rest, node.lineno)
        if root == _LOOP and self._units:
            return node  # held against the allow-list
        return self._figure(name, node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 -- Jinja's visitor asks for this name
        """Resolve a loop: its list, then its body, where its own name stands for a unit."""
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        before = len(self.used)
        node.iter = self.visit(node.iter)
        self.looped += self.used[before:]
        del self.used[before:]
        if self.names.is_scope(name) or name == _LOOP:
            message = f"tên “{name}” của vòng lặp trùng với tên số liệu"
            self.fault("bad-loop", message, "đặt tên khác, thí dụ dv", node.lineno)
        node.target = nodes.Name(UNIT_PREFIX + name, "store", lineno=node.lineno)
        self._units.append(name)
        node.body = [self.visit(child) for child in node.body]
        self._units.pop()
        node.else_ = [self.visit(child) for child in node.else_]
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 -- Jinja's visitor asks for this name
        """Resolve what a filter prints; note where, since it can still fail on a blank."""
        self.generic_visit(node)
        if printed := printed_name(node):
            self.places.setdefault(printed, node.lineno + self._offset)
        return node

    def sort(self, node: nodes.Node | None) -> Sort | None:
        """The sort of a resolved name or of a filter of one; None when it is not known."""
        if isinstance(node, nodes.Filter) and node.name in PRINT_FORMS:
            return sort_after(self.sort(node.node), node.name)
        name = printed_name(node)
        if name.startswith(ANY_UNIT):
            return self.names.sort_of_units(name.removeprefix(ANY_UNIT))
        return self.names.sort(name) if name else None

    def fault(self, code: str, message: str, hint: str, line: int) -> None:
        """Note a fault of a line of this piece."""
        self.faults.append(Finding(code, message, hint, file=self._file, line=line + self._offset))

    def _figure(self, name: str, line: int) -> nodes.Node:
        self.used.append(name)
        if name not in self.names:
            self.fault("unknown-figure", f"không có số liệu tên “{name}”", self.names.hint(name), line)
        if name.startswith(BOUND_SCOPES):
            self.places.setdefault(name, line + self._offset)  # a unit may lack it
        return _look_up(TOKENS_NAME, name, line)

    def _of_unit(self, loop: str, rest: str, line: int) -> nodes.Node:
        if rest not in self.names.of_units():
            message = f"đơn vị trong vòng lặp không có số liệu “{rest or loop}”"
            self.fault("unknown-figure", message, self.names.hint(rest, of_units=True), line)
        self.places.setdefault(ANY_UNIT + rest, line + self._offset)
        return _look_up(UNIT_PREFIX + loop, rest, line)


def printed_name(node: nodes.Node | None) -> str:
    """The name a resolved node prints: "ky.ten|in_hoa", "don_vi.*.viec.ty_le"; empty for anything else."""
    if isinstance(node, nodes.Filter):
        base = printed_name(node.node)
        return f"{base}|{node.name}" if base else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and isinstance(node.arg, nodes.Const):
        if node.node.name == TOKENS_NAME:
            return str(node.arg.value)
        if node.node.name.startswith(UNIT_PREFIX):
            return f"{ANY_UNIT}{node.arg.value}"
    return ""


def _look_up(container: str, name: str, line: int) -> nodes.Node:
    holder = nodes.Name(container, "load", lineno=line)
    return nodes.Getitem(holder, nodes.Const(name, lineno=line), "load", lineno=line)


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
