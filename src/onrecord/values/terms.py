"""Terms of a codebook in a text: the longest run of words that the codebook holds."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.codebook.codebook import Codebook
from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.model.value import TermValue
from onrecord.values.lexer import Tokens, lex
from onrecord.values.nouns import singular

_HYPHENS = frozenset({"-", "‐", "‑"})
Lexicon = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word -> (words, term id), longest first."""


_KEPT = 8
_lexicons: dict[str, Lexicon] = {}
"""Digest of a codebook -> its lexicon, for the last few codebooks: making one takes longer than
reading a short report, and the guard asks for each term."""


def lexicon_of(codebook: Codebook) -> Lexicon:
    """The codebook's term words, ready to be looked up. Hyphens and spaces are one.

    Made once for each digest, which a codebook changes with its terms.
    """
    found = _lexicons.get(codebook.digest)
    if found is None:
        while len(_lexicons) >= _KEPT:
            del _lexicons[next(iter(_lexicons))]
        found = _lexicons[codebook.digest] = _make_lexicon(codebook)
    return found


def _make_lexicon(codebook: Codebook) -> Lexicon:
    rows: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for term in codebook.terms.values():
        for words in term.words:
            key = tuple(w for w in lex(words).words if w not in _HYPHENS)
            if key:
                rows.setdefault(key[0], set()).add((key, term.id))
                last = (*key[:-1], singular(key[-1]))
                rows.setdefault(last[0], set()).add((last, term.id))
    return {
        first: tuple(sorted(found, key=lambda row: (-len(row[0]), row[1], row[0])))
        for first, found in sorted(rows.items())
    }


def terms_in(text: str, lexicon: Lexicon) -> tuple[Found[TermValue], ...]:
    """The terms that `text` uses, left to right, in singular or plural, hyphened or not.

    Words that two terms share give both, over the same span. Nothing is found inside a longer
    word, nor in one half of a compound ("anti-missile", "missile-related").
    """
    return tuple(_terms(lex(text), lexicon, 0))


def find_terms(
    version: Version, layers: Layers | None, codebook: Codebook
) -> tuple[Found[TermValue], ...]:
    """The terms of `codebook` that a version uses, in text order."""
    del layers  # words alone decide; the parameter is the room's common form
    lexicon = lexicon_of(codebook)
    out: list[Found[TermValue]] = []
    for block in version.blocks:
        if block.kind is not BlockKind.PROMO:
            out += _terms(lex(block.span.of(version.text)), lexicon, block.span.start)
    return tuple(out)


def _terms(tokens: Tokens, lexicon: Lexicon, shift: int) -> list[Found[TermValue]]:
    out: list[Found[TermValue]] = []
    i = 0
    while i < len(tokens):
        rows = lexicon.get(tokens.words[i]) or lexicon.get(singular(tokens.words[i])) or ()
        size = 0
        for words, term in rows:
            if size and len(words) < size:
                break
            end = _match(tokens, i, words)
            if end and not _part_of_compound(tokens, i, end):
                size = len(words)
                span = Span(tokens.starts[i] + shift, tokens.ends[end - 1] + shift)
                out.append(Found(span, TermValue(term), "term.words", 1.0, None, span))
                last = end
        i = last if size else i + 1
    return out


def _match(tokens: Tokens, i: int, words: tuple[str, ...]) -> int | None:
    """The token after `words`, if they stand at token `i`."""
    k = i
    for index, word in enumerate(words):
        if index and tokens.word(k) in _HYPHENS:
            k += 1
        here = tokens.word(k)
        if here != word and not (index == len(words) - 1 and here and singular(here) == word):
            return None
        k += 1
    return k


def _part_of_compound(tokens: Tokens, i: int, end: int) -> bool:
    before = tokens.word(i - 1) in _HYPHENS and tokens.touches(i - 1) and tokens.touches(i - 2)
    after = tokens.word(end) in _HYPHENS and tokens.touches(end - 1) and tokens.touches(end)
    return before or after
