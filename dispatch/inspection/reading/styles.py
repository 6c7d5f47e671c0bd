"""The style sheet: what a style says, with all it is based on, over the document's defaults."""

from typing import Any

from lxml import etree

from dispatch.inspection.elements import attribute
from dispatch.inspection.package import Package, W
from dispatch.inspection.reading.properties import is_on, paragraph_properties, run_properties, twips
from dispatch.inspection.reading.values import MM_PER_TWIP

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WORD_DEFAULTS: dict[str, Any] = {
    "font": "Times New Roman",
    "high_font": "Times New Roman",
    "size_pt": 10.0,
    "bold": False,
    "italic": False,
    "caps": False,
    "underline": False,
    "colour": "auto",
}
_TOGGLES = ("bold", "italic", "caps")
_DEFAULT_TAB = 720.0

Merged = tuple[dict[str, Any], dict[str, Any]]


class StyleSheet:
    """Styles by their ids; a style that is missing or goes in a circle says nothing more."""

    def __init__(self, package: Package) -> None:
        root = package.tree("styles")
        self.fonts = _theme_fonts(package)
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._default: dict[str, str] = {}
        self._known: dict[tuple[str, str], Merged] = {}
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            kind, identity = attribute(style, "type") or "paragraph", attribute(style, "styleId")
            self._styles[kind, identity] = style
            if attribute(style, "default") in {"1", "true", "on"}:
                self._default[kind] = identity
        defaults = root.find(f"{W}docDefaults") if root is not None else None
        run = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
        paragraph = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
        self.run_defaults = {**_WORD_DEFAULTS, **run_properties(run, self.fonts)}
        self.paragraph_defaults = paragraph_properties(paragraph)

    def paragraph(self, identity: str | None) -> Merged:
        """Paragraph and run properties of a paragraph style, or of the default one."""
        if identity is None or ("paragraph", identity) not in self._styles:
            identity = self._default.get("paragraph", "")
        return self._merged("paragraph", identity)

    def character(self, identity: str) -> dict[str, Any]:
        """Run properties of a character style."""
        return self._merged("character", identity)[1]

    def table(self, identity: str | None) -> Merged:
        """Paragraph and run properties that a table style gives to its whole table."""
        return self._merged("table", identity if identity is not None else self._default.get("table", ""))

    def table_element(self, identity: str) -> etree._Element | None:
        """The w:style of a table style."""
        return self._styles.get(("table", identity))

    def _merged(self, kind: str, identity: str) -> Merged:
        key = (kind, identity)
        if key not in self._known:
            chain: list[etree._Element] = []
            while (style := self._styles.get((kind, identity))) is not None and style not in chain:
                chain.append(style)
                base = style.find(f"{W}basedOn")
                identity = attribute(base) if base is not None else ""
            paragraph: dict[str, Any] = {}
            run: dict[str, Any] = {}
            for style in reversed(chain):
                paragraph |= paragraph_properties(style.find(f"{W}pPr"))
                run |= run_properties(style.find(f"{W}rPr"), self.fonts)
            paragraph.pop("style", None)
            run.pop("style", None)
            self._known[key] = (paragraph, run)
        return self._known[key]


def layered(lower: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    """Run properties of a character style over those of the paragraph's: bold on bold is upright again."""
    merged = lower | upper
    for toggle in _TOGGLES:
        if upper.get(toggle) and lower.get(toggle):
            merged[toggle] = False
    return merged


def even_and_odd(package: Package) -> bool:
    """Whether left and right pages have headers of their own."""
    settings = package.tree("settings")
    return settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))


def default_tab_mm(package: Package) -> float:
    """The distance of the tab stops nobody set, in mm."""
    settings = package.tree("settings")
    element = settings.find(f"{W}defaultTabStop") if settings is not None else None
    stop = twips(attribute(element)) if element is not None else None
    return (stop or _DEFAULT_TAB) * MM_PER_TWIP


def _theme_fonts(package: Package) -> dict[str, str]:
    fonts: dict[str, str] = {}
    for tree in package.trees.values():
        if tree.tag != f"{_A}theme":
            continue
        for kind in ("major", "minor"):
            latin = tree.find(f".//{_A}{kind}Font/{_A}latin")
            face = latin.get("typeface", "") if latin is not None else ""
            fonts |= {f"{kind}Ascii": face, f"{kind}HAnsi": face}
    return fonts
