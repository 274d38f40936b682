"""From the tagger's raw attributions to drafts: borders, pieces, owners put right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attributions.draft import Draft
from onrecord.attributions.quoting import quotation_at
from onrecord.language.listing import listed
from onrecord.model.layers import Layers, RawAttribution
from onrecord.model.span import Span

_EDGE = " ,;:.\n\t—–-"
_LEADING = listed("that and but as by")
_PHRASES = {
    "as": [[word] for word in ("of", "many", "much", "soon", "long", "well", "recently", "few")],
    "by": [[word] for word in ("way", "then", "now", "noon", "midnight", "far")],
}
"""What belongs together with a leading word, which then stays: "as of March", "by then"."""
_PASSIVE = listed("is was were are be been being")


_COMMENT = re.compile(r"[\s,]*(?:a move|a step|a sign|in a move|in what)\b")


def trim(text: str, span: Span) -> Span | None:
    """`span` without white space, commas and stops at its ends and without a leading "that".

    A stop or comma before a closing quotation mark stays: it is part of the quotation.

    >>> printed = "that it flew, "
    >>> trim(printed, Span(0, len(printed))).of(printed)
    'it flew'
    """
    start, end = span.start, span.end
    while True:
        while start < end and text[start] in _EDGE:
            start += 1
        word_end = start
        while word_end < end and text[word_end].isalpha():
            word_end += 1
        word = text[start:word_end]
        phrase = word in _PHRASES and text[word_end + 1 : end].split(None, 1)[:1] in _PHRASES[word]
        leads = word in _LEADING and not phrase
        if leads and word_end < end and text[word_end].isspace():
            start = word_end
            continue
        break
    while end > start and text[end - 1] in _EDGE and not _abbreviated(text, start, end):
        end -= 1
    if not any(letter.isalnum() for letter in text[start:end]):
        return None
    return Span(start, end)


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the stop before `end` is that of "a.m." or "U.S."."""
    return (
        end - start > 3
        and text[end - 1] == "."
        and text[end - 3] == "."
        and text[end - 2].isalpha()
        and text[end - 4].isalpha()
    )


def with_marks(text: str, span: Span, found: Sequence[Span]) -> Span:
    """`span` with the quotation marks that stand just outside it, where it reaches them."""
    start, end = span.start, span.end
    for quotation in (quotation_at(found, start - 1), quotation_at(found, end - 1)):
        if quotation is None:
            continue
        if quotation.start < start and not text[quotation.start : start].strip("“\"‘' "):
            start = quotation.start
        if quotation.end > end and not text[end : quotation.end].strip("”\"’' .,;!?"):
            end = quotation.end
    return Span(start, end)


def _whole_quotation(span: Span, text: str, found: Sequence[Span]) -> Span:
    """All of the quotation of which `span` is the beginning, or the end, of more than a phrase."""
    quotation = quotation_at(found, span.start)
    if quotation is None:
        return _whole_last_quotation(span, text, found)
    if "\n" in text[quotation.start : quotation.end]:
        return span
    begins, ends = span.start == quotation.start, span.end == quotation.end
    if begins == ends or not 12 < span.end - span.start < _LONGEST_QUOTATION:
        return span
    rest = text[span.end : quotation.end] if begins else text[quotation.start : span.start]
    ended = text[span.start : span.end].endswith((".", "!", "?", "...]", "…]"))
    if begins and not ended and not rest.lstrip().startswith((".", "!", "?")):
        return span  # cut inside a sentence: another's words may follow
    return quotation


def _whole_last_quotation(span: Span, text: str, found: Sequence[Span]) -> Span:
    """A content with all of the quotation that begins in it: "he was “shaken. It was a loss”"."""
    quotation = quotation_at(found, span.end - 1)
    if quotation is None or quotation.end - quotation.start > _LONGEST_QUOTATION:
        return span
    if "\n" in text[quotation.start : quotation.end]:
        return span
    return Span(span.start, max(span.end, quotation.end))


