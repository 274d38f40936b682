"""What the questions give back: frozen rows, each with its words and its source.

`ClaimRow`, `VersionRow` and `EventRow` are in `onrecord.model.record`; the rows here hold them.
Words that were redacted read "[redacted: reason]" in every row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.model.attribution import Attribution
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.model.record import ClaimRow, EventRow, VersionRow


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as the record holds it; `holds` tells whether it is the one that counts."""

    id: str
    subject: str
    verb: Verb
    object: str | None
    author_kind: AuthorKind
    author: str
    at: datetime
    because: str
    recorded_at: datetime
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Replaced:
    """That `newer` replaced `older` for `item`, and why we say so.

    `announced` is True where words say that the value changed ("earlier estimated"); `why` is
    'the report says so: "earlier estimated"', "same speaker, silent" or a judgement's reason.
    """

    older: str
    newer: str | None
    item: str | None
    announced: bool
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One value, said by one speaker in one report: a line of `show`, `log` and `blame`.

    Attributes:
        row: the newest claim that says it, with status, version and words.
        item: the item for which it stands or stood; narrower than the claim's own where a part of
            it was replaced ("1" of "both").
        value: the value in plain words ("about 430 km").
        speaker: the speaker in plain words ("Joint Chiefs of Staff", "the report").
        since: since when the public could read it in this report.
        hedge: the words that limit it ("appears to"), or None.
        sentence: the sentence that the words stand in.
        also: older claims of the same report that say the same, newest first.
        copies: claims of other reports that say it in the same words: no new origin.
        replaces: what this replaced.
        replaced: by what it was replaced, item by item; empty while it stands whole.
        read_by: the person who read it, or None.
        judgements: all judgements on the claim, oldest first.
        reread: whether the current reading of the version no longer finds it.
    """

    row: ClaimRow
    item: str | None
    value: str
    speaker: str
    since: datetime
    hedge: str | None
    sentence: str
    also: tuple[ClaimRow, ...] = ()
    copies: tuple[ClaimRow, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    read_by: str | None = None
    judgements: tuple[JudgementRow, ...] = ()
    reread: bool = False


@dataclass(frozen=True, slots=True)
class SlotLines:
    """The lines of one slot, by item, then time; `title` is the codebook's."""

    slot: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Standing lines of one slot and item whose speakers differ and cannot all be right."""

    slot: str
    item: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with its versions, oldest first, as of the clocks asked for."""

    id: str
    key: str
    title: str
    outlet: str | None
    address: str | None
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution in its place: who said what, relayed by whom, in which version.

    `words` are the content's, pieces joined by " … "; `cue`, `source`, `hedge` and `anonymity` are
    words or None. `via` names the relaying speakers from the outermost in. `earlier` are the ids
    of attributions of older versions of the report that say the same in the same words.
    """

    id: str
    attribution: Attribution
    words: str
    source: str | None
    cue: str | None
    hedge: str | None
    anonymity: str | None
    via: tuple[str, ...]
    version: VersionRow
    since: datetime
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRecord:
    """`show`: one event as of the clocks.

    `standing` are the values that stand, by slot; `before` those that no longer do. `kind_title`
    is the codebook's title of the kind. `parts` are events that are part of this one.
    """

    event: EventRow
    kind_title: str
    standing: tuple[SlotLines, ...]
    before: tuple[SlotLines, ...]
    disputes: tuple[Dispute, ...]
    reports: tuple[ReportRow, ...]
    said: tuple[Said, ...]
    parts: tuple[EventRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDays:
    """An event and the first and last of the days that the closest of its dates gives, or None."""

    event: EventRow
    days: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class EventLog:
    """`log`: every value of an event's slots in order of known time, whatever its status.

    `versions` and `origins` count what the lines rest on; `announced` and `silent` the revisions.
    """

    event: EventRow
    slots: tuple[SlotLines, ...]
    versions: int
    origins: int
    announced: int
    silent: int
    judgements: tuple[JudgementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EventBlame:
    """`blame`: the standing values, each with speaker, hedge, words and report."""

    event: EventRow
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A difference between two versions as claims.

    `sort` is "changed" (same speaker, another value), "credited" (same value, another speaker),
    "added", "removed" or "hedged" (same value, other certainty). `before` is None for an added
    claim, `after` for a removed one. `announced` as in `Replaced`, None where nothing was replaced.
    """

    sort: str
    event: EventRow | None
    slot: str
    item: str | None
    before: ClaimRow | None
    after: ClaimRow | None
    before_value: str | None
    after_value: str | None
    announced: bool | None = None


@dataclass(frozen=True, slots=True)
class TextChange:
    """A sentence "added", "removed" or "changed"; a missing side is None.

    `kinds` say in what way, weightiest first: `reports.changes.ChangeKind`.
    """

    sort: str
    before: str | None
    after: str | None
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportDiff:
    """`diff`: what changed between two versions of a report, as claims, then as text.

    `hidden` is the reason for which one of the texts must not be shown, so that `text` is empty
    whatever changed, or None. `returns_to` is the number of the earlier version whose text the
    newer one goes back to, where another text stood between, or None; it is the newer one itself
    where that is on record as one version that was shown again (`VersionRow.returned_at`).
    """

    report: ReportRow
    before: VersionRow
    after: VersionRow
    claims: tuple[ClaimChange, ...]
    text: tuple[TextChange, ...]
    hidden: str | None = None
    returns_to: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A term or phrase that an actor used for a slot of an event, and when."""

    event: EventRow
    slot: str
    value: str
    words: str
    line: Line


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """`who`: what an actor said, in order of known time, and their wording over time.

    `names` are the names, `codes` the codes that the record knows the actor by. `more` tells that
    there may be more on record: no more was looked at than was asked for.
    """

    words: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    said: tuple[Said, ...]
    wording: tuple[Wording, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim by what it gives a value to, its words and its event's id; not how it stands."""

    id: str
    slot: str
    item: str | None
    words: str
    event: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A place where the words stand: a version, the sentence, and the claims in that sentence."""

    version: VersionRow
    sentence: str
    claims: tuple[FoundClaim, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`explain`: how a claim came about.

    Attributes:
        line: the claim with status, words and sentence.
        event: its event, or None where it belongs to none.
        chain: the attributions that it rests on, from its own outward; empty in the own voice.
        evidence: the words that put the value in this slot, or None.
        earlier: the words that say that it was replaced, or None.
        notes: what the rule noted (candidates, anchor …), name -> text.
        reader: name and version of the reader, and the digest of its models and codebook.
        confidence, rule: as the reader gave them.
        mention: the words of the mention that leads to the event, or None.
        event_reasons: the judgements that put the mention in the event.
        captures: (capture id, SHA-256 of its bytes, known at) that show the version.
        batch: number and digest of the batch that recorded the claim.
    """

    line: Line
    event: EventRow | None
    chain: tuple[Said, ...]
    evidence: str | None
    earlier: str | None
    notes: tuple[tuple[str, str], ...]
    reader: tuple[str, str, str]
    rule: str
    confidence: float
    mention: str | None
    event_reasons: tuple[JudgementRow, ...]
    captures: tuple[tuple[str, str, datetime], ...]
    batch: tuple[int, str]
