"""Vietnamese alphabetical order: a ă â … d đ … o ô ơ … u ư; tones count last, capitals not at all."""

import unicodedata

from dispatch.vietnamese.orthography import spelling_key

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_ALPHABET, 1)}
# In the order of dictionaries: none (ngang), huyền, hỏi, ngã, sắc, nặng.
_TONES = {"̀": 1, "̉": 2, "̃": 3, "́": 4, "̣": 5}

Word = tuple[int, ...]


def vietnamese_key(text: str) -> tuple[tuple[Word, ...], tuple[Word, ...], str]:
    """A key to sort by: word by word by the letters, then by the tones, then by the text itself.

    What is no letter separates words: "Bà Rịa - Vũng Tàu" sorts as four words. Tone positions old
    and new ("Hoà", "Hòa") sort alike.
    """
    letters: list[Word] = []
    tones: list[Word] = []
    for word in _words(text):
        places, marks = _ranked(word)
        letters.append(places)
        tones.append(marks)
    return tuple(letters), tuple(tones), text


def _words(text: str) -> list[str]:
    folded = spelling_key(text).casefold()
    return "".join(c if c.isalnum() else " " for c in folded).split()


def _ranked(word: str) -> tuple[Word, Word]:
    places: list[int] = []
    tones: list[int] = []
    for letter in word:
        decomposed = unicodedata.normalize("NFD", letter)
        shape = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        # Digits stand before letters, other alphabets behind.
        places.append(_PLACES.get(shape) or (ord(shape[0]) - ord("9") - 1 if shape.isdigit() else ord(shape[0])))
        tones.append(next((_TONES[c] for c in decomposed if c in _TONES), 0))
    return tuple(places), tuple(tones)
