from __future__ import annotations

import pytest

from onrecord.codebook import load_codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.model.scales import Status
from onrecord.queries.clocks import NOW, Clocks, parse_time
from onrecord.queries.identity import identify
from onrecord.queries.lines import Told
from onrecord.queries.told import asking, tell_all

from .history import History


def told(history: History, event: str = "launch", clocks: Clocks = NOW) -> Told:
    with asking(history.ledger, clocks) as seen:
        return tell_all(seen, identify(seen, [history.events[event]]), load_codebook())[0]


def fates(history: History, event: str = "launch", clocks: Clocks = NOW) -> dict[str, str]:
    """Claim -> status, and what replaced it, in the names of the history."""
    names = {id: f"{key}" for key, ids in history.claims.items() for id in ids}
    found = {}
    for id, standing in told(history, event, clocks).standing.items():
        says = standing.status.value
        if standing.replaced_by:
            says += f" by {names.get(standing.replaced_by, standing.replaced_by[:6])}"
        found[names.get(id, id[:6])] = says
    return found


def test_a_range_that_changes_thing_by_thing(ledger: Ledger) -> None:
    """430 / 430, then 430 / 690, then 600 / 600: each step replaces what it must and no more."""
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both  430 km
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/1     430 km
  launch  JCS=KOR.MIL  range/2     690 km
Quay v1 2019-07-26T11:02
  launch  JCS=KOR.MIL  range/both  ~600 km
"""
    )
    at = Clocks(known=parse_time("2019-07-25 12:00"))
    assert fates(history, clocks=at) == {"Lantern v1 range/both": "standing"}
    at = Clocks(known=parse_time("2019-07-25 20:00"))
    assert fates(history, clocks=at) == {
        "Lantern v1 range/both": "superseded by Lantern v2 range/2",
        "Lantern v2 range/1": "standing",
        "Lantern v2 range/2": "standing",
    }
    assert fates(history) == {
        "Lantern v1 range/both": "superseded by Lantern v2 range/2",
        "Lantern v2 range/1": "superseded by Quay v1 range/both",
        "Lantern v2 range/2": "superseded by Quay v1 range/both",
        "Quay v1 range/both": "standing",
    }


def test_a_value_said_again_by_another_report_is_replaced_with_it(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both  430 km
Herald v1 2019-07-25T10:10
  launch  JCS=KOR.MIL  range/both  430 km  "Each one went {430 km}, according to the staff."
Quay v1 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/1     430 km  "The first went {430 km}."
  launch  JCS=KOR.MIL  range/2     690 km  "The second went {690 km}."
"""
    )
    assert fates(history) == {
        "Lantern v1 range/both": "superseded by Quay v1 range/2",
        "Herald v1 range/both": "superseded by Quay v1 range/2",
        "Quay v1 range/1": "standing",
        "Quay v1 range/2": "standing",
    }


def test_both_stands_for_the_thing_that_was_not_replaced(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both  430 km
Quay v1 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/2     690 km
"""
    )
    standing = told(history).standing[history.claim("Lantern v1 range/both")]
    assert standing.status is Status.STANDING
    assert standing.items == ("1",)
    assert [(row.item, row.why) for row in standing.replaced] == [("2", "same speaker, silent")]


def test_words_that_say_so_announce_a_revision(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both  430 km
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/both  430 km  earlier
  launch  JCS=KOR.MIL  range/1     ~430 km
  launch  JCS=KOR.MIL  range/2     690 km
  launch  OUTLET       range/1     500 km
"""
    )
    assert fates(history) == {
        "Lantern v1 range/both": "superseded by Lantern v2 range/2",
        "Lantern v2 range/both": "superseded by Lantern v2 range/2",
        "Lantern v2 range/1": "standing",
        "Lantern v2 range/2": "standing",
    }
    first = told(history).standing[history.claim("Lantern v1 range/both")]
    assert first.why == 'the report says so: "earlier"'
    assert [(row.item, row.announced) for row in first.replaced] == [("2", True)]


def test_words_that_give_up_one_of_two_things_leave_the_other(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both  430 km
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/both  430 km  earlier
  launch  JCS=KOR.MIL  range/2     690 km
"""
    )
    assert fates(history)["Lantern v2 range/both"] == "superseded by Lantern v2 range/2"
    first = told(history).standing[history.claim("Lantern v1 range/both")]
    assert (first.status, first.items) == (Status.STANDING, ("1",))
    assert [(row.item, row.announced) for row in first.replaced] == [("2", True)]


def test_what_is_told_as_past_is_given_up_though_nothing_newer_is_known(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  ferry  officials?  deaths  8 people  earlier
Quay v1 2019-07-25T08:10
  ferry  Guard  deaths  9 people
Herald v1 2019-07-26T08:10
  ferry  Guard  deaths  9 people  earlier
"""
    )
    assert fates(history, "ferry") == {
        "Lantern v1 deaths": "superseded",
        "Quay v1 deaths": "superseded",
        "Herald v1 deaths": "superseded",
    }


