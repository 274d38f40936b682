"""Who speaks: a list, and one actor with what they said, their words over time, whom they
contradict."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.queries import ask_who
from onrecord.queries.differing import Difference, find_differences
from onrecord.queries.rows import ActorRecord
from onrecord.queries.speaking import SpeakerRow, find_speakers

_SHOWN, _LOOKED_AT = 50, 20
"""Statements of an actor on a page, and claims whose events it looks at, unless all are asked for:
to know what stands of an event takes as long as to show it."""


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Those who are credited most often, by name."""

    speakers: tuple[SpeakerRow, ...]


def actors_page(asked: Asked) -> Shown:
    """Those who are credited most often."""
    return Shown("actors.html", ActorsPage(find_speakers(asked.ledger, asked.clocks)))


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What an actor said, their wording over time, and where others hold something else.

    Of one who said more than is shown, `differences` are None unless they were asked for.
    """

    actor: ActorRecord
    differences: tuple[Difference, ...] | None


def actor_page(asked: Asked) -> Shown:
    """The actor whose code or name the address holds.

    Of one who said much, what was recorded last: with the word `differences` these too, with `all`
    everything.

    Raises:
        NotOnRecord: nobody of that name said anything by then.
    """
    if asked.word("all") is not None:
        return whole_actor_page(asked)
    ledger, name, clocks = asked.ledger, asked.words["actor"], asked.clocks
    actor = ask_who(ledger, name, clocks, limit=_SHOWN, terms_of=_LOOKED_AT)
    if not actor.more:
        return whole_actor_page(asked)
    differences: tuple[Difference, ...] | None = None
    if asked.word("differences") is not None:
        differences = find_differences(ledger, name, clocks, limit=_LOOKED_AT)
    return Shown("actor.html", ActorPage(actor, differences))


def whole_actor_page(asked: Asked) -> Shown:
    """As `actor_page`, with everything."""
    ledger, name, clocks = asked.ledger, asked.words["actor"], asked.clocks
    page = ActorPage(ask_who(ledger, name, clocks), find_differences(ledger, name, clocks))
    return Shown("actor.html", page)
