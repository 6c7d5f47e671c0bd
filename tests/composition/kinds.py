"""Small letter kinds: a body, what stands before and after it in template.toml, and the letter they give.

letter = composed(tmp_path, "1. Đạt {{ toan_quoc.viec.ty_le }}.")
assert said(letter) == ["task: Đạt 50,00%./."]
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dispatch.composition.compiled import CompiledKind, compile_kind
from dispatch.composition.compose import Composer, Content
from dispatch.composition.facts import document_facts, unit_names
from dispatch.composition.house_style import signed_by
from dispatch.composition.kind import load_kind
from dispatch.directory.indicators import indicator_catalogue
from dispatch.errors import Finding, TemplateError
from dispatch.formats.loader import load_profile, profile_on
from dispatch.model.dataset import Dataset
from dispatch.model.dossier import DataFiles, Dossier, LetterSettings
from dispatch.model.figure import Figures
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE, LetterKind
from dispatch.model.letter import FigureRun, FootnoteMark, Letter, Line, LineBreak, Text
from dispatch.statistics.compute import Statistics, compute
from tests import builders

DAY = date(2022, 3, 8)
PLAIN = LetterSettings("TCTHADS-TKDLCN", day=DAY, deadline=date(2022, 3, 15))
SETTINGS = """\
title = "Thử"
subject = "thử nghiệm"
addressees = ["Cục trưởng"]
recipients = ["Như trên", "Lưu: VT"]
authority = ["CỤC TRƯỞNG"]
signer = "Nguyễn Văn A"
"""
DATA = """
    đơn vị  | việc   | tiền   | việc cùng kỳ | tiền cùng kỳ
    Hà Nội  | 40/100 | 30/100 | 41/100       | 20/100
    Cà Mau  | 60/100 | 10/100 | 59/100       | 30/100
"""
POLICY = """
[naming]
named = "thap"

[naming.policies.thap]
rule = "lowest"
count = 1
"""
APPENDIX = """
[[appendix]]
id = "viec"
title = "KẾT QUẢ"
units = "all"
order_by = "viec.ty_le"

[[appendix.columns]]
header = "Tên đơn vị"
content = "ten"
share = 60

[[appendix.columns]]
header = "Tỷ lệ"
content = "viec.ty_le"
share = 40
"""


def write_kind(folder: Path, body: str, settings: str = SETTINGS) -> Path:
    """The folder of a kind named "thu"."""
    kind = folder / "thu"
    kind.mkdir(exist_ok=True)
    (kind / LETTER_FILE).write_text(body, encoding="utf-8", newline="")
    (kind / SETTINGS_FILE).write_text(settings, encoding="utf-8", newline="")
    return kind


def numbers(kind: LetterKind, data: Dataset | None = None) -> Statistics:
    """The statistics of a dataset under the policies of a kind."""
    return compute(data or builders.dataset(DATA), kind.policies, indicator_catalogue())


def dossier(kind: LetterKind, letter: LetterSettings = PLAIN) -> Dossier:
    """A dossier of 5 months of 2022 with these settings."""
    return Dossier(Path(), kind.id, builders.PERIOD, "63", DataFiles("a.csv"), letter, {}, kind.policies)


def figures_of(kind: LetterKind, data: Dataset | None = None, letter: LetterSettings = PLAIN) -> Figures:
    """Every figure a template of the kind may print."""
    data = data or builders.dataset(DATA)
    return {**numbers(kind, data).figures, **document_facts(dossier(kind, letter), kind), **unit_names(data, DAY)}


def compiled(  # noqa: PLR0913, PLR0917 -- all but two have defaults
    folder: Path,
    body: str,
    more: str = "",
    settings: str = SETTINGS,
    data: Dataset | None = None,
    letter: LetterSettings = PLAIN,
) -> CompiledKind:
    """The compiled kind of a body; `more` stands at the end of template.toml."""
    kind = signed_by(load_kind(write_kind(folder, body, settings + more)), letter.marks)
    return compile_kind(kind, figures_of(kind, data, letter))


def composed(  # noqa: PLR0913 -- all but two have defaults
    folder: Path,
    body: str,
    more: str = "",
    *,
    data: Dataset | None = None,
    letter: LetterSettings = PLAIN,
    settings: str = SETTINGS,
) -> Letter:
    """The letter of a body."""
    return compose(compiled(folder, body, more, settings, data, letter), data, letter)


def compose(kind: CompiledKind, data: Dataset | None = None, letter: LetterSettings = PLAIN) -> Letter:
    """One letter of a compiled kind."""
    return composer(kind, letter).compose(content(kind, data, letter))


def composer(kind: CompiledKind, letter: LetterSettings = PLAIN) -> Composer:
    """A composer under the layout law of the letter's day, or that which it names."""
    named = letter.marks.profile
    law = load_profile(named) if named else profile_on(letter.day or DAY, kind.kind.heading.family)
    return Composer(kind, law)


def content(kind: CompiledKind, data: Dataset | None = None, letter: LetterSettings = PLAIN) -> Content:
    """What a letter of the kind is composed from."""
    data = data or builders.dataset(DATA)
    figures = figures_of(kind.kind, data, letter)
    marks = letter.marks
    namings = numbers(kind.kind, data).namings
    day = letter.day or DAY
    return Content(figures, namings, data.units, day, stamps=marks.stamps, draft=marks.draft > 0)


def refusal(folder: Path, body: str, more: str = "", settings: str = SETTINGS) -> tuple[Finding, ...]:
    """The faults for which a kind is refused, when it is read, compiled or composed."""
    with pytest.raises(TemplateError) as caught:
        composed(folder, body, more, settings=settings)
    return caught.value.findings


def codes(findings: Sequence[Finding]) -> list[tuple[str, str | None, int | None]]:
    """Code, file and line of each finding."""
    return [(finding.code, finding.file, finding.line) for finding in findings]


def said(letter: Letter) -> list[str]:
    """The body, one entry for each block: "task: …"."""
    return [f"{block.kind}: {text(block.line, letter)}" for block in letter.wording.blocks]


def text(line: Line, letter: Letter) -> str:
    """What a line says: **bold**, _italic_, footnotes in ⟨⟩, line breaks as ⏎."""
    parts = []
    for run in line:
        if isinstance(run, LineBreak):
            parts.append("⏎")
        elif isinstance(run, FootnoteMark):
            parts.append(f"⟨{text(run.line, letter)}⟩")
        else:
            words = letter.figures[run.figure].text if isinstance(run, FigureRun) else run.text
            mark = "**" * run.bold + "_" * run.italic
            parts.append(mark + words + mark[::-1])
    return "".join(parts)


def plain(line: Line) -> str:
    """The words of a line, figures left out."""
    return "".join(run.text for run in line if isinstance(run, Text))
