"""Acts of speech that a verb and what it governs make plain, where the tagger left them out.

"Ministers urged drivers to stay at home", "Altec described the strike as a warning", "the union
called for a halt to the works". Only for a verb that belongs to no attribution yet, and only with a
subject that can speak. The frames of the verbs follow their classes in Levin (1993).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attributions import lexicon
from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import ADVERBS, AUXILIARIES, CUTS, Line, is_party
from onrecord.attributions.phrases import who_says
from onrecord.language.listing import listed

_URGED = listed(
    "urged urges asked asks told tells ordered orders advised advises warned warns instructed "
    "instructs directed encouraged encourages implored begged commanded invited invites exhorted"
)
"""Whom to do what: "urged drivers to stay"."""
_CALLED = {"on": listed("called calls"), "to": listed("appealed appeals")}
"""… with a word between: "called on drivers to stay"."""
_DESCRIBED = listed(
    "described describes characterized characterised characterizes characterises branded brands "
    "denounced denounces hailed hails dismissed dismisses portrayed portrays labelled labeled "
    "condemned condemns"
)
"""What as what: "described the strike as a warning"."""
_COMPARED = listed("compared compares likened likens")
"""What to what."""
_WANTED = listed(
    "requested requests demanded demands declared pledged promised vowed threatened alleged alleges"
)
"""What: "demanded a halt to the works"; and "called for", "spoke of"."""
_WANTED_FOR = {
    "for": listed("called calls appealed appeals"),
    "of": listed("spoke spoken speaks warned warns"),
}
_THING = listed("DET ADJ NOUN PROPN NUM")
_DETERMINERS = listed(
    "the a an its his her their our my this that these those any all another more"
)
_BE = listed("is are was were be been being s re get gets got")
_OBJECT_ENDS = CUTS | listed(", and but or that which who whose when where while because if after")
_STOPS = listed("but while although which who whose after when where as because since")
_SPOKE = listed("said says added adding told saying warned warning called urged announced vowed")
_LONGEST_OBJECT = 12
_LONGEST_SOURCE = 10


def find_frames(line: Line) -> Iterator[Draft]:
    """Drafts of one sentence, left to right."""
    for place, word in enumerate(line.words):
        start = place + 1
        while start < line.end and line.words[start] in ADVERBS:
            start += 1
        after = line.words[start] if start < line.end else ""
        if word in _CALLED.get(after, ()):
            yield from _made(line, place, start + 1, _infinitive(line, start + 1))
        elif word in _WANTED_FOR.get(after, ()):
            yield from _made(line, place, start + 1, start + 1)
        elif word in _URGED:
            yield from _made(line, place, start, _infinitive(line, start))
        elif word in _DESCRIBED:
            yield from _made(line, place, start, _particle(line, start, "as"))
        elif word in _COMPARED:
            yield from _made(line, place, start, _particle(line, start, "to"))
        elif _wants(line, start, place):
            yield from _made(line, place, start, start)


def _wants(line: Line, start: int, verb: int) -> bool:
    """Whether what begins at `start` is the thing that a verb asks for, promises, claims."""
    if line.words[verb] == "claimed":
        return line.words[start : start + 1] == ("responsibility",)
    if line.words[verb] not in _WANTED:
        return False
    if not line.heads or start >= line.end or line.tags[start] not in _THING:
        return False
    return any(
        line.heads[place] == verb and line.relations[place] == "obj"
        for place in range(start, min(line.end, start + _LONGEST_OBJECT))
    )


def _infinitive(line: Line, start: int) -> int | None:
    """Where "to stay" or "not to stay" begins behind an object that begins at `start`."""
    place = _particle(line, start, "to")
    if place is None or place + 1 >= line.end:
        return None
    return place if line.words[place + 1] not in _DETERMINERS else None


def _particle(line: Line, start: int, particle: str) -> int | None:
    """The first `particle` behind an object, which has a word at least and is no clause."""
    for place in range(start, min(line.end, start + _LONGEST_OBJECT)):
        word = line.words[place]
        if word == particle:
            return place if place > start else None
        if word in _OBJECT_ENDS or word in AUXILIARIES - {"s"}:
            return None
    return None


def _made(line: Line, verb: int, start: int, seen: int | None) -> Iterator[Draft]:
    """The draft of a verb whose content begins at `start`, where its frame was `seen`."""
    if seen is None or (verb and line.words[verb - 1] in _BE):
        return
    who = _without_aside(line, who_says(line, _before_aside(line, verb), verb))
    if who is None or who[1] - who[0] > _LONGEST_SOURCE or line.words[who[0]] in lexicon.RELATIVE:
        return
    if not is_party(line, *who):
        return
    if who[1] <= verb and any(
        word in _BE for word in line.words[who[1] : verb] if verb - who[1] < 6
    ):
        return
    end = seen + 1
    while end < line.end and not _over(line, end):
        end += 1
    content, source, cue = line.span(start, end), line.span(*who), line.span(verb, start)
    if content and source and cue:
        yield Draft(source, cue, (content,), "rule.frame", 0.6)


def _without_aside(line: Line, who: tuple[int, int] | None) -> tuple[int, int] | None:
    """A subject up to what is put in commas behind it: "the council, which met on Friday,"."""
    if who is None or "," not in line.words[who[0] + 1 : who[1]]:
        return who
    return who[0], line.words.index(",", who[0] + 1)


def _before_aside(line: Line, verb: int) -> int:
    """Where an aside between an auxiliary and its verb begins: "has | , in a notice, called"."""
    if verb < 4 or line.words[verb - 1] != ",":
        return verb
    for comma in range(verb - 2, max(0, verb - _LONGEST_OBJECT), -1):
        if line.words[comma] == ",":
            return comma if line.words[comma - 1] in AUXILIARIES else verb
    return verb


def _over(line: Line, place: int) -> bool:
    """Whether the content is over at a word: a mark, a new clause, another word of speech."""
    word, after = line.words[place], line.words[place + 1 : place + 2]
    if word in CUTS or word in ("which", "whose"):
        return True
    if word == ",":
        return bool(after) and (
            after[0] in _STOPS or after[0] in _SPOKE or after[0].endswith("ing")
        )
    return word == "and" and bool(after) and after[0] in _SPOKE
