"""Which law a letter is judged by: found from its heading and its date, or named."""

import re
from dataclasses import dataclass
from datetime import date

from dispatch.formats.loader import load_profile, profile_ids, profile_on
from dispatch.inspection.checking.rules_number import issue_date
from dispatch.inspection.parts.pieces import fold
from dispatch.inspection.parts.values import Letter
from dispatch.model.profile import FormatProfile, Regime
from dispatch.vietnamese.dates import short_date

_COMMITTEE = re.compile(r"\b(?:tinh|thanh|huyen|quan|thi|dang) uy\b|trung uong dang|ban bi thu")


@dataclass(frozen=True, slots=True)
class Choice:
    """A law and why it was chosen, in Vietnamese."""

    profile: FormatProfile
    reason: str


def choose_law(letter: Letter, named: str | None) -> Choice:
    """The named law, or that of the letter's heading and day; FormatError when none is known for it."""
    if named is not None:
        return Choice(load_profile(named), "theo yêu cầu (--profile)")
    if letter.is_appendices_only:
        line = next((each.attachment for each in letter.appendices if each.attachment is not None), None)
        regime: Regime = "party" if line is not None and _COMMITTEE.search(fold(line.text)) else "state"
        return _on_day(regime, "tệp chỉ có phụ lục, theo dòng “Kèm theo”", issue_date(line))
    regime = "party" if letter.head.party_name else "state"
    heading = "văn bản của Đảng" if regime == "party" else "văn bản hành chính nhà nước"
    if letter.head.national_name is None and letter.head.party_name is None:
        heading = "không thấy Quốc hiệu hay tiêu đề của Đảng, coi là văn bản hành chính nhà nước"
    return _on_day(regime, heading, issue_date(letter.head.place_date))


def _on_day(regime: Regime, heading: str, day: date | None) -> Choice:
    """The law of the day; without one that in force."""
    if day is None:
        profile = next(
            each for each in map(load_profile, profile_ids()) if each.regime == regime and each.in_force_to is None
        )
        return Choice(profile, f"{heading}; không đọc được ngày, dùng thể thức hiện hành")
    return Choice(profile_on(day, regime), f"{heading}, ngày {short_date(day)}")
