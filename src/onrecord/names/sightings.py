"""Where a text names places: a sighting for each name, before a candidate is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model.report import BlockKind
from onrecord.model.span import Span
from onrecord.names.containers import container_after
from onrecord.names.evidence import Evidence, evidence_for
from onrecord.names.lexicon import (
    ADMIN,
    LANGUAGES_AND_FAITHS,
    NEVER_PLACE,
    ORG_HEADS,
    SIDES,
    TITLES,
)
from onrecord.names.passages import Passage
from onrecord.names.relations import relation_before
from onrecord.names.runs import is_name_word, joined_end, phrase, run_end
from onrecord.names.sighting import GENERIC, Reader, Sighting, goes_on, unexplained
from onrecord.names.unknown import unknown_place
from onrecord.names.words import Word
from onrecord.registers.keys import is_acronym
from onrecord.registers.places import Place

_SMALL = 15_000


def find_sightings(reader: Reader) -> Iterator[Sighting]:
    """Yield the names that are read as places, passage by passage, left to right."""
    for number, passage in enumerate(reader.passages):
        words = passage.words
        at = 0
        found: list[Sighting] = []
        while at < len(words):
            if (number, at) in reader.taken or not _may_start(words, at):
                at += 1
                continue
            last = found[-1] if found else None
            sighting, after = _sighting_at(reader, number, passage, at, last)
            if sighting is not None:
                if last is not None:
                    found[-1], sighting = _between(reader, last, sighting)
                found.append(sighting)
            at = max(after, at + 1)
        yield from found


def _may_start(words: Sequence[Word], at: int) -> bool:
    if words[at].low in ("demilitarized", "demilitarised") or is_name_word(words[at]):
        return True
    return words[at].capital and at + 1 < len(words) and words[at + 1].capital


def _between(reader: Reader, last: Sighting, here: Sighting) -> tuple[Sighting, Sighting]:
    """Both with the words of "between A and B", where they are A and B."""
    if last.relation is None or not last.relation.startswith("between"):
        return last, here
    if reader.text[last.span.end : here.span.start] not in (" and ", " and the "):
        return last, here
    span = Span(last.span.start, here.span.end)
    relation = " ".join(span.of(reader.text).split())
    return replace(last, span=span, relation=relation), replace(here, span=span, relation=relation)


def _sighting_at(
    reader: Reader, number: int, passage: Passage, at: int, last: Sighting | None
) -> tuple[Sighting | None, int]:
    """A sighting that starts at word `at`, or None; and the word to go on with."""
    words, text = passage.words, reader.text
    match = _longest_place(reader, words, at)
    if match is None and (
        reader.register.demonym(words[at].text) is not None or words[at].low in SIDES
    ):
        return None, at + 1
    stop = run_end(words, at)
    if any((number, i) in reader.taken for i in range(at, stop)):
        stop = next(i for i in range(at, stop) if (number, i) in reader.taken)
    if match is None:
        return unknown_place(reader, number, passage, at, stop), _skip(passage, at, stop)
    end, candidates = match
    if any((number, i) in reader.taken for i in range(at, end)):
        return None, at + 1
    name = phrase(text, words, at, end)
    if at and unexplained(reader, words, at) and not passage.loud:
        return None, end
    if end < stop and not passage.loud:
        low = words[end].low
        if low in GENERIC:
            return unknown_place(reader, number, passage, at, stop, candidates), stop
        if low in TITLES:
            if reader.acts(name) or end - at == 1:
                return None, end
        elif ORG_HEADS & {word.low for word in words[end:stop]}:
            return None, stop
        elif reader.register.demonym(words[end].text) is None:
            return unknown_place(reader, number, passage, at, stop), stop
    return _known(reader, number, passage, at, end, name, candidates, last)


def _skip(passage: Passage, at: int, stop: int) -> int:
    """After a run that gave nothing: past it, or at a later word that may start a known name."""
    whole = stop - at > 1 and passage.words[stop - 1].low in GENERIC | ORG_HEADS
    return stop if whole and not passage.loud else at + 1


def _longest_place(
    reader: Reader, words: Sequence[Word], at: int
) -> tuple[int, tuple[Place, ...]] | None:
    for end in range(min(joined_end(words, at), at + 6), at, -1):
        last = words[end - 1]
        if end - at == 1 and not is_name_word(last) and last.capital:
            continue
        if not (last.capital or (last.low in GENERIC and end - at > 1)):
            continue
        name = phrase(reader.text, words, at, end)
        if end - at == 1 and (is_acronym(name) is False and name.isupper() and len(name) > 1):
            continue
        candidates = reader.gazetteer.find(name)
        if not candidates:
            continue
        if name.replace(".", "").casefold() in ("us", "uk", "uae", "prc", "drc", "car", "roc"):
            if not name.isupper():
                continue
        elif len(name) < 3 or (name.isupper() and len(name) <= 4 and not _country(candidates)):
            continue
        return end, candidates
    return None


def _country(candidates: Sequence[Place]) -> bool:
    return candidates[0].kind == "country"


def _known(
    reader: Reader,
    number: int,
    passage: Passage,
    at: int,
    end: int,
    name: str,
    candidates: tuple[Place, ...],
    last: Sighting | None,
) -> tuple[Sighting | None, int]:
    words, text = passage.words, reader.text
    inside = container_after(text, words, end, candidates, reader.gazetteer)
    single = end - at == 1
    bad = single and (words[at].low in NEVER_PLACE or words[at].low in LANGUAGES_AND_FAITHS)
    bad = bad or all(w.low in SIDES or w.low in ADMIN for w in words[at:end])  # Western District
    tail = end
    if goes_on(words, end) and words[end].low in ADMIN:
        tail = end + 1
    if bad and inside is None and tail == end:
        return None, end
    acts = reader.acts(name)
    floor = words[at - 1].stop - 130 if at else words[at].start
    start, relation, rule = relation_before(text, max(0, floor, words[0].start), words[at].start)
    listed = last is not None and last.passage == number and _list_with(words, last, at)
    evidence = evidence_for(
        words,
        at,
        end,
        acts=acts,
        related=rule,
        chained=inside is not None and inside.adjoins,
        listed=listed,
    )
    if passage.kind is BlockKind.DATELINE:
        evidence = Evidence("place.dateline", 0.9)
    if evidence is None and tail > end and not acts:
        evidence = Evidence("place.kind", 0.8)
    if evidence is None:
        return None, end
    top = candidates[0]
    if (
        evidence.confidence < 0.75
        and top.kind in ("town", "county")
        and max(place.population for place in candidates) < _SMALL
    ):
        return None, end
    if evidence.rule == "place.bare" and single and top.kind in ("town", "county"):
        evidence = Evidence("place.bare", 0.5 if top.population >= 200_000 else 0.3)
    if passage.loud and evidence.rule == "place.bare":
        evidence = Evidence("place.bare", 0.4)
    if bad and not (inside is not None and inside.adjoins) and tail == end:
        return None, end
    if evidence.rule == "place.bare" and top.kind in ("sea", "water", "island", "site"):
        evidence = Evidence("place.listed", 0.8)
    stop = words[tail - 1].end
    if inside is not None and inside.adjoins:
        stop = inside.end
    kind = "region" if tail > end and words[end].low not in ("city", "town", "village") else None
    span = Span(start, stop)
    return (
        Sighting(number, at, end, name, kind, candidates, evidence, span, relation, inside),
        max(tail, inside.after if inside is not None and inside.adjoins else 0),
    )


def _list_with(words: Sequence[Word], last: Sighting, at: int) -> bool:
    if words[at].comma and last.end == at:
        return True
    return (
        at >= 1
        and words[at - 1].low in ("and", "or", "the")
        and last.end in (at - 1, at - 2)
        and all(word.joined or word.comma for word in words[last.end : at + 1])
    )
