"""`search`: where words stand, and what is claimed in the same sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from onrecord.errors import Misused
from onrecord.language.tokens import split
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.search import search_versions
from onrecord.ledger.tables import version
from onrecord.model.report import Version
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.found_claims import claims_in_sentences
from onrecord.queries.rows import SearchHit
from onrecord.queries.sentences import folded, sentences_of
from onrecord.queries.told import asking
from onrecord.queries.visible import Seen, View, versions_of

_SENTENCES_A_VERSION = 3
_STEM = 4


def search_words(
    ledger: Ledger,
    words: str,
    clocks: Clocks = NOW,
    *,
    limit: int = 50,
) -> tuple[SearchHit, ...]:
    """Sentences of versions that hold all the words, the newest report first.

    A version's best sentences are given (at most three: those that hold most of the words). The
    words are stemmed, so "launches" finds "launched". Texts that must not be shown are not found.

    Raises:
        Misused: there is no word in `words`.
    """
    tokens = [folded(span.of(words)) for span in split(words) if words[span.start].isalnum()]
    if not tokens:
        raise Misused("There is no word to look for.", "Give one or more words.")
    with asking(ledger, clocks) as seen:
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


def _visible(seen: View, ids: Sequence[str]) -> dict[str, Seen]:
    reports = select(version.c.report).where(version.c.id.in_(ids), seen.on(version))
    found = versions_of(seen, set(seen.connection.execute(reports).scalars()))
    return {
        held.id: held
        for versions in found.values()
        for held in versions
        if held.id in ids and held.hidden is None
    }


def _best(text: Version, tokens: Sequence[str]) -> list[str]:
    """The sentences that hold most of the words, in text order."""
    scored: list[tuple[int, int, str]] = []
    for place, sentence in enumerate(sentences_of(text)):
        words = {folded(span.of(sentence)) for span in split(sentence)}
        score = sum(any(_alike(token, word) for word in words) for token in set(tokens))
        if score:
            scored.append((-score, place, sentence))
    best = sorted(scored)[:_SENTENCES_A_VERSION]
    top = best[0][0] if best else 0
    return [
        sentence
        for _, sentence in sorted((place, words) for score, place, words in best if score == top)
    ]


def _alike(token: str, word: str) -> bool:
    """Whether two words may have one stem: one begins with all but the ending of the other."""
    if token == word:
        return True
    shared = max(_STEM, min(len(token), len(word)) - 2)
    return len(token) > _STEM and len(word) > _STEM and token[:shared] == word[:shared]
