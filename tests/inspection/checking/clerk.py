"""A letter as a clerk types it in LibreOffice: tabs, spaces, underline and empty paragraphs instead of layout.

Its sentences are our own; its faults are those that a letter really sent in 2022 had. The person is invented.
"""

import random
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph">
<style:paragraph-properties style:tab-stop-distance="12.7mm"/>
<style:text-properties style:font-name="Times New Roman" fo:font-family="'Times New Roman'" fo:font-size="14pt"
 fo:language="vi" fo:country="VN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/></office:styles>
<office:automatic-styles>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="20mm" fo:margin-bottom="20mm" fo:margin-left="25mm" fo:margin-right="20mm"/></style:page-layout>
{styles}
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"/></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""

_PARAGRAPHS = {
    "left": 'fo:text-align="start"',
    "middle": 'fo:text-align="center"',
    "both": 'fo:text-align="justify"',
    "page": 'fo:text-align="center" fo:break-before="page"',
}
_CHARACTERS = {
    "b": 'fo:font-weight="bold"',
    "i": 'fo:font-style="italic"',
    "u": 'fo:font-weight="bold" style:text-underline-style="solid"',
    "s": 'fo:font-size="12pt"',
    "l": 'fo:font-size="11pt"',
    "n": 'fo:font-size="12pt" fo:font-weight="bold" fo:font-style="italic"',
    "c": "fo:font-family=\"'Calibri'\"",
}
# One paragraph a line: how it is aligned, then its text; <b>…</b> marks characters, \t is the Tab key.
LINES = r"""
left|<s>      BỘ TƯ PHÁP</s>\t\t\t<s><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></s>
left|<s><b>TỔNG CỤC THI HÀNH ÁN DÂN SỰ</b></s>\t\t<u>Độc lập - Tự do - Hạnh phúc</u>
left|
left|Số: 679/TCTHADS -TKDLCN\t\t<i>Hà Nội, ngày 08 tháng 3 năm 2022</i>
left|<s>V/v nâng cao kết quả thi hành án dân sự</s>
left|
left|\t\tKính gửi: Cục trưởng Cục Thi hành án dân sự các tỉnh, thành phố
left|
both|\tNăm tháng đầu năm, các cơ quan thi hành án dân sự (THADS) đã có cố gắng.
both|
both|\tQuyết định số 1020/QĐ-TCTHADS ngày 24/12/2021 của Tổng cục trưởng về giao chỉ tiêu còn nhiều phần chưa đạt.
both|
both|\tKết quả của từng tỉnh nêu tại Phụ lục 1, Phụ lục 2.
both|
both|\tĐể bảo đảm tiến độ, Tổng Cục trưởng yêu cầu các đơn vị làm ngay những việc sau:
both|
both|\t1. Lập danh sách hồ sơ lớn theo Quyết định 907/QĐ-TCTHADS ngày 29/8/2016 của Tổng cục THADS.
both|
left|\t2. Theo dõi THAHC chặt chẽ hơn, không để án tồn qua nhiều kỳ mà không rõ lý do.
both|
both|     3. <c>Gửi báo cáo giải trình trước ngày 15/3/2022.</c>
both|
both|\tYêu cầu các đơn vị thực hiện nghiêm túc.
left|
left|<n>Nơi nhận:</n>\t\t\t\t\t\t<b>TỔNG CỤC TRƯỞNG</b>
left|<l>- Như trên;</l>
left|<l>- Bộ trưởng (để b/c);</l>
left|<l>- Lưu: VT.</l>
left|
left|
left|\t\t\t\t\t\t\t<b>Trần Văn Bình</b>
page|<b>Phụ lục 1</b>
middle|<b>KẾT QUẢ THI HÀNH ÁN 5 THÁNG NĂM 2022 VỀ VIỆC</b>
middle|<i>(Gửi kèm Công văn số 679 /TCTHADS-TKDLCN ngày 08/03/2022 của Tổng cục Thi hành án dân sự)</i>
table|STT,Tên đơn vị,Tỷ lệ;1,Lai Châu,"75,53%";2,Lào Cai,"69,72%"
left|
page|<b>Phụ lục 2</b>
middle|<b>KẾT QUẢ THI HÀNH ÁN 5 THÁNG NĂM 2022 VỀ TIỀN</b>
middle|<i>(Gửi kèm Công văn số 679 /TCTHADS-TKDLCN ngày 08/03/2022 của Tổng cục Thi hành án dân sự)</i>
table|STT,Tên đơn vị,Tỷ lệ;1,Lai Châu,"44,10%";2,Lào Cai,"38,25%"
left|
"""

