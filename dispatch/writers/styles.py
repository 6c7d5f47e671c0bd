"""styles.xml and numbering.xml: every component of the format profile as a named Word style.

A clerk who changes the style "Nội dung" changes the whole body: paragraphs carry no formatting
of their own.
"""

from dataclasses import dataclass

from dispatch.model.profile import Component, FormatProfile, Paragraphs
from dispatch.writers.stencil import TWIPS_PER_MM, xml_text
from dispatch.writers.word_styles import ALIGNMENTS, half_points, run_properties, word_styles

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TASK_LIST = 1
_SINGLE_LINE = 240
_TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """One paragraph style: its Word name, the component it prints, and what is special to it."""

    id: str
    name: str
    component: str
    before_pt: float = 0
    extra: str = ""
    body: bool = False
    outline: int | None = None
    align: str = ""


STYLES: tuple[StyleSpec, ...] = (
    StyleSpec("QuocHieu", "Quốc hiệu", "quoc_hieu"),
    StyleSpec("TieuNgu", "Tiêu ngữ", "tieu_ngu"),
    StyleSpec("CoQuanChuQuan", "Cơ quan chủ quản", "co_quan_chu_quan"),
    StyleSpec("CoQuanBanHanh", "Cơ quan ban hành", "co_quan_ban_hanh"),
    StyleSpec("SoKyHieu", "Số và ký hiệu", "so", before_pt=6),
    StyleSpec("DiaDanhThoiGian", "Địa danh và thời gian", "dia_danh_thoi_gian", before_pt=6),
    StyleSpec("TrichYeuCongVan", "Trích yếu công văn", "trich_yeu_cong_van"),
    StyleSpec("KinhGui", "Kính gửi", "kinh_gui", before_pt=12),
    StyleSpec("NoiDung", "Nội dung", "noi_dung", body=True),
    StyleSpec("NhiemVu", "Nhiệm vụ", "khoan", body=True),
    StyleSpec("NhiemVuCon", "Nhiệm vụ con", "khoan", body=True),
    StyleSpec("Diem", "Điểm", "diem", body=True),
    StyleSpec("GachDauDong", "Gạch đầu dòng", "noi_dung", body=True),
    StyleSpec("QuyenHanChucVu", "Quyền hạn và chức vụ", "quyen_han", extra="<w:keepNext/>"),
    StyleSpec("HoTen", "Họ và tên", "ho_ten", before_pt=66),
    StyleSpec("NoiNhanNhan", "Nơi nhận", "noi_nhan_nhan"),
    StyleSpec("NoiNhanDanhSach", "Danh sách nơi nhận", "noi_nhan_danh_sach"),
    StyleSpec("PhuLucSo", "Số phụ lục", "phu_luc_so", extra="<w:keepNext/>", outline=0),
    StyleSpec("PhuLucTen", "Tên phụ lục", "phu_luc_ten", extra="<w:keepNext/>"),
    StyleSpec("PhuLucGhiChu", "Ghi chú phụ lục", "phu_luc_kem_theo", extra="<w:keepNext/>"),
    StyleSpec("PhuLucKemTheo", "Phụ lục kèm theo", "phu_luc_kem_theo", extra="<w:keepNext/>"),
    StyleSpec("BangDauCot", "Bảng: đầu cột", "bang_dau_cot", extra="<w:keepNext/>"),
    StyleSpec("BangTrai", "Bảng: chữ", "bang"),
    StyleSpec("BangGiua", "Bảng: giữa ô", "bang_thu_tu"),
    StyleSpec("BangPhai", "Bảng: số liệu", "bang_so_lieu"),
    StyleSpec("KetThuc", "Kết thúc phụ lục", "noi_dung", before_pt=6, align="right"),
)


def styles_part(profile: FormatProfile) -> str:
    """styles.xml of a format profile."""
    return "".join(
        [
            f"{DECLARATION}<w:styles {W}>",
            _defaults(profile),
            *(_paragraph_style(spec, profile) for spec in STYLES),
            *word_styles(profile),
            "</w:styles>",
        ]
    )


def numbering_part(profile: FormatProfile) -> str:
    """numbering.xml: one multilevel list numbers tasks and sub-tasks, also conditional ones."""
    indent = round(profile.paragraphs.indent_mm.chosen * TWIPS_PER_MM)
    levels = [
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr></w:lvl>'
        for level, (style, text) in enumerate((("NhiemVu", "%1."), ("NhiemVuCon", "%1.%2.")))
    ]
    return (
        f'{DECLARATION}<w:numbering {W}><w:abstractNum w:abstractNumId="{TASK_LIST}">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{TASK_LIST}"><w:abstractNumId w:val="{TASK_LIST}"/></w:num></w:numbering>'
    )


def _defaults(profile: FormatProfile) -> str:
    font = xml_text(profile.font)
    size = half_points(profile.components["noi_dung"])
    fonts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:before="0" w:after="0" w:line="{_SINGLE_LINE}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _paragraph_style(spec: StyleSpec, profile: FormatProfile) -> str:
    component = profile.components[spec.component]
    numbering = _numbering(spec)
    align = spec.align or ALIGNMENTS[component.align]
    outline = "" if spec.outline is None else f'<w:outlineLvl w:val="{spec.outline}"/>'
    properties = f'{spec.extra}{numbering}{_spacing(spec, component, profile)}<w:jc w:val="{align}"/>{outline}'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{spec.id}"><w:name w:val="{xml_text(spec.name)}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{properties}</w:pPr>{run_properties(component)}</w:style>'
    )


def _numbering(spec: StyleSpec) -> str:
    levels = {"NhiemVu": 0, "NhiemVuCon": 1}
    if spec.id not in levels:
        return ""
    return f'<w:numPr><w:ilvl w:val="{levels[spec.id]}"/><w:numId w:val="{TASK_LIST}"/></w:numPr>'


def _spacing(spec: StyleSpec, component: Component, profile: FormatProfile) -> str:
    if spec.body:
        body = profile.paragraphs
        before = round(body.space_before_pt.chosen * _TWIPS_PER_POINT)
        indent = round(body.indent_mm.chosen * TWIPS_PER_MM)
        return f'<w:spacing w:before="{before}" w:after="0" {_line_spacing(body)}/><w:ind w:firstLine="{indent}"/>'
    gap = component.gap_above_pt.chosen if component.gap_above_pt else spec.before_pt
    return f'<w:spacing w:before="{round(gap * _TWIPS_PER_POINT)}" w:after="0"/>' if gap else ""


def _line_spacing(body: Paragraphs) -> str:
    """In lines where the law counts in lines, else as an exact distance."""
    if body.line_spacing is not None:
        return f'w:line="{round(body.line_spacing.chosen * _SINGLE_LINE)}" w:lineRule="auto"'
    exact = body.line_exact_pt.chosen if body.line_exact_pt else 0
    return f'w:line="{round(exact * _TWIPS_PER_POINT)}" w:lineRule="exact"'
