"""styles.xml and numbering.xml: every component of the format profile as a named Word style.

A clerk who changes the style "Nội dung" changes the whole body: the other styles of the body are
based on it and say only in what they differ, and paragraphs carry no formatting of their own.
"""

from dataclasses import dataclass

from dispatch.model.profile import Component, FormatProfile, Paragraphs, StampUse
from dispatch.writers.outline import LISTS, Level, Scheme
from dispatch.writers.stencil import TWIPS_PER_MM, xml_text
from dispatch.writers.word_styles import ALIGNMENTS, half_points, run_properties, word_styles

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RULE_ABOVE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
_SINGLE_LINE = 240
_TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """One paragraph style: its Word name, the component it prints, and what is special to it.

    A style of the `body` is based on that of its text, or on another `base`; one that is `centred`
    there has no indent.
    """

    id: str
    name: str
    component: str
    before_pt: float = 0
    extra: str = ""
    body: bool = False
    centred: bool = False
    base: str = ""
    outline: int | None = None
    align: str = ""


_BODY = "NoiDung"
_KEEP = "<w:keepNext/>"
STYLES: tuple[StyleSpec, ...] = (
    StyleSpec("QuocHieu", "Quốc hiệu", "quoc_hieu"),
    StyleSpec("TieuNgu", "Tiêu ngữ", "tieu_ngu"),
    StyleSpec("TieuDeDang", "Tiêu đề văn bản Đảng", "tieu_de_dang"),
    StyleSpec("CoQuanChuQuan", "Cơ quan chủ quản", "co_quan_chu_quan"),
    StyleSpec("CoQuanBanHanh", "Cơ quan ban hành", "co_quan_ban_hanh"),
    StyleSpec("DauSao", "Dấu sao dưới cơ quan ban hành", "co_quan_ban_hanh"),
    StyleSpec("SoKyHieu", "Số và ký hiệu", "so", before_pt=6),
    StyleSpec("DiaDanhThoiGian", "Địa danh và thời gian", "dia_danh_thoi_gian", before_pt=6),
    StyleSpec("TrichYeuCongVan", "Trích yếu công văn", "trich_yeu_cong_van"),
    StyleSpec("TenLoai", "Tên loại", "ten_loai", before_pt=18, extra=_KEEP),
    StyleSpec("TrichYeu", "Trích yếu", "trich_yeu", extra=_KEEP),
    StyleSpec("GachNgan", "Gạch dưới trích yếu", "trich_yeu", extra=_KEEP),
    StyleSpec("DauMat", "Dấu chỉ độ mật", "dau_mat"),
    StyleSpec("DauKhan", "Dấu chỉ mức độ khẩn", "dau_khan"),
    StyleSpec("PhamViLuuHanh", "Chỉ dẫn phạm vi lưu hành", "pham_vi_luu_hanh"),
    StyleSpec("DuThao", "Dự thảo", "du_thao"),
    StyleSpec("KinhGui", "Kính gửi", "kinh_gui", before_pt=12),
    StyleSpec(_BODY, "Nội dung", "noi_dung", body=True),
    StyleSpec("CanCu", "Căn cứ", "can_cu", body=True),
    StyleSpec("Phan", "Phần", "phan_chuong", extra=_KEEP, body=True, centred=True, outline=0),
    StyleSpec("Chuong", "Chương", "phan_chuong", extra=_KEEP, body=True, centred=True, outline=1),
    StyleSpec("MucVanBan", "Mục", "muc", extra=_KEEP, body=True, centred=True, outline=2),
    StyleSpec("TieuMuc", "Tiểu mục", "muc", extra=_KEEP, body=True, centred=True, outline=3),
    StyleSpec("Dieu", "Điều", "dieu", extra=_KEEP, body=True, outline=4),
    StyleSpec("NhomNhiemVu", "Nhóm nhiệm vụ", "muc_la_ma", extra=_KEEP, body=True, outline=0),
    StyleSpec("NhomKhongSo", "Nhóm nhiệm vụ không đánh số", "tieu_de_nhom", extra=_KEEP, body=True, outline=0),
    StyleSpec("NhiemVu", "Nhiệm vụ", "khoan", body=True),
    StyleSpec("NhiemVuTieuDe", "Nhiệm vụ có tiêu đề", "tieu_de_khoan", extra=_KEEP, base="NhiemVu", outline=5),
    StyleSpec("NhiemVuCon", "Nhiệm vụ con", "khoan", body=True),
    StyleSpec("Diem", "Điểm", "diem", body=True),
    StyleSpec("GachDauDong", "Gạch đầu dòng", "noi_dung", body=True),
    StyleSpec("QuyenHan", "Quyền hạn", "quyen_han", extra=_KEEP),
    StyleSpec("ChucVu", "Chức vụ", "chuc_vu", extra=_KEEP),
    StyleSpec("HoTen", "Họ và tên", "ho_ten", before_pt=66),
    StyleSpec("NoiNhanNhan", "Nơi nhận", "noi_nhan_nhan"),
    StyleSpec("NoiNhanDanhSach", "Danh sách nơi nhận", "noi_nhan_danh_sach"),
    StyleSpec("NguoiSoanThao", "Người soạn thảo và số lượng bản", "nguoi_soan_thao"),
    StyleSpec("DiaChi", "Địa chỉ", "dia_chi", extra=RULE_ABOVE),
    StyleSpec("PhuLucSo", "Số phụ lục", "phu_luc_so", extra=_KEEP, outline=0),
    StyleSpec("PhuLucTen", "Tên phụ lục", "phu_luc_ten", extra=_KEEP),
    StyleSpec("PhuLucGhiChu", "Ghi chú phụ lục", "phu_luc_kem_theo", extra=_KEEP),
    StyleSpec("PhuLucKemTheo", "Phụ lục kèm theo", "phu_luc_kem_theo", extra=_KEEP),
    StyleSpec("DonViTinh", "Đơn vị tính", "bang_don_vi_tinh", extra=_KEEP, before_pt=3),
    StyleSpec("GhiChuDuoiBang", "Ghi chú dưới bảng", "phu_luc_kem_theo", before_pt=3, align="left"),
    StyleSpec("BangDauCot", "Bảng: đầu cột", "bang_dau_cot", extra=_KEEP),
    StyleSpec("BangTrai", "Bảng: chữ", "bang"),
    StyleSpec("BangGiua", "Bảng: giữa ô", "bang_thu_tu"),
    StyleSpec("BangPhai", "Bảng: số liệu", "bang_so_lieu"),
    StyleSpec("KetThuc", "Kết thúc phụ lục", "noi_dung", before_pt=6, align="right"),
)
STAMP_STYLES: dict[StampUse, tuple[str, str]] = {
    "secrecy": ("DauMat", "dau_mat"),
    "urgency": ("DauKhan", "dau_khan"),
    "circulation": ("PhamViLuuHanh", "pham_vi_luu_hanh"),
}
"""The style of a stamp and the component it prints."""


