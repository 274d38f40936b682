"""Plain speech that the tagger left out: ", police said on Friday after …", ", said Ana Cruz".

Only patterns that leave no doubt, and only for a verb that belongs to no attribution yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions import lexicon
from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import ADVERBS, AUXILIARIES, CUTS, Line, is_party, subject
from onrecord.language.listing import listed

_SPOKE = listed("said says added announced reported confirmed stated warned noted acknowledged")
_WITH_THAT = _SPOKE | listed("denied denies insisted insists claimed claims argued argues admitted")
"""… and what is speech where "that" follows."""
_PLAIN = listed("said says")
_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today late early"
)
_FOLLOWS = _DAYS | listed("on in at during after before as when while through via following")
"""What may stand behind a verb whose content stood before it."""
_NO_SOURCE = lexicon.RELATIVE | listed("and but as when while where if because that then so")
_MARKS = frozenset("“”\"'’‘")


def find_unmistakable(line: Line) -> Iterator[Draft]:
    """Drafts of one sentence, left to right."""
    for place, word in enumerate(line.words):
        if word in _SPOKE:
            yield from _behind(line, place)
            if word in _PLAIN:
                yield from _inverted(line, place)
        if word in _WITH_THAT:
            yield from _that(line, place)
        if word == "according" and line.words[place + 1 : place + 2] == ("to",):
            yield from _according(line, place)


def _said_before(line: Line, comma: int) -> tuple[int, int] | None:
    """The whole clause [start, end) that ends at a comma, outside quotation marks; or None."""
    start = comma
    while start > 0 and line.words[start - 1] not in CUTS:
        start -= 1
    while start < comma and line.words[start] in ("and", "but", "however", "meanwhile", ","):
        start += 1
    words = line.words[start:comma]
    if len(words) < 4 or _MARKS - {"'", "’"} & set(words) or words[0] in _NO_SOURCE:
        return None
    verbs = any(word in _VERBS or (word.endswith("ed") and len(word) > 4) for word in words[1:])
    return (start, comma) if verbs else None


_VERBS = (AUXILIARIES - {"s", "d", "re", "ve", "ll"}) | listed(
    "came fell rose struck hit died met held took made saw found got gave left began won lost sent "
    "spoke ran went flew sank shot fought brought broke led stood kept put set blew swept"
)


def _behind(line: Line, verb: int) -> Iterator[Draft]:
    """As in "CLAUSE, the ministry also said on Friday after …"."""
    comma = next((n for n in range(verb - 1, max(0, verb - 12), -1) if line.words[n] == ","), None)
    after = line.words[verb + 1] if verb + 1 < line.end else ""
    if comma is None or not (after in _FOLLOWS or after in ("", ",", ";")):
        return
    end = verb
    while end > comma + 1 and line.words[end - 1] in ADVERBS:
        end -= 1
    yield from _draft(line, _said_before(line, comma), (comma + 1, end), (verb, verb + 1))


def _inverted(line: Line, verb: int) -> Iterator[Draft]:
    """As in "CLAUSE, said Ana Cruz, a judge"."""
    if verb < 5 or line.words[verb - 1] != ",":
        return
    end = verb + 1
    while end < line.end and line.words[end][0].isalnum() and line.words[end] not in _FOLLOWS:
        end += 1
    if end < line.end and line.words[end] not in _FOLLOWS | {",", ";"}:
        return
    named = any(line.capital(n) for n in range(verb + 1, end)) and end - verb <= 8
    if named:
        yield from _draft(line, _said_before(line, verb - 1), (verb + 1, end), (verb, verb + 1))


def _that(line: Line, verb: int) -> Iterator[Draft]:
    """As in "The ministry said on Friday that …"."""
    that = verb + 1
    while that < line.end and line.words[that] in _DAYS | {"on", "also", "later"}:
        that += 1
    if line.words[that : that + 1] != ("that",) or that + 3 > line.end:
        return
    who = subject(line, verb)
    if who is None or who[1] - who[0] > 8 or line.words[who[0]] in _NO_SOURCE:
        return
    if who[0] and line.words[who[0] - 1] not in _CLAUSE_ENDS:
        return
    end = next((n for n in range(that + 1, line.end) if line.words[n] in CUTS), line.end)
    yield from _draft(line, (that + 1, end), who, (verb, verb + 1))


_CLAUSE_ENDS = listed(", ; : — – and but while although though because as")


def _according(line: Line, place: int) -> Iterator[Draft]:
    """As in "CLAUSE, according to police, …" and "According to police, CLAUSE"."""
    end = place + 2
    while end < line.end and line.words[end] not in CUTS and line.words[end] != ",":
        end += 1
    cue = (place, place + 2)
    if place == 0 and line.words[end : end + 1] == (",",):
        stop = next((n for n in range(end + 1, line.end) if line.words[n] in CUTS), line.end)
        yield from _draft(line, (end + 1, stop), (2, end), cue)
    elif place > 4:
        comma = line.words[place - 1] == ","
        before = _said_before(line, place - 1 if comma else place)
        yield from _draft(line, before, (place + 2, end), cue)


def _draft(
    line: Line, said: tuple[int, int] | None, who: tuple[int, int], cue: tuple[int, int]
) -> Iterator[Draft]:
    if said is None or not 0 < who[1] - who[0] <= 12 or line.words[who[0]] in _NO_SOURCE:
        return
    if any(word in AUXILIARIES - {"s", "d"} for word in line.words[who[0] : who[1]]):
        return
    if not is_party(line, *who):
        return
    content, source, words = line.span(*said), line.span(*who), line.span(*cue)
    if content and source and words:
        yield Draft(source, words, (content,), "rule.unmistakable", 0.7)
