"""Spelling: one normal form for names, and the characters no official text may hold."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_ALLOWED_CONTROLS = {"\n"}
_FORBIDDEN_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}

# Old and new tone positions ("Hoà", "Hòa") differ even in NFC: the mark moves to the second vowel.
_TONES = "̣̀́̃̉"
_OLD_POSITION = re.compile(rf"([oOuU])([{_TONES}])([aAeEyY])(?![a-zA-Z])")


# Eth looks like Đ and is typed for it.
_STROKES = str.maketrans("ĐđÐð", "DdDd")


def forbidden_characters(text: str) -> list[str]:
    """Code points of control, format, private-use, unassigned and line-separating characters, as "U+0007"."""
    found = {c for c in text if unicodedata.category(c) in _FORBIDDEN_CATEGORIES and c not in _ALLOWED_CONTROLS}
    return [f"U+{ord(c):04X}" for c in sorted(found)]


def normal_form(text: str) -> str:
    """NFC with runs of any white space folded to one space and none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def spelling_key(text: str) -> str:
    """Equal for spellings that differ only in normal form, spaces or tone position.

    Letter case counts: a name in other capitals is another spelling.
    """
    decomposed = unicodedata.normalize("NFD", normal_form(text))
    return unicodedata.normalize("NFC", _OLD_POSITION.sub(r"\1\3\2", decomposed))


def without_accents(text: str) -> str:
    """Plain ASCII letters in lower case; for suggestions and file names, never for matching."""
    decomposed = unicodedata.normalize("NFD", normal_form(text).translate(_STROKES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
