"""What a letter has no use for and a virus has: programs inside, and what Word fetches from elsewhere."""

from collections.abc import Iterator

from dispatch.errors import Finding, InputError, refuse_if_any
from dispatch.inspection.package import CONTENT_TYPES, Package, W

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HARMLESS = "hyperlink"
_ELSEWHERE = {
    "attachedTemplate": "gắn với mẫu (template) ở nơi khác",
    "image": "lấy hình ảnh từ nơi khác",
    "oleObject": "lấy đối tượng từ nơi khác",
    "frame": "lấy trang từ nơi khác",
}
_EXCERPT = 80
_ACTIVEX = "activex/"
_PROGRAMS = ("vbaproject", "vbadata", _ACTIVEX)
_FETCHING_FIELDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE")
_HINT = "đừng mở tệp này; hỏi lại người gửi, hoặc chép phần chữ sang một tệp mới"


def refuse_hostile(package: Package) -> None:
    """Raise InputError for macros, for templates and objects elsewhere, and for fields that fetch."""
    refuse_if_any(InputError, [*_programs(package), *_elsewhere(package), *_fields(package)])


def _programs(package: Package) -> Iterator[Finding]:
    for name in package.parts:
        if any(program in name.lower() for program in _PROGRAMS):
            what = "điều khiển ActiveX" if _ACTIVEX in name.lower() else "macro"
            yield Finding("macro", f"tệp có {what}", _HINT, file=name)
    types = package.trees.get(CONTENT_TYPES)
    for item in types if types is not None else ():
        if "macroenabled" in item.get("ContentType", "").lower():
            yield Finding("macro", "tệp thuộc loại cho phép chạy macro", _HINT, file=CONTENT_TYPES)
            return


def _elsewhere(package: Package) -> Iterator[Finding]:
    for name, tree in package.trees.items():
        for link in tree.iter(_RELATIONSHIP) if name.endswith(".rels") else ():
            kind = link.get("Type", "").rpartition("/")[2]
            if link.get("TargetMode") == "External" and kind != _HARMLESS:
                what = _ELSEWHERE.get(kind, "lấy nội dung từ nơi khác")
                message = f"tệp {what}: {link.get('Target', '')[:_EXCERPT]}"
                yield Finding("external-content", message, _HINT, file=name)


def _fields(package: Package) -> Iterator[Finding]:
    for part, element in package.elements(f"{W}instrText"):
        words = (element.text or "").split()
        if words and words[0].upper() in _FETCHING_FIELDS:
            yield Finding("fetching-field", f"tệp có trường {words[0].upper()} tự lấy dữ liệu", _HINT, file=part)
    for part, element in package.elements(f"{W}fldSimple"):
        words = element.get(f"{W}instr", "").split()
        if words and words[0].upper() in _FETCHING_FIELDS:
            yield Finding("fetching-field", f"tệp có trường {words[0].upper()} tự lấy dữ liệu", _HINT, file=part)
