"""An event is named by its card as it is by all its rows, for whoever may know of what."""

from __future__ import annotations

from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.queries import resolve_event
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.keeping import keep_cards
from onrecord.queries.review_events import EventNames

from .history import History

STORY = """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  count   2 missiles
  launch  JCS=KOR.MIL  weapon  #projectile
  ferry   OUTLET       place   @Seoul
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  count   3 missiles
  launch  JCS=KOR.MIL  weapon  #missile
Quay v1 2019-07-26T09:00
  launch  OUTLET       weapon  #ballistic-missile
  talks   OUTLET       place   @Pyongyang
"""


def check(history: History, names: EventNames, clocks: Clocks) -> set[str]:
    """The names of all events, which are as their rows give them."""
    found = set()
    for (version, _), mention in history.mentions.items():
        row = names.of_mention(mention, clocks)
        assert row == resolve_event(history.ledger, mention, clocks)
        assert row in names.told_in(history.versions[version].id, clocks)
        found.add(row.name)
    return found


def test_names_are_those_of_the_rows(ledger: Ledger) -> None:
    history = History(ledger).tell(STORY)
    names = EventNames(ledger)
    assert names.of_mention("0" * 64) is None
    first = check(history, names, NOW)
    keep_cards(ledger)
    assert check(history, names, NOW) == first
    made = [
        history.judge(history.claim(f"{name} weapon"), Verb.REJECTED, by="Bo")
        for name in ("Lantern v1", "Lantern v2", "Quay v1")
    ]
    made.append(
        history.judge(history.events["talks"], Verb.MERGED, history.events["ferry"], by="Bo")
    )
    unseen = Clocks(unseen=frozenset(row.id for row in made))
    for _ in range(2):  # worked out, and as it was worked out
        assert check(history, names, NOW) != first
        assert check(history, names, unseen) == first
        keep_cards(ledger)
    # What is told of the event from then on shows at once, the decisions still do not.
    history.tell("Halyard v1 2019-07-27T09:00\n  launch  OUTLET  weapon  #missile\n")
    some = Clocks(unseen=frozenset(row.id for row in made[:2]))
    for _ in range(2):
        for clocks in (NOW, unseen, some):
            check(history, names, clocks)
        keep_cards(ledger)
    history.judge(history.claim("Halyard v1 weapon"), Verb.REJECTED, by="Ada")
    for clocks in (NOW, unseen, some):
        check(history, names, clocks)
