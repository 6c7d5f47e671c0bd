"""What a letter has no use for and a virus has: programs inside, and what Word fetches from elsewhere."""

from collections.abc import Iterator

from dispatch.errors import Finding, InputError, refuse_if_any
from dispatch.inspection.package import CONTENT_TYPES, Package, W

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HARMLESS = "/hyperlink"
_PROGRAMS = ("vbaproject", "vbadata", "activex/")
_FETCHING_FIELDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE")
_HINT = "đừng mở tệp này; hỏi lại người gửi, hoặc chép phần chữ sang một tệp mới"


def refuse_hostile(package: Package) -> None:
    """Raise InputError for macros, for templates and objects elsewhere, and for fields that fetch."""
    refuse_if_any(InputError, [*_programs(package), *_elsewhere(package), *_fields(package)])


def _programs(package: Package) -> Iterator[Finding]:
    for name in package.parts:
        if any(program in name.lower() for program in _PROGRAMS):
            yield Finding("macro", "tệp có macro hoặc điều khiển ActiveX", _HINT, file=name)
    types = package.trees.get(CONTENT_TYPES)
    for item in types if types is not None else ():
        if "macroenabled" in item.get("ContentType", "").lower():
            yield Finding("macro", "tệp thuộc loại cho phép chạy macro", _HINT, file=CONTENT_TYPES)
            return


def _elsewhere(package: Package) -> Iterator[Finding]:
    for name, tree in package.trees.items():
        for link in tree.iter(_RELATIONSHIP) if name.endswith(".rels") else ():
            if link.get("TargetMode") == "External" and not link.get("Type", "").endswith(_HARMLESS):
                message = f"tệp lấy nội dung từ nơi khác: {link.get('Target', '')[:80]}"
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
