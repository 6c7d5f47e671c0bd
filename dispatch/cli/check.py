"""`dispatch check`: the layout of a finished letter against the law."""

from collections.abc import Sequence
from pathlib import Path

import click

from dispatch.cli.options import json_option, refusals
from dispatch.cli.report import EXIT_REFUSED, SEVERITIES, print_json, print_table, say
from dispatch.cli.wording import VietnameseCommand
from dispatch.inspection.checking.findings import Departure, Where
from dispatch.pipeline.check_letter import CheckedFile, CheckedLetter, check_folder, check_letter

_PARTS = {
    "body": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnote": "chú thích",
    "text_box": "hộp chữ",
}


@click.command("check", cls=VietnameseCommand)
@click.argument("path", metavar="TỆP|THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--profile", metavar="TÊN", help="Thể thức để đối chiếu; mặc định theo tiêu đề và ngày của văn bản.")
@click.option("--language", is_flag=True, help="Xét cả viện dẫn, viết hoa và chữ viết tắt.")
@json_option
def command(path: Path, profile: str | None, language: bool, as_json: bool) -> None:
    """Chỉ ra mọi chỗ sai thể thức của tệp .docx, kèm điều khoản; không sửa gì."""
    with refusals(as_json=as_json):
        if path.is_dir():
            fine = _tell_folder(list(check_folder(path, profile, language=language)), as_json=as_json)
        else:
            fine = _tell_letter(check_letter(path, profile, language=language), as_json=as_json)
    if not fine:
        raise SystemExit(EXIT_REFUSED)


def _tell_letter(checked: CheckedLetter, *, as_json: bool) -> bool:
    """Print the verdict; whether the letter has no error."""
    if as_json:
        print_json(_record(checked))
    else:
        _report(checked)
    return not checked.verdict.count("error")


def _tell_folder(files: Sequence[CheckedFile], *, as_json: bool) -> bool:
    """Print a line for each file; whether all were read and none has an error."""
    if as_json:
        print_json({"files": [_file_record(each) for each in files]})
    else:
        _report_folder(files)
    return not any(_is_faulty(each) for each in files)


def _file_record(each: CheckedFile) -> dict[str, object]:
    if each.checked is None:
        return {"file": each.file.name, "refused": [finding.record() for finding in each.refused]}
    return {"file": each.file.name, **_record(each.checked)}


def _is_faulty(each: CheckedFile) -> bool:
    return each.checked is None or each.checked.verdict.count("error") > 0


def _record(checked: CheckedLetter) -> dict[str, object]:
    verdict = checked.verdict
    return {
        "findings": [_finding(each) for each in verdict.departures],
        "undetermined": [{"rule": each.rule, "why": each.why} for each in verdict.undetermined],
        "profile": checked.profile,
        "errors": verdict.count("error"),
        "warnings": verdict.count("warning"),
    }


def _finding(each: Departure) -> dict[str, object]:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "where": {"part": each.where.part, "paragraph": each.where.paragraph, "text": each.where.text},
        "found": each.found,
        "expected": each.expected,
        "article": each.article,
        "message": each.message,
        "hint": each.hint,
    }


def _report(checked: CheckedLetter) -> None:
    verdict = checked.verdict
    say(f"Thể thức: {checked.law} ({checked.reason}).")
    for each in verdict.departures:
        say()
        say(f"{SEVERITIES[each.severity]} {each.rule}: {_upper_first(each.message)}.", hanging="  ")
        place = _place(each.where)
        if place:
            say(f"Chỗ: {place}", "  ", "    ")
        if each.article:
            say(f"Căn cứ: {each.article}", "  ", "    ")
        say(f"→ {each.hint}", "  ", "    ")
    if verdict.undetermined:
        say()
        say("Chưa xác định được, cần xem bằng mắt:")
        for unknown in verdict.undetermined:
            say(f"{unknown.rule}: {unknown.why}", "  ", "    ")
    say()
    say(_summary(checked))


def _report_folder(files: Sequence[CheckedFile]) -> None:
    print_table(("Tệp", "Thể thức", "Lỗi", "Chú ý", "Quy tắc"), (28, 8, 9, 6, 25), map(_row, files))
    say()
    faulty = sum(map(_is_faulty, files))
    say(f"{len(files)} tệp, {faulty} tệp có lỗi. Xem từng chỗ: dispatch check TỆP")


def _row(each: CheckedFile) -> tuple[str, str, str, str, str]:
    if each.checked is None:
        return each.file.name, "", "không đọc", "", each.refused[0].message
    verdict = each.checked.verdict
    rules = ", ".join(dict.fromkeys(found.rule for found in verdict.departures)) or "đúng thể thức"
    return each.file.name, each.checked.profile, str(verdict.count("error")), str(verdict.count("warning")), rules


def _summary(checked: CheckedLetter) -> str:
    verdict = checked.verdict
    if not verdict.departures:
        return "Không thấy chỗ nào sai thể thức."
    remarks = verdict.count("info")
    tail = f", {remarks} ghi chú" if remarks else ""
    return f"{verdict.count('error')} lỗi, {verdict.count('warning')} điều cần chú ý{tail}."


def _place(where: Where) -> str:
    if not where.paragraph:
        return ""
    part = f"{_PARTS[where.part]}, " if _PARTS[where.part] else ""
    text = f" “{where.text}”" if where.text else ""
    return f"{part}đoạn {where.paragraph}{text}"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
