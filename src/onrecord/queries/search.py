"""`search`: where words stand, and what is claimed in the same sentence."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.errors import Misused
from onrecord.language.tokens import words_in
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.search import search_versions
from onrecord.model.report import Version
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.details import EventDetails
from onrecord.queries.found_claims import claims_in_sentences
from onrecord.queries.listing import details_in
from onrecord.queries.rows import SearchHit
from onrecord.queries.sentences import folded, sentences_near
from onrecord.queries.told import asking
from onrecord.queries.visible import Seen, View, reports_of, versions_of

_HITS, _SENTENCES_A_VERSION = 50, 3
"""Versions that are given, and sentences of each, at most."""
_STEM = 4


def search_words(
    ledger: Ledger,
    words: str,
    clocks: Clocks = NOW,
    *,
    limit: int = _HITS,
) -> tuple[SearchHit, ...]:
    """Sentences of versions that hold all the words, the newest report first.

    A version's best sentences are given (at most three: those that hold most of the words). The
    words are stemmed, so "launches" finds "launched". Texts that must not be shown are not found.

    Raises:
        Misused: there is no word in `words`.
    """
    with asking(ledger, clocks) as seen:
        return _hits(seen, words, limit)


def search_with_events(
    ledger: Ledger, words: str, clocks: Clocks, *, most_events: int
) -> tuple[tuple[SearchHit, ...], tuple[EventDetails, ...]]:
    """As `search_words`, and what a list tells of the first events that are told of there.

    Raises:
        Misused: there is no word in `words`.
    """
    with asking(ledger, clocks) as seen:
        hits = _hits(seen, words, _HITS)
        events = list(dict.fromkeys(row.event for hit in hits for row in hit.claims))
        return hits, details_in(seen, events[:most_events], codebook_of(seen))


def _hits(seen: View, words: str, limit: int) -> tuple[SearchHit, ...]:
    tokens = {folded(word) for word in words_in(words) if word[0].isalnum()}
    if not tokens:
        raise Misused("There is no word to look for.", "Give one or more words.")
    ids = search_versions(seen.connection, words, limit)
    held = _visible(seen, ids)
    best = {id: _best(held[id].version, tokens) for id in ids if id in held}
    near = claims_in_sentences(seen, held, best)
    hits = [
        SearchHit(held[id].row, sentence, tuple(near.get((id, sentence), ())))
        for id, sentences in best.items()
        for sentence in sentences
    ]
    return tuple(sorted(hits, key=lambda hit: hit.version.known_at, reverse=True))


def _visible(seen: View, ids: Collection[str]) -> dict[str, Seen]:
    found = versions_of(seen, reports_of(seen, ids))
    return {
        held.id: held
        for versions in found.values()
        for held in versions
        if held.id in ids and held.hidden is None
    }


def _best(text: Version, tokens: Collection[str]) -> list[str]:
    """The sentences that hold most of the words, in text order."""
    scored: list[tuple[int, int, str]] = []
    for place, sentence in enumerate(sentences_near(text, {_begin(token) for token in tokens})):
        words = {folded(word) for word in words_in(sentence)}
        score = sum(any(_alike(token, word) for word in words) for token in tokens)
        if score:
            scored.append((-score, place, sentence))
    best = sorted(scored)[:_SENTENCES_A_VERSION]
    top = best[0][0] if best else 0
    return [
        sentence
        for _, sentence in sorted((place, words) for score, place, words in best if score == top)
    ]


def _begin(token: str) -> str:
    """What every word that is alike begins with."""
    return token[:_STEM]


def _alike(token: str, word: str) -> bool:
    """Whether two words may have one stem: one begins with all but the ending of the other."""
    if token == word:
        return True
    shared = max(_STEM, min(len(token), len(word)) - 2)
    return len(token) > _STEM and len(word) > _STEM and token[:shared] == word[:shared]
