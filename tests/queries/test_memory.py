"""What a view read once it does not read again, and whatever it forgets it reads right again."""

from __future__ import annotations

import pytest

from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.queries import event_notices, log_event, parse_time, show_event, visible
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of_ledger
from onrecord.queries.events import resolve_in
from onrecord.queries.judged import judgements_naming, judgements_on, with_withdrawals
from onrecord.queries.told import asking, tell_known
from onrecord.queries.whole import whole_event

from .history import History
from .test_plans import statements

STORY = """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range/both    430 km
  launch  OUTLET       when          2019-07-25
  launch  JCS=KOR.MIL  count         2 missile
  ferry   OUTLET       deaths        8 people
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range/2       690 km
  launch  JCS=KOR.MIL  count         2 missile
Quay v1 2019-07-26T11:02
  launch  Tokyo=JPN.GOV  range/both  500 km
"""


@pytest.fixture
def history(paper: Ledger) -> History:
    told = History(paper).tell(STORY)
    told.amend("Lantern v1 count", "3 missile")
    return told


def test_nothing_is_read_twice_in_a_view(history: History) -> None:
    book = codebook_of_ledger(history.ledger)
    with asking(history.ledger, NOW) as seen:
        told = resolve_in(seen, history.events["launch"], book)
        with statements(history.ledger) as again:
            assert tell_known(seen, [told.gathered.identity], book) == [told]
        with statements(history.ledger) as before:
            known = seen.at_known(parse_time("2019-07-25 12:00"))
            [then] = tell_known(known, [told.gathered.identity], book)
    assert len(then.gathered.placed) < len(told.gathered.placed)
    # What may belong to the event is asked anew: what was not known yet is left out there.
    assert len(again) == len(before) == 1


def test_a_view_at_another_known_clock_tells_what_a_new_one_tells(history: History) -> None:
    book = codebook_of_ledger(history.ledger)
    for words in ("2019-07-25 12:00", "2019-07-25 20:00", "2019-07-27"):
        known = parse_time(words)
        with asking(history.ledger, NOW) as now:
            identity = resolve_in(now, history.events["launch"], book).gathered.identity
            later = tell_known(now.at_known(known), [identity], book)
        with asking(history.ledger, Clocks(known=known)) as fresh:
            assert tell_known(fresh, [identity], book) == later


def test_a_view_that_remembers_next_to_nothing_tells_the_same(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, event = history.ledger, history.events["launch"]

    def told() -> tuple[object, ...]:
        whole = whole_event(ledger, event)
        return (
            show_event(ledger, event),
            log_event(ledger, event),
            event_notices(ledger, event),
            (whole.event, whole.moments, whole.state),
        )

    plenty = told()
    monkeypatch.setattr(visible, "_MOST_REMEMBERED", 1)
    assert told() == plenty


def test_judgements_are_found_by_either_end_with_what_withdraws_them(history: History) -> None:
    launch, ferry = history.events["launch"], history.events["ferry"]
    merged = history.judge(launch, Verb.MERGED, ferry)
    history.judge(merged.id, Verb.WITHDRAWN)
    with asking(history.ledger, NOW) as seen:
        [one] = judgements_on(seen, [launch], (Verb.MERGED,))
        assert judgements_naming(seen, [ferry], (Verb.MERGED,)) == [one]
        assert judgements_on(seen, [ferry], (Verb.MERGED,)) == []
        with statements(history.ledger) as asked:
            verbs = [row.verb for row in with_withdrawals(seen, [one])]
        assert verbs == [Verb.MERGED, Verb.WITHDRAWN]
        assert len(asked) == 1  # the withdrawal is known to be withdrawn by none
