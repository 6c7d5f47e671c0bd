"""Recompute every figure of a letter from the file, its provenance and the CSV files.

It uses the standard library alone, and nothing of the program it checks: its own reading of CSV and
TOML, its own arithmetic, rounding and dates, its own reading of the .docx (tests.letter.word).
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, partial
from typing import Any

from tests.letter.facts import fact_text, fact_value
from tests.letter.printing import grouped, hundredths, percent
from tests.letter.sources import TEMPLATE, CannotRecomputeError, Sources
from tests.letter.word import Anchor, anchors, appendix_tables, manifest

Figure = dict[str, Any]
Number = int | Fraction
NATION = "toan_quoc"
MEASURES = ("viec", "tien")
LONGEST_LIST = 15
RATES = {
    "viec": "(thi_hanh_xong + dinh_chi) / co_dieu_kien",
    "tien": "(thi_hanh_xong + dinh_chi + giam_nghia_vu) / co_dieu_kien",
}


@dataclass(frozen=True)
class Check:
    """How much was compared, and all that differs."""

    anchors: int
    cells: int
    figures: int
    differences: tuple[str, ...]


def recompute(letter: bytes, provenance: Mapping[str, Any], sources: Sources) -> Check:
    """Compare every anchor, every anchored row and every record with what the sources give."""
    return _Recomputation(letter, provenance, sources).run()


class _Recomputation:
    def __init__(self, letter: bytes, provenance: Mapping[str, Any], sources: Sources) -> None:
        self.sources = sources
        self.provenance = provenance
        self.records: dict[str, Figure] = {figure["id"]: figure for figure in provenance["figures"]}
        self.manifest = manifest(letter)
        self.in_file = list(anchors(letter))
        self.tables_in_file = appendix_tables(letter)
        self.names = sources.units
        self.differences: list[str] = []
        self.values: dict[str, Any] = {}
        self.unit_rates: dict[str, dict[str, Any]] = {}
        self.cells = 0

    def run(self) -> Check:
        self.expect("units", [unit["key"] for unit in self.provenance["units"]], list(self.names))
        self.expect("ids", len(self.records), len(self.provenance["figures"]))
        for policy in self.sources.toml[TEMPLATE]["naming"]["policies"]:
            self.attempt(policy, partial(self.check_lists, policy))
        for name, record in self.records.items():
            self.attempt(name, partial(self.check_record, name, record))
        for anchor, noted in zip(self.in_file, self.manifest["dispatch.letter"]["anchors"], strict=False):
            self.check_anchor(anchor, noted)
        self.expect("number of anchors", len(self.in_file), len(self.manifest["dispatch.letter"]["anchors"]))
        self.expect("appendices", sorted(self.tables_in_file), sorted(table["bookmark"] for table in self.tables()))
        for table in self.tables():
            self.attempt(table["id"], partial(self.check_table, table))
        return Check(len(self.in_file), self.cells, len(self.records), tuple(self.differences))

    # --- comparing ---

    def expect(self, what: str, found: object, expected: object) -> None:
        if found != expected:
            self.differences.append(f"{what}: {found!r} instead of {expected!r}")

    def attempt(self, what: str, check: Callable[[], None]) -> None:
        try:
            check()
        except (CannotRecomputeError, KeyError, IndexError, ValueError) as error:
            self.differences.append(f"{what}: {type(error).__name__} {error}")

    def check_lists(self, policy: str) -> None:
        lists = {part: self.plain(keys) for part, keys in self.lists_of(policy).items()}
        self.expect(f"{policy}, lists", self.provenance["lists"][policy], lists)

    def check_record(self, name: str, record: Figure) -> None:
        value = self.value(name)
        self.expect(f"{name}, value", record["value"], self.plain(value))
        self.expect(f"{name}, text", record["text"], self.text(name))

    def plain(self, value: Any) -> Any:
        """A value as the provenance writes it."""
        if isinstance(value, Fraction):
            return f"{value.numerator}/{value.denominator}"
        if isinstance(value, list):
            return [self.names[key].name for key in value]
        return value.isoformat() if isinstance(value, date) else value

    def check_anchor(self, anchor: Anchor, noted: list[str]) -> None:
        bookmark, figure, text, before, after = noted
        self.expect("bookmark", anchor.name, bookmark)
        self.expect(f"{figure}, text in the manifest", text, anchor.text)
        self.expect(f"{figure}, before", anchor.before.endswith(before), True)
        self.expect(f"{figure}, after", anchor.after.startswith(after), True)
        self.attempt(figure, lambda: self.expect(f"{figure}, in the letter", anchor.text, self.text(figure)))

    def tables(self) -> list[dict[str, Any]]:
        names = (name for name in self.manifest if name.startswith("dispatch.table."))
        return [self.manifest[name] for name in sorted(names, key=lambda name: int(name.rpartition(".")[2]))]

    def check_table(self, noted: dict[str, Any]) -> None:
        name = noted["id"]
        head, *rows = self.tables_in_file[noted["bookmark"]]
        spec = next(each for each in self.sources.toml[TEMPLATE]["appendix"] if each["id"] == name)
        expected = list(self.expected_rows(spec))
        self.expect(f"{name}, header", head.cells, tuple(column["header"] for column in spec["columns"]))
        self.expect(f"{name}, header in the manifest", noted["headers"], list(head.cells))
        self.expect(f"{name}, number of rows", len(rows), len(expected))
        self.expect(f"{name}, rows in the manifest", noted["rows"], [list(row) for row in expected])
        for row, (key, *cells) in zip(rows, expected, strict=False):
            self.expect(f"{name}, {key}, bookmark", row.bookmark, f"{noted['bookmark']}_{key}")
            self.expect(f"{name}, {key}, width", len(row.cells), len(cells))
            for header, found, wanted in zip(head.cells, row.cells, cells, strict=False):
                self.cells += 1
                self.expect(f"{name}, {key}, {header}", found, wanted)

    # --- appendices ---

    def expected_rows(self, spec: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """Key and cells of every row that the appendix must have, in order."""
        contents = [column["content"] for column in spec["columns"]]
        keys = [*([NATION] if spec.get("national_row") else []), *self.listed(spec)]
        for number, key in enumerate(keys, 1):
            name = spec["national_row"] if key == NATION else self.names[key].short_name
            scope = key if key == NATION else f"don_vi.{key}"
            fixed = {"stt": str(number), "ten": name}
            yield (key, *(fixed.get(content) or self.text(f"{scope}.{content}") for content in contents))

    def listed(self, spec: dict[str, Any]) -> list[str]:
        if spec["units"] == "all":
            keys = list(self.names)
        else:
            named = self.lists_of(spec["units"])
            keys = named["printed"] if "printed" in named else self.in_gso_order({*named["viec"], *named["tien"]})
        if spec["order_by"] == "gso":
            return keys
        values = {key: self.value(f"don_vi.{key}.{spec['order_by']}") for key in keys}
        place = list(self.names).index
        return sorted(keys, key=lambda key: (values[key] is None, -(values[key] or 0), place(key)))

    # --- values ---

    def value(self, name: str) -> Any:
        """The exact value of a figure: number, None, text, day, or the keys of a list."""
        if name not in self.values:
            base, _, form = name.partition("|")
            record = self.records[name]
            if form not in ("", "in_hoa"):
                raise CannotRecomputeError(f"unknown print form {form}")
            self.values[name] = self.compute(base, record)
        return self.values[name]

    def compute(self, name: str, record: Figure) -> Any:
        expression: str = record["expression"]
        scope = re.fullmatch(r"(?:don_vi\.(?P<key>\w+)|toan_quoc)\.(?P<measure>viec|tien)\.(?P<rest>[\w.]+)", name)
        if expression == "gia_tri":
            [address] = record["operands"]["gia_tri"]
            return fact_value(name, address, self.sources)
        if name.startswith("danh_sach."):
            return self.named_list(name, record)
        if scope is None:
            raise CannotRecomputeError("an id that says nothing")
        if expression == "percent(chi_tieu)":
            return self.target(record, scope)
        if expression.startswith("rank("):
            return self.rank(record, scope["key"])
        return self.number(record, scope)

    def number(self, record: Figure, scope: re.Match[str]) -> Any:
        """A count or a rate: an expression over operands, each the sum of its cells."""
        before, _, code = scope["rest"].rpartition(".")
        if before not in ("", "cung_ky"):
            raise CannotRecomputeError(f"unknown part {before}")
        expected = RATES[scope["measure"]] if code == "ty_le" else code
        self.expect(f"{record['id']}, formula", record["expression"], expected)
        self.expect(f"{record['id']}, inputs", record["inputs"], [])
        lines = self.sources.lines(scope["measure"], before=bool(before))
        totals: dict[str, Number] = {}
        for column, cells in record["operands"].items():
            wanted = [f"{lines[key]}:{column}" for key in ([scope["key"]] if scope["key"] else self.names)]
            self.expect(f"{record['id']}, cells", sorted(cells), sorted(wanted))
            totals[column] = sum(self.sources.cell(cell) for cell in cells)
        return _arithmetic(record["expression"], totals)

    def target(self, record: Figure, scope: re.Match[str]) -> Number:
        [address] = record["operands"]["chi_tieu"]
        row, column = self.sources.row(address)
        self.expect(f"{record['id']}, column", column, "target")
        spellings = {"Toàn quốc"} if scope["key"] is None else self.names[scope["key"]].spellings
        self.expect(f"{record['id']}, measure", row["measure"], scope["measure"])
        self.expect(f"{record['id']}, year", row["year"], str(self.sources.dossier["period"]["year"]))
        self.expect(f"{record['id']}, unit", row["province"] in spellings, True)
        return Fraction(self.sources.cell(address)) / 100

    # --- lists and ranks ---

    def named_list(self, name: str, record: Figure) -> list[str]:
        _, policy, part = name.split(".")
        self.expect(f"{name}, policy", record["expression"], self.policy_expression(policy, part))
        keys: list[str] = self.select(record["expression"])
        metrics = re.findall(r"(?:viec|tien)\.(?:cung_ky\.)?ty_le", record["expression"])
        wanted = [f"don_vi.{key}.{metric}" for metric in metrics for key in self.names]
        self.expect(f"{name}, inputs", sorted(record["inputs"]), sorted(wanted))
        return keys

    def policy_expression(self, policy: str, part: str) -> str:
        """What the template's policy comes to."""
        rule = self.policy(policy)
        each = {
            measure: f"lowest({measure}.ty_le, {rule['count']})"
            if rule["rule"] == "lowest"
            else f"below({measure}.ty_le, {measure}.cung_ky.ty_le)"
            for measure in MEASURES
        }
        if part == "chung":
            return f"gso({rule['combine']}({each['viec']}, {each['tien']}))"
        return f"{'worst_first' if rule['order'] == 'rank' else 'gso'}({each[part]})"

    def policy(self, name: str) -> dict[str, Any]:
        chosen = self.sources.toml[TEMPLATE]["naming"]["policies"][name]
        return {
            "count": 5,
            "order": "rank",
            "combine": "",
            **chosen,
            **self.sources.dossier.get("naming", {}).get(name, {}),
        }

    def lists_of(self, policy: str) -> dict[str, list[str]]:
        """The lists of a policy: on each measure, and the joint one as printed."""
        parts = {"viec": "viec", "tien": "tien", **({"printed": "chung"} if self.policy(policy)["combine"] else {})}
        return {name: self.select(self.policy_expression(policy, part)) for name, part in parts.items()}

    def select(self, expression: str) -> list[str]:
        """The keys of a list expression, in its order."""
        name, arguments = _call(expression)
        if name in ("either", "both"):
            first, second = (set(self.select(each)) for each in arguments)
            return self.in_gso_order(first | second if name == "either" else first & second)
        if name == "gso":
            return self.in_gso_order(self.select(arguments[0]))
        if name == "worst_first":
            [metric] = set(re.findall(r"(?:viec|tien)\.ty_le", arguments[0]))
            rates, place = self.rates(metric), list(self.names).index
            return sorted(self.select(arguments[0]), key=lambda key: (rates[key], place(key)))
        rates = {key: rate for key, rate in self.rates(arguments[0]).items() if rate is not None}
        if name == "lowest":
            last = sorted(rates.values())[: int(arguments[1])][-1:]
            return [key for key, rate in rates.items() if [rate] <= last]
        if name == "below":
            others = self.rates(arguments[1])
            compared = {key: others[key] for key in rates if others[key] is not None}
            return [key for key, other in compared.items() if hundredths(rates[key]) < hundredths(other)]
        raise CannotRecomputeError(f"unknown list {expression}")

    def rates(self, metric: str) -> dict[str, Any]:
        """The rate of every unit, straight from the data: "viec.ty_le" or "viec.cung_ky.ty_le"."""
        if metric not in self.unit_rates:
            measure, _, rest = metric.partition(".")
            lines = self.sources.lines(measure, before=rest.startswith("cung_ky."))
            _, operands = _parsed(RATES[measure])
            self.unit_rates[metric] = {
                key: _arithmetic(RATES[measure], {code: self.sources.cell(f"{lines[key]}:{code}") for code in operands})
                for key in self.names
            }
        return self.unit_rates[metric]

    def in_gso_order(self, keys: Any) -> list[str]:
        return [key for key in self.names if key in set(keys)]

    def rank(self, record: Figure, key: str | None) -> int:
        _, [metric] = _call(record["expression"])
        rates = self.rates(metric)
        return 1 + sum(1 for rate in rates.values() if rate is not None and rate > rates[str(key)])

    # --- how a figure prints ---

    def text(self, name: str) -> str:
        """What the letter must print for a figure."""
        base, _, form = name.partition("|")
        text = self.plain_text(base, self.value(name))
        return text.upper() if form == "in_hoa" else text

    def plain_text(self, name: str, value: Any) -> str:
        if name.startswith("danh_sach."):
            return self.list_text(name.split(".")[1], value)
        if name in self.records and self.records[name]["expression"] != "gia_tri":
            return percent(value) if name.endswith((".ty_le", ".chi_tieu")) else grouped(value)
        return fact_text(name, value, self.sources)

    def list_text(self, policy: str, keys: list[str]) -> str:
        """The names; a long list refers to the appendix that holds exactly these units."""
        rule = self.policy(policy)
        if len(keys) <= LONGEST_LIST or "appendix" not in rule:
            return ", ".join(self.names[key].name for key in keys) or "không có"
        tables = self.tables()
        place = [table["id"] for table in tables].index(rule["appendix"])
        self.expect(f"{policy}, units of the appendix", [row[0] for row in tables[place]["rows"]], keys)
        label = f"Phụ lục {('I', 'II', 'III', 'IV', 'V')[place]}" if len(tables) > 1 else "Phụ lục"
        reference: str = rule["reference"]
        return reference.replace("{appendix}", label)


