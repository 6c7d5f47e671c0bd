"""Every rule over one letter, the findings in the order of the rules, like ones told once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from dispatch.errors import Severity
from dispatch.inspection.checking import (
    rules_appendix,
    rules_body,
    rules_foot,
    rules_language,
    rules_names,
    rules_number,
    rules_numbering,
    rules_page,
    rules_party,
    rules_subject,
    rules_text,
)
from dispatch.inspection.checking.case import Case
from dispatch.inspection.checking.findings import Departure, Outcome, Undetermined
from dispatch.inspection.parts.values import Letter
from dispatch.model.profile import FormatProfile, Regime

Check = Callable[[Case], Iterator[Outcome]]

RULES: Mapping[str, Check] = {
    "L01": rules_page.paper,
    "L02": rules_page.margins,
    "L03": rules_text.font,
    "L04": rules_text.encoding,
    "L05": rules_page.page_number,
    "L06": rules_page.appendix_page_numbers,
    "L07": rules_page.landscape,
    "L08": rules_names.national_name,
    "L09": rules_names.motto,
    "L10": rules_names.motto_line,
    "L11": rules_names.bodies,
    "L12": rules_names.issuer_line,
    "L13": rules_number.number_label,
    "L14": rules_number.padded_number,
    "L15": rules_number.symbol,
    "L16": rules_number.symbol_kind,
    "L17": rules_number.date_form,
    "L18": rules_number.place,
    "L19": rules_number.place_of_central_body,
    "L20": rules_subject.kind_name,
    "L21": rules_subject.summary_line,
    "L22": rules_subject.dispatch_subject,
    "L23": rules_subject.addressee,
    "L24": rules_subject.addressees,
    "L25": rules_subject.grounds,
    "L26": rules_body.size,
    "L27": rules_body.justified,
    "L28": rules_body.indent,
    "L29": rules_body.spacing,
    "L30": rules_numbering.numbering,
    "L31": rules_numbering.points,
    "L35": rules_foot.recipients_label,
    "L36": rules_foot.recipients,
    "L37": rules_foot.archive,
    "L38": rules_foot.authority,
    "L39": rules_foot.deputies,
    "L40": rules_foot.signer,
    "L41": rules_appendix.end_mark,
    "L42": rules_appendix.appendices,
    "L43": rules_appendix.attachment,
    "L44": rules_party.party_heading,
}
"""The rules that are always asked."""

LANGUAGE_RULES: Mapping[str, Check] = {
    "L32": rules_language.citations,
    "L33": rules_language.parts_of_texts,
    "L34": rules_language.names,
    "L45": rules_language.abbreviations,
}
"""The rules of language, on request."""


_OF_THE_LETTER = frozenset(f"L{number:02}" for number in (*range(8, 26), *range(35, 41), 44))
"""The rules of heading and foot."""
_OF_THE_PAGE = frozenset(f"L{number:02}" for number in range(1, 8))
_OF_ONE_REGIME: Mapping[str, Regime] = {**dict.fromkeys(("L08", "L09", "L10", "L12"), "state"), "L44": "party"}
_APPENDICES_ALONE = "tệp chỉ có phụ lục; phần đầu và phần cuối của văn bản phải xét ở tệp văn bản"

_INTERNAL_SHEET = "phiếu trình là giấy tờ nội bộ, trình bày theo quy định của cơ quan"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one letter under one law."""

    departures: tuple[Departure, ...]
    undetermined: tuple[Undetermined, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of that severity."""
        return sum(each.severity == severity for each in self.departures)


def judge(letter: Letter, profile: FormatProfile, *, language: bool) -> Verdict:
    """Ask every rule; the letter is not changed."""
    case = Case(letter, profile)
    asked = dict(sorted({**RULES, **(LANGUAGE_RULES if language else {})}.items()))
    outcomes = [outcome for rule, check in asked.items() for outcome in _asked(rule, check, case)]
    unknown = dict.fromkeys(each for each in outcomes if isinstance(each, Undetermined))
    return Verdict(tuple(_once(outcomes)), tuple(unknown))


def _asked(rule: str, check: Check, case: Case) -> Iterator[Outcome]:
    """What a rule says, or why it cannot be asked here."""
    reason = _reason_not_to_ask(rule, case)
    if not reason:
        yield from check(case)
    elif _OF_ONE_REGIME.get(rule, case.profile.regime) == case.profile.regime:
        yield Undetermined(rule, reason)


def _reason_not_to_ask(rule: str, case: Case) -> str:
    """Appendices without their letter have no heading; a sheet of an office's own has no law but that of its page."""
    if case.letter.is_appendices_only and rule in _OF_THE_LETTER:
        return _APPENDICES_ALONE
    if case.letter.is_internal and rule not in _OF_THE_PAGE:
        return _INTERNAL_SHEET
    return ""


def _once(outcomes: list[Outcome]) -> Iterator[Departure]:
    """Like departures of one rule as one, at the first place, with the number of the others."""
    first: dict[tuple[str, ...], Departure] = {}
    others: dict[tuple[str, ...], int] = {}
    for each in outcomes:
        if isinstance(each, Departure):
            key: tuple[str, ...] = (each.rule, each.severity, each.what, each.found, each.expected)
            others[key] = others.get(key, -1) + 1
            first.setdefault(key, each)
    for key, each in first.items():
        yield replace(each, others=others[key])
