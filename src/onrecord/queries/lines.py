"""Claims with their status become lines: restatements folded, copies beside, redactions hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.codebook.codebook import Codebook
from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Certainty, SpeakerClass, Status
from onrecord.model.value import TextValue
from onrecord.queries.gather import Gathered, Placed
from onrecord.queries.judgements import marked
from onrecord.queries.relations import Relations
from onrecord.queries.rows import JudgementRow, Line, Replaced, SlotLines
from onrecord.queries.speakers import is_own_voice, speaker_words
from onrecord.queries.status import Standing, Standings
from onrecord.queries.visible import redacted
from onrecord.queries.words import claim_words


@dataclass(frozen=True, slots=True)
class Decided:
    """An event's claims and how each stands."""

    gathered: Gathered
    standing: Standings


@dataclass(frozen=True, slots=True)
class Told(Decided):
    """An event's claims with all that a line says of them; `actors` are judgements on who is the
    same actor, on this event's speakers and on those of others asked for with it."""

    attributions: Mapping[str, Attribution]
    rows: Mapping[str, ClaimRow]
    actors: Sequence[JudgementRow] = ()


def tell(
    gathered: Gathered,
    standing: Standings,
    attributions: Mapping[str, Attribution],
    actors: Sequence[JudgementRow] = (),
) -> Told:
    """The claims as rows of the record, words that must not be shown hidden."""
    by_id = {one.id: one for one in gathered.placed}
    rows = {
        one.id: _row(one, gathered, standing[one.id], attributions, by_id)
        for one in gathered.placed
    }
    return Told(gathered, standing, attributions, rows, actors)


def _row(
    one: Placed,
    gathered: Gathered,
    standing: Standing,
    attributions: Mapping[str, Attribution],
    by_id: Mapping[str, Placed],
) -> ClaimRow:
    origin = by_id[standing.origin].seen
    claim, words = one.claim, one.claim.span.of(one.seen.version.text)
    via = relayed_by(claim.attribution, attributions)
    if one.hidden is not None:
        mask = redacted(one.hidden)
        hidden_speaker = Speaker(mask, SpeakerClass.UNNAMED)
        speaker = claim.speaker if is_own_voice(claim.speaker) else hidden_speaker
        claim = replace(claim, value=TextValue(mask), speaker=speaker)
        words, via = mask, tuple(mask for _ in via)
    return ClaimRow(
        id=one.id,
        claim=claim,
        words=words,
        event=gathered.identity.id,
        kind=gathered.identity.kind,
        version=one.seen.row,
        reading=one.reading,
        mention=one.mention,
        rule=one.rule,
        confidence=one.confidence,
        status=standing.status,
        replaced_by=standing.replaced_by,
        why=standing.why,
        via=via,
        # A sentence carried over within one report is no copy of another's words.
        origin=origin.id if origin.row.report != one.seen.row.report else None,
    )


def relayed_by(attribution: str | None, attributions: Mapping[str, Attribution]) -> tuple[str, ...]:
    """The speakers who relay an attribution, from the outermost in; its own is not among them.

    Nobody relays what they say themselves: "we urge them", in a quotation of hers, is hers.
    """
    names: list[str] = []
    seen: set[str] = set()
    held = attributions.get(attribution or "")
    own = held.speaker.name if held is not None else ""
    while held is not None and held.via is not None and held.via not in seen:
        seen.add(held.via)
        held = attributions.get(held.via)
        if held is not None:
            names.append(held.speaker.name)
    return tuple(reversed([name for name in names if name != own]))


def lines_of(told: Told, relations: Relations, among: Iterable[Status]) -> list[Line]:
    """The claims with one of these statuses as lines, in order of known time.

    Claims of one report that say the same of the same thing, by the same speaker and with the same
    fate, are one line: that of the newest version. A claim that stands for several things, but not
    for all, is a line for each.
    """
    folds = _folds(told, relations)
    given, copies, wanted = _given(told), _copies(told), set(among)
    named = {one.id: _newest(fold).id for _, fold in folds for one in fold}
    replacing = _replacing(told)
    lines = [
        _line(told, fold, item, copies, given, named, replacing)
        for item, fold in folds
        if told.standing[fold[0].id].status in wanted
    ]
    return sorted(lines, key=_time_of)


def _folds(told: Told, relations: Relations) -> list[tuple[str | None, list[Placed]]]:
    """Item, and the claims of a line."""
    groups: dict[tuple[str | None, tuple[object, ...]], list[list[Placed]]] = defaultdict(list)
    for one in told.gathered.placed:
        standing = told.standing[one.id]
        for item in standing.items:
            folds = groups[item, _fold_key(one, standing)]
            for fold in folds:
                if relations.same(fold[0], one):
                    fold.append(one)
                    break
            else:
                folds.append([one])
    return [(item, fold) for (item, _), folds in groups.items() for fold in folds]


def _newest(fold: Sequence[Placed]) -> Placed:
    """The claim that stands for its line: of the newest version, the first in the text."""
    return max(
        fold,
        key=lambda one: (
            one.seen.row.stands_since,
            one.seen.row.number,
            -one.claim.span.start,
            one.id,
        ),
    )


