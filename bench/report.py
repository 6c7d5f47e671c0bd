"""The result of a run: one table for people, one JSON file for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Bound = Literal["", "at most", "at least", "under"]
WIDTH = 80
_NAME, _VALUE, _LIMIT = 50, 10, 12


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value.

    A `ratio` with a bound decides whether the run passes. Anything else with a bound is a goal that
    depends on the machine: it gets a mark and decides nothing. None: could not be measured here.
    """

    name: str
    value: float | None
    unit: str
    bound: Bound = ""
    limit: float = 0.0
    ratio: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the value keeps its bound; None when there is nothing to keep."""
        if self.value is None or not self.bound:
            return None
        if self.bound == "at least":
            return self.value >= self.limit
        return self.value < self.limit if self.bound == "under" else self.value <= self.limit

    @property
    def mark(self) -> str:
        """`pass` and `FAIL` for ratios, `met` and `missed` for goals."""
        if self.met is None:
            return ""
        words = ("FAIL", "pass") if self.ratio else ("missed", "met")
        return words[self.met]


@dataclass(frozen=True, slots=True)
class Section:
    """Results under one heading."""

    title: str
    results: Sequence[Result]


def passed(sections: Sequence[Section]) -> bool:
    """Whether every ratio keeps its bound; goals do not count."""
    return not any(result.ratio and result.met is False for section in sections for result in section.results)


def table(sections: Sequence[Section], conditions: str) -> str:
    """The results as a table of at most 80 columns."""
    lines = [conditions]
    for section in sections:
        lines += ["", section.title, "-" * WIDTH, *(_line(result).rstrip() for result in section.results)]
    verdict = "All ratios keep their limits." if passed(sections) else "A ratio broke its limit."
    return "\n".join([*lines, "", verdict, *_footer()]) + "\n"


def save(
    path: Path, sections: Sequence[Section], conditions: str, batches: Sequence[Mapping[str, object]] = ()
) -> None:
    """Write the results as JSON."""
    results = [
        {**asdict(result), "met": result.met, "section": section.title}
        for section in sections
        for result in section.results
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"conditions": conditions, "passed": passed(sections), "results": results, "batches": list(batches)}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _line(result: Result) -> str:
    value = "not known" if result.value is None else f"{result.value:.2f} {result.unit}"
    limit = f"{result.bound} {result.limit:g}" if result.bound else ""
    return f"{result.name:<{_NAME}}{value:>{_VALUE}}  {limit:<{_LIMIT}}{result.mark}"


def _footer() -> Iterator[str]:
    yield "pass, FAIL: a ratio within this run; FAIL ends the run with exit code 1."
    yield "met, missed: a goal that depends on machine and disk; it decides nothing."