def styles_part(profile: FormatProfile, scheme: Scheme) -> str:
    """styles.xml of a format profile; the numbered styles are those of the letter's scheme."""
    known = [spec for spec in STYLES if spec.component in profile.components]
    return "".join(
        [
            f"{DECLARATION}<w:styles {W}>",
            _defaults(profile),
            *(_paragraph_style(spec, profile, _numbering(spec, scheme)) for spec in known),
            *word_styles(profile),
            "</w:styles>",
        ]
    )


def numbering_part(scheme: Scheme) -> str:
    """numbering.xml: multilevel lists number all that has a number, also when it is conditional.

    Their levels have no indents of their own: those of the styles hold.
    """
    lists = list(enumerate(LISTS[scheme], 1))
    drawn = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(_level(position, level) for position, level in enumerate(levels))}</w:abstractNum>"
        for number, levels in lists
    )
    used = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _ in lists)
    return f"{DECLARATION}<w:numbering {W}>{drawn}{used}</w:numbering>"


def _level(position: int, level: Level) -> str:
    form = "upperRoman" if level.roman else "decimal"
    after = "space" if level.space_after else "nothing"
    return (
        f'<w:lvl w:ilvl="{position}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{level.style}"/><w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/></w:lvl>'
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


def _paragraph_style(spec: StyleSpec, profile: FormatProfile, numbering: str) -> str:
    component = profile.components[spec.component]
    parent = spec.base or (_BODY if spec.body and spec.id != _BODY else "")
    base = profile.components["noi_dung"] if parent else None
    outline = "" if spec.outline is None else f'<w:outlineLvl w:val="{spec.outline}"/>'
    align = spec.align or ALIGNMENTS[component.align]
    place = "" if base and base.align == component.align and not spec.align else f'<w:jc w:val="{align}"/>'
    spacing = _spacing(spec, component, profile, based=base is not None)
    # LibreOffice takes the indents of a numbered paragraph from its list unless its own style names one of them:
    # then the indent of the first line is that of the style it is based on, as in Word.
    indent = '<w:ind w:left="0"/>' if numbering and not spec.centred else ""
    properties = f"{spec.extra}{numbering}{spacing}{indent}{place}{outline}"
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{spec.id}"><w:name w:val="{xml_text(spec.name)}"/>'
        f'<w:basedOn w:val="{parent or "Normal"}"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr>{run_properties(component, base)}</w:style>"
    )


def _numbering(spec: StyleSpec, scheme: Scheme) -> str:
    for number, levels in enumerate(LISTS[scheme], 1):
        for position, level in enumerate(levels):
            if spec.id == level.style:
                return f'<w:numPr><w:ilvl w:val="{position}"/><w:numId w:val="{number}"/></w:numPr>'
    return ""


def _spacing(spec: StyleSpec, component: Component, profile: FormatProfile, *, based: bool) -> str:
    if spec.centred:
        return '<w:ind w:firstLine="0"/>'
    if based:
        return ""
    if spec.body:
        body = profile.paragraphs
        before = round(body.space_before_pt.chosen * _TWIPS_PER_POINT)
        return f'<w:spacing w:before="{before}" w:after="0" {_line_spacing(body)}/>{_indent(profile)}'
    gap = component.gap_above_pt.chosen if component.gap_above_pt else spec.before_pt
    return f'<w:spacing w:before="{round(gap * _TWIPS_PER_POINT)}" w:after="0"/>' if gap else ""


def _indent(profile: FormatProfile) -> str:
    return f'<w:ind w:firstLine="{round(profile.paragraphs.indent_mm.chosen * TWIPS_PER_MM)}"/>'


def _line_spacing(body: Paragraphs) -> str:
    """In lines where the law counts in lines, else as an exact distance."""
    if body.line_spacing is not None:
        return f'w:line="{round(body.line_spacing.chosen * _SINGLE_LINE)}" w:lineRule="auto"'
    exact = body.line_exact_pt.chosen if body.line_exact_pt else 0
    return f'w:line="{round(exact * _TWIPS_PER_POINT)}" w:lineRule="exact"'