_LONGEST_QUOTATION = 2000
"""Characters."""


def pieces(text: str, content: Sequence[Span], found: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of a content, trimmed, sorted, and joined where only marks stand between."""
    out: list[Span] = []
    for number, raw in enumerate(sorted(content)):
        if number and _COMMENT.match(text, raw.start):
            continue
        trimmed = trim(text, raw)
        if trimmed is None:
            continue
        span = _whole_quotation(with_marks(text, trimmed, found), text, found)
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif out and not any(c.isalnum() or c == "\n" for c in text[out[-1].end : span.start]):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def join(text: str, layers: Layers, found: Sequence[Span]) -> list[Draft]:
    """Drafts from the tagger's attributions, in the order of their cues."""
    drafts: list[Draft] = []
    for raw in _settle(layers.attributions, found):
        source, content = _misread_source(text, raw)
        source = _over_article(text, source, raw.cue)
        content = _in_reach(text, source, raw.cue, content, layers, found)
        whole = pieces(text, content, found)
        if whole:
            drafts.append(Draft(source, raw.cue, whole, "tagger", raw.confidence))
    return drafts


_NO_SOURCE = listed("in on at as by of and but when while after before there then")


def _over_article(text: str, source: Span | None, cue: Span) -> Span | None:
    """A source of a lone article goes on to the cue, where this is near."""
    if source is None:
        return None
    if source.of(text).casefold() in _NO_SOURCE:
        return None
    if source.of(text).casefold() not in ("the", "a", "an"):
        return source
    rest = text[source.end : cue.start]
    if not 2 < len(rest) < 80 or any(mark in rest for mark in '.;:\n"“”'):
        return source
    return Span(source.start, source.end + len(rest.rstrip(" ,")))


def _misread_source(text: str, raw: RawAttribution) -> tuple[Span | None, tuple[Span, ...]]:
    """A piece just before an active cue, with others after it, is the cue's source."""
    first_word = raw.cue.of(text).split()[0].casefold()
    near = raw.source is not None and "\n" not in _between(text, raw.source, raw.cue)
    if near or first_word in _PASSIVE or len(raw.content) < 2:
        return raw.source, raw.content
    for piece in raw.content:
        short = piece.end - piece.start < 60
        if short and piece.end <= raw.cue.start and not text[piece.end : raw.cue.start].strip(" ,"):
            rest = tuple(other for other in raw.content if other != piece)
            if all(other.start > raw.cue.end for other in rest):
                return piece, rest
    return raw.source, raw.content


def _between(text: str, one: Span, other: Span) -> str:
    return text[min(one.end, other.end) : max(one.start, other.start)]


def _settle(raws: Sequence[RawAttribution], found: Sequence[Span]) -> list[RawAttribution]:
    """Give each quotation that several attributions share to the one that holds most of it."""
    held: dict[Span, dict[int, int]] = {}
    for number, raw in enumerate(raws):
        for piece in raw.content:
            quotation = quotation_at(found, piece.start)
            if quotation and not quotation.holds(raw.cue):
                share = held.setdefault(quotation, {})
                share[number] = share.get(number, 0) + min(piece.end, quotation.end) - piece.start
    owner = {
        quotation: max(share, key=lambda number: (share[number], -number))
        for quotation, share in held.items()
        if len(share) > 1
    }
    owned: dict[int, list[Span]] = {}
    for quotation, best in owner.items():
        owned.setdefault(best, []).append(quotation)
    out: list[RawAttribution] = []
    for number, raw in enumerate(raws):
        kept: list[Span] = []
        for piece in raw.content:
            quotation = quotation_at(found, piece.start)
            mine = quotation is None or owner.get(quotation, number) == number
            if mine or quotation is None or quotation.holds(raw.cue):
                kept.append(piece)
            elif piece.end > quotation.end + 20:  # goes on after a quotation that is another's
                kept.append(Span(quotation.end, piece.end))
        kept.extend(owned.get(number, ()))
        if kept:
            out.append(RawAttribution(raw.source, raw.cue, tuple(sorted(kept)), raw.confidence))
    return out


def _in_reach(
    text: str,
    source: Span | None,
    cue: Span,
    content: Sequence[Span],
    layers: Layers,
    found: Sequence[Span],
) -> tuple[Span, ...]:
    """The pieces without what stands outside the cue's sentence and outside quotations.

    Indirect speech ends with its sentence; a quotation may go on over sentences and blocks. If
    nothing is left, all pieces are kept. A semicolon between the cue and a piece ends it as well.
    """
    sentence = layers.sentence_at(cue.start)
    if sentence is None:
        return tuple(content)
    kept: list[Span] = []
    near = any(sentence.span.overlaps(piece) for piece in content)
    for piece in content:
        if quotation_at(found, piece.start) or quotation_at(found, piece.end - 1):
            earlier_block = "\n" in text[piece.end : max(piece.end, sentence.span.start)]
            if not (near and earlier_block) and not _of_another(text, cue, piece, near):
                kept.append(_quotation_alone(piece, layers, found))
            continue
        if len(content) > 1 and _apart(text, source, cue, piece, content):
            continue
        start = max(piece.start, sentence.span.start)
        end = min(piece.end, sentence.span.end)
        if start < end <= cue.start:
            start += text[start:end].rfind(";") + 1
        if start < end:
            kept.append(Span(start, _before_tail(text, start, end)))
    kept = _after_noun(text, source, cue, kept)
    return tuple(kept) or tuple(content)


def _of_another(text: str, cue: Span, piece: Span, near: bool) -> bool:
    """Whether a quotation of a later block stands behind words of the report's own there.

    What goes on from the block before opens its block.
    """
    block = text.rfind("\n", 0, piece.start) + 1
    if not near or piece.start < cue.end or block <= cue.end:
        return False
    return any(letter.isalnum() for letter in text[block : piece.start])


def _quotation_alone(piece: Span, layers: Layers, found: Sequence[Span]) -> Span:
    """A quotation without the report's own sentence before it, which the tagger ran into it."""
    quotation = quotation_at(found, piece.end - 1)
    sentence = layers.sentence_at(piece.start)
    if quotation is None or sentence is None or quotation.start <= piece.start:
        return piece
    if sentence.span.end > quotation.start or quotation_at(found, piece.start):
        return piece
    return Span(quotation.start, piece.end)


def _apart(text: str, source: Span | None, cue: Span, piece: Span, content: Sequence[Span]) -> bool:
    """Whether a piece stands in a clause of its own, where others stand by the cue.

    As in "A; according to police, B", "A, but the mayor said B", "said A, leading many to think B".
    """
    credit = source if source and source.end <= cue.start else cue
    if piece.end <= credit.start:
        between = text[piece.end : credit.start]
        if not any(other.start >= cue.end for other in content):
            return False
        return ";" in between or between.lstrip(" ").startswith(_NEW_CLAUSE)
    if piece.start >= cue.end and any(other.end <= piece.start for other in content):
        return bool(_TAIL.search(text, cue.end, piece.start))
    return False


_NEW_CLAUSE = (", but ", ", and ", ", while ", ", though ", ", although ")
_TAIL = re.compile(
    r", (?:leading|prompting|triggering|sparking|forcing|drawing|a move|a step|a sign|in a move|"
    r"in what)\b"
)


def _before_tail(text: str, start: int, end: int) -> int:
    """Where the report's own comment on indirect speech begins (", prompting …"), else `end`."""
    found = _TAIL.search(text, start + 12, end) if end - start > 12 else None
    return found.start() if found else end


def _after_noun(text: str, source: Span | None, cue: Span, kept: list[Span]) -> list[Span]:
    """After a noun with an owner ("Cruz's insistence that …") the content follows the noun."""
    if source is None or not source.of(text).endswith(("’s", "'s", "s’")) or len(kept) < 2:
        return kept
    after = [span for span in kept if span.start >= cue.end]
    return after or kept
