"""Which verdict bears on which claim of an event: it follows the words that it was given on."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.gather import Gathered, Placed
from onrecord.queries.judgements import VERDICTS, holding
from onrecord.queries.relations import Relations
from onrecord.queries.rows import JudgementRow


def verdicts_on(
    gathered: Gathered, origin: Mapping[str, Placed], relations: Relations
) -> dict[str, JudgementRow]:
    """Claim id -> the verdict that holds on it.

    It holds for the same claim in a later version of the report that carries the sentence over
    (`origin` tells of that), and a person's for whatever else a later reading makes of the same
    words in the same slot.
    """
    placed = {one.id: one for one in gathered.placed}
    given = holding(gathered.judgements, VERDICTS)
    verdicts = {id: row for id, row in given.items() if id in placed}
    fixed: dict[tuple[str, str, int, int], tuple[Placed, JudgementRow]] = {}
    for id, row in sorted(verdicts.items()):
        one = placed[id]
        if row.author_kind is AuthorKind.PERSON and row.verb is not Verb.REJECTED:
            right = placed.get(row.object or id, one)
            fixed[_words(one)] = (right, row)
    for one in gathered.placed:
        if one.id in verdicts:
            continue
        settled = fixed.get(_words(one))
        if settled is not None and settled[0].id != one.id:
            right, row = settled
            if not relations.same(right, one) or right.claim.item != one.claim.item:
                verdicts[one.id] = _against(one, right, row)
            continue
        source = origin[one.id]
        row_of_source = verdicts.get(source.id)
        if row_of_source is not None and source.seen.row.report == one.seen.row.report:
            verdicts[one.id] = row_of_source
    return verdicts


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
