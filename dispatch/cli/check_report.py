"""How `dispatch check` tells its findings: to a reader, and to a program."""

from collections.abc import Sequence

from dispatch.cli.report import SEVERITIES, print_table, say
from dispatch.inspection.checking.checker import Verdict
from dispatch.inspection.checking.findings import Departure, Where
from dispatch.inspection.mending.changes import TextChange
from dispatch.pipeline.check_letter import CheckedFile, CheckedLetter
from dispatch.pipeline.fix_letter import FixedLetter

_PARTS = {
    "body": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnote": "chú thích",
    "text_box": "hộp chữ",
}


def report(checked: CheckedLetter) -> None:
    """Every finding, what is undetermined, and a last line with the counts."""
    say(f"Thể thức: {checked.law} ({checked.reason}).")
    for each in checked.verdict.departures:
        say()
        _report_finding(each)
    _report_unknown(checked)
    say()
    say(_summary(checked))


def report_fixed(fixed: FixedLetter) -> None:
    """What was mended, each change of the text, what was left, and where the copy is."""
    left = fixed.left.verdict.departures
    say(f"Thể thức: {fixed.left.law} ({fixed.left.reason}).")
    say()
    say("Đã sửa:" if fixed.mended else "Không có chỗ nào sửa được một cách chắc chắn.")
    for each in fixed.mended:
        say(f"{each.rule}: {each.message}{_in_place(each.where)}.", "  ", "    ")
    if fixed.changes:
        say()
        say("Chữ đã thay đổi:")
        for change in fixed.changes:
            say(f"“{change.before}” → “{change.after}”{_in_place(change.where)}.", "  ", "    ")
    if left:
        say()
        say("Còn lại, cần người soạn quyết định:")
    for each in left:
        say()
        _report_finding(each)
    _report_unknown(fixed.left)
    say()
    say(f"Còn lại: {_summary(fixed.left)}" if left else "Không còn chỗ nào sai thể thức.")
    say(f"{'Đã ghi' if fixed.state == 'written' else 'Không thay đổi'}: {fixed.out}")


def report_folder(files: Sequence[CheckedFile]) -> None:
    """A line for each file."""
    print_table(("Tệp", "Thể thức", "Lỗi", "Chú ý", "Quy tắc"), (32, 8, 9, 6, 21), map(_row, files))
    say()
    faulty = sum(map(is_faulty, files))
    say(f"{len(files)} tệp, {faulty} tệp có lỗi. Xem từng chỗ: dispatch check TỆP")


def is_faulty(each: CheckedFile) -> bool:
    """Whether a file was refused or has an error."""
    return each.checked is None or each.checked.verdict.count("error") > 0


def record(checked: CheckedLetter) -> dict[str, object]:
    """The verdict on one letter for a program."""
    verdict = checked.verdict
    return {
        "findings": [_finding(each) for each in verdict.departures],
        "undetermined": [{"rule": each.rule, "why": each.why} for each in verdict.undetermined],
        "profile": checked.profile,
        "errors": verdict.count("error"),
        "warnings": verdict.count("warning"),
    }


def fixed_record(fixed: FixedLetter) -> dict[str, object]:
    """The verdict on the mended copy, what was mended and every change of the text."""
    return {
        **record(fixed.left),
        "fixed": [_finding(each) for each in fixed.mended],
        "text_changes": [_change(each) for each in fixed.changes],
        "out": str(fixed.out),
        "state": fixed.state,
    }


def file_record(each: CheckedFile) -> dict[str, object]:
    """One file of a folder for a program."""
    if each.checked is None:
        return {"file": each.file.name, "refused": [finding.record() for finding in each.refused]}
    return {"file": each.file.name, **record(each.checked)}


def _finding(each: Departure) -> dict[str, object]:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "where": _where(each.where),
        "found": each.found,
        "expected": each.expected,
        "article": each.article,
        "message": each.message,
        "hint": each.hint,
    }


def _change(each: TextChange) -> dict[str, object]:
    return {"where": _where(each.where), "before": each.before, "after": each.after}


def _where(where: Where) -> dict[str, object]:
    return {"part": where.part, "paragraph": where.paragraph, "text": where.text}


def _report_finding(each: Departure) -> None:
    say(f"{SEVERITIES[each.severity]} {each.rule}: {_upper_first(each.message)}.", hanging="  ")
    place = _place(each.where)
    if place:
        say(f"Chỗ: {place}", "  ", "    ")
    if each.article:
        say(f"Căn cứ: {each.article}", "  ", "    ")
    say(f"→ {each.hint}", "  ", "    ")


def _report_unknown(checked: CheckedLetter) -> None:
    if checked.verdict.undetermined:
        say()
        say("Chưa xác định được, cần xem bằng mắt:")
        rules: dict[str, list[str]] = {}
        for unknown in checked.verdict.undetermined:
            rules.setdefault(unknown.why, []).append(unknown.rule)
        for why, each in rules.items():
            say(f"{_rules(each)}: {why}", "  ", "    ")


def _rules(rules: Sequence[str]) -> str:
    """Rules in their order, a row of them by its ends: "L08–L12, L35"."""
    numbers = sorted({int(rule.removeprefix("L")) for rule in rules})
    first = [number for number in numbers if number - 1 not in numbers]
    last = [number for number in numbers if number + 1 not in numbers]
    return ", ".join(f"L{a:02}–L{b:02}" if b > a else f"L{a:02}" for a, b in zip(first, last, strict=True))


def _row(each: CheckedFile) -> tuple[str, str, str, str, str]:
    if each.checked is None:
        return each.file.name, "", "không đọc", "", each.refused[0].message
    verdict = each.checked.verdict
    rules = ", ".join(dict.fromkeys(found.rule for found in verdict.departures))
    unknown = f"{_unknown(verdict)} chưa xác định" if verdict.undetermined else ""
    told = "; ".join(filter(None, (rules, unknown))) or "đúng thể thức"
    return each.file.name, each.checked.profile, str(verdict.count("error")), str(verdict.count("warning")), told


def _summary(checked: CheckedLetter) -> str:
    verdict = checked.verdict
    if not verdict.departures:
        unknown = f"; {_unknown(verdict)} quy tắc chưa xác định được" if verdict.undetermined else ""
        return f"Không thấy chỗ nào sai thể thức{unknown}."
    remarks = verdict.count("info")
    tail = f", {remarks} ghi chú" if remarks else ""
    return f"{verdict.count('error')} lỗi, {verdict.count('warning')} điều cần chú ý{tail}."


def _unknown(verdict: Verdict) -> int:
    """How many rules are undetermined."""
    return len({each.rule for each in verdict.undetermined})


def _in_place(where: Where) -> str:
    return f" ({_PARTS[where.part] or 'nội dung'}, đoạn {where.paragraph})" if where.paragraph else ""


def _place(where: Where) -> str:
    if not where.paragraph:
        return ""
    part = f"{_PARTS[where.part]}, " if _PARTS[where.part] else ""
    text = f" “{where.text}”" if where.text else ""
    return f"{part}đoạn {where.paragraph}{text}"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