LEFT_ALONE = {
    "two speakers who differ": """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL   range  430 km
Quay v1 2019-07-26T09:10
  launch  Tokyo=JPN.GOV  range  690 km
""",
    "unnamed speakers": """
Lantern v1 2019-07-25T09:10
  launch  officials?  range  430 km
Quay v1 2019-07-26T09:10
  launch  officials?  range  690 km
""",
    "a coarser number": """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
Quay v1 2019-07-26T09:10
  launch  JCS=KOR.MIL  range  ~400 km
""",
    "a coarser term": """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  weapon  #ballistic-missile
Quay v1 2019-07-26T09:10
  launch  JCS=KOR.MIL  weapon  #projectile
""",
    "a slot of several values": """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  launch-place  @Wonsan
Quay v1 2019-07-26T09:10
  launch  JCS=KOR.MIL  launch-place  @Hodo
""",
    "a part of the whole": """
Lantern v1 2019-07-25T09:10
  ferry  JCS=KOR.MIL  deaths  31 people
Quay v1 2019-07-26T09:10
  ferry  JCS=KOR.MIL  deaths/children  5 people
""",
    "two days that overlap": """
Lantern v1 2019-07-25
  launch  JCS=KOR.MIL  range  430 km
Quay v1 2019-07-25T12:00
  launch  JCS=KOR.MIL  range  690 km
""",
    "what is withheld": """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  weapon  #projectile
Quay v1 2019-07-26T09:10
  launch  JCS=KOR.MIL  weapon  #ballistic-missile  withheld
""",
    "two outlets in their own voices": """
Lantern v1 2019-07-25T09:10
  ferry  OUTLET  deaths  8 people
Quay v1 2019-07-26T09:10
  ferry  OUTLET  deaths  22 people
""",
    "one version that says two things": """
Lantern v1 2019-07-25T09:10
  ferry  OUTLET  deaths  8 people
  ferry  OUTLET  deaths  22 people
""",
    "carried over into the next version": """
Lantern v1 2019-07-25T09:10
  ferry  officials?  deaths  8 people
Lantern v2 2019-07-25T10:10
  ferry  officials?  deaths  8 people
  ferry  OUTLET      injured  3 people
""",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_leaves_alone(paper: Ledger, name: str) -> None:
    history = History(paper).tell(LEFT_ALONE[name])
    (event,) = history.events
    assert set(fates(history, event).values()) == {"standing"}


def test_the_same_speaker_by_code_or_by_name(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
Quay v1 2019-07-26T09:10
  launch  Joint Chiefs=KOR.MIL  range  690 km
Herald v1 2019-07-27T09:10
  launch  jcs  range  600 km
"""
    )
    assert fates(history) == {
        "Lantern v1 range": "superseded by Quay v1 range",
        "Quay v1 range": "superseded by Herald v1 range",
        "Herald v1 range": "standing",
    }


def test_a_person_makes_two_names_one_speaker(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  The Navy  range  430 km
Quay v1 2019-07-26T09:10
  launch  Fleet Command  range  690 km
"""
    )
    assert set(fates(history).values()) == {"standing"}
    history.judge("The Navy", Verb.SAME_ACTOR, "Fleet Command")
    assert fates(history)["Lantern v1 range"] == "superseded by Quay v1 range"


def test_a_version_that_drops_a_value_withdraws_it(ledger: Ledger) -> None:
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  officials?  range  430 km
  launch  OUTLET      count  2 missile
Lantern v2 2019-07-25T16:27
  launch  OUTLET      count  2 missile
"""
    )
    assert fates(history) == {
        "Lantern v1 range": "withdrawn",
        "Lantern v1 count": "standing",
        "Lantern v2 count": "standing",
    }
    why = told(history).standing[history.claim("Lantern v1 range")].why
    assert why == "Lantern v2 no longer says it"


def test_a_value_that_is_credited_anew_is_superseded(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  OUTLET  range  430 km
Lantern v2 2019-07-25T16:27
  launch  JCS     range  430 km
"""
    )
    assert fates(history)["Lantern v1 range"] == "superseded by Lantern v2 range"


def test_a_revert_is_a_new_observation(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  ferry  OUTLET  deaths  8 people
Lantern v2 2019-07-25T10:10
  ferry  OUTLET  deaths  22 people
Lantern v3 2019-07-25T11:10
  ferry  OUTLET  deaths  8 people
  ferry  OUTLET  injured  3 people
"""
    )
    assert fates(history, "ferry") == {
        "Lantern v1 deaths": "superseded by Lantern v2 deaths",
        "Lantern v2 deaths": "superseded by Lantern v3 deaths",
        "Lantern v3 deaths": "standing",
        "Lantern v3 injured": "standing",
    }


def test_a_copy_does_not_replace_what_came_after_its_source(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
Quay v1 2019-07-25T16:27
  launch  JCS=KOR.MIL  range  690 km  "It flew {690 km}, the Joint Chiefs now say."
Signal v1 2019-07-25T18:00
  launch  JCS=KOR.MIL  range  430 km
"""
    )
    assert fates(history) == {
        "Lantern v1 range": "superseded by Quay v1 range",
        "Quay v1 range": "standing",
        "Signal v1 range": "superseded by Quay v1 range",
    }


