"""What a notice is found in: one event's claims over all versions, in order of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.model.attribution import Attribution
from onrecord.model.mention import Mention
from onrecord.model.record import ClaimRow
from onrecord.model.report import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHistory:
    """One event as the record tells it, as of the clocks asked for.

    Attributes:
        event: the event's id.
        kind: its kind from the codebook.
        rows: its claims, of every status, in order of known time, then version, then place in
            the text (`in_order` sorts them so).
        versions: version id -> version, for every version that a row or mention stands in; it may
            hold more (later versions of the same reports that no longer tell of the event).
        attributions: attribution id -> attribution, for the claims' own and their relays; all
            attributions of `versions` where they are at hand.
        mentions: the event's mentions in `versions`.
        returns: version id -> the times at which the report showed that text again after another
            one of its texts; versions that never came back are left out.
        others: histories of the events of its kind, and of the reactions, that its own reports
            tell of too; their own `others` is empty.
        alike: gives those of the kind, near in time, that none of its reports tells of. To gather
            them takes longer than all the rest and few notices want them, so it waits to be
            called; `of_its_kind` calls it.
        earlier: gives those of its kind that were told of before it, near in time or not; it too
            waits to be called.
        name: a plain name for sentences ("missile launch of 25 July 2019"), or "".
    """

    event: str
    kind: str
    rows: tuple[ClaimRow, ...]
    versions: Mapping[str, Version]
    attributions: Mapping[str, Attribution] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    returns: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    others: tuple[EventHistory, ...] = ()
    alike: Callable[[], tuple[EventHistory, ...]] = tuple
    earlier: Callable[[], tuple[EventHistory, ...]] = tuple
    name: str = ""
    _placed: dict[tuple[str, str], list[ClaimRow]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for row in self.rows:
            self._placed.setdefault((row.version.id, row.claim.slot), []).append(row)

    def given_in(self, version: str, slot: str) -> Sequence[ClaimRow]:
        """The rows of one slot in the version with this id, in order."""
        return self._placed.get((version, slot), ())

    def of_its_kind(self) -> tuple[EventHistory, ...]:
        """The other events of its kind that it may be held against, by id."""
        every = (*self.others, *self.alike())
        return tuple(
            sorted((one for one in every if one.kind == self.kind), key=lambda one: one.event)
        )


def in_order(rows: tuple[ClaimRow, ...]) -> tuple[ClaimRow, ...]:
    """The rows in order of known time, then report and version number, then place in the text."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.version.known_at,
                row.version.report_key,
                row.version.number,
                row.claim.span,
                row.id,
            ),
        )
    )
