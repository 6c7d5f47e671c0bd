"""`dispatch naming`: who is named under the policy, why, why not, and the close calls."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from dispatch.cli.options import dossier_argument, json_option, refusals, templates_option
from dispatch.cli.report import print_findings, print_json, print_table, say
from dispatch.cli.wording import VietnameseCommand
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.naming import Naming, Verdict
from dispatch.pipeline.prepare import Prepared, prepare

_RATE, _COUNT = "Tỷ lệ", "Số liệu"
_WIDTHS = (1, 18, 8, 50)


@click.command("naming", cls=VietnameseCommand)
@dossier_argument
@click.option(
    "--policy",
    "policies",
    metavar="KHOÁ=GIÁ_TRỊ",
    multiple=True,
    help="Thử một quy tắc khác mà không ghi gì, ví dụ count=3 hoặc ket_qua_thap.count=3; dùng được nhiều lần.",
)
@templates_option
@json_option
def command(dossier: Path, policies: tuple[str, ...], templates: Path | None, as_json: bool) -> None:
    """Cho biết đơn vị nào được nêu tên, vì sao, và các trường hợp sát ngưỡng."""
    with refusals(as_json=as_json):
        prepared = prepare(dossier, templates, trials=policies)
    if as_json:
        print_json(_document(prepared))
        return
    if policies:
        say("Thử quy tắc khác, không ghi vào hồ sơ: " + "; ".join(policies))
        say()
    namings = prepared.statistics.namings.values()
    if not namings:
        say(f"Loại văn bản “{prepared.kind.id}” không nêu tên đơn vị nào.")
        say("Thử một quy tắc: thêm --policy ten.rule=lowest --policy ten.count=5")
        return
    say("Quy tắc nêu tên:")
    for naming in namings:
        say(f"“{naming.policy.id}”: {naming.sentence}", "  ", "    ")
    print_findings("Trường hợp sát ngưỡng và cần xem lại:", prepared.statistics.findings)
    for naming in namings:
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
        "sentences": {name: naming.sentence for name, naming in namings.items()},
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
        "close_reason": _closeness(verdict),
        "left_out": verdict.left_out,
    }


def _print_naming(naming: Naming, *, is_main: bool) -> None:
    say()
    say(f"{'Danh sách chính' if is_main else 'Danh sách'} “{naming.policy.id}”")
    if naming.printed is not None:
        names = ", ".join(unit.name for unit in naming.printed)
        say(f"In chung ({len(naming.printed)}): {names or 'không có'}", "  ", "    ")
    for measure in MEASURES:
        named = naming.named[measure]
        names = ", ".join(unit.name for unit in named)
        say()
        say(f"Về {MEASURE_NAMES[measure]} ({len(named)}): {names or 'không có'}", "  ", "    ")
        are_rates = any(verdict.printed_rate.endswith("%") for verdict in naming.verdicts[measure])
        heads = ("", "Đơn vị", _RATE if are_rates else _COUNT, "Vì sao")
        print_table(heads, _WIDTHS, _rows(_in_order(naming, measure)))


def _in_order(naming: Naming, measure: Measure) -> Sequence[Verdict]:
    """Close calls first, then who is named in the order of the list, then the others from the lowest rate."""
    place = {unit.key: number for number, unit in enumerate(naming.named[measure])}
    others = len(place)

    def order(verdict: Verdict) -> tuple[bool, int, int]:
        rank = verdict.rank or 0
        towards_the_cut = rank if naming.policy.rule == "highest" else -rank
        return not verdict.close_call, place.get(verdict.unit.key, others), towards_the_cut

    return sorted(naming.verdicts[measure], key=order)


def _rows(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, str, str, str]]:
    for verdict in verdicts:
        close = f" — SÁT NGƯỠNG: {_closeness(verdict)}" if verdict.close_call else ""
        yield "*" if verdict.named else "", verdict.unit.name, verdict.printed_rate, verdict.why + close


def _closeness(verdict: Verdict) -> str:
    return "; ".join(reason for reason in (verdict.close, verdict.small) if reason)
