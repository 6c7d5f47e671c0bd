"""The line under Tiêu ngữ, drawn or typed in the ways that offices have: its length and its place are judged alike."""

from collections.abc import Mapping

import pytest

from dispatch.formats.text_width import text_width_mm
from dispatch.pipeline.check_letter import check_letter
from tests.inspection.checking import departing as to

Bases = Mapping[tuple[str, str], bytes]

MOTTO = "Độc lập - Tự do - Hạnh phúc"
_WIDTH = text_width_mm(MOTTO, 13, bold=True)
# The right cell of the decision's heading is 91 mm wide, 1.9 mm of margin on each side.
_LEFT = (91 - 2 * 1.9 - _WIDTH) / 2
_PT_PER_MM, _EMU_PER_MM = 72 / 25.4, 36000
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def vml_line(left_mm: float, width_mm: float, dashes: str = "") -> str:
    start, end = left_mm * _PT_PER_MM, (left_mm + width_mm) * _PT_PER_MM
    stroke = f'<v:stroke dashstyle="{dashes}"/>' if dashes else ""
    line = f'<v:line style="position:absolute" from="{start:.1f}pt,3pt" to="{end:.1f}pt,3pt">{stroke}</v:line>'
    return f"<w:r {_NAMES}><w:pict>{line}</w:pict></w:r>"


def vml_connector(left_mm: float, width_mm: float) -> str:
    style = f"position:absolute;margin-left:{left_mm:.2f}mm;width:{width_mm:.2f}mm;height:0"
    return f'<w:r {_NAMES}><w:pict><v:shape type="#_x0000_t32" style="{style}"/></w:pict></w:r>'


def vml_bar(left_mm: float, width_mm: float) -> str:
    style = f"position:absolute;margin-left:{left_mm:.2f}mm;width:{width_mm:.2f}mm;height:0.5mm"
    return f'<w:r {_NAMES}><w:pict><v:rect style="{style}"/></w:pict></w:r>'


def drawing(position: str, width_mm: float, shape: str = "straightConnector1", dash: str = "solid") -> str:
    return (
        f'<w:r {_NAMES}><w:drawing><wp:anchor><wp:positionH relativeFrom="column">{position}</wp:positionH>'
        f'<wp:extent cx="{round(width_mm * _EMU_PER_MM)}" cy="0"/><a:graphic><a:graphicData>'
        f'<a:prstGeom prst="{shape}"/><a:ln><a:prstDash val="{dash}"/></a:ln>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def at(left_mm: float) -> str:
    return f"<wp:posOffset>{round(left_mm * _EMU_PER_MM)}</wp:posOffset>"


def told(bases: Bases, line: str) -> list[tuple[str, str]]:
    """Severity and words of each finding, the undetermined as such."""
    verdict = check_letter(to.changed(bases["decision", "ours"], to.line_as(MOTTO, line))).verdict
    unknown = [("undetermined", each.why) for each in verdict.undetermined]
    return [(each.severity, each.found) for each in verdict.departures if each.rule == "L10"] + unknown


@pytest.mark.parametrize(
    "line",
    [
        vml_line(_LEFT, _WIDTH),
        vml_connector(_LEFT, _WIDTH),
        vml_bar(_LEFT, _WIDTH),
        drawing(at(_LEFT), _WIDTH),
        drawing(at(_LEFT), _WIDTH, "rect"),
        drawing("<wp:align>center</wp:align>", _WIDTH, "line"),
    ],
    ids=["VML line", "VML connector", "VML bar", "connector", "flat rectangle", "centred"],
)
def test_a_line_that_is_long_enough_and_in_the_middle_is_right(line: str, bases: Bases) -> None:
    assert told(bases, line) == []


@pytest.mark.parametrize(
    ("line", "severity", "found"),
    [
        (vml_line(_LEFT, _WIDTH / 2), "error", "dài 50% dòng chữ"),
        (vml_line(_LEFT, _WIDTH, "dash"), "error", "không phải nét liền"),
        (vml_line(_LEFT + 10, _WIDTH), "error", "không cân đối so với dòng chữ"),
        (vml_connector(_LEFT, _WIDTH * 1.2), "error", "dài 120% dòng chữ"),
        (drawing(at(_LEFT), _WIDTH, dash="sysDot"), "error", "không phải nét liền"),
        (drawing("<wp:align>right</wp:align>", _WIDTH), "undetermined", "không rõ có cân đối so với dòng chữ không"),
        ("_" * 25, "info", "gõ bằng các dấu gạch"),
        ("-" * 45, "error", "không phải nét liền"),
        ("_" * 8, "error", "dài 32,7"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(line: str, severity: str, found: str, bases: Bases) -> None:
    assert [each for each in told(bases, line) if each[0] == severity and found in each[1]]
    assert {each for each, _ in told(bases, line)} <= {severity, "info"}


def test_no_line_is_made_out_of_what_is_none(bases: Bases) -> None:
    tall = drawing(at(_LEFT), _WIDTH, "rect").replace('cy="0"', 'cy="900000"')
    broken = vml_line(_LEFT, _WIDTH).replace('from="', 'from="x')

    for nothing in (tall, broken, drawing(at(_LEFT), _WIDTH).replace("<wp:extent", "<wp:other")):
        assert told(bases, nothing) == [("error", "không có")]
