"""Whom a sentence credits, as far as its wording alone shows; for telling two wordings apart.

Not for attributions: those are read from the tagger's layers, in `attributions/`. Here two
versions of one sentence are compared, and what is asked is whether someone else speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from onrecord.language.listing import listed
from onrecord.registers.actors import load_actors
from onrecord.registers.keys import plain, tidy
from onrecord.reports.wording import numbers_in

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[-'’.]\w+)*|[^\w\s]")
_BRACKETS = re.compile(r"\s?\([^()]{1,60}\)")
_CUES = listed(
    "said say says told tells announced announces announce stated states confirmed confirms "
    "confirm denied denies deny claimed claims claim insisted insists argued argues acknowledged "
    "acknowledges admitted admits warned warns wrote writes declared declares reported reports "
    "report"
)
_INVERTED = listed("said says say wrote warned added adds told announced")
_ALSO_OTHERWISE = listed("reports report states claims claim reported confirmed")
_AFTER_A_VERB = listed('that it they he she the a an at its his her their there no more " “')
_BESIDE_THE_CUE = listed(
    "has have had also earlier later recently previously officially publicly repeatedly initially "
    "did does do not already further reportedly falsely now"
)
_NO_SUBJECT = listed(
    "to is are was were be been being he she it they we i you who which that this there and or but "
    "not as by of in on at for with from following amid despite newly"
)
_ENDS = listed(
    "that when after as which who while because and but or if before since where until although "
    "than despite on said says say told"
)
_MARKS = frozenset(',;:—–-"“”()[]!?.')
_EMPTY = listed("the a an of and for in on 's s")
_BEING = listed("is are was were been being ,")
_BEFORE_A_TIME = listed("after before since following when")
_GOVERNING = frozenset(
    word[:5] for word in ("government", "department", "province", "administration", "authorities")
)
_BY_PRONOUN = re.compile(
    rf"\b(?:he|she|they|it|who)\b(?: \w+)? (?:{'|'.join(sorted(_CUES))})\b", re.IGNORECASE
)
_OF_A_PRONOUN = re.compile(r"\W*(?:\w+, )?(?:he|she|they|it)\b", re.IGNORECASE)
_FEWEST = 2  # words that two phrases share of which one is a misspelling of the other
_NEAR = 0.6  # of the first letters of the two words that differ
_MOST = 12  # words of a source
_STEM = 5
_SPELLING = 0.8  # of the letters of two last names that are one, misspelt


def sayers_differ(old: str, new: str) -> bool:
    """Whether one of two wordings of a sentence credits someone whom the other does not name.

    Other words for the same one ("the IDF", "Israel's military") are no difference, nor is a
    cue that comes to one who was there before ("The mayor shut the port", "The mayor said …"),
    nor a name where the other wording has a pronoun.

    >>> sayers_differ("Nine died, police said.", "Nine died, the mayor said.")
    True
    >>> sayers_differ("South Korea's military said so.", "The South Korean military has said so.")
    False
    """
    ours, theirs = sayers_in(old), sayers_in(new)
    alone = _alone(ours, theirs, new), _alone(theirs, ours, old)
    return any(some > _pronouns(other) for some, other in zip(alone, (new, old), strict=True))


def _alone(ours: Sequence[str], theirs: Sequence[str], other: str) -> int:
    """How many are credited here whom the other wording does not name."""
    return sum(
        not any(_same(one, another) for another in theirs) and not _stems(one) <= _stems(other)
        for one in ours
        if one not in theirs
    )


def _pronouns(text: str) -> int:
    """How many times a sentence credits someone by a pronoun, or is itself about one."""
    return len(_BY_PRONOUN.findall(text)) or bool(_OF_A_PRONOUN.match(text))


def sayers_in(text: str) -> tuple[str, ...]:
    """Those whom a sentence credits, in their own words; pronouns are left out.

    >>> sayers_in("Nine died, said Ada Obi, and the navy says that ten did, according to Kiev.")
    ('Ada Obi', 'the navy', 'Kiev')
    """
    words = _TOKEN.findall(_BRACKETS.sub("", text))
    return tuple(dict.fromkeys(" ".join(found) for found in _found(words) if found))


def _found(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word.casefold() == "according" and after == "to":
            yield _phrase(words, at + 2)
        elif word in _CUES:
            if after == "by":
                if _is_passive(words, at):
                    yield _phrase(words, at + 2)
                continue
            if word in _ALSO_OTHERWISE and not _opens_a_clause(after):
                continue
            before = _before(words, at)
            if before or word not in _INVERTED:
                yield before
            elif at and words[at - 1] in _MARKS:
                yield _phrase(words, at + 1)


def _is_passive(words: Sequence[str], at: int) -> bool:
    """Whether "by" tells who says it ("was confirmed by …"), not who said another thing ("the sale
    announced by …")."""
    while at and words[at - 1].casefold() in _BESIDE_THE_CUE:
        at -= 1
    return bool(at) and words[at - 1].casefold() in _BEING


def _opens_a_clause(word: str) -> bool:
    return word.casefold() in _AFTER_A_VERB or word[:1].isdigit() or bool(numbers_in(word))


def _phrase(words: Sequence[str], start: int) -> Sequence[str]:
    """The words from `start` on to the next border; nothing where they are a pronoun's."""
    end = start
    while end < len(words) and not _is_border(words, end):
        end += 1
    found = words[start : min(end, start + _MOST)]
    return () if not found or found[0].casefold() in _NO_SUBJECT else found


def _before(words: Sequence[str], at: int) -> Sequence[str]:
    """The subject of the cue at `at`; of "X, who is Y, says" it is X."""
    end = at
    while end and words[end - 1].casefold() in _BESIDE_THE_CUE:
        end -= 1
    if end > 1 and words[end - 1] == ",":
        reach = range(end - 2, max(0, end - 2 - _MOST), -1)
        opens = next((i for i in reach if words[i] == ","), 0)
        beside = words[opens + 1 : end - 1]
        if not opens or not beside:
            return ()
        if beside[0][0].isupper() and load_actors().state(" ".join(beside)) is None:
            return ()
        end = opens
    start = _back(words, end)
    if (
        start and words[start - 1] == "on" and words[end - 1].casefold() not in _NO_SUBJECT
    ):  # "the navy on Friday says"
        end = start - 1
        start = _back(words, end)
    found = words[start:end]
    if start and words[start - 1].casefold() in _BEFORE_A_TIME:  # "after the navy announced a halt"
        return ()
    if not found or len(found) > _MOST or {found[0].casefold(), found[-1].casefold()} & _NO_SUBJECT:
        return ()
    return found


def _back(words: Sequence[str], end: int) -> int:
    """Where the phrase that ends at `end` begins."""
    while end and not _is_border(words, end - 1):
        end -= 1
    return end


def _is_border(words: Sequence[str], at: int) -> bool:
    """Whether a phrase ends at this word; "and" between two capitals is a name's or a list's."""
    if words[at] == "and" and 0 < at < len(words) - 1:
        return not (words[at - 1][0].isupper() and words[at + 1][0].isupper())
    return words[at] in _MARKS or words[at].casefold() in _ENDS


def _stems(phrase: str) -> frozenset[str]:
    """The beginnings of a phrase's words; a people's name is its state's."""
    actors = load_actors()
    found: set[str] = set()
    for word in _TOKEN.findall(phrase):
        if word.casefold() in _EMPTY or word in _MARKS:
            continue
        state = actors.state(word) if word[0].isupper() else None
        found.add(state.code if state else plain(tidy(word))[:_STEM])
    return frozenset(found)


def _same(one: str, other: str) -> bool:
    """Whether two phrases name one speaker: by their words, their last names or the register."""
    ours, theirs = _stems(one), _stems(other)
    if ours <= theirs or theirs <= ours:
        return True
    actors = load_actors()
    x, y = (actors.find(phrase) or actors.state(phrase) for phrase in (one, other))
    if x is not None and y is not None:
        government = ("state", "government", "capital")
        same_state = x.code[:3] == y.code[:3] and x.kind in government and y.kind in government
        return x.code == y.code or same_state
    if _place_words(ours) == _place_words(theirs) != frozenset() or _one_misspelt(ours, theirs):
        return True
    a, b = one.split(), other.split()
    if "of" not in (*a[-2:-1], *b[-2:-1]) and _is_spelling(a[-1], b[-1]):
        return True
    return _is_short_for(a, b) or _is_short_for(b, a)


def _place_words(stems: frozenset[str]) -> frozenset[str]:
    """What is left of the words for a government: the name of what it governs."""
    return stems - _GOVERNING if stems & _GOVERNING else frozenset()


def _one_misspelt(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two phrases of several words differ in one alone, and in that by some letters."""
    mine, other = ours - theirs, theirs - ours
    if len(mine) != 1 or len(other) != 1 or len(ours & theirs) < _FEWEST:
        return False
    return Indel.normalized_similarity(*mine, *other) >= _NEAR


def _is_spelling(one: str, other: str) -> bool:
    alike = Indel.normalized_similarity(one.casefold(), other.casefold())
    return one == other or (min(len(one), len(other)) >= _STEM and alike >= _SPELLING)


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name holds capitals that are the initials of words of the other's."""
    initials = "".join(word[0] for word in full if word[0].isupper())
    return any(len(word) > 1 and word.isupper() and word in initials for word in short)
