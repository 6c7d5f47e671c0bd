"""`dispatch naming`: who is named under the policy, why, why not, and the close calls."""

from pathlib import Path

import click

from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.report import print_findings, print_json, say
from dispatch.cli.wording import VietnameseCommand
from dispatch.model.dataset import MEASURE_NAMES, MEASURES
from dispatch.model.naming import Naming, Verdict
from dispatch.pipeline.prepare import Prepared, prepare

_HEAD_WIDTH = 40


@click.command("naming", cls=VietnameseCommand)
@dossier_argument
@templates_option
@json_option
def command(dossier: Path, templates: Path | None, as_json: bool) -> None:
    """Cho biết đơn vị nào được nêu tên, vì sao, và các trường hợp sát ngưỡng."""
    with refusals(as_json=as_json):
        prepared = prepare(dossier, templates)
    if as_json:
        print_json(_document(prepared))
        return
    print_findings("Trường hợp sát ngưỡng và cần xem lại:", prepared.statistics.findings)
    for naming in prepared.statistics.namings.values():
        _print_naming(naming, is_main=naming.policy.id == prepared.kind.named)


def _document(prepared: Prepared) -> dict[str, object]:
    namings = prepared.statistics.namings
    main = namings.get(prepared.kind.named)
    return {
        "period": prepared.dossier.period.code,
        "policy": prepared.kind.named,
        "named": prepared.named(),
        "measures": _measures(main) if main else {},
        "policies": {name: _measures(naming) for name, naming in namings.items() if naming is not main},
        "lists": prepared.named_lists(),
        "warnings": [finding.record() for finding in prepared.statistics.findings],
    }


def _measures(naming: Naming) -> dict[str, object]:
    return {
        measure: {
            "named": [unit.name for unit in naming.named[measure]],
            "units": [_record(verdict) for verdict in naming.verdicts[measure]],
        }
        for measure in MEASURES
    }


def _record(verdict: Verdict) -> dict[str, object]:
    unit, rate = verdict.unit, verdict.rate
    return {
        "name": unit.name,
        "code": unit.code,
        "code_set": unit.code_set,
        "rate": verdict.printed_rate,
        "exact": None if rate is None else f"{rate.numerator}/{rate.denominator}",
        "rank": verdict.rank,
        "named": verdict.named,
        "why": verdict.why,
        "close_call": verdict.close_call,
    }


def _print_naming(naming: Naming, *, is_main: bool) -> None:
    say()
    say(f"{'Danh sách chính' if is_main else 'Danh sách'} “{naming.policy.id}”")
    if naming.printed is not None:
        say(
            f"Danh sách in chung ({len(naming.printed)}): " + ", ".join(unit.name for unit in naming.printed),
            "  ",
            "    ",
        )
    for measure in MEASURES:
        named = naming.named[measure]
        names = ", ".join(unit.name for unit in named)
        say(f"Về {MEASURE_NAMES[measure]} ({len(named)}): {names}", "  ", "    ")
        if is_main:
            for verdict in sorted(naming.verdicts[measure], key=lambda verdict: -(verdict.rank or 0)):
                _print_verdict(verdict)


def _print_verdict(verdict: Verdict) -> None:
    mark = "*" if verdict.named else " "
    head = f"  {mark} {verdict.unit.name:<20} {verdict.printed_rate:>8}  "
    say(head.strip() + "  " + verdict.why if len(head) > _HEAD_WIDTH else verdict.why, head, " " * len(head))
