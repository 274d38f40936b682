"""What the kinds of notice share: who speaks, which item is meant, what can be set side by side."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.codebook import Codebook, Kind, Role, Slot, SlotType
from onrecord.model.attribution import OWN_VOICE, Speaker
from onrecord.model.claim import Claim
from onrecord.model.notice import Evidence
from onrecord.model.record import ClaimRow
from onrecord.model.report import BlockKind
from onrecord.model.scales import Certainty, Modality, Polarity, SpeakerClass, Status
from onrecord.model.span import Span
from onrecord.model.value import Quantity
from onrecord.notices.history import EventHistory
from onrecord.values.compare import Relation, compare
from onrecord.values.si import si

TALLIES = frozenset({"deaths", "injured", "missing", "displaced", "detained"})
"""Slots whose value moves while people search and count: a later report's own figure replaces an
earlier one, and two speakers who differ at different times don't contradict each other."""

_ALL = frozenset({None, "both", "all", "each"})


def slot_of(history: EventHistory, name: str, codebook: Codebook) -> Slot | None:
    """The codebook's slot of this name for the event's kind, or None."""
    kind: Kind | None = codebook.kinds.get(history.kind)
    return kind.slots.get(name) if kind else None


def nouns_of(kind: Kind) -> frozenset[str]:
    """The nouns of the kind, single words, with and without plural."""
    words = {
        word.split()[-1]
        for trigger in kind.triggers
        if trigger.form == "noun"
        for word in trigger.words
    }
    return frozenset(words | {word.removesuffix("s") for word in words})


def is_single(slot: Slot | None) -> bool:
    """Whether one item takes one value at a time.

    A date that isn't when something happened (a deadline) is single too.
    """
    if slot is None:
        return False
    return not slot.several or (slot.type is SlotType.DATE and slot.name != "when")


def body_first(rows: Iterable[ClaimRow], history: EventHistory) -> list[ClaimRow]:
    """The rows of one version with those of headline and captions last: the body says it fully."""
    outer = (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.CAPTION)

    def is_outer(row: ClaimRow) -> bool:
        version = history.versions.get(row.version.id)
        block = version.block_at(row.claim.span.start) if version else None
        return block is not None and block.kind in outer

    return sorted(rows, key=is_outer)


def is_doer(slot: Slot | None) -> bool:
    """Whether the slot says who did it: two answers to that don't hold side by side."""
    return slot is not None and slot.type is SlotType.ACTOR and slot.role is Role.SUBJECT


def is_plain(row: ClaimRow) -> bool:
    """Whether the row is said, affirmed, told as fact and not turned down by a person."""
    return row.status is not Status.REJECTED and is_said(row.claim)


def is_said(claim: Claim) -> bool:
    """Whether the claim is said, affirmed and told as fact."""
    if claim.slot in TALLIES and claim.modality is not Modality.ACTUAL:
        return False  # nobody has died who "could" or "will"
    return (
        claim.polarity is Polarity.AFFIRMED
        and claim.certainty is not Certainty.UNSTATED
        and claim.modality is not Modality.CONDITIONAL
    )


def is_own(speaker: Speaker) -> bool:
    """Whether the report speaks for itself."""
    return speaker.speaker_class is SpeakerClass.OUTLET and speaker.name == OWN_VOICE.name


@lru_cache(maxsize=4096)
def same_speaker(mine: Speaker, theirs: Speaker) -> bool:
    """Whether the two are surely one named speaker, or one a part of the other.

    "Coast guard" and "Philippine coast guard" are taken for one within an event; `KOR.MIL` speaks
    for `KOR.MIL.JCS` too, and a government named by its capital ("Seoul") for its ministries and
    its military. Unnamed speakers are never the same as anyone.
    """
    if SpeakerClass.UNNAMED in (mine.speaker_class, theirs.speaker_class):
        return False
    if is_own(mine) or is_own(theirs):
        return False
    if mine.code and theirs.code:
        short, long = sorted((mine.code, theirs.code), key=len)
        return long == short or long.startswith(short + ".") or _one_state(short, long)
    a, b = _name(mine.name), _name(theirs.name)
    if not a or not b:
        return False
    small, large = sorted((a, b), key=len)
    return small == large[len(large) - len(small) :]


def _one_state(mine: str, theirs: str) -> bool:
    """Whether one code is a state or its government and the other one of its organs."""
    (state, _, office), (other, _, also) = mine.partition("."), theirs.partition(".")
    return state == other and (office in ("", "GOV") or also in ("", "GOV"))


@lru_cache(maxsize=4096)
def surely_others(mine: Speaker, theirs: Speaker) -> bool:
    """Whether the two are surely different credited speakers."""
    if is_own(mine) or is_own(theirs) or same_speaker(mine, theirs):
        return False
    if _is_nobody(mine) or _is_nobody(theirs):
        return False
    a, b = _name(mine.name), _name(theirs.name)
    for coded, bare in ((mine, b), (theirs, a)):
        other = theirs if coded is mine else mine
        organ = coded.code is not None and "." in coded.code and other.code is None
        if organ and _ORGANS & set(bare):
            return False  # "joint chiefs of staff", of whom we don't know whose they are
    return not (set(a) <= set(b) or set(b) <= set(a))


