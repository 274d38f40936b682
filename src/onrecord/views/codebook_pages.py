"""Pages about a codebook: what is wrong in it, and what it finds in a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.codebook import Codebook, CodebookText, Kind, Mistake, defined_in
from onrecord.model.found import Found
from onrecord.model.json import JsonObject
from onrecord.model.reading import Reading
from onrecord.model.report import Version
from onrecord.model.value import TermValue
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.readings import reading_json
from onrecord.views.standalone import heading_of
from onrecord.views.value_pages import value_words
from onrecord.views.words import (
    counted,
    hedge_words,
    item_words,
    printable,
    quoted,
    speaker_words,
)

Terms = Sequence[Found[TermValue]]


def check_page(text: CodebookText, found: Sequence[Mistake]) -> Page:
    """All mistakes, then advice; where there are no mistakes, what the file defines."""
    mistakes = [one for one in found if not one.usable]
    advice = [one for one in found if one.usable]
    sections: list[Section] = []
    for some, title in ((mistakes, "wrong"), (advice, "advice")):
        if some:
            rows = tuple((one.key or "the file", f"{one.problem} {one.remedy}") for one in some)
            cells = tuple((printable(key), printable(told)) for key, told in rows)
            sections.append(Table(("", ""), cells, title, head=False, widest=(42,)))
    if mistakes:
        verdict = f"cannot be used: {counted(len(mistakes), 'mistake')}"
    else:
        verdict = f"can be used: {_defined(text)}"
    return Page(f"{printable(text.name)} {verdict}", tuple(sections))


def _defined(text: CodebookText) -> str:
    """How many kinds and terms a file defines, and the kinds by name."""
    kinds, terms = _names(text, "kinds"), _names(text, "terms")
    told = counted(len(kinds), "kind") + (f" ({', '.join(kinds)})" if kinds else "")
    return f"{told}, {counted(len(terms), 'term')}"


def _names(text: CodebookText, sort: str) -> list[str]:
    return sorted(
        key.removeprefix(f"{sort}.") for key in defined_in(text) if key.startswith(f"{sort}.")
    )


def tried_page(
    text: CodebookText, book: Codebook, version: Version, reading: Reading, terms: Terms
) -> Page:
    """The events of the file's kinds with mentions and claims, its terms, and what is not found."""
    mine = _names(text, "kinds")
    sections: list[Section] = [
        _event(number, book, version, reading)
        for number, cluster in enumerate(reading.clusters)
        if cluster.kind in mine
    ]
    own = set(_names(text, "terms"))
    told = Counter(
        (one.value.term, quoted(one.span.of(version.text)))
        for one in terms
        if one.value.term in own
    )
    rows = tuple(
        (term, f"{words} ({times})" if times > 1 else words, _order(book, term))
        for (term, words), times in told.items()
    )
    if rows:
        sections.append(Table(("term", "words", "its place"), rows, "terms in the text"))
    found = {cluster.kind for cluster in reading.clusters}
    missing = [_missing(book.kinds[name], version) for name in mine if name not in found]
    if missing:
        sections.append(Lines(tuple(missing), "not found"))
    return Page(heading_of(version), tuple(sections))


def _event(number: int, book: Codebook, version: Version, reading: Reading) -> Table:
    """A happening: its mentions, its claims, and the slots that stay empty."""
    cluster = reading.clusters[number]
    kind = book.kinds[cluster.kind]
    rows = [("mention", _mention(place, version, reading)) for place in cluster.mentions]
    filled: set[str] = set()
    for finding in reading.findings:
        claim = finding.claim
        if finding.event != number:
            continue
        filled.add(claim.slot)
        hedge = hedge_words(claim.certainty, claim.polarity, claim.modality)
        who = speaker_words(claim.speaker, version.facts.outlet)
        evidence = claim.evidence.of(version.text) if claim.evidence else ""
        parts = [
            f"{value_words(claim.value)} · {who}{'' if hedge == '–' else f', {hedge}'}",
            quoted(claim.span.of(version.text)),
            f"by {quoted(evidence, 40)}" if evidence else "",
        ]
        name = f"{claim.slot} {item_words(claim.item)}".strip()
        rows.append((name, " · ".join(part for part in parts if part)))
    empty = [slot for slot in kind.slots if slot not in filled]
    if empty:
        rows.append(("empty", ", ".join(empty)))
    return Table(("", ""), tuple(rows), f"{kind.name}: {printable(kind.title)}", head=False)


def _mention(place: int, version: Version, reading: Reading) -> str:
    mention = reading.mentions[place]
    words = quoted(mention.span.of(version.text))
    return f"{words} ({mention.modality.value}, {printable(mention.rule)})"


def _order(book: Codebook, name: str) -> str:
    term = book.terms[name]
    parts = [
        f"{what} {', '.join(others)}"
        for what, others in (("is a", term.is_a), ("may be", term.may_be))
        if others
    ]
    return "; ".join(parts) or "stands alone"


def _missing(kind: Kind, version: Version) -> str:
    """Why a kind may not have been found: none of its words, or words without their company."""
    stand = list(_standing_words(kind, version.text))
    if not stand:
        return f"{kind.name}: none of its words stands in the text"
    told = ", ".join(quoted(words) for words in stand[:5])
    return (
        f"{kind.name}: {told} {'stands' if len(stand) == 1 else 'stand'} in the text, "
        "but without the company that the codebook asks for"
    )


def _standing_words(kind: Kind, text: str) -> Iterator[str]:
    words = {word for trigger in kind.triggers for word in trigger.words}
    for word in sorted(words):
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield word


def tried_json(
    text: CodebookText, book: Codebook, version: Version, reading: Reading, terms: Terms
) -> JsonObject:
    """What the file finds: its kinds, the reading's events, mentions and claims of them, terms.

    Spans are `[start, end)` in `text`; `event` numbers the reading's events.
    """
    mine, own = _names(text, "kinds"), set(_names(text, "terms"))
    whole = reading_json(version, reading)
    events = {n for n, cluster in enumerate(reading.clusters) if cluster.kind in mine}
    return {
        "codebook": text.name,
        "kinds": list(mine),
        "text": version.text,
        **{
            key: [one for one in _rows(whole, key) if one.get("event") in events]
            for key in ("mentions", "claims")
        },
        "events": [
            {"event": n, **one} for n, one in enumerate(_rows(whole, "events")) if n in events
        ],
        "terms": [
            {
                "term": one.value.term,
                "span": one.span.as_json(),
                "words": one.span.of(version.text),
                "is_a": list(book.terms[one.value.term].is_a),
                "may_be": list(book.terms[one.value.term].may_be),
            }
            for one in terms
            if one.value.term in own
        ],
        "not_found": [
            {"kind": name, "words": list(_standing_words(book.kinds[name], version.text))}
            for name in mine
            if not any(cluster.kind == name for cluster in reading.clusters)
        ],
    }


def _rows(body: JsonObject, key: str) -> list[JsonObject]:
    rows = body[key]
    assert isinstance(rows, list)
    return [row for row in rows if isinstance(row, dict)]