def test_a_denial_replaces_what_it_denies(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  weapon  #ballistic-missile
Quay v1 2019-07-25T16:27
  launch  JCS=KOR.MIL  weapon  #ballistic-missile  denied
"""
    )
    assert fates(history)["Lantern v1 weapon"] == "superseded by Quay v1 weapon"


def test_a_rejected_claim_replaces_nothing(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
Quay v1 2019-07-25T16:27
  launch  JCS=KOR.MIL  range  690 km
"""
    )
    row = history.judge(history.claim("Quay v1 range"), Verb.REJECTED, because="a speed")
    assert fates(history) == {"Lantern v1 range": "standing", "Quay v1 range": "rejected"}
    why = told(history).standing[history.claim("Quay v1 range")].why
    assert why == "Ada, 01 Jan 2026: a speed"
    history.judge(row.id, Verb.WITHDRAWN)
    assert fates(history)["Lantern v1 range"] == "superseded by Quay v1 range"


def test_a_reader_does_not_undo_a_person(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
"""
    )
    claim = history.claim("Lantern v1 range")
    history.judge(claim, Verb.REJECTED)
    history.judge(claim, Verb.ACCEPTED, person=False)
    assert fates(history) == {"Lantern v1 range": "rejected"}


def test_an_amendment_holds_against_later_readings(ledger: Ledger) -> None:
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
"""
    )
    new = history.amend("Lantern v1 range", "690 km")
    assert fates(history) == {"Lantern v1 range": f"rejected by {new[:6]}", new[:6]: "standing"}
    row = told(history).rows[new]
    assert row.rule == "read by Ada"
    history.reread("Lantern v1", {"range": "500 km"})
    statuses = {id: row.status for id, row in told(history).rows.items()}
    assert statuses.pop(new) is Status.STANDING
    assert set(statuses.values()) == {Status.REJECTED}
    assert len(statuses) == 2


def test_an_amendment_that_was_withdrawn_stays_in_sight(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
"""
    )
    new = history.amend("Lantern v1 range", "690 km")
    history.judge(history.amendments[0], Verb.WITHDRAWN)
    assert fates(history) == {"Lantern v1 range": "standing", new[:6]: "rejected"}
    assert told(history).standing[new].why == "the decision that made it no longer holds"


def test_what_a_later_reading_no_longer_finds_stays_in_sight(ledger: Ledger) -> None:
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
  launch  OUTLET       count  2 missile
"""
    )
    history.reread("Lantern v1", {"range": "690 km", "count": None})
    rows = told(history).rows
    assert rows[history.claim("Lantern v1 range")].status is Status.SUPERSEDED
    assert rows[history.claim("Lantern v1 count")].status is Status.SUPERSEDED
    assert rows[history.claim("Lantern v1 count")].why == "a later reading no longer finds it"
    before = Clocks(recorded=parse_time("2026-01-01 00:30"))
    assert set(fates(history, clocks=before).values()) == {"standing"}


def test_redacted_words_are_hidden(ledger: Ledger) -> None:
    history = History(ledger).tell(
        """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range  430 km
  launch  OUTLET       count  2 missile
"""
    )
    claim = history.claim("Lantern v1 range")
    history.redact(claim, "claim", "court order")
    rows = told(history).rows
    assert rows[claim].words == "[redacted: court order]"
    assert "430 km" not in repr(rows[claim])
    assert rows[history.claim("Lantern v1 count")].words == "2 missile"
    history.redact(history.versions["Lantern v1"].id, "version", "safety")
    assert told(history).rows[history.claim("Lantern v1 count")].words == "[redacted: safety]"


def test_a_value_that_a_split_took_along_is_not_withdrawn(paper: Ledger) -> None:
    """The later version says it still: of what a judgement made another event."""
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  ferry  Coast Guard  deaths   8 people   "the guard counted {8 people} at dawn"
  ferry  OUTLET       injured  3 people   "clinics took in {3 people}"
Lantern v2 2019-07-25T16:27
  ferry  Coast Guard  deaths   8 people   "{8 people}, the guard repeated at noon"
"""
    )
    history.judge(history.mentions["Lantern v2", "ferry"], Verb.SPLIT, history.events["ferry"])
    held = told(history, "ferry")
    assert held.standing[history.claim("Lantern v1 deaths")].status is Status.STANDING
    assert held.standing[history.claim("Lantern v1 injured")].status is Status.WITHDRAWN


def test_what_was_turned_down_before_it_was_moved_keeps_nothing(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Lantern v1 2019-07-25T09:10
  ferry  Coast Guard  deaths   8 people   "the guard counted {8 people} at dawn"
Lantern v2 2019-07-25T16:27
  ferry  Coast Guard  deaths   8 people   "{8 people}, the guard repeated at noon"
"""
    )
    history.judge(history.claim("Lantern v2 deaths"), Verb.REJECTED)
    history.judge(history.mentions["Lantern v2", "ferry"], Verb.SPLIT, history.events["ferry"])
    (one,) = (one for one in told(history, "ferry").gathered.placed if one.seen.row.number == 1)
    assert told(history, "ferry").standing[one.id].status is Status.WITHDRAWN
