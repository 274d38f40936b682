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


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Those who are credited most often, by name."""

    speakers: tuple[SpeakerRow, ...]


def actors_page(asked: Asked) -> Shown:
    """Those who are credited most often."""
    return Shown("actors.html", ActorsPage(find_speakers(asked.ledger, asked.clocks)))


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What an actor said, their wording over time, and where others hold something else."""

    actor: ActorRecord
    differences: tuple[Difference, ...]


def actor_page(asked: Asked) -> Shown:
    """The actor whose code or name the address holds.

    Raises:
        NotOnRecord: nobody of that name said anything by then.
    """
    name = asked.words["actor"]
    actor = ask_who(asked.ledger, name, asked.clocks)
    differences = find_differences(asked.ledger, name, asked.clocks)
    return Shown("actor.html", ActorPage(actor, differences))
