"""Conflicts that a refresh left in a letter: noted in its manifest, so that it is not signed with them unseen."""

from collections.abc import Iterator, Sequence

from dispatch.errors import Finding
from dispatch.model.judgement import Judgement
from dispatch.model.manifest import Conflict, Manifest
from dispatch.model.refreshed import Outcomes


def noted(manifest: Manifest, outcomes: Outcomes, *, whole: bool) -> tuple[Conflict, ...]:
    """What the letter is to remember: the conflicts of this refresh, and older ones where it was not of the `whole`."""
    found = [Conflict(item.id, item.theirs, item.ours) for item in outcomes.items["conflicts"]]
    older = () if whole else manifest.conflicts
    return tuple(dict.fromkeys([*found, *older]))


def open_conflicts(manifest: Manifest, judgements: Sequence[Judgement], name: str, way_out: str) -> Iterator[Finding]:
    """The noted conflicts that nobody has settled since; `way_out` says how to go on without.

    A figure in a sentence is settled by writing there what the data says, or anything but what stood there and
    what was drafted; one in an appendix by another refresh.
    """
    for conflict in manifest.conflicts:
        places = [each for each in judgements if each.record.figure == conflict.figure]
        unsettled = [each for each in places if each.theirs in {conflict.theirs, each.record.text} - {conflict.ours}]
        if places and not unsettled:
            continue
        where = unsettled[0].excerpt() if unsettled else conflict.figure
        theirs, ours = conflict.theirs.strip() or "(trống)", conflict.ours.strip() or "(trống)"
        message = f"xung đột chưa quyết định: {where}: trong văn bản: {theirs}; theo số liệu: {ours}"
        yield Finding("open-conflict", message, f"sửa trong Word rồi chạy lại dispatch refresh; {way_out}", file=name)
