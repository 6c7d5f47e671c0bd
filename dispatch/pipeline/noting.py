"""Note in the register what became of a letter it knows; a register that cannot be used is warned of."""

from collections.abc import Sequence
from pathlib import Path

from dispatch.errors import Finding, InputError, RegisterError
from dispatch.inspection.manifest import read_manifest
from dispatch.inspection.package import open_package
from dispatch.inspection.visible_text import text_fingerprint
from dispatch.model.profile import Regime
from dispatch.model.registered import Copy, LetterState, RegisteredLetter
from dispatch.pipeline.register_place import RegisterPlace
from dispatch.pipeline.saving import sha256
from dispatch.register.register import Register
from dispatch.vietnamese.numbers import full_number

ISSUED_STATES: tuple[LetterState, ...] = ("issued", "replaced")
CONTENT_ARTICLE = "khoản 3 Điều 18 Nghị định số 30/2020/NĐ-CP"
# The decree is not for documents of the Party, and no rule of the Party on this is known here.
_PARTY_WAY = "văn bản của Đảng đã phát hành thì không sửa đè lên, sai nội dung thì ban hành văn bản thay thế"
_HINT = "vào sổ bằng lệnh: dispatch register add VĂN_BẢN HỒ_SƠ"


def registered(place: RegisterPlace, register: Register, file: Path, data: bytes) -> RegisteredLetter | None:
    """The register's letter for an anchored file: by its place, else by its bytes, else by its own figures."""
    manifest = read_manifest(open_package(data))
    kind, figures = manifest.said("kind"), manifest.said("figures")
    name = place.name_of(file)
    digest = sha256(data)
    at_place = [each for each in register.with_file(file=name) if each.entry.kind == kind]
    if at_place:
        return next((each for each in at_place if each.entry.sha256 == digest), at_place[0])
    for known in (register.with_file(sha256=digest), register.with_file(fingerprint=figures)):
        if len(known) == 1:
            return known[0]
    return None


def note_clean_copy(place: RegisterPlace | None, letter: Path, out: Path, document: bytes) -> Sequence[Finding]:
    """Note that a clean copy was made; the warning says when the register does not know the letter."""
    if place is None:
        return []
    data = letter.read_bytes()
    try:
        register = place.open()
        found = registered(place, register, letter, data)
        if found is None:
            return [_unknown(letter)]
        text = text_fingerprint(open_package(document))
        register.note_copy(Copy(found.id, "clean", place.name_of(out), sha256(document), text), sha256(data))
    except InputError:  # a file without a manifest: another program's letter, which no register knows
        return [_unknown(letter)]
    except RegisterError as error:
        return [Finding(each.code, each.message, each.hint, "warning", file=each.file) for each in error.findings]
    return []


def noted_copy(place: RegisterPlace | None, out: Path) -> str:
    """The SHA-256 of the clean copy that was last written to this place; empty when no register knows of one."""
    if place is None or not place.exists():
        return ""
    try:
        known = place.open().copies(file=place.name_of(out), form="clean")
    except RegisterError:  # said once the copy is noted
        return ""
    return known[0].sha256 if known else ""


def refuse_issued(place: RegisterPlace | None, letter: Path, data: bytes) -> None:
    """RegisterError for a letter that is issued: it is replaced or amended, never overwritten (Điều 18.3).

    That is the working copy as well as the copy that was sent. A register that is not there, or cannot be used,
    refuses nothing: the work on drafts goes on without it.
    """
    if place is None or not place.exists():
        return
    try:
        found = _known(place, place.open(), letter, data)
    except (InputError, RegisterError):
        return
    if found is not None and found.number is not None:
        raise RegisterError([already_issued(found, letter.name)])


def _known(place: RegisterPlace, register: Register, file: Path, data: bytes) -> RegisteredLetter | None:
    """The letter that a file is, or of which it is the copy that was sent."""
    try:
        return registered(place, register, file, data)
    except InputError:  # a file without anchors
        found = register.copies(text=text_fingerprint(open_package(data)), form="issued")
        return register.letter(found[0].letter) if found else None


def already_issued(letter: RegisteredLetter, name: str) -> Finding:
    """The refusal to touch an issued letter, with the law and the way out."""
    number = number_and_symbol(letter)
    if letter.state == "withdrawn":
        message = f"văn bản đã phát hành với số {number}, sau đó đã thu hồi; bản lưu không được sửa"
        hint = "cần văn bản mới thì soạn vào thư mục khác: dispatch draft HỒ_SƠ --out"
        return Finding("already-issued", message, hint, file=name)
    message = f"văn bản đã phát hành với số {number}; {issued_rule(letter.entry.regime)}"
    hint = f"soạn văn bản thay thế, sửa đổi hoặc đính chính: dispatch replace {number}"
    return Finding("already-issued", message, hint, file=name)


def issued_rule(regime: Regime) -> str:
    """Why an issued letter is not changed: the article, where the decree is its law."""
    return _PARTY_WAY if regime == "party" else f"theo {CONTENT_ARTICLE}, sai nội dung thì ban hành văn bản thay thế"


def number_and_symbol(letter: RegisteredLetter) -> str:
    """A numbered letter as it is called: "679/TCTHADS-TKDLCN", "11-CT/TU"."""
    return full_number(letter.number or 0, letter.entry.symbol)


def _unknown(letter: Path) -> Finding:
    message = "văn bản chưa có trong sổ nên bản sạch chưa được ghi nhận"
    return Finding("not-registered", message, _HINT, "warning", file=letter.name)
