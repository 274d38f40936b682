"""Where sentences end: marks, abbreviations, initials, quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.listing import listed
from onrecord.model.span import Span

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"”’')]»")
_OPENERS = frozenset("\"“‘'([«—–-")

_TITLES = listed(
    "adm ald amb asst atty brig capt cllr cmdr col cpl det dist dr drs fr gen gov hon insp lt maj "
    "mlle mme mr mrs ms msgr pfc pres prof pvt rep reps rev sen sens sgt spc st ste supt treas "
    "approx art cf ed eds eg est fig figs ft ie max min mt no nos op p pp para sec viz vol vs "
    "al"
)
"""Abbreviations that stand before something; a sentence never ends at one of them."""

_BEFORE_NUMBER = listed("art fig figs no nos p para pp sec vol")
"""Of `_TITLES`, those that are abbreviations only where a number follows."""

_ENDING = listed(
    "ave blvd co corp dept est etc hwy inc jr llc ltd rd sr univ "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo "
    "a.m p.m u.s u.n u.k e.u d.c"
)
"""Abbreviations that may end a sentence: they do where a word that opens sentences follows."""

_STARTERS = listed(
    "a after all also although an and another as at because before both but by during each even "
    "every few for four from he her his how i if in it its it's many meanwhile more most much no "
    "not now officials on once one only other our over people police several she since so some "
    "such that the their then there these they this those three through to two under until we "
    "what when where whether which while who why with within without you your"
)
"""Words, lower case, whose capital shows that a sentence begins."""


def _run_before(text: str, tokens: Sequence[Span], stop: int) -> str:
    """The letters and points that end in the point at `tokens[stop]`, without the last point."""
    first = stop
    while (
        first > 0
        and stop - first < 8
        and tokens[first - 1].end == tokens[first].start
        and (text[tokens[first - 1].start] == "." or text[tokens[first - 1].start].isalnum())
    ):
        first -= 1
    return text[tokens[first].start : tokens[stop].start].casefold()


def _ends_at(text: str, tokens: Sequence[Span], stop: int, following: int) -> bool:
    """Whether the point at `tokens[stop]` ends a sentence that `tokens[following]` follows."""
    after = tokens[following].of(text)
    if after in _OPENERS and following + 1 < len(tokens):
        after = tokens[following + 1].of(text)
    run = _run_before(text, tokens, stop)
    word = run.rsplit(".", 1)[-1]
    opens = after.casefold() in _STARTERS and not after.islower()
    if run in _BEFORE_NUMBER:
        return not after[0].isdigit() and not after.islower()
    if run in _TITLES:
        return False
    if run in _ENDING:
        return opens
    if len(word) == 1 and word.isalpha():  # an initial, or the end of "U.S."
        return opens and not (run == word and word != "i" and after.casefold() in ("a", "i"))
    return not after[0].islower()


def first_tokens(text: str, tokens: Sequence[Span]) -> list[int]:
    """Indexes in `tokens` at which sentences begin, rising; empty only where `tokens` is.

    `tokens` are those of one block. A stop ends a sentence where it is followed by white space,
    with any closing quotation marks and brackets between, and by something that does not go on in
    lower case. "p.m.", "U.S.", "Calif." end one only before a word that opens sentences.

    >>> from onrecord.language.tokens import split
    >>> printed = "Gen. J. Doe came at 4 p.m. Friday. “No,” he said. She left the U.S. He slept."
    >>> tokens = split(printed)
    >>> begins = [tokens[i].start for i in first_tokens(printed, tokens)] + [len(printed)]
    >>> for a, b in zip(begins, begins[1:]): print(printed[a:b].strip())
    Gen. J. Doe came at 4 p.m. Friday.
    “No,” he said.
    She left the U.S.
    He slept.
    """
    if not tokens:
        return []
    begins = [0]
    index = 0
    while index < len(tokens):
        if text[tokens[index].start] not in _STOPS:
            index += 1
            continue
        stop = index
        index += 1
        while (  # closing marks belong to the sentence they end
            index < len(tokens)
            and text[tokens[index].start] in _CLOSERS | _STOPS
            and tokens[index].start == tokens[index - 1].end
        ):
            if text[tokens[index].start] in _STOPS:
                stop = index
            index += 1
        if index >= len(tokens) or tokens[index].start == tokens[index - 1].end:
            continue
        if text[tokens[stop].start] == ".":
            if _ends_at(text, tokens, stop, index):
                begins.append(index)
        elif not text[tokens[index].start].islower():
            begins.append(index)
    return begins
