"""`explain`: how a claim came about, from the captured bytes to its status."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, select

from onrecord.codebook.codebook import Codebook
from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import appearance, batch, capture, claim, found, judgement, reading
from onrecord.ledger.times import instant
from onrecord.model.judgement import Verb
from onrecord.model.mention import Mention
from onrecord.model.span import Span
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import NotOnRecord, ambiguous, event_row
from onrecord.queries.gather import Placed
from onrecord.queries.ids import another_sort
from onrecord.queries.judged import judgements_on, judgements_where, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP, holding
from onrecord.queries.lines import Told, line_of
from onrecord.queries.rows import Explanation, JudgementRow, Said
from onrecord.queries.said import said_row
from onrecord.queries.short import is_short_id
from onrecord.queries.told import asking, told_by_mentions
from onrecord.queries.visible import View, redacted, redactions, rows_by_id

_HOW = "Give the first 6 or more characters of its id: onrecord log and blame show them."


def explain_claim(
    ledger: Ledger, words: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> Explanation:
    """How the claim came about that an id's first characters (6 or more) name.

    Raises:
        Ambiguous: several claims begin so.
        NotOnRecord: none does, or it was not on record at the clocks asked for.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        id = resolve_claim(seen, words)
        for told in told_by_mentions(seen, _mentions_of(seen, id), book):
            if id in told.rows:
                return _explain(seen, told, id, book)
    raise _not_then(words)


def _not_then(words: str) -> NotOnRecord:
    return NotOnRecord(
        f"Claim {words} was not on record at the clocks asked for.",
        "Leave --known and --recorded out to see it.",
    )


def resolve_claim(seen: View, words: str) -> str:
    """The id of the claim whose id begins with `words`.

    Raises:
        Misused: as `explain_claim`, and where the words can be no id.
    """
    prefix = words.strip().lower()
    if not is_short_id(prefix):
        raise Misused(f'"{words}" is no claim\'s id.', _HOW)
    question = (
        select(claim.c.id, claim.c.slot, claim.c.speaker_name)
        .where(claim.c.id >= prefix, claim.c.id < prefix + "g", seen.on(claim))
        .order_by(claim.c.id)
        .limit(10)
    )
    rows = seen.connection.execute(question).all()
    if not rows:
        if seen.cutoff is not None and resolve_claim(replace(seen, cutoff=None), words):
            raise _not_then(words)
        raise another_sort(seen.connection, words, "a claim") or NotOnRecord(
            f"No claim on record begins with {words}.", _HOW
        )
    if len(rows) > 1:
        names = [(r.id, f"{r.slot}, {r.speaker_name}") for r in rows]
        raise ambiguous(seen, words, "claims", names)
    return str(rows[0].id)


def _mentions_of(seen: View, id: str) -> set[str]:
    """Mentions or events through which the claim may belong to an event."""
    question = select(found.c.mention).where(
        found.c.object == id, found.c.sort == "claim", seen.on(found)
    )
    near = {mention for mention in seen.connection.execute(question).scalars() if mention}
    put = judgements_on(seen, [id], MEMBERSHIP)
    near |= {row.object for row in put if row.object}
    about = and_(judgement.c.object == id, judgement.c.verb == Verb.AMENDED.value)
    for row in judgements_where(seen, about):
        if row.subject != id:
            near |= _mentions_of(seen, row.subject)
    return near


def _explain(seen: View, told: Told, id: str, book: Codebook) -> Explanation:
    (one,) = (held for held in told.gathered.placed if held.id == id)
    text = one.seen.version.text
    mask = None if one.hidden is None else redacted(one.hidden)

    def words(span: Span | None) -> str | None:
        return None if span is None else mask or span.of(text)

    mention = told.gathered.mentions.get(one.mention or "")
    read = rows_by_id(seen, reading, [one.reading]).get(one.reading)
    recorded = seen.connection.execute(
        select(batch.c.seq, batch.c.digest)
        .join(claim, claim.c.batch == batch.c.seq)
        .where(claim.c.id == id)
    ).one()
    return Explanation(
        line=line_of(told, id),
        event=event_row(seen, told, book),
        chain=_chain(told, one),
        evidence=words(one.claim.evidence),
        earlier=words(one.claim.earlier),
        notes=() if mask else tuple(sorted(one.notes.items())),
        reader=("", "", "")
        if read is None
        else (read.reader_name, read.reader_version, read.reader_digest),
        rule=one.rule,
        confidence=one.confidence,
        mention=None if mention is None else _mention_words(seen, one, mention, mask),
        event_reasons=_reasons(seen, one.mention),
        captures=_captures(seen, one),
        batch=(recorded.seq, recorded.digest),
    )


def _mention_words(seen: View, one: Placed, mention: Mention, mask: str | None) -> str:
    """The mention's words; it may stand in another version than a claim that was put here."""
    reason = redactions(seen, [mention.id]).get(mention.id)
    if reason is not None or mask is not None:
        return mask or redacted(reason or "")
    same = mention.version == one.seen.id
    return mention.span.of(one.seen.version.text) if same else ""


def _chain(told: Told, one: Placed) -> tuple[Said, ...]:
    """The attributions that the claim rests on, from its own outward."""
    chain: list[Said] = []
    seen: set[str] = set()
    id = one.claim.attribution
    while id is not None and id in told.attributions and id not in seen:
        seen.add(id)
        chain.append(said_row(id, told.attributions, one.seen, one.hidden))
        id = told.attributions[id].via
    return tuple(chain)


def _reasons(seen: View, mention: str | None) -> tuple[JudgementRow, ...]:
    """The judgements that say which event the mention belongs to; the one that holds is marked."""
    if mention is None:
        return ()
    rows = with_withdrawals(seen, judgements_on(seen, [mention], MEMBERSHIP))
    held = holding(rows, MEMBERSHIP).get(mention)
    marked = [replace(row, holds=held is not None and row.id == held.id) for row in rows]
    return tuple(sorted(marked, key=lambda row: (row.at, row.id)))


def _captures(seen: View, one: Placed) -> tuple[tuple[str, str, datetime], ...]:
    question = (
        select(capture.c.id, capture.c.sha256, appearance.c.known_at)
        .join(appearance, appearance.c.capture == capture.c.id)
        .where(appearance.c.version == one.seen.id, seen.on(capture, appearance))
        .order_by(appearance.c.known_at, capture.c.id)
    )
    return tuple((r.id, r.sha256, instant(r.known_at)) for r in seen.connection.execute(question))
