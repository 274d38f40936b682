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

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from onrecord.codebook.codebook import Codebook
from onrecord.model.judgement import Verb
from onrecord.model.scales import Status
from onrecord.queries.as_of import actors_among, as_of
from onrecord.queries.dropped import Drops
from onrecord.queries.gather import Gathered, Placed, place_of
from onrecord.queries.hindsight import Hindsight
from onrecord.queries.items import covers, named, numbered
from onrecord.queries.judgements import live
from onrecord.queries.order import before
from onrecord.queries.origins import find_origins
from onrecord.queries.relations import Relations
from onrecord.queries.rows import JudgementRow, Replaced
from onrecord.queries.sayings import Sayings, Thing
from onrecord.queries.speakers import Key, Speakers
from onrecord.queries.verdicts import verdicts_on
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
) -> Standings:
    """Claim id -> how it stands, for all claims of the event.

    `actors` are the judgements on who is the same actor. The result does not depend on the order
    of the rows.
    """
    return Standings(gathered, codebook, actors)


class Standings(Mapping[str, Standing]):
    """Claim id -> how it stands, for the claims of one event; each is decided when it is asked."""

    def __init__(
        self, gathered: Gathered, codebook: Codebook, actors: Sequence[JudgementRow]
    ) -> None:
        gathered = replace(gathered, placed=tuple(sorted(gathered.placed, key=place_of)))
        self.gathered, self.codebook, self.actors = gathered, codebook, actors
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
        self.verdict = verdicts_on(gathered, self.origin, self.relations)
        active = [one for one in gathered.placed if self._counts(one)]
        self.active = {one.id for one in active}
        self.by_slot: dict[str, list[Placed]] = defaultdict(list)
        for one in active:
            self.by_slot[one.claim.slot].append(one)
        self.now = self._sayings(one for one in active if one.claim.earlier is None)
        self.past = self._sayings(one for one in active if one.claim.earlier is not None)
        self.drops = Drops(
            gathered.reports,
            active,
            gathered.left,
            lambda one: self.speakers.key_in_report(one.claim.speaker, one.seen, one.id),
            self.things,
            self.relations,
        )
        self.replaces: dict[str, list[JudgementRow]] = defaultdict(list)
        for row in live(gathered.judgements):
            if row.verb is Verb.REPLACES and row.object and row.subject in self.placed:
                self.replaces[row.object].append(row)
        self.known: datetime | None = None
        self._decided: dict[str, Standing] = {}
        self._hindsight: Hindsight | None = None

    def __getitem__(self, id: str) -> Standing:
        found = self._decided.get(id)
        if found is None:
            one = self.placed[id]
            if not self._is_known(one):
                raise KeyError(id)
            found = self._decided[id] = self._standing(one, self._superseded(one))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(id for id, one in self.placed.items() if self._is_known(one)))

    def __len__(self) -> int:
        return sum(map(self._is_known, self.placed.values()))

    def at(self, known: datetime) -> Standings:
        """As the claims that could be read at `known` stood then; little is done anew for it."""
        if not self.hindsight.holds(known):
            gathered = as_of(self.gathered, known)
            return Standings(gathered, self.codebook, actors_among(self.actors, gathered.voices))
        then = copy.copy(self)
        then.known, then._decided = known, {}
        then.now, then.past = self.now.at(known), self.past.at(known)
        then.drops = self.drops.at(known)
        return then

    @property
    def hindsight(self) -> Hindsight:
        """Whether the claims could be decided so at an earlier time."""
        if self._hindsight is None:
            self._hindsight = Hindsight(self.gathered, self.speakers, self.actors)
        return self._hindsight

    def _is_known(self, one: Placed) -> bool:
        return self.known is None or one.seen.row.known_at <= self.known

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

    def _standing(self, one: Placed, replaced: Mapping[str, Replaced]) -> Standing:
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
        elif not left or ((dropped := self.drops.of(one)) is not None and rows):
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

    def _superseded(self, one: Placed) -> dict[str, Replaced]:
        """Thing -> by what the claim was replaced there, and why."""
        found: dict[str, Replaced] = {}
        if one.id in self.active:
            if one.claim.earlier is not None:
                found = self._past(one, one, self.things(one))
            else:
                found = self._replaced_things(one)
        for row in self.replaces.get(one.id, ()):
            newer = self.placed[row.subject]
            if self._is_known(newer):
                why = f"{row.author}: {row.because}"
                for thing in self.things(one):
                    found[thing] = self._replaced(one, newer, thing, why)
        return found

    def _replaced_things(self, one: Placed) -> dict[str, Replaced]:
        """As `_superseded`, of a claim that is not told as past."""
        found: dict[str, Replaced] = {}
        newer_of = {
            thing: self.now.displacer(one, self._said(one, thing)) for thing in self.things(one)
        }
        for thing in self._given_up(one, newer_of):
            newer, told = newer_of[thing], self._told_as_past(one, thing)
            if newer is not None:
                why = SILENT if told is None else self._says_so(told)
                found[thing] = self._replaced(one, newer, thing, why)
            elif told is not None:
                found.update(self._past(one, told, frozenset({thing})))
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
            if other.claim.earlier is None and thing in self.things(other) and self._is_known(other)
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
