"""An event at an earlier known time: made from its rows of now, or asked for at that clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from onrecord.codebook import load_codebook
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.model.judgement import Verb
from onrecord.queries import Clocks
from onrecord.queries.as_of import moments_of
from onrecord.queries.clocks import NOW
from onrecord.queries.identity import identify
from onrecord.queries.lines import Told
from onrecord.queries.rows import JudgementRow
from onrecord.queries.then import told_then
from onrecord.queries.told import asking, tell_known
from onrecord.queries.visible import view

from .history import History, much_happens
from .test_laws import lawful, stories, write


def check(history: History, clocks: Clocks = NOW) -> int:
    """Hold every event at each of its moments against the one asked for then."""
    book, count = load_codebook(), 0
    with asking(history.ledger, clocks) as now:
        for one in identify(now, set(history.events.values())):
            for told in tell_known(now, [one], book):
                for known in around(moments_of(told.gathered)):
                    then = view(now.connection, Clocks(known, clocks.recorded, clocks.unseen))
                    asked = tell_known(then, [one], book)
                    made = told_then(told, known, book)
                    assert parts(made) == parts(asked[0] if asked else None)
                    count += made is not None
                    if made is not None:
                        assert told.standing.at(known) == made.standing  # type: ignore[attr-defined]
    return count


def around(moments: list[datetime]) -> list[datetime]:
    return [at + by for at in moments for by in (timedelta(seconds=-1), timedelta(0))]


def parts(told: Told | None) -> tuple[object, ...] | None:
    if told is None:
        return None

    def by_id(row: JudgementRow) -> str:
        return row.id

    return (
        told.gathered,
        told.standing,
        told.attributions,
        told.rows,
        sorted(told.actors, key=by_id),
    )


@lawful
@given(stories)
def test_from_the_rows_of_now_it_is_as_asked_for_at_that_clock(
    story: list[tuple[object, ...]],
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "law.db") as ledger:
        check(write(ledger, story))


def test_it_is_so_whatever_happens(paper: Ledger) -> None:
    """Merges, splits, amendments, marks, texts that came back, actors told to be one."""
    history = History(paper).tell("""
Lantern v1 2019-07-25T09:10
  launch  Guard=KOR.MIL   when   2019-07-25
  launch  Guard           range  430 km
  launch  OUTLET          site   @Wonsan
  launch  OUTLET          count  2 missile
Quay v1 2019-07-26T09:10
  launch  Navy            range  690 km
  ferry   Navy            deaths  11 people
""")
    much_happens(history, lambda: None)
    checked = check(history)
    rejected = history.judge(history.claim("Quay v1 deaths"), Verb.REJECTED)
    history.judge("Navy", Verb.SAME_ACTOR, "Guard")
    joined = history.judge("Guard", Verb.SAME_ACTOR, "Coast watch")
    checked += check(history)
    history.judge(joined.id, Verb.WITHDRAWN)
    checked += check(history) + check(history, Clocks(unseen=frozenset({rejected.id})))
    assert checked > 20
