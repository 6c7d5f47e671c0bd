"""The order of the Vietnamese alphabet: a, ă, â, b … d, đ, e, ê …; tones count after all letters."""

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_LETTERS, 1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng


def vietnamese_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What names are sorted by: first their letters without tones, then their tones."""
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text).lower():
        marks = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in marks if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", marks.replace(tone, ""))
        letters.append(_PLACES.get(letter, 0))
        tones.append(_TONES.get(tone, 0))
    return tuple(letters), tuple(tones)
