"""What people call an event: a plain name made of its own standing values, never invented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from onrecord.codebook.codebook import Codebook, SlotType
from onrecord.model.scales import Certainty, Modality, Polarity, Status
from onrecord.model.value import DateValue, PlaceValue, Quantity, TermValue, TextValue, Value
from onrecord.queries.gather import Placed
from onrecord.queries.lines import Decided
from onrecord.queries.words import count_word, day_words, edtf_words, plural, value_words
from onrecord.values.calendar import bounds

_LONGEST = 60

_TELLING = ("count", "type", "weapon", "vehicle", "who", "whom")
"""Slots that tell an event from others of its kind."""


def naming_slots(codebook: Codebook, kinds: Collection[str]) -> list[str]:
    """The slots whose values may stand in the names of events of these kinds."""
    found = set(_TELLING)
    for kind in kinds:
        slots = codebook.kinds[kind].slots if kind in codebook.kinds else {}
        found |= {
            name for name, slot in slots.items() if slot.type in (SlotType.PLACE, SlotType.DATE)
        }
    return sorted(found)


def event_name(told: Decided, codebook: Codebook, first_known: datetime) -> str:
    """The event in plain words: what, where, when.

    "Two missiles launched near Wonsan, 25 Jul 2019" where the kind counts things; else the kind's
    title, with its type, parties and place as far as claims that stand (or, where none does, once
    stood) say. Among several values of a slot the one that most reports give is taken, then the
    finest, then the first known. An event without a day is "reported" on the day it became known.
    Values that are denied, withheld or must not be shown name nothing.
    """
    kind = told.gathered.identity.kind
    slots = codebook.kinds[kind].slots if kind in codebook.kinds else {}
    title = codebook.kinds[kind].title if kind in codebook.kinds else kind.replace("-", " ")

    def first_of(type: SlotType) -> Value | None:
        for name, slot in slots.items():
            if slot.type is type and (value := _best(told, name)) is not None:
                return value
        return None

    head = _head(told, title)
    place, when = first_of(SlotType.PLACE), first_of(SlotType.DATE)
    if isinstance(place, PlaceValue):
        head += f" {place.relation} {place.name}" if place.relation else f" – {place.name}"
    if isinstance(when, DateValue):
        return f"{head}, {edtf_words(when.edtf)}"
    return f"{head}, reported {day_words(first_known.date())}"


def _head(told: Decided, title: str) -> str:
    """The kind, and what tells this event from others of its kind."""
    count, type_ = _best(told, "count"), _best(told, "type") or _best(told, "weapon")
    vehicle = _best(told, "vehicle")
    who, whom = _best(told, "who"), _best(told, "whom")
    if isinstance(count, Quantity) and count.n is not None and isinstance(type_, TermValue):
        noun = type_.term.replace("-", " ")
        many = noun if count.n == 1 else plural(noun)
        return f"{title}: {count_word(count.n)} {many}"
    if isinstance(type_, TermValue):
        return f"{title}: {type_.term.replace('-', ' ')}"
    if isinstance(vehicle, TextValue):
        return f"{title}: {_short(vehicle.text)}"
    if who is not None:
        to = f" to {value_words(whom)}" if whom is not None else ""
        return _short(f"{title}: {value_words(who)}{to}")
    return title


def _best(told: Decided, slot: str) -> Value | None:
    """The value that names the event in this slot, or None."""
    fit = [
        one
        for one in told.gathered.placed
        if one.claim.slot == slot
        and one.hidden is None
        and one.claim.polarity is Polarity.AFFIRMED
        and one.claim.certainty is not Certainty.UNSTATED
    ]
    values = {one.claim.value for one in fit}
    fit_now = (
        one
        for one in fit
        if told.standing[one.id].status not in (Status.REJECTED, Status.WITHDRAWN)
    )
    if len(values) == 1 and not isinstance(fit[0].claim.value, Quantity):
        # All say one thing: the first that counts tells it, and none else is asked how it stands.
        return next((one.claim.value for one in fit_now), None)
    fit = list(fit_now)
    standing = [one for one in fit if told.standing[one.id].status is Status.STANDING]
    pool = standing or fit
    if not pool:
        return None
    best = min(pool, key=_preference(pool))
    return best.claim.value


def _preference(pool: Sequence[Placed]) -> Callable[[Placed], tuple[object, ...]]:
    reports: dict[Value, set[str]] = defaultdict(set)
    for one in pool:
        reports[one.claim.value].add(one.seen.row.report)

    def key(one: Placed) -> tuple[object, ...]:
        return (
            one.claim.modality is not Modality.ACTUAL,
            one.claim.item is not None,
            -len(reports[one.claim.value]),
            _width(one.claim.value),
            one.seen.row.known_at,
            one.claim.span,
            one.id,
        )

    return key


def _width(value: Value) -> int:
    """How wide a value is: days of a date, a country after a town."""
    if isinstance(value, DateValue):
        days = bounds(value.edtf)
        if days is None or days.first is None or days.last is None:
            return 1_000_000
        return (days.last - days.first).days
    if isinstance(value, PlaceValue):
        return {"country": 2, "sea": 1, "region": 1}.get(value.place_kind or "", 0)
    return 0


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