_PIECES = (
    (
        "<text:list><text:list-item><text:p>Mục một</text:p><text:list><text:list-item><text:p>a) Nhỏ</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
    ),
    '<text:section text:name="S"><text:p>Nơi nhận:</text:p></text:section>',
    '<text:h text:outline-level="2">Phụ lục II</text:h>',
    (
        '<text:p>Chú thích<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Số liệu chốt.</text:p></text:note-body></text:note> ở đây.</text:p>"
    ),
    '<text:p>Trang <text:page-number text:select-page="current">1</text:page-number></text:p>',
    '<text:p><text:bookmark-start text:name="x"/>Số: 5/A -B<text:bookmark-end text:name="x"/></text:p>',
    "<text:p/>",
    (
        "<table:table><table:table-column/><table:table-row><table:table-cell><table:table><table:table-column/>"
        "<table:table-row><table:table-cell><text:p>Số: 12/X-Y</text:p></table:table-cell></table:table-row>"
        "</table:table></table:table-cell></table:table-row></table:table>"
    ),
)


def typed_letter() -> str:
    """The letter as a flat OpenDocument text, for LibreOffice to save as .docx."""
    return flat(LINES.strip().splitlines())


def varied_letter(seed: int) -> str:
    """Lines of the letter, and pieces that LibreOffice has and letters seldom, in any order and alignment."""
    chance = random.Random(seed)
    lines = chance.choices([line for line in LINES.strip().splitlines() if line.split("|")[0] != "table"], k=30)
    mixed = [f"{chance.choice(sorted(_PARAGRAPHS))}|{line.split('|', 1)[1]}" for line in lines]
    for piece in chance.choices(_PIECES, k=8):
        mixed.insert(chance.randrange(len(mixed)), f"xml|{piece}")
    return flat(mixed)


def flat(lines: Sequence[str]) -> str:
    """Lines as a flat OpenDocument text."""
    return _FODT.format(styles="".join(_styles()), body="".join(_block(*line.split("|", 1)) for line in lines))


def _styles() -> Iterator[str]:
    for name, look in _PARAGRAPHS.items():
        yield (
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
            f"<style:paragraph-properties {look}/></style:style>"
        )
    for name, look in _CHARACTERS.items():
        yield (f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>')


def _block(kind: str, text: str) -> str:
    if kind == "xml":
        return text
    if kind == "table":
        rows = [re.findall(r'"[^"]*"|[^,]+', row) for row in text.split(";")]
        cells = [
            "".join(f"<table:table-cell>{_block('left', cell.strip(chr(34)))}</table:table-cell>" for cell in row)
            for row in rows
        ]
        made = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        return f'<table:table><table:table-column table:number-columns-repeated="{len(rows[0])}"/>{made}</table:table>'
    marked = re.sub(r"&lt;([a-z])&gt;", r'<text:span text:style-name="\1">', escape(text))
    marked = re.sub(r"&lt;/[a-z]&gt;", "</text:span>", marked).replace(r"\t", "<text:tab/>")
    spaced = re.sub(r" {2,}", lambda run: f'<text:s text:c="{len(run.group())}"/>', marked)
    return f'<text:p text:style-name="{kind}">{spaced}</text:p>'
