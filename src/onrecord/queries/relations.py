"""How one claim's content bears on another's: same, coarser, or another value."""

from __future__ import annotations

from onrecord.codebook.codebook import Codebook
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.queries.gather import Placed
from onrecord.values.compare import Relation, compare

_CLOSE = frozenset({Relation.SAME, Relation.COARSER, Relation.FINER, Relation.COMPATIBLE})


class Relations:
    """Compares claims of one event by the codebook's order of terms and its slots."""

    def __init__(self, codebook: Codebook, kind: str) -> None:
        self._codebook = codebook
        known = codebook.kinds.get(kind)
        self._slots = {} if known is None else known.slots
        self._seen: dict[tuple[str, str], Relation] = {}
        self._written: dict[str, str] = {}

    def several(self, slot: str) -> bool:
        """Whether different values of one thing hold side by side; so too in unknown slots."""
        known = self._slots.get(slot)
        return known is None or known.several

    def value(self, one: Placed, other: Placed) -> Relation:
        """How the value of `one` stands to that of `other`."""
        # By value, not by claim: the reports of one event give few values, each many times. As
        # written, since 5 and 5.0 are equal and yet not equally precise.
        pair = (self._as_written(one), self._as_written(other))
        if pair not in self._seen:
            if one.claim.value == other.claim.value:
                self._seen[pair] = Relation.SAME
            else:
                self._seen[pair] = compare(one.claim.value, other.claim.value, self._codebook)
        return self._seen[pair]

    def _as_written(self, one: Placed) -> str:
        if one.id not in self._written:
            self._written[one.id] = repr(one.claim.value)
        return self._written[one.id]

    def same(self, one: Placed, other: Placed) -> bool:
        """Whether both say the same of their thing: value, polarity, modality, withheld or not."""
        return (
            one.claim.polarity is other.claim.polarity
            and one.claim.modality is other.claim.modality
            and _withheld(one) == _withheld(other)
            and self.value(one, other) is Relation.SAME
        )

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
        now, was = newer.claim, older.claim
        if _withheld(newer):
            return False
        if not (
            now.modality is was.modality
            or (now.modality is Modality.ACTUAL and was.modality is Modality.PLANNED)
        ):
            return False
        relation = self.value(newer, older)
        if _withheld(older):
            return relation in _CLOSE
        if now.polarity is not was.polarity:
            denial, other = (newer, older) if now.polarity is Polarity.DENIED else (older, newer)
            return self.value(other, denial) in (Relation.SAME, Relation.FINER)
        if now.polarity is Polarity.DENIED or self.several(was.slot):
            return False
        return relation in (Relation.FINER, Relation.COMPATIBLE, Relation.CONFLICT)

    def clash(self, one: Placed, other: Placed) -> bool:
        """Whether two speakers who say this of the same thing cannot both be right."""
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
