"""What a letter calls its own paragraphs: the task they belong to, and how they begin."""

import re

from dispatch.model.place import Paragraph, Story

_STYLE = re.compile(rb'<w:pStyle w:val="([^"]+)"')
_TASK = b"NhiemVu"
_SUBJECTS = (b"TrichYeuCongVan", b"TrichYeu")
_WORDS = 6


class Places:
    """The paragraphs of one part of a letter."""

    def __init__(self, story: Story) -> None:
        self._names: dict[int, str] = {}
        task = 0
        for paragraph in story.paragraphs:
            found = _STYLE.search(story.data, paragraph.start, paragraph.end)
            style = found[1] if found else b""
            task += style == _TASK
            self._names[paragraph.number] = _name(paragraph, style, task)

    def of(self, paragraph: Paragraph) -> str:
        """The place in words: "Mục 3", "Mục 3, đoạn “Hằng quý, bộ phận …”"."""
        return self._names[paragraph.number]


def _name(paragraph: Paragraph, style: bytes, task: int) -> str:
    if style == _TASK:
        return f"Mục {task}"
    if style in _SUBJECTS:
        return "Trích yếu"
    words = paragraph.text.split()
    begin = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f"Mục {task}, đoạn “{begin}”" if task and style == b"NoiDung" else f"Đoạn “{begin}”"