_ORGANS = frozenset(
    ("army", "chiefs", "command", "forces", "government", "ministry", "military", "navy", "police")
)
"""Words of offices that every state has: without a state they may be anyone's."""

_NOBODY = frozenset(
    ("unnamed", "reports", "report", "unnamed source", "unnamed sources", "reportedly", "sources")
)


def _is_nobody(speaker: Speaker) -> bool:
    """Whether nobody in particular is credited ("reportedly")."""
    return speaker.speaker_class is SpeakerClass.UNNAMED and speaker.name.casefold() in _NOBODY


def _name(name: str) -> list[str]:
    drop = ("the", "a", "an", "of", "’s", "'s")
    words = name.casefold().replace("’s", "").replace("'s", "").replace(".", "").split()
    return [word for word in words if word not in drop]


def items_meet(mine: str | None, theirs: str | None) -> bool:
    """Whether two items speak of one thing: the same, or one of them of all.

    "both" takes in "1" and "2"; no item at all is the whole, and not one of its parts.
    """
    if mine == theirs:
        return True
    if mine is None or theirs is None:
        return {mine, theirs} <= _ALL
    return mine in _ALL or theirs in _ALL


def narrower(mine: str | None, theirs: str | None) -> str | None:
    """The item that both speak of."""
    return theirs if mine in _ALL else mine


def relation(mine: ClaimRow, theirs: ClaimRow, codebook: Codebook) -> Relation:
    """How the value of one row stands to that of the other."""
    return compare(mine.claim.value, theirs.claim.value, codebook)


_PEOPLE = frozenset({"", "people", "person", "passenger", "body", "dead"})


def one_thing(mine: ClaimRow, theirs: ClaimRow) -> bool:
    """Whether two counts count the same: "six crew members" is no answer to "39 people"."""
    a, b = mine.claim.value, theirs.claim.value
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return True
    if is_more(mine) or is_more(theirs) or is_crewless(mine, theirs):
        return False
    ours, others = _proper(mine.words), _proper(theirs.words)
    if ours and others and not ours & others:
        return False
    if a.unit == b.unit:
        return True
    counted = is_count(mine) or is_count(theirs)
    return not counted or (a.unit in _PEOPLE and b.unit in _PEOPLE)


def is_crewless(mine: ClaimRow, theirs: ClaimRow) -> bool:
    """Whether one counts the passengers and the other all aboard: "98 passengers", "120 people"."""
    units = {
        row.claim.value.unit for row in (mine, theirs) if isinstance(row.claim.value, Quantity)
    }
    return mine.claim.slot == "aboard" and "passenger" in units and bool(units & _EVERYONE)


_EVERYONE = frozenset({"people", "person", "soul"})


def is_more(row: ClaimRow) -> bool:
    """Whether the words add to a figure that stands elsewhere ("two more")."""
    return bool({"more", "another", "other", "others"} & set(row.words.casefold().split()))


def _proper(words: str) -> set[str]:
    """Capitalised words that aren't the first: whose soldiers they are."""
    return {word for word in words.split()[1:] if word[:1].isupper()}


def is_count(row: ClaimRow) -> bool:
    """Whether the value counts people or things and isn't measured in a unit."""
    value = row.claim.value
    return isinstance(value, Quantity) and si(value)[2] == "count"


def is_whole(row: ClaimRow) -> bool:
    """Whether the count is of people, and not of some sort of them."""
    value = row.claim.value
    return isinstance(value, Quantity) and value.unit in _PEOPLE


def agree(mine: ClaimRow, theirs: ClaimRow, codebook: Codebook) -> bool:
    """Whether both values can hold."""
    return relation(mine, theirs, codebook) is not Relation.CONFLICT


def evidence(row: ClaimRow) -> Evidence:
    """The row's words as something to rest on."""
    return Evidence(row.version.id, row.claim.span, row.words, row.id)


def evidence_at(history: EventHistory, version: str, span: Span) -> Evidence:
    """Words of a version that are no claim's."""
    return Evidence(version, span, span.of(history.versions[version].text))


def speaker_words(row: ClaimRow) -> str:
    """The speaker as a sentence names it."""
    if is_own(row.claim.speaker):
        return row.version.outlet or "the report"
    return row.claim.speaker.name


def outlet_of(history: EventHistory, version: str) -> str:
    """Whose text it is, as a sentence names it."""
    return history.versions[version].facts.outlet or "The report"


def slot_words(history: EventHistory, slot: str, item: str | None, codebook: Codebook) -> str:
    """The slot's title with the item, as a sentence names it."""
    known = slot_of(history, slot, codebook)
    title = known.title.casefold() if known else slot
    return f"{title} ({item})" if item not in (None, "all") else title


def in_force(rows: Iterable[ClaimRow], slot: str) -> list[ClaimRow]:
    """The plain rows of one slot, in the order given."""
    return [row for row in rows if row.claim.slot == slot and is_plain(row)]


def before(mine: ClaimRow, theirs: ClaimRow) -> bool:
    """Whether `mine` was public before `theirs`, as another version."""
    if mine.version.id == theirs.version.id:
        return False
    if mine.version.report == theirs.version.report:
        return mine.version.number < theirs.version.number
    return mine.version.known_at < theirs.version.known_at
