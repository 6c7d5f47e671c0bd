"""Which law a letter is judged by: found from its heading and its date, or named."""

from dataclasses import dataclass

from dispatch.formats.loader import load_profile, profile_ids, profile_on
from dispatch.inspection.checking.rules_number import issue_date
from dispatch.inspection.parts.values import Letter
from dispatch.model.profile import FormatProfile, Regime
from dispatch.vietnamese.dates import short_date


@dataclass(frozen=True, slots=True)
class Choice:
    """A law and why it was chosen, in Vietnamese."""

    profile: FormatProfile
    reason: str


def choose_law(letter: Letter, named: str | None) -> Choice:
    """The named law, or that of the letter's heading and day; FormatError when none is known for it."""
    if named is not None:
        return Choice(load_profile(named), "theo yêu cầu (--profile)")
    regime: Regime = "party" if letter.head.party_name else "state"
    heading = "văn bản của Đảng" if regime == "party" else "văn bản hành chính nhà nước"
    if letter.head.national_name is None and letter.head.party_name is None:
        heading = "không thấy Quốc hiệu hay tiêu đề của Đảng, coi là văn bản hành chính nhà nước"
    day = issue_date(letter.head.place_date)
    if day is None:
        profile = next(
            each for each in map(load_profile, profile_ids()) if each.regime == regime and each.in_force_to is None
        )
        return Choice(profile, f"{heading}; không đọc được ngày, dùng thể thức hiện hành")
    return Choice(profile_on(day, regime), f"{heading}, ngày {short_date(day)}")
