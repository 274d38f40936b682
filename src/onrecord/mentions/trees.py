"""Who does what to whom, by the tree over a sentence.

Relations and parts of speech are those of Universal Dependencies, as the tagger names them. A word
is a place in `Layers.tokens`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from onrecord.language.labels import RELATIONS, UPOS
from onrecord.model.layers import Layers
from onrecord.model.span import Span

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_JOINED = frozenset(("conj", "appos"))
_LEANS = frozenset(("xcomp", "advcl"))
"""Clauses that take their subject from the one that they hang on: "stormed in, killing two"."""
_DEEPEST = 6
"""How many verbs up a subject is looked for."""
_OPENING = 2
_HIGHEST = 40
"""How many words up a way is followed: trees that are deeper are no sentences."""


class Trees:
    """The trees of one version; asked by words, answered with words."""

    def __init__(self, text: str, layers: Layers) -> None:
        self._text = text
        self._tokens = layers.tokens
        self._layers = layers
        self._syntax = layers.syntax
        self._children: dict[int, dict[int, list[int]]] = {}

    def head(self, span: Span) -> int | None:
        """The word in `span` that its others hang on; None where no tree was made."""
        if not self._syntax.heads:
            return None
        first = bisect_left(self._tokens, span.start, key=lambda token: token.start)
        end = bisect_left(self._tokens, span.end, key=lambda token: token.start)
        heads = self._syntax.heads
        for word in range(first, end):
            head = heads[word]
            if head >= 0 and (head == word or not first <= head < end):
                return word
        return None

    def doers(self, verb: int, depth: int = 0) -> list[int]:
        """The heads of what acts: a subject, who stands behind "by", what a clause hangs on.

        Empty where nothing does, or the words only point ("he", "it").
        """
        if self.passive(verb):
            return list(self._joined(self._under(verb, "obl", "by")))
        own = self._kids(verb, "nsubj")
        if own:
            return self._meant(verb, own)
        return self._above(verb, depth)

    def targets(self, verb: int) -> list[int]:
        """The heads of what is acted on: an object, or the subject of a passive."""
        if not self.passive(verb):
            return list(self._joined(self._kids(verb, "obj")))
        own = self._kids(verb, "nsubj:pass")
        if own:
            return self._meant(verb, own)
        head = self._syntax.heads[verb]
        return [head] if self._relation(verb).startswith("acl") else []

    def owners(self, noun: int) -> list[int]:
        """The heads of whose a happening is: "Altec's raid", "a raid by Altec"."""
        return list(
            self._joined([*self._kids(noun, "nmod:poss"), *self._under(noun, "nmod", "by")])
        )

    def passive(self, verb: int) -> bool:
        """Whether what stands as the subject is acted on."""
        if self._kids(verb, "nsubj:pass") or self._kids(verb, "aux:pass"):
            return True
        bare = self._relation(verb) == "acl" and not self._low(verb).endswith("ing")
        return bare and not self._kids(verb, "nsubj")

    def acts_on(self, word: int, noun: int) -> bool:
        """Whether `word` hangs on a verb whose object is `noun`: "studied the raid | on Monday"."""
        verb = self._syntax.heads[word]
        return verb != word and noun in self._kids(verb, "obj")

    def verb_of(self, word: int) -> str:
        """The word that `word` hangs on, lower case."""
        return self._low(self._syntax.heads[word])

    def hangs_on(self, word: int, other: int) -> bool:
        """Whether a word stands right under another one in the tree."""
        return word != other and self._syntax.heads[word] == other

    def is_subject(self, word: int, verb: int) -> bool:
        """Whether a word stands right under a verb as its subject."""
        return self.hangs_on(word, verb) and self._relation(word).startswith("nsubj")

    def way_up(self, word: int) -> Iterator[tuple[int, str]]:
        """The word and what it hangs on, and so on up to the root, each with its relation."""
        for _ in range(_HIGHEST):
            yield word, self._relation(word)
            head = self._syntax.heads[word]
            if head < 0 or head == word:
                return
            word = head

    def case_of(self, word: int) -> frozenset[str]:
        """The preposition or conjunction before a word, and its subject, lower case."""
        return frozenset(
            self._low(kid)
            for kid in self._below(word)
            if self._relation(kid) in ("case", "mark", "nsubj")
        )

    def tag(self, word: int) -> str:
        """The part of speech of a word."""
        return UPOS[self._syntax.pos[word]]

    def between(self, first: Span, second: Span) -> frozenset[str]:
        """The words and marks between two stretches, lower case."""
        return frozenset(self._text[first.end : second.start].lower().split())

    def opens(self, word: int) -> bool:
        """Whether a word stands at the start of its sentence, a word or two aside."""
        sentence = self._layers.sentence_at(self._tokens[word].start)
        return sentence is not None and word - sentence.first <= _OPENING

    def low(self, word: int) -> str:
        """A word in lower case."""
        return self._low(word)

    def span(self, word: int) -> Span:
        """Where a word stands."""
        return self._tokens[word]

    def _above(self, verb: int, depth: int) -> list[int]:
        """The subject that a verb without one takes from the verb or noun that it hangs on."""
        relation, head = self._relation(verb), self._syntax.heads[verb]
        if head == verb or depth > _DEEPEST:
            return []
        if relation.startswith("acl"):
            return list(self._joined([head]))
        if relation == "conj" or relation in _LEANS:
            if self.passive(head):
                return self._meant(head, self._kids(head, "nsubj:pass"))
            return self.doers(head, depth + 1)
        return []

    def _meant(self, verb: int, own: list[int]) -> list[int]:
        """The words, with what a relative pronoun stands for; pronouns else are left out."""
        out: list[int] = []
        for word in own:
            if self._low(word) in _RELATIVE:
                if self._relation(verb) == "acl:relcl":
                    out.append(self._syntax.heads[verb])
            elif self.tag(word) != "PRON":
                out.append(word)
        return list(self._joined(out))

    def _under(self, word: int, relation: str, case: str) -> list[int]:
        return [
            kid
            for kid in self._kids(word, relation)
            if any(self._low(mark) == case for mark in self._kids(kid, "case"))
        ]

    def _joined(self, words: list[int]) -> Iterator[int]:
        """The words, each with those that "and", a comma or a description joins to it."""
        for word in words:
            yield word
            for relation in _JOINED:
                yield from self._kids(word, relation)

    def _kids(self, word: int, relation: str) -> list[int]:
        return [kid for kid in self._below(word) if self._relation(kid) == relation]

    def _below(self, word: int) -> list[int]:
        sentence = self._layers.sentence_at(self._tokens[word].start)
        if sentence is None:
            return []
        known = self._children.get(sentence.first)
        if known is None:
            known = self._children[sentence.first] = {}
            for kid in range(sentence.first, sentence.end):
                head = self._syntax.heads[kid]
                if head >= 0 and head != kid:
                    known.setdefault(head, []).append(kid)
        return known.get(word, [])

    def _relation(self, word: int) -> str:
        return RELATIONS[self._syntax.relations[word]]

    def _low(self, word: int) -> str:
        return self._tokens[word].of(self._text).lower()
