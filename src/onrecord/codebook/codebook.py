"""A codebook: the kinds of event, their slots, the words that tell them, and the order of terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.model.scales import Modality, Polarity


class SlotType(StrEnum):
    """What a slot holds; `NAME` is a text that names a thing ("Hwasong-12")."""

    QUANTITY = "quantity"
    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"
    TERM = "term"
    TEXT = "text"
    NAME = "name"


class Role(StrEnum):
    """How the words of a value stand to the words of the happening.

    `NEAR`: beside it, told by evidence words. `SUBJECT`, `OBJECT`: what acts, what is acted on
    (a passive turns them round). `PARTIES`: those on either side ("X met Y"). `SPEAKER`,
    `ADDRESSEE`, `CONTENT`: of the attribution that makes the happening. `OWN`: the words of the
    happening themselves ("earthquake" is a disaster's type). `THING`: a noun phrase with one of
    the slot's nouns as its head ("a church bus").
    """

    NEAR = "near"
    SUBJECT = "subject"
    OBJECT = "object"
    PARTIES = "parties"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    CONTENT = "content"
    OWN = "own"
    THING = "thing"


Codes = tuple[tuple[str, str], ...]
"""(name of a scheme, code in it), sorted: what something is called elsewhere."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Another coding scheme: the codes that it has for kinds, slots (fields) and terms."""

    name: str
    title: str
    source: str
    kinds: frozenset[str]
    slots: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that can be said of an event of a kind.

    Attributes:
        terms: the terms that a TERM slot takes; a narrower one of a listed term is taken too.
        several: whether different values of one item hold side by side (when, place, who);
            False where a new value replaces the old (deaths, range).
        dimension: of a QUANTITY: "length", "speed", "duration", "people", "things", "money",
            "share" (of a whole, in percent), "magnitude", "mass" or "angle"; empty is "things".
        nouns: what may be counted (of "things" these alone; of people anyone where there are
            none), or the heads of a THING.
        before, after: evidence words that stand before or after the value. A QUANTITY takes none
            without them, but for a magnitude, and for an OBJECT of the happening.
        not_before, not_after: words that rule the slot out, directly before or after the value.
        not_with: words that rule the slot out anywhere in the sentence ("coronavirus" for a toll).
        fixed: words that by themselves state a value ("no casualties"): text -> number.
        needs_evidence: whether one of the words of `before` or `after` must stand beside the
            value; else standing beside the happening is enough.
        items: whether values are told apart by item ("the first", "both").
        codes: the fields of other schemes that hold it.
    """

    name: str
    type: SlotType
    title: str
    definition: str
    example: str
    terms: tuple[str, ...] = ()
    several: bool = True
    role: Role = Role.NEAR
    dimension: str = ""
    nouns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    fixed: tuple[tuple[str, int], ...] = ()
    needs_evidence: bool = False
    items: bool = False
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of a happening, and the company that they must or must not keep.

    `form` is "verb", "noun" or "phrase" (words taken as they stand). `words` hold every form,
    lower case. For a verb, `object` and `subject` list words of which
    one must stand on that side in the clause (in a passive, on the other); "@name" means a
    capitalised word, "@number" a number, "@people" a noun for people. `before` and `after` must
    stand within three words; `not_before` and `not_after` must not stand beside it; `not_with`
    must not stand in the sentence; `not_object` and `not_subject` must not stand within three words
    on that side. An `anaphor` ("the blaze") counts only where a plain trigger of the kind stands
    earlier in the report. A noun in the plural with nothing that makes it definite ("road
    accidents are many") counts only with `plural`. With `due` the words count only where a day by
    which follows ("is to hand over the list | by 1 May"). `modality` and `polarity` are what the
    words themselves imply ("plot to attack").
    """

    form: str
    words: tuple[str, ...]
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    anaphor: bool = False
    plural: bool = False
    due: bool = False
    participle: tuple[str, ...] = ()
    modality: Modality | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Attributions that are themselves happenings of the kind ("urged", "has pledged").

    An attribution fits when its modality is in `modalities` (empty: any) and one word of its cue
    is in `cues` (empty: any), none is in `not_cues`, and its content holds none of `not_content`.
    """

    modalities: tuple[Modality, ...] = ()
    cues: tuple[str, ...] = ()
    not_cues: tuple[str, ...] = ()
    not_content: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: how it is told and what can be said of it.

    `counter` is an example of what it is not. `codes` are the kinds of other schemes that it
    comes nearest to.
    """

    name: str
    title: str
    definition: str
    example: str
    counter: str
    slots: Mapping[str, Slot]
    triggers: tuple[Trigger, ...] = ()
    said: tuple[Said, ...] = ()
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, with its place in the order of words.

    `words` hold every form that means it, lower case. `is_a` names broader terms that it surely
    is; `may_be` names narrower or other terms that a thing so called may turn out to be.
    """

    id: str
    words: tuple[str, ...]
    is_a: tuple[str, ...]
    may_be: tuple[str, ...]
    definition: str
    example: str
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class CodebookText:
    """A codebook file as it was given: its name without folders, and all of its TOML."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """The kinds and terms that a reader works with; `digest` changes whenever they do.

    `own` are the user's texts among those that it was made of, `schemes` the coding schemes that
    codes are given in.
    """

    kinds: Mapping[str, Kind]
    terms: Mapping[str, Term]
    digest: str
    own: tuple[CodebookText, ...] = ()
    schemes: Mapping[str, Scheme] = field(default_factory=dict)

    def is_a(self, narrow: str, broad: str) -> bool:
        """Whether a thing called `narrow` surely is a `broad`; every term is itself.

        A term that the codebook doesn't hold is only itself.
        """
        return broad in self._reach(narrow, broader=True)

    def may_be(self, broad: str, narrow: str) -> bool:
        """Whether a thing called `broad` may turn out to be a `narrow`.

        So it is for every term that is surely a `broad`, and for those that `may_be` names and
        what these are or may be in turn. Every term may be itself.
        """
        return self.is_a(narrow, broad) or any(
            self.is_a(narrow, other) for other in self._reach(broad, broader=False)
        )

    def _reach(self, start: str, *, broader: bool) -> set[str]:
        """`start` and every term that `is_a` (or `may_be`) leads to from it."""
        seen, waiting = {start}, [start]
        while waiting:
            term = self.terms.get(waiting.pop())
            if term is None:
                continue
            for other in term.is_a if broader else term.may_be:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen
