"""Which state follows which, and which steps must be given a reason."""

from collections.abc import Mapping

from dispatch.errors import Finding
from dispatch.model.registered import LetterState

STATE_NAMES: Mapping[LetterState, str] = {
    "draft": "dự thảo",
    "submitted": "đã trình ký",
    "signed": "đã ký",
    "issued": "đã phát hành",
    "replaced": "đã bị thay thế",
    "withdrawn": "đã thu hồi hoặc huỷ",
}

# The deeds of the log, as a person reads them.
DEED_NAMES: Mapping[str, str] = {
    "drafted": "soạn",
    "redrafted": "soạn lại",
    "refreshed": "cập nhật số liệu",
    "finalised": "ghi bản sạch",
    "moved": "tệp được chuyển chỗ",
    "draft": "trả lại dự thảo",
    "submitted": "trình ký",
    "signed": "ký",
    "issued": "phát hành",
    "withdrawn": "thu hồi",
    "replaces-by": "có văn bản thay thế",
    "amends-by": "có văn bản sửa đổi",
    "corrects-by": "có văn bản đính chính",
}

_NEXT: Mapping[LetterState, tuple[LetterState, ...]] = {
    "draft": ("submitted", "signed", "issued", "withdrawn"),
    "submitted": ("draft", "signed", "issued", "withdrawn"),
    "signed": ("draft", "issued", "withdrawn"),
    "issued": ("withdrawn",),
    "replaced": (),
    "withdrawn": (),
}
# What a command sets directly; a number comes by issuing alone.
# A letter that another replaces is marked when that one is issued.
SETTABLE: tuple[LetterState, ...] = ("draft", "submitted", "signed", "withdrawn")
# A letter on its way back, or taken out of use, needs a reason that the log keeps.
_REASONED: tuple[LetterState, ...] = ("draft", "withdrawn")
FIXED: tuple[LetterState, ...] = ("signed", "issued", "replaced", "withdrawn")


def step_fault(before: LetterState, after: LetterState, reason: str) -> Finding | None:
    """Why a letter may not go from one state to another; None when it may."""
    if after not in _NEXT[before]:
        hint = "trạng thái này là cuối cùng; cần văn bản khác thì soạn vào thư mục khác: dispatch draft HỒ_SƠ --out"
        if possible := [STATE_NAMES[state] for state in _NEXT[before]]:
            hint = "có thể chuyển sang: " + ", ".join(possible)
        message = f"văn bản {STATE_NAMES[before]} không chuyển thành {STATE_NAMES[after]} được"
        return Finding("wrong-step", message, hint)
    if after in _REASONED and not reason.strip():
        message = f"chuyển thành {STATE_NAMES[after]} thì phải có lý do"
        return Finding("no-reason", message, 'ghi lý do: --reason "…"')
    return None
