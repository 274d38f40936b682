"""What a hedge or a negation in a content is about: its head, by the tree over its sentence.

In "the captain, who may be ill, sailed" and "jailed without the possibility of parole" nothing
hedges what is said; in "the captain may be ill" and "there is a possibility of rain" all of it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.attributions import cues
from onrecord.attributions.lines import CONTRACTED
from onrecord.language.labels import INNER, RELATIONS, UPOS
from onrecord.language.listing import listed
from onrecord.model.layers import Layers
from onrecord.model.span import Span

_ON = listed("conj parataxis xcomp")
"""Relations by which a clause goes on with the one above it."""
_LIMITS = listed("aux aux:pass advmod cop expl discourse mark")
"""Relations of the words that limit the clause of their head."""
_PARTS = listed("nsubj nsubj:pass obj csubj expl")
"""Relations of what a clause is about: "no one came", "found nothing"."""
_SPOKEN = (cues.SAY | listed("assure assured assures promise promised promises")) - listed(
    "know knows knew known"
)
_MODALS = listed("may might could can will would shall should must")
_CLAUSAL = listed("VERB AUX")


class Scope:
    """The heads of a content's clauses, in the first of its sentences.

    Where the sentence has no tree, everything counts, as far as the words alone tell.
    """

    def __init__(self, text: str, layers: Layers, content: Sequence[Span]) -> None:
        self._text, self._layers = text, layers
        self._own: frozenset[int] = frozenset()
        self._below: dict[int, list[int]] = {}
        self._heads: frozenset[int] = frozenset()
        self._tops: tuple[int, ...] = ()
        sentence = layers.sentence_at(content[0].start)
        syntax = layers.syntax
        if sentence is None or not syntax.pos or syntax.heads[sentence.first] < 0:
            return
        tokens = range(sentence.first, sentence.end)
        inside = [n for n in tokens if any(span.holds(layers.tokens[n]) for span in content)]
        for token in inside:
            if syntax.heads[token] != token:
                self._below.setdefault(syntax.heads[token], []).append(token)
        held = frozenset(inside)
        self._tops = tuple(
            n
            for n in inside
            if (syntax.heads[n] not in held or syntax.heads[n] == n) and self._pos(n) != "PUNCT"
        )
        clauses = [n for n in self._tops if self._is_clause(n)] or self._tops
        self._own = frozenset(self._going_on(clauses, reported=False))
        self._heads = frozenset(self._going_on(clauses, reported=True))

    def hedges(self, word: Span) -> bool:
        """Whether a hedge limits what the content says as a whole."""
        if not self._heads:
            return True
        token = self._token(word)
        if token in self._heads:
            return True
        relation, head = self._relation(token), self._head(token)
        if self._before_purpose(token):
            return False
        if relation == "amod":  # "the likely cause was a leak", "is the likely cause"
            subject = self._relation(head) == "nsubj" and self._has(self._head(head), "cop")
            return (self._head(head) if subject else head) in self._heads
        if head not in self._heads:
            return False
        if relation in ("nsubj", "obj"):  # "there is a possibility that"
            return self._has(head, "expl") or self._word(head) in _BE
        return relation in _LIMITS

    def _before_purpose(self, token: int) -> bool:
        """Whether an adverb stands before an infinitive: "broke in, possibly to steal copper"."""
        tokens = self._layers.tokens
        if self._relation(token) != "advmod" or token + 1 >= len(tokens):
            return False
        return self._word(token + 1) == "to" and self._relation(token + 1) == "mark"

    def negates(self, word: Span) -> bool:
        """Whether a negation turns the content's own clauses, and not one below or a detail."""
        if not self._own:
            return True
        token = self._token(word)
        if token in self._own:
            return True
        if self._relation(token) == "det":
            token = self._head(token)
            if token in self._own or token in self._tops:
                return True
        if self._relation(token) not in _LIMITS | _PARTS or self._lent(token):
            return False
        return self._head(token) in self._own

    def _going_on(self, clauses: Sequence[int], *, reported: bool) -> Iterator[int]:
        """The heads of `clauses` and of those that go on with them.

        `reported`: also clauses below that are not somebody's speech: "it is likely that …".
        """
        waiting, seen = list(clauses), set(clauses)
        while waiting:
            head = waiting.pop()
            yield head
            for token in self._below.get(head, ()):
                relation = self._relation(token)
                under = relation in ("ccomp", "csubj")
                if relation == "xcomp" and self._has(token, "aux", _MODALS):
                    under = True  # a clause of its own: "expects the talks could end"
                on = relation in _ON or self._completes(head, token)
                on = on and not under
                below = reported and under and not self._closes(head)
                on = on or below
                if on and token not in seen:
                    seen.add(token)
                    waiting.append(token)

    def _closes(self, head: int) -> bool:
        """Whether what hangs on a head is somebody's speech, or not held at all."""
        if self._has(head, "advmod", cues.NEGATIONS) or self._has(head, "aux", CONTRACTED):
            return True
        return self._word(head) in _SPOKEN and self._has(head, "nsubj")

    def _lent(self, token: int) -> bool:
        """Whether an object is the subject of the clause behind it: "assured her no X would …"."""
        head = self._head(token)
        return token > head and any(
            below > token
            and self._relation(below) in ("ccomp", "xcomp")
            and self._has(below, "aux")
            and not self._has(below, "nsubj")
            for below in self._below.get(head, ())
        )

    def _completes(self, head: int, token: int) -> bool:
        """Whether what looks like a detail is none: "likely to …", "and that …", "were a …"."""
        if self._relation(token) == "nmod":
            return self._has(token, "cop")
        if self._relation(token) != "advcl":
            return False
        marks = {self._word(n) for n in self._below.get(token, ()) if self._relation(n) == "mark"}
        return ("to" in marks and self._pos(head) == "ADJ") or marks == {"that"}

    def _is_clause(self, token: int) -> bool:
        clausal = self._pos(token) in _CLAUSAL and self._relation(token) != "aux"
        return clausal or any(
            self._relation(below) in ("cop", "nsubj", "nsubj:pass")
            for below in self._below.get(token, ())
        )

    def _token(self, word: Span) -> int:
        """The token at a word; for a part of a word ("t" of "don't") the word's first."""
        token = bisect_left(self._layers.tokens, word.start, key=lambda span: span.start)
        while self._relation(token) == INNER and self._head(token) < token:
            token = self._head(token)
        return token

    def _head(self, token: int) -> int:
        return self._layers.syntax.heads[token]

    def _relation(self, token: int) -> str:
        return RELATIONS[self._layers.syntax.relations[token]]

    def _pos(self, token: int) -> str:
        return UPOS[self._layers.syntax.pos[token]]

    def _word(self, token: int) -> str:
        return self._layers.tokens[token].of(self._text).casefold()

    def _has(self, head: int, relation: str, words: frozenset[str] = frozenset()) -> bool:
        return any(
            self._relation(token) == relation and (not words or self._word(token) in words)
            for token in self._below.get(head, ())
        )


_BE = listed("is are was were be been remains remained exists existed")
