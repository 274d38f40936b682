"""Of which words a place is the scene, by the tree over its sentence.

"A bombing was reported to have killed a guard in the old port town of Dol": "Dol" hangs on "town",
which stands behind "in" and hangs on "killed", of which "a bombing" is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.listing import listed
from onrecord.mentions.trees import Trees
from onrecord.model.span import Span

_AT = listed("in at on near off outside around inside within along across beside throughout")
_PARTS = frozenset(("nmod", "appos", "compound", "flat"))
"""Relations of a name to the noun that it names more closely: "the town | of Dol"; owners aside."""
_RAISED = frozenset(("xcomp",))
"""A clause whose subject is that of the verb above: "is said | to have killed"."""
_HIGHEST = 4


def happens_there(trees: Trees, place: Span, mention: Span) -> bool:
    """Whether the happening that `mention` names has the place for its scene."""
    told, word = trees.head(mention), trees.head(place)
    if told is None or word is None:
        return False
    located = _located(trees, word)
    if located is None:
        return False
    return any(told == over or trees.is_subject(told, over) for over in _over(trees, located)) or (
        _happens_to(trees, located, told, mention)
    )


def _located(trees: Trees, word: int) -> int | None:
    """The word that stands behind "in" or "near", of which the place's is a part, or itself."""
    for count, (here, relation) in enumerate(trees.way_up(word)):
        before = trees.case_of(here)
        if before & _AT:
            return here
        if count == _HIGHEST or before - {"of"} or _kind(relation) not in _PARTS:
            return None
    return None


def _over(trees: Trees, located: int) -> Iterator[int]:
    """What the scene hangs on, and the verbs above it that share its subject."""
    way = list(trees.way_up(located))
    if way[0][1].partition(":")[0] not in ("obl", "nmod"):
        return
    for number, (here, relation) in enumerate(way[1:], 1):
        yield here
        if number == _HIGHEST or relation not in _RAISED:
            return


def _happens_to(trees: Trees, located: int, told: int, mention: Span) -> bool:
    """Whether what is there is what it happened to: "the roof of a hall in Dol | caught fire"."""
    for count, (here, relation) in enumerate(trees.way_up(located)):
        if relation.startswith("nsubj"):
            acted_on = [noun for noun in trees.targets(told) if not mention.holds(trees.span(noun))]
            return trees.hangs_on(here, told) and (trees.passive(told) or not acted_on)
        if count == _HIGHEST or _kind(relation) not in _PARTS:
            return False
    return False


def _kind(relation: str) -> str:
    """A relation without its subtype, owners aside."""
    return relation if relation == "nmod:poss" else relation.partition(":")[0]