def _arithmetic(expression: str, totals: Mapping[str, Number]) -> Number | None:
    """The value of an expression of operands, + and /; None when it divides by zero."""

    def walk(node: ast.expr) -> Number:
        if isinstance(node, ast.Name):
            return totals[node.id]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return walk(node.left) + walk(node.right)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            return Fraction(walk(node.left)) / walk(node.right)
        raise CannotRecomputeError(f"unknown arithmetic {expression}")

    tree, used = _parsed(expression)
    if used != set(totals):
        raise CannotRecomputeError(f"operands {sorted(totals)} for {expression}")
    try:
        return walk(tree)
    except ZeroDivisionError:
        return None


@cache
def _parsed(expression: str) -> tuple[ast.expr, set[str]]:
    """The syntax tree of an expression, and the operands it names."""
    tree = ast.parse(expression, mode="eval").body
    return tree, {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _call(expression: str) -> tuple[str, list[str]]:
    """Name and arguments of "lowest(viec.ty_le, 5)", the arguments as text."""
    match = re.fullmatch(r"(\w+)\((.*)\)", expression)
    if match is None:
        raise CannotRecomputeError(f"no call: {expression}")
    arguments, depth = [""], 0
    for character in match[2]:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            arguments.append("")
        else:
            arguments[-1] += character
    return match[1], [argument.strip() for argument in arguments]
