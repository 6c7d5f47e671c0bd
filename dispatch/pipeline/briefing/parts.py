"""What the sheet for the signer says: doubts first, then who is named and why, figures with sources, warnings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dispatch.errors import Finding
from dispatch.model.dataset import MEASURE_NAMES, MEASURES, Measure
from dispatch.model.letter import Letter, Line, Text
from dispatch.model.naming import CLOSE_CODES, Naming, Verdict
from dispatch.model.unit import Unit
from dispatch.pipeline.briefing.sources import main_figures
from dispatch.pipeline.prepare import Prepared
from dispatch.pipeline.registering import printed_ids
from dispatch.statistics.lists import JOINT

_CLOSE = "sát ngưỡng "
_LOWER = "thấp hơn "
_LISTS = "danh_sach."
_CUTS, _NATIONAL = ("lowest", "highest"), "below-national"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a part: its beginning, then pieces (names with their reasons) of which any number may be shown."""

    start: Line
    pieces: tuple[str, ...] = ()

    def line(self, shown: int) -> Line:
        """The entry with its first `shown` pieces, and how many more there are."""
        if not self.pieces or not shown:
            return self.start
        rest = len(self.pieces) - shown
        more = [f"và {rest} đơn vị khác"] if rest > 0 else []
        return (*self.start, Text(": " + "; ".join([*self.pieces[:shown], *more])))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sheet: its title, its entries, the command that shows what does not fit.

    `nothing` is what it says without an entry. Where a page is too small, parts show entries in the ratio of
    their `weight`, and none falls below its `least` while another can give way; a part that `cuts_pieces` shows all
    its lists, and that many names of each.
    """

    title: str
    items: tuple[Item, ...]
    command: str
    nothing: str
    weight: int
    least: int = 1
    cuts_pieces: bool = False

    @property
    def most(self) -> int:
        """How many entries there are to show; of names, the length of the longest list."""
        longest = max((len(item.pieces) for item in self.items), default=0)
        return max(longest, min(1, len(self.items))) if self.cuts_pieces else len(self.items)

    def lines(self, shown: int) -> Iterator[Line]:
        """Its entries where `shown` of them, or so many names of each list, fit; and what is missing."""
        if not self.cuts_pieces:
            yield from (item.start for item in self.items[:shown])
            left = len(self.items) - shown
            missing = f"{'Còn' if shown else 'Có'} {left} mục{' khác' if shown else ''}" if left else ""
        else:
            yield from (item.line(shown) for item in (self.items if shown else ()))
            missing = "Đủ tên và lý do" if shown < self.most else ""
            missing = missing if shown else f"Có {len(self.items)} danh sách nêu tên"
        if missing:
            yield (Text(f"{missing}: xem bằng lệnh {self.command}"),)


def brief_parts(prepared: Prepared, letter: Letter, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The parts in the order of the sheet; `findings` are those of the draft."""
    warnings = [finding for finding in findings if finding.severity == "warning"]
    close = [finding for finding in warnings if finding.code in CLOSE_CODES]
    others = [finding for finding in warnings if finding.code not in CLOSE_CODES]
    return (
        Part("Trường hợp sát ngưỡng cần xem trước", _told(close), "dispatch naming", "không có", 20),
        Part(
            "Đơn vị được nêu tên và lý do",
            tuple(_named(prepared, letter)),
            "dispatch naming",
            "không nêu tên đơn vị nào",
            20,
            cuts_pieces=True,
        ),
        Part(
            "Số liệu chính và nguồn",
            tuple(map(Item, main_figures(prepared, letter))),
            "dispatch figures",
            "không có",
            4,
            least=len(MEASURES),  # the rates
        ),
        Part("Cảnh báo về số liệu, hồ sơ", _told(others), "dispatch draft", "không có", 3),
    )


def _told(findings: Sequence[Finding]) -> tuple[Item, ...]:
    return tuple(Item((Text(_told_once(finding)),)) for finding in findings)


def _told_once(finding: Finding) -> str:
    place, message = finding.place(), finding.message.removeprefix(_CLOSE)
    return _capital(f"{message} ({place})" if place else message)


def _named(prepared: Prepared, letter: Letter) -> Iterator[Item]:
    """The lists the letter prints, its main one first, each with its rule and the reason for every name."""
    main = prepared.kind.named
    used = {name.removeprefix(_LISTS).split(".")[0] for name in printed_ids(letter) if name.startswith(_LISTS)}
    used |= {
        spec.units for spec in prepared.kind.appendices if spec.id in {each.id for each in letter.wording.captions}
    }
    namings = prepared.statistics.namings
    for name in sorted(namings, key=lambda each: each != main):
        if name == main or name in used:
            yield from _lists(prepared, namings[name])


def _lists(prepared: Prepared, naming: Naming) -> Iterator[Item]:
    scope = f"{_LISTS}{naming.policy.id}."
    if naming.printed is not None:
        words = prepared.figures[scope + JOINT].formula.words
        yield _item(naming, words, naming.printed, tuple(_joint_reason(naming, unit) for unit in naming.printed))
        return
    for measure in MEASURES:
        named = naming.named[measure]
        words = prepared.figures[scope + measure].formula.words
        yield _item(naming, words, named, tuple(_reason(naming, unit, measure) for unit in named))


def _item(naming: Naming, words: str, named: Sequence[Unit], pieces: tuple[str, ...]) -> Item:
    """A list under its rule; its length is told where the rule does not tell it."""
    if not named:
        return Item((Text(f"{_capital(words)}: không có"),))
    told = naming.printed is None and naming.policy.rule in _CUTS and len(named) == naming.policy.count
    return Item((Text(_capital(words) + ("" if told else f" ({len(named)} đơn vị)")),), pieces)


def _reason(naming: Naming, unit: Unit, measure: Measure) -> str:
    """A name with what it is named for: its rate and rank where units were counted off, else the comparison."""
    verdict = _verdict(naming, unit, measure)
    if naming.policy.rule in _CUTS:
        return f"{unit.name} ({verdict.printed_rate}, hạng {verdict.rank})"
    # The national rate is the same for all, and stands among the main figures.
    return f"{unit.name} ({verdict.printed_rate if naming.policy.rule == _NATIONAL else _flat(verdict.why)})"


def _joint_reason(naming: Naming, unit: Unit) -> str:
    """A name of a joint list with the measures it is there for."""
    reasons = []
    for measure in MEASURES:
        if unit in naming.named[measure]:
            verdict = _verdict(naming, unit, measure)
            says_rate = verdict.printed_rate in verdict.why
            reasons.append(f"về {MEASURE_NAMES[measure]} {_flat(verdict.why) if says_rate else verdict.printed_rate}")
    return f"{unit.name} ({', '.join(reasons)})"


def _verdict(naming: Naming, unit: Unit, measure: Measure) -> Verdict:
    return next(each for each in naming.verdicts[measure] if each.unit == unit)


def _flat(why: str) -> str:
    """A reason that can stand in parentheses of its own; that the unit is lower is what the rule says."""
    return why.replace(_LOWER, "").replace(" (", " ").replace(")", "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
