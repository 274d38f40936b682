"""Which judgement holds: the newest of the strongest author, withdrawn ones aside.

Judgements rival each other when they answer the same question: a claim's verdict (rejected,
accepted, amended) is one question, a mention's event (belongs, split) another. Two events being
one is a question about the pair, in whichever order it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.rows import JudgementRow

VERDICTS = frozenset({Verb.REJECTED, Verb.ACCEPTED, Verb.AMENDED})
"""Verbs that judge a claim itself."""

MEMBERSHIP = frozenset({Verb.BELONGS, Verb.SPLIT})
"""Verbs that say which event a mention or claim belongs to."""

ACTORS = frozenset({Verb.SAME_ACTOR, Verb.OTHER_ACTOR})
"""Verbs that say whether two names or codes are one actor."""


def weight(row: JudgementRow) -> tuple[bool, datetime, str]:
    """Sorts judgements from the weakest to the one that holds.

    A person outweighs a reader whenever either spoke; then the later one; equal times are
    decided by id, so that two ledgers with the same rows agree.
    """
    return (row.author_kind is AuthorKind.PERSON, row.at, row.id)


def live(rows: Iterable[JudgementRow]) -> list[JudgementRow]:
    """The judgements that nobody withdrew, weakest first.

    A withdrawal counts if it is itself not withdrawn and as strong as what it withdraws: a reader
    can't withdraw a person's judgement. Withdrawals must be among `rows`.
    """
    in_order = sorted(rows, key=weight)
    withdrawals: dict[str, list[JudgementRow]] = defaultdict(list)
    for row in in_order:
        if row.verb is Verb.WITHDRAWN:
            withdrawals[row.subject].append(row)
    stands: dict[str, bool] = {}
    waiting = [row for row in in_order if row.id in withdrawals]
    # An id is made of the subject's id, so withdrawals can't run in a circle.
    while waiting:
        row = waiting[-1]
        against = [
            by
            for by in withdrawals.get(row.id, ())
            if by.author_kind is AuthorKind.PERSON or row.author_kind is AuthorKind.READER
        ]
        unsettled = [by for by in against if by.id not in stands]
        if unsettled:
            waiting.extend(unsettled)
            continue
        stands[row.id] = not any(stands[by.id] for by in against)
        waiting.pop()
    return [row for row in in_order if row.verb is not Verb.WITHDRAWN and stands.get(row.id, True)]


def holding(rows: Iterable[JudgementRow], verbs: Collection[Verb]) -> dict[str, JudgementRow]:
    """Subject -> the judgement that holds among its judgements with one of `verbs`."""
    return {row.subject: row for row in live(rows) if row.verb in verbs}


def marked(rows: Iterable[JudgementRow]) -> list[JudgementRow]:
    """The judgements, weakest first, each with whether it is the one that holds.

    Withdrawals of them must be among `rows`; they are given back too.
    """
    in_order = sorted(rows, key=weight)
    holds = {_question(row): row.id for row in live(in_order)}
    counts = {*holds.values(), *(row.id for row in in_order if row.verb is Verb.WITHDRAWN)}
    return [replace(row, holds=row.id in counts) for row in in_order]


def _question(row: JudgementRow) -> tuple[object, ...]:
    """What the judgement answers: of those with one question the last holds."""
    if row.verb in VERDICTS:
        return ("verdict", row.subject)
    if row.verb in MEMBERSHIP:
        return ("membership", row.subject)
    pair = frozenset((row.subject.casefold(), (row.object or "").casefold()))
    return ("actors" if row.verb in ACTORS else row.verb.value, pair)


def actor_pairs(rows: Iterable[JudgementRow]) -> list[JudgementRow]:
    """The judgements that hold on who is the same actor: for each pair the last, weakest first."""
    return [row for row in marked(rows) if row.holds and row.verb in ACTORS]


def merged_groups(rows: Sequence[JudgementRow], start: Collection[str]) -> list[frozenset[str]]:
    """The events of `start`, grouped with all that they are one with.

    MERGED joins a pair of events; SPLIT with an event as its subject parts it from every event
    that a weaker judgement had joined it to. Chains and cycles of merges end in one group.
    """
    pairs: dict[frozenset[str], JudgementRow] = {}
    apart: dict[str, JudgementRow] = {}
    for row in live(rows):
        if row.verb is Verb.MERGED and row.object and row.object != row.subject:
            pairs[frozenset((row.subject, row.object))] = row
        elif row.verb is Verb.SPLIT:
            apart[row.subject] = row
    joined: dict[str, set[str]] = defaultdict(set)
    for pair, row in pairs.items():
        one, other = sorted(pair)
        if any(end in apart and weight(apart[end]) > weight(row) for end in pair):
            continue
        joined[one].add(other)
        joined[other].add(one)
    groups: list[frozenset[str]] = []
    done: set[str] = set()
    for event in sorted(start):
        if event not in done:
            groups.append(_reach(event, joined))
            done |= groups[-1]
    return groups


def _reach(start: str, joined: Mapping[str, Iterable[str]]) -> frozenset[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in joined.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return frozenset(seen)
