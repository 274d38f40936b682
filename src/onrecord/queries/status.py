"""How each claim of an event stands: the one place where that is decided.

RECORD section 4, in the order in which it is asked of every claim:

1. *rejected*: a person (or, weaker, a reader) rejected or amended it.
2. *superseded*: its own words say that a newer value replaced it ("earlier estimated"); a judgement
   says so; the same speaker later gave another value for the same slot and thing; a later reading
   of its version no longer finds it.
3. *withdrawn*: a later version of its report no longer says it.
4. Else it *stands*.

What is rejected replaces nothing. What is merely coarser replaces nothing. Two speakers who differ
both stand. A claim on "both" is replaced thing by thing: it stands for those that are left. Words
that were carried over from an older version, or copied from another report, count from when they
were first said, so a copy never replaces what came after its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.codebook.codebook import Codebook
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.model.scales import Status
from onrecord.queries.dropped import Dropped, find_dropped
from onrecord.queries.gather import Gathered, Placed, place_of
from onrecord.queries.items import covers, named, numbered
from onrecord.queries.judgements import VERDICTS, holding, live
from onrecord.queries.order import before
from onrecord.queries.origins import find_origins
from onrecord.queries.relations import Relations
from onrecord.queries.rows import JudgementRow, Replaced
from onrecord.queries.sayings import Sayings, Thing
from onrecord.queries.speakers import Key, Speakers
from onrecord.queries.visible import redacted

SILENT = "same speaker, silent"
"""Why a value was replaced, where no words say that it was."""

LAPSED = "the decision that made it no longer holds"
"""Why a person's claim is rejected whose amendment or mark was withdrawn or overruled."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one claim stands.

    `items` name the things for which it stands, or stood if it no longer does for any. `replaced`
    says by what, thing by thing; `replaced_by` and `why` sum that up and are None while it stands.
    `origin` is the id of the claim whose words it repeats, or its own. `speaker` is the speaker's
    key.
    """

    status: Status
    items: tuple[str | None, ...]
    speaker: Key
    origin: str
    replaced_by: str | None = None
    why: str | None = None
    replaced: tuple[Replaced, ...] = ()


def derive(
    gathered: Gathered, codebook: Codebook, actors: Sequence[JudgementRow] = ()
) -> dict[str, Standing]:
    """Claim id -> how it stands, for all claims of the event.

    `actors` are the judgements on who is the same actor. The result does not depend on the order
    of the rows.
    """
    return _Case(gathered, codebook, actors).decide()


class _Case:
    """The claims of one event, with what is needed to decide on each."""

    def __init__(
        self, gathered: Gathered, codebook: Codebook, actors: Sequence[JudgementRow]
    ) -> None:
        gathered = replace(gathered, placed=tuple(sorted(gathered.placed, key=place_of)))
        self.gathered = gathered
        self.placed = {one.id: one for one in gathered.placed}
        self.relations = Relations(codebook, gathered.identity.kind)
        self.speakers = Speakers(gathered.voices, actors)
        self.key = {
            id: self.speakers.key(one.claim.speaker, one.seen, id)
            for id, one in self.placed.items()
        }
        items: dict[str, list[str | None]] = defaultdict(list)
        for one in gathered.placed:
            items[one.claim.slot].append(one.claim.item)
        numbers = {slot: numbered(held) for slot, held in items.items()}
        self.covered = {
            (slot, item): covers(item, numbers.get(slot, frozenset()))
            for slot, item in {
                (one.claim.slot, one.claim.item) for one in (*gathered.placed, *gathered.left)
            }
        }
        self.origin = find_origins(gathered.placed, self.relations)
        self.verdict = self._verdicts()
        self.active = [one for one in gathered.placed if self._counts(one)]
        self.by_slot: dict[str, list[Placed]] = defaultdict(list)
        for one in self.active:
            self.by_slot[one.claim.slot].append(one)
        self.now = self._sayings(one for one in self.active if one.claim.earlier is None)
        self.past = self._sayings(one for one in self.active if one.claim.earlier is not None)

    def _sayings(self, claims: Iterable[Placed]) -> Sayings:
        return Sayings(claims, self.origin, self._things_said, self.relations)

    def _things_said(self, one: Placed) -> list[Thing]:
        return [self._said(one, thing) for thing in self.things(one)]

    def _said(self, one: Placed, thing: str) -> Thing:
        """One of its things as its speaker speaks of it."""
        return (one.claim.slot, self.key[one.id], thing)

    def things(self, one: Placed) -> frozenset[str]:
        """The things that a claim is about."""
        return self.covered[one.claim.slot, one.claim.item]

    def _counts(self, one: Placed) -> bool:
        """Whether the claim is neither judged wrong nor dropped by a later reading.

        What was accepted counts whatever a later reading makes of it.
        """
        row = self.verdict.get(one.id)
        fresh = not one.reread and not one.lapsed
        return fresh if row is None else row.verb is Verb.ACCEPTED

    def decide(self) -> dict[str, Standing]:
        """Claim id -> standing."""
        superseded = self._superseded()
        told = (*self.active, *self.gathered.left)
        dropped = find_dropped(
            self.gathered.reports,
            self.active,
            {
                one.id: self.speakers.key_in_report(one.claim.speaker, one.seen, one.id)
                for one in told
            },
            {one.id: self.things(one) for one in told},
            self.gathered.left,
            self.relations,
        )
        return {
            id: self._standing(one, superseded.get(id, {}), dropped.get(id))
            for id, one in sorted(self.placed.items())
        }

    def _standing(
        self, one: Placed, replaced: Mapping[str, Replaced], dropped: Dropped | None
    ) -> Standing:
        things, item = self.things(one), one.claim.item
        left = frozenset() if one.claim.earlier is not None else things - set(replaced)
        if replaced and left and self._said_again(one, left):
            left = frozenset()
        rows = tuple(sorted(set(replaced.values()), key=lambda row: (row.item or "", row.why)))
        status, replaced_by, why = Status.STANDING, None, None
        verdict = self.verdict.get(one.id)
        if verdict is not None and verdict.verb is not Verb.ACCEPTED:
            status, left = Status.REJECTED, things
            replaced_by = verdict.object if verdict.verb is Verb.AMENDED else None
            why = f"{verdict.author}, {verdict.at:%d %b %Y}: {verdict.because}"
        elif one.lapsed and verdict is None:
            status, left, why = Status.REJECTED, things, LAPSED
        elif one.reread and verdict is None:
            status, left = Status.SUPERSEDED, things
            replaced_by, why = self._read_anew(one), "a later reading no longer finds it"
        elif not left or (dropped is not None and rows):
            status, left = Status.SUPERSEDED, things
            first = min(rows, key=self._when)
            replaced_by, why = first.newer, first.why
        elif dropped is not None:
            status = Status.SUPERSEDED if dropped.credited else Status.WITHDRAWN
            replaced_by, why = dropped.credited, dropped.why
        return Standing(
            status=status,
            items=named(left, things, item),
            speaker=self.key[one.id],
            origin=self.origin[one.id].id,
            replaced_by=replaced_by,
            why=why,
            replaced=rows,
        )

    def _when(self, row: Replaced) -> tuple[object, ...]:
        """Sorts what replaced a claim: the first first, unknown ones last."""
        newer = self.placed.get(row.newer or "")
        return (newer is None, *(self.now.first_said(newer) if newer else ()), row.item or "")

    def _verdicts(self) -> dict[str, JudgementRow]:
        """Claim id -> the verdict that holds on it.

        A verdict follows the words: it holds for the same claim in a later version of the report
        that carries the sentence over, and a person's for whatever else a later reading makes of
        the same words in the same slot.
        """
        given = holding(self.gathered.judgements, VERDICTS)
        verdicts = {id: row for id, row in given.items() if id in self.placed}
        fixed: dict[tuple[str, str, int, int], tuple[Placed, JudgementRow]] = {}
        for id, row in sorted(verdicts.items()):
            one = self.placed[id]
            if row.author_kind is AuthorKind.PERSON and row.verb is not Verb.REJECTED:
                right = self.placed.get(row.object or id, one)
                fixed[_words(one)] = (right, row)
        for one in self.gathered.placed:
            if one.id in verdicts:
                continue
            settled = fixed.get(_words(one))
            if settled is not None and settled[0].id != one.id:
                right, row = settled
                if not self.relations.same(right, one) or right.claim.item != one.claim.item:
                    verdicts[one.id] = _against(one, right, row)
                continue
            source = self.origin[one.id]
            row_of_source = verdicts.get(source.id)
            if row_of_source is not None and source.seen.row.report == one.seen.row.report:
                verdicts[one.id] = row_of_source
        return verdicts

    def _superseded(self) -> dict[str, dict[str, Replaced]]:
        """Claim id -> thing -> by what it was replaced there, and why."""
        found: dict[str, dict[str, Replaced]] = defaultdict(dict)
        for one in self.active:
            if one.claim.earlier is not None:
                found[one.id].update(self._past(one, one, self.things(one)))
                continue
            newer_of = {
                thing: self.now.displacer(one, self._said(one, thing)) for thing in self.things(one)
            }
            for thing in self._given_up(one, newer_of):
                newer, told = newer_of[thing], self._told_as_past(one, thing)
                if newer is not None:
                    why = SILENT if told is None else self._says_so(told)
                    found[one.id][thing] = self._replaced(one, newer, thing, why)
                elif told is not None:
                    found[one.id].update(self._past(one, told, frozenset({thing})))
        for row in live(self.gathered.judgements):
            older = self.placed.get(row.object or "")
            if row.verb is Verb.REPLACES and older is not None and row.subject in self.placed:
                why = f"{row.author}: {row.because}"
                for thing in self.things(older):
                    found[older.id][thing] = self._replaced(
                        older, self.placed[row.subject], thing, why
                    )
        return found

    def _given_up(self, one: Placed, newer_of: Mapping[str, Placed | None]) -> list[str]:
        """The things on which to look for what replaced a claim.

        Where some of its things were replaced and others first said again, the latter live on in
        the claim that says them again: of "both 430", then "430 and 690", the second is replaced.
        """
        replaced = {thing for thing, newer in newer_of.items() if newer is not None}
        if len(replaced) < 2:  # then none is left once those said again are taken off
            return sorted(newer_of)
        again = {
            thing
            for thing, newer in newer_of.items()
            if newer is not None
            and any(
                self.now.after(newer, other)
                for other in self.now.again(one, self._said(one, thing))
            )
        }
        return sorted(set(newer_of) - again if again < replaced else newer_of)

    def _replaced(self, older: Placed, newer: Placed | None, thing: str, why: str) -> Replaced:
        (item,) = named({thing}, self.things(older), older.claim.item)
        newer_id = None if newer is None else newer.id
        return Replaced(older.id, newer_id, item, announced=why != SILENT, why=why)

    def _told_as_past(self, one: Placed, thing: str) -> Placed | None:
        """The first later claim whose words tell this very value as a past one."""
        told = (
            other
            for other in self.past.of(self._said(one, thing))
            if before(one.seen.row, other.seen.row) and self.relations.same(other, one)
        )
        return next(told, None)

    def _past(self, one: Placed, told: Placed, things: frozenset[str]) -> dict[str, Replaced]:
        """Thing -> what replaced `one` there, where the words of `told` say that it is past.

        "Earlier said that both flew 430, now that the second flew 690" gives up the second only.
        Where nothing newer is on record for any of its things, all are given up.
        """
        newer = {thing: self._current_beside(told, thing) for thing in self.things(told)}
        known = any(claim is not None for claim in newer.values())
        why = self._says_so(told)
        return {
            thing: self._replaced(one, newer.get(thing), thing, why)
            for thing in sorted(things)
            if newer.get(thing) is not None or not known
        }

    def _current_beside(self, past: Placed, thing: str) -> Placed | None:
        """What replaced a value of one thing that is told as past.

        Looked for in the same version first: by the same speaker, else by any; then the newest of
        the same speaker's elsewhere. None where the newer value is not on record, and where the
        speaker says this value again in the same version.
        """
        now = [
            other
            for other in self.by_slot[past.claim.slot]
            if other.claim.earlier is None and thing in self.things(other)
        ]
        mine = [other for other in now if self.key[other.id] == self.key[past.id]]
        beside = [other for other in mine if other.seen.id == past.seen.id]
        if any(self.relations.same(other, past) for other in beside):
            return None
        if not beside:
            beside = [
                other
                for other in now
                if other.seen.id == past.seen.id and not self.relations.same(other, past)
            ]
        if beside:
            return min(beside, key=lambda other: (other.claim.span, other.id))
        elsewhere = [
            other
            for other in mine
            if not before(past.seen.row, other.seen.row) and not self.relations.same(other, past)
        ]
        return max(elsewhere, key=self.now.first_said, default=None)

    def _said_again(self, one: Placed, things: frozenset[str]) -> bool:
        """Whether its speaker later said the same value of each of these things again."""
        return all(any(self.now.again(one, self._said(one, thing))) for thing in things)

    def _read_anew(self, one: Placed) -> str | None:
        """The claim that the current reading makes of the same words, if any."""
        anew = [
            other.id
            for other in self.by_slot[one.claim.slot]
            if other.seen.id == one.seen.id and other.claim.span.overlaps(one.claim.span)
        ]
        return min(anew, default=None)

    def _says_so(self, past: Placed) -> str:
        span = past.claim.earlier
        words = span.of(past.seen.version.text) if span is not None else ""
        return f'the report says so: "{redacted(past.hidden) if past.hidden else words}"'


def _words(one: Placed) -> tuple[str, str, int, int]:
    return (one.seen.id, one.claim.slot, one.claim.span.start, one.claim.span.end)


def _against(one: Placed, right: Placed, row: JudgementRow) -> JudgementRow:
    """The verdict on a claim that differs from what a person settled for the same words."""
    return JudgementRow(
        id=row.id,
        subject=one.id,
        verb=Verb.AMENDED,
        object=right.id,
        author_kind=row.author_kind,
        author=row.author,
        at=row.at,
        because=f"{row.because} (settled before this reading)",
        recorded_at=row.recorded_at,
    )
