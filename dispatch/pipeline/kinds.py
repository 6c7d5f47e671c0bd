"""Where letter kinds and indicators are found: an office's own folder first, then those that come with the program."""

from difflib import get_close_matches
from pathlib import Path

from dispatch.composition.kind import load_kind
from dispatch.directory.indicators import extended_catalogue, indicator_catalogue
from dispatch.errors import Finding, InputError, TemplateError
from dispatch.model.dossier import DOSSIER_FILE
from dispatch.model.indicator import IndicatorCatalogue
from dispatch.model.kind import LETTER_FILE, SETTINGS_FILE, LetterKind

_PACKAGE = Path(__file__).parent.parent


def builtin_templates() -> Path:
    """The folder of built-in kinds: inside an installed package, beside it in a source tree."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def find_kind(name: str, own: Path | None) -> LetterKind:
    """The kind called `name`; InputError when there is none, TemplateError when it is wrong."""
    return _load(kind_folder(name, own))


def kind_folder(name: str, own: Path | None) -> Path:
    """The folder of the kind called `name`; InputError when there is none."""
    if own is not None and not own.is_dir():
        message = f"không tìm thấy thư mục mẫu {own}"
        raise InputError([Finding("missing-folder", message, "kiểm tra đường dẫn sau --templates")])
    folders = [folder for folder in (own, builtin_templates()) if folder is not None]
    kinds = [kind for folder in folders for kind in sorted(folder.iterdir()) if _is_kind(kind)]
    # Held against the names that are there: a name with a path in it is no name.
    for kind in kinds:
        if kind.name == name:
            return kind
    known = sorted({kind.name for kind in kinds})
    near = get_close_matches(name, known, 1)
    hint = f"có phải là “{near[0]}”?" if near else "các loại văn bản đang có: " + ", ".join(known)
    raise InputError([Finding("unknown-kind", f"không có loại văn bản “{name}”", hint, file=DOSSIER_FILE)])


def find_catalogue(own: Path | None) -> IndicatorCatalogue:
    """The indicators of the program, with those of an office's own folder of templates."""
    return extended_catalogue(own) if own is not None else indicator_catalogue()


def _is_kind(folder: Path) -> bool:
    return (folder / LETTER_FILE).is_file() or (folder / SETTINGS_FILE).is_file()


def _load(folder: Path) -> LetterKind:
    """Load a kind, its name standing before the names of its files in every message."""
    try:
        return load_kind(folder)
    except (TemplateError, InputError) as error:
        raise TemplateError(error.findings) from None