def line_of(told: Told, claim: str) -> Line:
    """The line of one claim by itself, nothing folded into it."""
    (one,) = (held for held in told.gathered.placed if held.id == claim)
    item = one.claim.item if told.standing[claim].items == () else told.standing[claim].items[0]
    return _line(told, [one], item, _copies(told), _given(told), {}, _replacing(told))


def _replacing(told: Told) -> dict[str, list[Replaced]]:
    """Claim id -> what it replaced."""
    found: dict[str, list[Replaced]] = defaultdict(list)
    for standing in told.standing.values():
        for gone in standing.replaced:
            if gone.newer is not None:
                found[gone.newer].append(gone)
    return found


def _given(told: Told) -> dict[str, list[JudgementRow]]:
    """Claim id -> the judgements on it."""
    given: dict[str, list[JudgementRow]] = defaultdict(list)
    for row in marked(told.gathered.judgements):
        given[row.subject].append(row)
    return given


def _fold_key(one: Placed, standing: Standing) -> tuple[object, ...]:
    speaker = standing.speaker
    if speaker[0] == "unnamed":  # known again by the same words, within one report only
        speaker = ("unnamed", one.claim.speaker.name)
    return (
        one.claim.slot,
        one.seen.row.report,
        speaker,
        standing.status,
        standing.replaced_by,
        one.hidden,
    )


def _time_of(line: Line) -> tuple[object, ...]:
    row, version = line.row, line.row.version
    place = (version.report_key, version.number, row.claim.span, row.id)
    return (line.since, *place, line.item or "")


def _copies(told: Told) -> dict[str, list[ClaimRow]]:
    """Claim id -> claims of other reports that repeat its words."""
    found: dict[str, list[ClaimRow]] = defaultdict(list)
    placed = {one.id: one for one in told.gathered.placed}
    for one in told.gathered.placed:
        origin = told.standing[one.id].origin
        if placed[origin].seen.row.report != one.seen.row.report:
            found[origin].append(told.rows[one.id])
    return found


def _line(
    told: Told,
    fold: Sequence[Placed],
    item: str | None,
    copies: Mapping[str, Sequence[ClaimRow]],
    given: Mapping[str, Sequence[JudgementRow]],
    named: Mapping[str, str],
    replacing: Mapping[str, Sequence[Replaced]],
) -> Line:
    newest = _newest(fold)
    row = told.rows[newest.id]
    ids = {one.id for one in fold}
    others = [one for one in fold if one.id != newest.id]
    others.sort(key=lambda one: (-one.seen.row.number, one.claim.span, one.id))
    mask = None if newest.hidden is None else redacted(newest.hidden)
    replaces = {
        _by_line(gone, named)
        for one in fold
        for gone in replacing.get(one.id, ())
        if gone.older not in ids
    }
    replaced = {_by_line(gone, named) for one in fold for gone in told.standing[one.id].replaced}
    return Line(
        row=row,
        item=item,
        value=mask or claim_words(row.claim),
        speaker=speaker_words(row.claim.speaker, newest.seen),
        since=min(one.seen.row.known_at for one in fold),
        hedge=_hedge(newest, told.attributions),
        sentence=mask or newest.sentence,
        also=tuple(told.rows[one.id] for one in others),
        copies=tuple(copy for one in fold for copy in copies.get(one.id, ())),
        replaces=_sorted(replaces),
        replaced=_sorted(replaced),
        read_by=newest.read_by,
        judgements=tuple(judgement for one in fold for judgement in given.get(one.id, ())),
        reread=newest.reread,
    )


def _by_line(row: Replaced, named: Mapping[str, str]) -> Replaced:
    """The row with its claims named by those that stand for their lines."""
    newer = row.newer and named.get(row.newer, row.newer)
    return replace(row, older=named.get(row.older, row.older), newer=newer)


def _sorted(rows: Iterable[Replaced]) -> tuple[Replaced, ...]:
    """The rows in a fixed order, one reason for each: what words say before what is only seen."""
    kept: dict[tuple[str, str, str], Replaced] = {}
    for row in sorted(rows, key=lambda row: (not row.announced, row.why)):
        kept.setdefault((row.item or "", row.older, row.newer or ""), row)
    return tuple(kept[key] for key in sorted(kept))


def _hedge(one: Placed, attributions: Mapping[str, Attribution]) -> str | None:
    """The words that limit the claim; where only its certainty does, the name of that."""
    held = attributions.get(one.claim.attribution or "")
    if held is not None and held.hedge is not None and one.hidden is None:
        return held.hedge.of(one.seen.version.text)
    certain = one.claim.certainty is Certainty.CERTAIN
    return None if certain else one.claim.certainty.value


def by_slot(lines: Iterable[Line], codebook: Codebook, kind: str) -> tuple[SlotLines, ...]:
    """The lines by slot in the codebook's order, then item, then time; unknown slots last."""
    held: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        held[line.row.claim.slot].append(line)
    known = codebook.kinds.get(kind)
    slots = {} if known is None else known.slots
    order = [slot for slot in slots if slot in held] + sorted(set(held) - set(slots))
    return tuple(
        SlotLines(
            slot,
            slots[slot].title if slot in slots else slot,
            tuple(sorted(held[slot], key=lambda line: (line.item or "", *_time_of(line)))),
        )
        for slot in order
    )
