"""What `dispatch refresh` tells a person: what changed, what was kept and why, what to read again."""

from collections.abc import Sequence

import click

from dispatch.cli.report import say, wrapped
from dispatch.model.refreshed import Item, Outcome
from dispatch.pipeline.refreshing.refresh import RefreshedFile
from dispatch.pipeline.refreshing.wording import WORDING

_TITLES: dict[Outcome, str] = {
    "conflicts": "XUNG ĐỘT, giữ nguyên như trong văn bản, cần quyết định:",
    "review": "Cần đọc lại:",
    "kept": "Sửa tay, được giữ:",
    "removed": "Số liệu đã bị xoá khỏi văn bản:",
    "updated": "Số liệu được cập nhật:",
}
_FEW = 12


def report(result: RefreshedFile) -> None:
    """Print the outcome for a person."""
    outcomes, saved = result.outcomes, result.saved
    count = len(outcomes.items["updated"])
    say(f"Đã cập nhật {count} số liệu, {outcomes.unchanged} số liệu không đổi: {saved.out}")
    if saved.backup:
        say(f"Bản trước khi cập nhật: {saved.backup}")
    for name, title in _TITLES.items():
        _print(title, outcomes.items[name])
    if outcomes.items["conflicts"]:
        say()
        say("Văn bản còn xung đột: sửa từng chỗ trong Word rồi chạy lại lệnh.")


def _print(title: str, items: Sequence[Item]) -> None:
    if not items:
        return
    say()
    say(title)
    for number, item in enumerate(items[:_FEW], 1):
        click.echo(wrapped(f"{number}. {item.place}", "  ", "     "))
        if said := _values(item):
            click.echo(wrapped(said, "     ", "     "))
    if len(items) > _FEW:
        say(f"… và {len(items) - _FEW} chỗ nữa; xem đủ bằng --json.", "  ")


def _values(item: Item) -> str:
    said = "; ".join(f"{name}: {text.strip() or '(trống)'}" for name, text in _texts(item))
    return f"{said} [{item.cells[0]}{' …' if len(item.cells) > 1 else ''}]" if item.cells else said


def _texts(item: Item) -> Sequence[tuple[str, str]]:
    """The texts of a place by their names; one that nobody changed is told once, a place without any not at all."""
    if item.id == WORDING:
        return (("soạn lại sẽ là", item.ours),) if item.ours else ()
    if item.base == item.theirs:
        return (("trong văn bản", item.base), ("theo số liệu", item.ours))
    return (("lúc soạn", item.base), ("trong văn bản", item.theirs), ("theo số liệu", item.ours))
