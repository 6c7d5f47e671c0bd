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
from tests.letter.printing import (
    Change,
    RankChange,
    billions,
    change_text,
    grouped,
    hundredths,
    percent,
    points,
    relative,
    round_text,
    size_of,
    verbs,
    without_zeros,
)
from tests.letter.sources import TEMPLATE, CannotRecomputeError, Sources
from tests.letter.word import Anchor, anchors, appendix_tables, manifest, noted_anchors

Figure = dict[str, Any]
Number = int | Fraction
NATION = "toan_quoc"
MEASURES = ("viec", "tien")
LONGEST_LIST = 15
LONGEST_BOOKMARK, HASH = 40, 12
RESULTS = {"viec": "thi_hanh_xong + dinh_chi", "tien": "thi_hanh_xong + dinh_chi + giam_nghia_vu"}
LEFT = {measure: f"co_dieu_kien - {result.replace('+', '-')}" for measure, result in RESULTS.items()}
RATES = {measure: f"({result}) / co_dieu_kien" for measure, result in RESULTS.items()}
BARS = {"so_chi_tieu": "chi_tieu", "so_toan_quoc": NATION}
PARTS = {"": "cung_ky", "_nam_truoc": "nam_truoc"}
SCOPE = re.compile(r"(?:don_vi\.(?P<key>[\w-]+)|toan_quoc)\.(?P<measure>viec|tien)\.(?P<rest>[\w.]+)")
WRAPPERS = {"highest": "best_first"}


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
        self.noted = noted_anchors(letter)
        self.tables_in_file = appendix_tables(letter)
        self.names = sources.units
        self.every = {**sources.units, **sources.lower}
        self.differences: list[str] = []
        self.values: dict[str, Any] = {}
        self.unit_rates: dict[str, dict[str, Any]] = {}
        self.cells = 0

    def run(self) -> Check:
        self.expect("units", [unit["key"] for unit in self.provenance["units"]], list(self.names))
        self.expect("ids", len(self.records), len(self.provenance["figures"]))
        for policy in self.sources.toml[TEMPLATE].get("naming", {}).get("policies", {}):
            self.attempt(policy, partial(self.check_lists, policy))
        for name, record in self.records.items():
            self.attempt(name, partial(self.check_record, name, record))
        for anchor, noted in zip(self.in_file, self.noted, strict=False):
            self.check_anchor(anchor, noted)
        self.expect("number of anchors", len(self.in_file), len(self.noted))
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
            return [self.every[key].name for key in value]
        if isinstance(value, Change):
            return {"now": value.now, "before": value.before, "difference": value.difference}
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
            self.check_bookmark(name, row.bookmark, f"{noted['bookmark']}_{key}")
            self.expect(f"{name}, {key}, width", len(row.cells), len(cells))
            for header, found, wanted in zip(head.cells, row.cells, cells, strict=False):
                self.cells += 1
                self.expect(f"{name}, {key}, {header}", found, wanted)

    def check_bookmark(self, name: str, found: str, wanted: str) -> None:
        """A row is called after its unit; a name that Word does not take is cut and told apart by a hash."""
        short = re.sub(r"\W", "_", wanted)
        if short != wanted or len(short) > LONGEST_BOOKMARK:
            self.expect(f"{name}, {wanted}, bookmark", short.startswith(found[:-HASH]), True)
            self.expect(f"{name}, {wanted}, length", len(found) <= LONGEST_BOOKMARK, True)
        else:
            self.expect(f"{name}, {wanted}, bookmark", found, wanted)

    # --- appendices ---

    def expected_rows(self, spec: dict[str, Any]) -> Iterator[tuple[str, ...]]:
        """Key and cells of every row that the appendix must have, in order."""
        contents = [column["content"].replace(" ", "") for column in spec["columns"]]
        if spec.get("group_by") == "measure":
            for measure, words in (("viec", "Về việc"), ("tien", "Về tiền")):
                named = self.lists_of(spec["units"])[measure]
                if named:
                    yield f"nhom_{measure}", words
                    yield from self.rows(spec, self.ordered(spec, named, f"{measure}."), contents, measure)
            return
        keys = self.ordered(spec, self.listed(spec), "")
        yield from self.rows(spec, [*([NATION] if spec.get("national_row") else []), *keys], contents, "")

    def rows(
        self, spec: dict[str, Any], keys: list[str], contents: list[str], measure: str
    ) -> Iterator[tuple[str, ...]]:
        for number, key in enumerate(keys, 1):
            name = spec["national_row"] if key == NATION else self.every[key].short_name
            scope = (key if key == NATION else f"don_vi.{key}") + (f".{measure}" if measure else "")
            fixed = {"stt": str(number), "ten": name}
            cells = (fixed.get(content) or self.text(f"{scope}.{content}") for content in contents)
            yield (f"{key}_{measure}" if measure else key, *cells)

    def listed(self, spec: dict[str, Any]) -> list[str]:
        if spec["units"] in ("all", "lower"):
            return list(self.names if spec["units"] == "all" else self.sources.lower)
        named = self.lists_of(spec["units"])
        return named["printed"] if "printed" in named else self.in_gso_order({*named["viec"], *named["tien"]})

    def ordered(self, spec: dict[str, Any], keys: list[str], prefix: str) -> list[str]:
        keys = self.in_gso_order(keys)
        if spec["order_by"] == "gso":
            return keys
        values = {key: self.value(f"don_vi.{key}.{prefix}{spec['order_by']}") for key in keys}
        sign = 1 if spec.get("first") == "lowest" else -1
        place = list(self.every).index
        return sorted(keys, key=lambda key: (values[key] is None, sign * (values[key] or 0), place(key)))

    # --- values ---

    def value(self, name: str) -> Any:
        """The exact value of a figure: number, None, text, day, change, or the keys of a list."""
        if name not in self.values:
            self.values[name] = self.compute(self.own(name.partition("|")[0]), self.records[name])
        return self.values[name]

    def own(self, name: str) -> str:
        """The unit's own figure that a bound name means."""
        scope, _, rest = name.partition(".")
        bound = {"don_vi_ban_hanh": "issuer", "don_vi_nhan": "unit"}
        return f"don_vi.{self.sources.letter[bound[scope]]}.{rest}" if scope in bound else name

    def compute(self, name: str, record: Figure) -> Any:
        expression: str = record["expression"]
        scope = SCOPE.fullmatch(name)
        if expression == "gia_tri":
            [address] = record["operands"]["gia_tri"]
            return fact_value(name, address, self.sources)
        if name.startswith("danh_sach."):
            return self.named_list(name, record)
        if scope is None:
            raise CannotRecomputeError("an id that says nothing")
        return self.of_unit(record, scope)

    def of_unit(self, record: Figure, scope: re.Match[str]) -> Any:
        """A figure that the data gives of a unit or of the nation."""
        expression: str = record["expression"]
        if expression in ("percent(chi_tieu)", "percent(upper)"):
            return self.target(record, scope)
        if expression.startswith("rank("):
            return self.rank(record, scope["key"])
        if expression.startswith("ranked("):
            return sum(1 for key in self.names if self.rates(_call(expression)[1][0])[key] is not None)
        if moved := re.fullmatch(r"(?P<code>\w+)\.tang_giam(?P<since>\w*)", scope["rest"]):
            before = f"{PARTS[moved['since']]}.{moved['code']}"
            return self.change(record, scope, (moved["code"], before))
        if bar := BARS.get(scope["rest"]):
            return self.change(record, scope, ("ty_le", bar))
        return self.number(record, scope)

    def change(self, record: Figure, scope: re.Match[str], parts: tuple[str, str]) -> Change | None:
        """How a figure moved since another, or stands against a goal: printed rates, or counts."""
        owner = f"don_vi.{scope['key']}" if scope["key"] else NATION
        names = [
            f"{NATION}.{scope['measure']}.ty_le" if part == NATION else f"{owner}.{scope['measure']}.{part}"
            for part in parts
        ]
        function = {"ty_le": "points", "hang": "rank_change"}.get(parts[0].partition(".")[0], "change")
        self.expect(f"{record['id']}, inputs", record["inputs"], names)
        self.expect(f"{record['id']}, expression", record["expression"], f"{function}({', '.join(names)})")
        now, before = (self.value(name) for name in names)
        if now is None or before is None:
            return None
        if function == "points":
            return Change(hundredths(now), hundredths(before), "%")
        return RankChange(now, before, "bậc") if function == "rank_change" else Change(now, before, scope["measure"])

    def number(self, record: Figure, scope: re.Match[str]) -> Any:
        """A count or a rate: an expression over operands, each the sum of its cells."""
        before, _, code = scope["rest"].rpartition(".")
        if before not in ("", "cung_ky", "nam_truoc"):
            raise CannotRecomputeError(f"unknown part {before}")
        known = {"ty_le": RATES, "ket_qua": RESULTS, "co_dieu_kien_con_lai": LEFT}
        formulas = {name: each[scope["measure"]] for name, each in known.items()}
        self.expect(f"{record['id']}, formula", record["expression"], formulas.get(code, code))
        self.expect(f"{record['id']}, inputs", record["inputs"], [])
        lines = self.sources.lines(scope["measure"], before)
        totals: dict[str, Number] = {}
        for column, cells in record["operands"].items():
            keys = [scope["key"]] if scope["key"] else list(self.names)
            wanted = [f"{line}:{column}" for key in keys for line in lines[key]]
            self.expect(f"{record['id']}, cells", sorted(cells), sorted(wanted))
            totals[column] = sum(self.sources.cell(cell) for cell in cells)
        return _arithmetic(record["expression"], totals)

    def target(self, record: Figure, scope: re.Match[str]) -> Number:
        operand, [address] = next(iter(record["operands"].items()))
        row, column = self.sources.row(address)
        indicator, _, what = scope["rest"].rpartition(".")
        spellings = {"Toàn quốc"} if scope["key"] is None else self.every[scope["key"]].spellings
        self.expect(f"{record['id']}, column", column, "target")
        self.expect(f"{record['id']}, operand", operand, "upper" if what == "chi_tieu_den" else "chi_tieu")
        self.expect(f"{record['id']}, measure", row["measure"], scope["measure"])
        self.expect(f"{record['id']}, year", row["year"], str(self.sources.dossier["period"]["year"]))
        self.expect(f"{record['id']}, unit", row["province"] in spellings, True)
        self.expect(f"{record['id']}, indicator", row.get("indicator", ""), indicator)
        lower, _, upper = row["target"].partition("-")
        return Fraction((upper if operand == "upper" else lower).replace(",", ".")) / 100

    # --- lists and ranks ---

    def named_list(self, name: str, record: Figure) -> list[str]:
        _, policy, part = name.split(".")
        self.expect(f"{name}, policy", record["expression"], self.policy_expression(policy, part))
        keys: list[str] = self.select(record["expression"], policy)
        metrics = re.findall(r"(?:toan_quoc\.)?(?:viec|tien)\.(?:cung_ky\.)?ty_le", record["expression"])
        units = self.judged(policy)
        wanted = [
            name
            for metric in metrics
            for name in ([metric] if metric.startswith(NATION) else [f"don_vi.{key}.{metric}" for key in units])
        ]
        if "|kem_ty_le" in record["id"]:
            wanted = list(dict.fromkeys([*wanted, *(f"don_vi.{key}.{part}.ty_le" for key in keys)]))
        self.expect(f"{name}, inputs", sorted(record["inputs"]), sorted(wanted))
        return keys

    def policy_expression(self, policy: str, part: str) -> str:
        """What the template's policy comes to."""
        rule = self.policy(policy)
        each = {measure: self.rule_expression(rule, measure) for measure in MEASURES}
        if part == "chung":
            return f"gso({rule['combine']}({each['viec']}, {each['tien']}))"
        wrapper = WRAPPERS.get(rule["rule"], "worst_first") if rule["order"] == "rank" else "gso"
        return f"{wrapper}({each[part]})"

    def rule_expression(self, rule: dict[str, Any], measure: str) -> str:
        now = f"{measure}.ty_le"
        if rule["rule"] in ("lowest", "highest"):
            return f"{rule['rule']}({now}, {rule['count']})"
        bar = {"below-national": f"{NATION}.{now}", "below-same-period": f"{measure}.cung_ky.ty_le"}[rule["rule"]]
        return f"below({now}, {bar})"

    def judged(self, policy: str) -> list[str]:
        """The units that a policy looks at."""
        return list(self.sources.lower if self.policy(policy).get("level") == "lower" else self.names)

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
        return {name: self.select(self.policy_expression(policy, part), policy) for name, part in parts.items()}

    def select(self, expression: str, policy: str) -> list[str]:
        """The keys of a list expression, in its order."""
        name, arguments = _call(expression)
        if name in ("either", "both"):
            first, second = (set(self.select(each, policy)) for each in arguments)
            return self.in_gso_order(first | second if name == "either" else first & second)
        if name == "gso":
            return self.in_gso_order(self.select(arguments[0], policy))
        if name in ("worst_first", "best_first"):
            metric = re.findall(r"(?:viec|tien)\.ty_le", arguments[0])[0]
            rates, place, sign = self.rates(metric), list(self.every).index, 1 if name == "worst_first" else -1
            return sorted(self.select(arguments[0], policy), key=lambda key: (sign * rates[key], place(key)))
        known = self.rates(arguments[0])
        rates = {key: known[key] for key in self.judged(policy) if known[key] is not None}
        if name in ("lowest", "highest"):
            sign = 1 if name == "lowest" else -1
            last = sorted(sign * rate for rate in rates.values())[: int(arguments[1])][-1:]
            return [key for key, rate in rates.items() if [sign * rate] <= last]
        if name == "below":
            others = self.rates(arguments[1].removeprefix(f"{NATION}."))
            bars = {key: others[NATION if arguments[1].startswith(NATION) else key] for key in rates}
            compared = {key: bar for key, bar in bars.items() if bar is not None}
            return [key for key, bar in compared.items() if hundredths(rates[key]) < hundredths(bar)]
        raise CannotRecomputeError(f"unknown list {expression}")

    def rates(self, metric: str) -> dict[str, Any]:
        """The rate of every unit and of the nation, from the data: "viec.ty_le" or "viec.cung_ky.ty_le"."""
        if metric not in self.unit_rates:
            measure, _, rest = metric.partition(".")
            lines = self.sources.lines(measure, rest.rpartition(".")[0])
            _, operands = _parsed(RATES[measure])
            whole = [line for key in self.names for line in lines[key]]
            self.unit_rates[metric] = {
                key: _arithmetic(
                    RATES[measure],
                    {code: sum(self.sources.cell(f"{line}:{code}") for line in each) for code in operands},
                )
                for key, each in {**{key: lines[key] for key in self.every}, NATION: whole}.items()
            }
        return self.unit_rates[metric]

    def in_gso_order(self, keys: Any) -> list[str]:
        wanted = set(keys)
        return [key for key in self.every if key in wanted]

    def rank(self, record: Figure, key: str | None) -> int:
        _, [metric] = _call(record["expression"])
        rates = self.rates(metric)
        own = rates[str(key)]
        return 1 + sum(1 for other in self.names if rates[other] is not None and rates[other] > own)

    # --- how a figure prints ---

    def text(self, name: str) -> str:
        """What the letter must print for a figure."""
        base, *forms = name.split("|")
        text = self.plain_text(base, self.value(name))
        for form in forms:
            text = self.form_text(form, base, self.value(name), text)
        return text

    def plain_text(self, name: str, value: Any) -> str:
        if name.startswith("danh_sach."):
            _, policy, part = name.split(".")
            return self.list_text(policy, part, value)
        if isinstance(value, Change):
            is_gap = name.endswith((".so_chi_tieu", ".so_toan_quoc"))
            return verbs(value, "cao hơn", "thấp hơn", points) if is_gap else change_text(value)
        if SCOPE.fullmatch(self.own(name)):
            is_rate = name.rpartition(".")[2] in ("ty_le", "chi_tieu", "chi_tieu_den")
            return percent(value) if is_rate or value is None else grouped(value)
        return fact_text(name, value, self.sources)

    def form_text(self, form: str, name: str, value: Any, text: str) -> str:
        """A figure through one filter."""
        measure = "tien" if ".tien." in name else "viec"
        part = name.rpartition(".")[2]
        by_form: dict[str, Callable[[], str]] = {
            "in_hoa": text.upper,
            "tang_giam": lambda: verbs(value, "tăng", "giảm", size_of(value)),
            "tang_giam_kem_ty_le": lambda: f"{verbs(value, 'tăng', 'giảm', size_of(value))} ({relative(value)})",
            "tang_giam_tuong_doi": lambda: relative(value),
            "bac": lambda: change_text(value),
            "cao_thap": lambda: verbs(value, "cao hơn", "thấp hơn", points),
            "vuot_thieu": lambda: verbs(value, "vượt", "còn thiếu", points),
            "ty_dong": lambda: billions(value),
            "lam_tron": lambda: round_text(value, "hơn", measure),
            "lam_tron_tren": lambda: round_text(value, "trên", measure),
            "gon": lambda: without_zeros(value),
            "so_luong": lambda: f"{len(value):02}",
            "kem_ty_le": lambda: ", ".join(
                f"{self.every[key].name} ({percent(self.rates(f'{part}.ty_le')[key])})" for key in value
            ),
        }
        if form not in by_form:
            raise CannotRecomputeError(f"unknown print form {form}")
        return by_form[form]()

    def list_text(self, policy: str, part: str, keys: list[str]) -> str:
        """The names; a long list refers to the appendix that holds exactly these units."""
        rule = self.policy(policy)
        if len(keys) <= LONGEST_LIST or "appendix" not in rule:
            return ", ".join(self.every[key].name for key in keys) or "không có"
        tables = self.tables()
        place = [table["id"] for table in tables].index(rule["appendix"])
        rows = [row[0].removesuffix(f"_{part}") for row in tables[place]["rows"]]
        if any(row.startswith("nhom_") for row in rows):
            rows = [row[0].removesuffix(f"_{part}") for row in tables[place]["rows"] if row[0].endswith(f"_{part}")][1:]
        self.expect(f"{policy}, units of the appendix", rows, keys)
        label = f"Phụ lục {('I', 'II', 'III', 'IV', 'V')[place]}" if len(tables) > 1 else "Phụ lục"
        reference: str = rule["reference"]
        return reference.replace("{appendix}", label)


def _arithmetic(expression: str, totals: Mapping[str, Number]) -> Number | None:
    """The value of an expression of operands, +, - and /; None when it divides by zero."""

    def walk(node: ast.expr) -> Number:
        if isinstance(node, ast.Name):
            return totals[node.id]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return walk(node.left) + walk(node.right)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            return walk(node.left) - walk(node.right)
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
