"""Pages about one claim and one actor: how it came about, what they said."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.queries.rows import ActorRecord, Explanation, Said
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import (
    hedge_words,
    item_words,
    moment,
    printable,
    quoted,
    speaker_words,
    version_words,
)


def explanation_page(told: Explanation, short: Mapping[str, str]) -> Page:
    """How a claim came about, from its words to the batch that holds it."""
    row, claim = told.line.row, told.line.row.claim
    slot = f"{claim.slot} {item_words(told.line.item)}".strip()
    facts: list[tuple[str, str]] = [
        ("words", quoted(row.words)),
        ("sentence", quoted(told.line.sentence, 400)),
        ("status", row.status.value + (f": {printable(row.why)}" if row.why else "")),
        ("speaker", speaker_words(claim.speaker, row.version.outlet)),
        ("hedge", hedge_words(claim.certainty, claim.polarity, claim.modality, told.line.hedge)),
    ]
    for depth, said in enumerate(told.chain):
        facts.append(("credited by" if depth == 0 else "relayed by", _said_line(said)))
    if told.evidence:
        facts.append(("slot because of", quoted(told.evidence)))
    if told.earlier:
        facts.append(("overtaken by words", quoted(told.earlier)))
    facts.append(("rule", f"{told.rule} (confidence {told.confidence:.2f})"))
    facts += [(f"note: {name}", printable(text)) for name, text in told.notes]
    if told.event:
        facts.append(("event", f"{short[told.event.id]} {printable(told.event.name)}"))
    if told.mention:
        facts.append(("through", quoted(told.mention)))
    for reason in told.event_reasons:
        facts.append(("joined", f"{printable(reason.because)} ({printable(reason.author)})"))
    for judgement in told.line.judgements:
        facts.append(
            (
                "judgement",
                f"{short[judgement.id]} {judgement.verb.value} by {printable(judgement.author)}, "
                f"{moment(judgement.at)}: {printable(judgement.because)}"
                f"{'' if judgement.holds else ' [no longer holds]'}",
            )
        )
    facts.append(("report", f"{version_words(row.version)}: {printable(row.version.title)}"))
    if row.version.address:
        facts.append(("address", printable(row.version.address)))
    known = f"{moment(row.version.known_at)} UTC, from the {row.version.known_from.value}"
    facts.append(("known since", known + (" (zone assumed)" if row.version.zone_assumed else "")))
    facts += [
        ("captured as", f"SHA-256 {digest[:16]}… shown by {short[capture]}")
        for capture, digest, _ in told.captures
    ]
    name, version, digest = told.reader
    facts.append(("reader", f"{printable(name)} {printable(version)}, digest {digest[:16]}…"))
    facts.append(("batch", f"{told.batch[0]}, digest {told.batch[1][:16]}…"))
    heading = f"claim {short[row.id]}  {slot} = {printable(told.line.value)}"
    return Page(heading, (Table(("", ""), tuple(facts), head=False),))


def ids_explained(told: Explanation) -> set[str]:
    """The ids that the page shows: of claim, event, judgements and captures."""
    ids = {told.line.row.id, *(judgement.id for judgement in told.line.judgements)}
    ids |= {capture for capture, _, _ in told.captures}
    return ids | ({told.event.id} if told.event else set())


def _said_line(said: Said) -> str:
    source = quoted(said.source) if said.source else "nobody named"
    cue = f" {quoted(said.cue)}" if said.cue else ""
    who = speaker_words(said.attribution.speaker, said.version.outlet)
    unnamed = f", unnamed: {quoted(said.anonymity)}" if said.anonymity else ""
    return f"{source}{cue}: {who}{unnamed}"


def actor_page(actor: ActorRecord, short: Mapping[str, str], clock: str) -> Page:
    """What an actor said, in order of time, and their wording for a thing over time."""
    sections: list[Section] = []
    if actor.wording:
        rows = tuple(
            (
                moment(word.line.since),
                f"{short[word.event.id]} {word.slot} {item_words(word.line.item)}".strip(),
                printable(word.value),
                quoted(word.words),
                version_words(word.line.row.version),
            )
            for word in actor.wording
        )
        columns = ("known (UTC)", "event, slot", "value", "words", "report")
        sections.append(Table(columns, rows, "their wording over time"))
    if actor.said:
        rows = tuple(
            (
                moment(said.since),
                said.attribution.manner.value,
                hedge_words(
                    said.attribution.certainty,
                    said.attribution.polarity,
                    said.attribution.modality,
                    said.hedge,
                ),
                quoted(said.words, 200),
                version_words(said.version)
                + (f", via {printable(', '.join(said.via))}" if said.via else ""),
            )
            for said in actor.said
        )
        sections.append(
            Table(("known (UTC)", "manner", "hedge", "content", "report"), rows, "what they said")
        )
    if not sections:
        sections.append(Lines(("Nothing is on record that they said.",)))
    names = ", ".join(printable(name) for name in (*actor.names, *actor.codes))
    return Page(names or printable(actor.words), tuple(sections), clock=clock)
