"""What numbers the parts of a letter: its lists and their levels, by what the letter is divided into."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dispatch.model.letter import Block, BlockKind, Groups

Scheme = Literal["tasks", "groups", "articles"]
DIVISION_TITLE_BELOW: tuple[BlockKind, ...] = ("part", "chapter", "section", "subsection")
"""Phần, Chương, Mục: the title stands on the line below the number."""

_STYLES: dict[BlockKind, str] = {
    "paragraph": "NoiDung",
    "task": "NhiemVu",
    "titled_task": "NhiemVuTieuDe",
    "subtask": "NhiemVuCon",
    "point": "Diem",
    "dash": "GachDauDong",
    "group": "NhomNhiemVu",
    "part": "Phan",
    "chapter": "Chuong",
    "section": "MucVanBan",
    "subsection": "TieuMuc",
    "article": "Dieu",
}
_UNNUMBERED_GROUP = "NhomKhongSo"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the style that Word links to it, and how its number is printed."""

    style: str
    text: str
    roman: bool = False
    space_after: bool = True


def _tasks(above: int) -> tuple[Level, ...]:
    task, subtask = above + 1, above + 2
    return Level("NhiemVu", f"%{task}."), Level("NhiemVuCon", f"%{task}.%{subtask}.")


LISTS: dict[Scheme, tuple[tuple[Level, ...], ...]] = {
    "tasks": (_tasks(0),),
    "groups": ((Level("NhomNhiemVu", "%1.", roman=True), *_tasks(1)),),
    # Chương and Điều run on through the whole document, as in acts: each begins a list of its own.
    # In one list they would need w:lvlRestart, which LibreOffice does not heed.
    "articles": (
        (Level("Phan", "Phần %1", roman=True, space_after=False),),
        (
            Level("Chuong", "Chương %1", roman=True, space_after=False),
            Level("MucVanBan", "Mục %2", space_after=False),
            Level("TieuMuc", "Tiểu mục %3", space_after=False),
        ),
        (Level("Dieu", "Điều %1."), *_tasks(1)),
    ),
}


def scheme_of(blocks: Sequence[Block], groups: Groups) -> Scheme:
    """How a body is numbered; tasks begin anew in each numbered group and in each Điều."""
    kinds = {block.kind for block in blocks}
    if kinds & {*DIVISION_TITLE_BELOW, "article"}:
        return "articles"
    return "groups" if "group" in kinds and groups == "roman" else "tasks"


def block_style(kind: BlockKind, groups: Groups) -> str:
    """The paragraph style of a block."""
    return _UNNUMBERED_GROUP if kind == "group" and groups == "unnumbered" else _STYLES[kind]
