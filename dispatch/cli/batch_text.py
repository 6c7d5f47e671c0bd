"""What `dispatch batch` prints: the plan of every letter, and what became of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dispatch.cli.report import print_findings, print_table, say
from dispatch.errors import Finding
from dispatch.pipeline.batch.plan import LISTED, Outcome, Planned
from dispatch.pipeline.batch.run import BatchRun
from dispatch.vietnamese.dates import short_date

_HEADS = ("Tệp", "Kính gửi", "Việc, tiền", "Đoạn", "Phụ lục")
_WIDTHS = (24, 27, 12, 4, 9)
_MOST_SHOWN = 100


def print_plan(run: BatchRun, plans: Sequence[Planned], *, whole: bool) -> None:
    """The plan as a table; of a long one only what cannot be written, unless the `whole` is asked for."""
    period = run.prepared.dossier.period
    say(f"Kỳ báo cáo: {period.name} (từ {short_date(period.start)} đến {short_date(period.end)})")
    say(f"Loại văn bản: {run.prepared.kind.title} ({run.prepared.kind.id})")
    say(f"Sẽ soạn {sum(not plan.faults for plan in plans)}/{len(plans)} văn bản vào {run.order.out}:")
    say()
    if whole or len(plans) <= _MOST_SHOWN:
        say("Cột “Việc, tiền”: tỷ lệ về việc, về tiền của đơn vị; thứ hạng trong ngoặc.")
        print_table(_HEADS, _WIDTHS, (_row(plan) for plan in plans))
        _print_tasks(plans)
    else:
        say(f"(bảng đầy đủ của {len(plans)} văn bản: thêm --dry-run)")
    print_findings("Không soạn được:", [finding for plan in plans for finding in plan.faults])
    print_findings("Cần xem lại:", run.warnings())
    say()


def plan_document(run: BatchRun, plans: Iterable[Planned]) -> dict[str, object]:
    """The plan as JSON."""
    return {"out": str(run.order.out), "kind": run.prepared.kind.id, "letters": [_plan_record(plan) for plan in plans]}


def print_result(run: BatchRun, outcomes: Sequence[Outcome], findings: Sequence[Finding], seconds: float) -> None:
    """How many letters came out how, then every one that a person must look at."""
    counts = _counts(outcomes)
    say(
        f"Đã ghi {counts['written']} văn bản, giữ nguyên {counts['unchanged']}, bỏ qua {counts['skipped']}, "
        f"không soạn được {counts['failed']}; {seconds:.1f} giây."
    )
    say(f"Thư mục: {run.order.out} (danh sách: danh-sach.xlsx; nguồn gốc số liệu: nguon-so-lieu.jsonl)")
    changed = [outcome for outcome in outcomes if outcome.changes]
    if changed:
        say()
        say("Văn bản có nội dung thay đổi:")
        for outcome in changed:
            say(f"{outcome.file}: {'; '.join(outcome.changes)}", "  ", "    ")
    for title, states in (("Đã sửa tay:", ("edited", "refreshed")), ("Không soạn được:", ("failed",))):
        print_findings(title, [finding for each in outcomes if each.state in states for finding in _named(each)])
    print_findings("Sau khi ghi:", findings)


def result_document(
    run: BatchRun, outcomes: Sequence[Outcome], findings: Sequence[Finding], seconds: float
) -> dict[str, object]:
    """What became of the batch as JSON."""
    counts = _counts(outcomes)
    return {
        "written": counts["written"],
        "unchanged": counts["unchanged"],
        "skipped": counts["skipped"],
        "failed": [_record(each) for each in outcomes if each.state == "failed"],
        "edited": [_record(each) for each in outcomes if each.state in ("edited", "refreshed")],
        "changed": [{"file": each.file, "changes": list(each.changes)} for each in outcomes if each.changes],
        "warnings": [finding.record() for finding in (*run.warnings(), *findings)],
        "seconds": round(seconds, 3),
        "out": str(run.order.out),
    }


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Letters by what became of them; one edited by hand is skipped, refreshed beside it or not."""
    states = Counter(outcome.state for outcome in outcomes)
    return {
        "written": states["written"],
        "unchanged": states["unchanged"],
        "skipped": states["edited"] + states["refreshed"],
        "failed": states["failed"],
    }


def _row(plan: Planned) -> tuple[str, ...]:
    if plan.faults:
        return plan.file, f"{plan.unit.name}: KHÔNG SOẠN ĐƯỢC", "", "", ""
    appendices = ", ".join(number.removeprefix("Phụ lục ") for number in plan.appendices)
    rates = zip(plan.figures[::2], plan.figures[1::2], strict=True)
    shown = ", ".join(f"{rate} ({rank})" if rank else rate for rate, rank in rates if rate)
    return plan.file, plan.addressee, shown, str(plan.paragraphs), appendices


def _print_tasks(plans: Sequence[Planned]) -> None:
    """Which tasks are chosen differs from unit to unit: each choice once, with who has it."""
    chosen: dict[tuple[str, ...], list[str]] = {}
    for plan in plans:
        if not plan.faults:
            chosen.setdefault(plan.tasks, []).append(plan.unit.name)
    for tasks, names in chosen.items():
        say()
        say(f"Các mục của {len(names)} văn bản ({', '.join(names)}):")
        for number, task in enumerate(tasks, 1):
            say(f"{number}. {task}", "  ", "     ")


def _plan_record(plan: Planned) -> dict[str, object]:
    return {
        "unit": plan.unit.key,
        "name": plan.unit.name,
        "file": plan.file,
        "addressee": plan.addressee,
        "figures": dict(zip(LISTED, plan.figures, strict=True)),
        "printed": plan.printed,
        "paragraphs": plan.paragraphs,
        "tasks": list(plan.tasks),
        "appendices": list(plan.appendices),
        "faults": [finding.record() for finding in plan.faults],
    }


def _record(outcome: Outcome) -> dict[str, object]:
    findings = [finding.record() for finding in outcome.findings]
    return {
        "unit": outcome.unit.key,
        "name": outcome.unit.name,
        "file": outcome.file,
        "state": outcome.state,
        "conflict": outcome.conflict,
        "findings": findings,
    }


def _named(outcome: Outcome) -> list[Finding]:
    """The findings of a letter, each with the unit it goes to."""
    return [replace(finding, unit=outcome.unit.name) for finding in outcome.findings]
