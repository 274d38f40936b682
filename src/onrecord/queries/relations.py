"""How one claim's content bears on another's: same, coarser, or another value."""

from __future__ import annotations

from onrecord.codebook.codebook import Codebook
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.queries.gather import Placed
from onrecord.values.compare import Relation, compare

_CLOSE = frozenset({Relation.SAME, Relation.COARSER, Relation.FINER, Relation.COMPATIBLE})


class Relations:
    """Compares claims of one event by the codebook's order of terms and its slots.

    Every answer is kept by content, not by claim: the reports of one event say few things, each
    many times.
    """

    def __init__(self, codebook: Codebook, kind: str) -> None:
        self._codebook = codebook
        known = codebook.kinds.get(kind)
        self._slots = {} if known is None else known.slots
        self._content_of: dict[str, int] = {}
        self._contents: dict[tuple[object, ...], int] = {}
        self._values: dict[tuple[int, int], Relation] = {}
        self._same: dict[tuple[int, int], bool] = {}
        self._replaces: dict[tuple[int, int], bool] = {}
        self._clash: dict[tuple[int, int], bool] = {}

    def content(self, one: Placed) -> int:
        """A number for all that is compared of a claim: equal numbers, equal answers."""
        found = self._content_of.get(one.id)
        if found is None:
            claim = one.claim
            # The value as written, since 5 and 5.0 are equal and yet not equally precise.
            said = (claim.slot, repr(claim.value), claim.polarity, claim.modality, _withheld(one))
            found = self._contents.setdefault(said, len(self._contents))
            self._content_of[one.id] = found
        return found

    def several(self, slot: str) -> bool:
        """Whether different values of one thing hold side by side; so too in unknown slots."""
        known = self._slots.get(slot)
        return known is None or known.several

    def value(self, one: Placed, other: Placed) -> Relation:
        """How the value of `one` stands to that of `other`."""
        pair = (self.content(one), self.content(other))
        found = self._values.get(pair)
        if found is None:
            equal = one.claim.value == other.claim.value
            found = (
                Relation.SAME
                if equal
                else compare(one.claim.value, other.claim.value, self._codebook)
            )
            self._values[pair] = found
        return found

    def same(self, one: Placed, other: Placed) -> bool:
        """Whether both say the same of their thing: value, polarity, modality, withheld or not."""
        pair = (self.content(one), self.content(other))
        found = self._same.get(pair)
        if found is None:
            found = self._same[pair] = (
                one.claim.polarity is other.claim.polarity
                and one.claim.modality is other.claim.modality
                and _withheld(one) == _withheld(other)
                and self.value(one, other) is Relation.SAME
            )
        return found

    def keeps(self, later: Placed, one: Placed) -> bool:
        """Whether a version that says `later` still says, or does not give up, `one`."""
        return later.claim.polarity is one.claim.polarity and self.value(later, one) in _CLOSE

    def replaces(self, newer: Placed, older: Placed) -> bool:
        """Whether `newer`, said later by the same speaker of the same thing, replaces `older`.

        - What is withheld ("did not say whether") replaces nothing; it is replaced once the
          speaker does say.
        - A plan is replaced by another plan or by fact, fact by fact, a demand by a demand.
        - A denial replaces what it denies, and the other way round; two denials never clash.
        - In slots that hold several values nothing else replaces.
        - A value that is the same or coarser, or can't be compared, replaces nothing.
        """
        pair = (self.content(newer), self.content(older))
        found = self._replaces.get(pair)
        if found is None:
            found = self._replaces[pair] = self._decide_replaces(newer, older)
        return found

    def _decide_replaces(self, newer: Placed, older: Placed) -> bool:
        now, was = newer.claim, older.claim
        if _withheld(newer):
            return False
        if not (
            now.modality is was.modality
            or (now.modality is Modality.ACTUAL and was.modality is Modality.PLANNED)
        ):
            return False
        if _withheld(older):
            return self.value(newer, older) in _CLOSE
        if now.polarity is not was.polarity:
            denial, other = (newer, older) if now.polarity is Polarity.DENIED else (older, newer)
            return self.value(other, denial) in (Relation.SAME, Relation.FINER)
        if now.polarity is Polarity.DENIED or self.several(was.slot):
            return False
        return self.value(newer, older) in (
            Relation.FINER,
            Relation.COMPATIBLE,
            Relation.CONFLICT,
        )

    def clash(self, one: Placed, other: Placed) -> bool:
        """Whether two speakers who say this of the same thing cannot both be right."""
        pair = (self.content(one), self.content(other))
        found = self._clash.get(pair)
        if found is None:
            found = self._clash[pair] = self._decide_clash(one, other)
        return found

    def _decide_clash(self, one: Placed, other: Placed) -> bool:
        if _withheld(one) or _withheld(other):
            return False
        if one.claim.modality is not other.claim.modality:
            return False
        if one.claim.polarity is not other.claim.polarity:
            denial, said = (one, other) if one.claim.polarity is Polarity.DENIED else (other, one)
            return self.value(said, denial) in (Relation.SAME, Relation.FINER)
        if one.claim.polarity is Polarity.DENIED or self.several(one.claim.slot):
            return False
        return self.value(one, other) is Relation.CONFLICT


def _withheld(one: Placed) -> bool:
    return one.claim.certainty is Certainty.UNSTATED
