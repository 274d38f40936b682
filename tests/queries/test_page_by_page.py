"""What is found page by page, or remembered, is what a plain look at every row finds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import attribution
from onrecord.queries import Clocks, ask_who, find_reports
from onrecord.queries import reports as reports_module
from onrecord.queries.reports import reports_and_more
from onrecord.queries.sentences import folded
from onrecord.queries.speakers import OWN
from onrecord.queries.speaking import find_speakers

from .history import History

BEGUN = datetime(2019, 7, 25, 9, tzinfo=UTC)


def told(count: int, first: int = 0) -> str:
    """Reports of three outlets, some of two versions; two are known since one moment."""
    lines = []
    for number in range(first, first + count):
        speaker = ("JCS=KOR.MIL", "Miller", "JCS")[number % 3]
        at = BEGUN + timedelta(hours=number - number % 2)
        outlet = ("Lantern", "Sparrow", "Mill")[number % 3]
        for version in range(1 + number % 2):
            known = at + timedelta(hours=5 * version)
            lines += [
                f"{outlet}/story-{number} v{version + 1} {known:%Y-%m-%dT%H:%M}",
                f"  launch  {speaker}  range  {400 + number} km",
                f"  launch  OUTLET  count  {version + 2} missile",
            ]
    return "\n".join(lines)


@pytest.fixture
def many(paper: Ledger) -> History:
    return History(paper).tell(told(11))


@pytest.mark.parametrize("page", [1, 2, 5, 200])
@pytest.mark.parametrize("outlet", [None, "sparrow", "nobody"])
@pytest.mark.parametrize("hours", [None, 4, 11])
def test_the_reports_last_known_of(
    many: History,
    monkeypatch: pytest.MonkeyPatch,
    page: int,
    outlet: str | None,
    hours: int | None,
) -> None:
    clocks = Clocks(known=None if hours is None else BEGUN + timedelta(hours=hours))
    every = [
        one
        for one in find_reports(many.ledger, clocks, limit=1000)
        if outlet is None or outlet in (one.outlet or "").casefold()
    ]
    every.sort(key=lambda one: one.id)
    every.sort(key=lambda one: one.versions[-1].known_at, reverse=True)
    monkeypatch.setattr(reports_module, "_PAGE", page)
    reports_module._shown_before.cache_clear()  # type: ignore[attr-defined]
    found: list[str] = []
    more, skip = True, 0
    while more:
        some, more = reports_and_more(many.ledger, clocks, outlet=outlet, limit=3, skip=skip)
        assert len(some) == 3 or not more
        assert {one.id for one in some} == {one.id for one in every[skip : skip + 3]}
        found += [one.id for one in some]
        skip += 3
    reports_module._shown_before.cache_clear()  # type: ignore[attr-defined]
    assert len(found) == len(every)
    assert len(every) > 3 or outlet == "nobody" or hours is not None


def test_how_often_each_speaks_is_counted_on(many: History) -> None:
    for first in (11, 13, 30):
        rows = find_speakers(many.ledger)
        assert {(one.name, one.speaker_class.value): one.said for one in rows} == counted(many)
        assert find_speakers(many.ledger) == rows
        assert len(find_speakers(many.ledger, limit=1)) == 1
        many.tell(told(2, first))
    assert find_speakers(many.ledger, Clocks(known=BEGUN + timedelta(days=30))) == find_speakers(
        many.ledger
    )


def counted(many: History) -> Counter[tuple[str, str]]:
    columns = attribution.c.speaker_name, attribution.c.speaker_class
    with many.ledger.connect() as connection:
        rows = connection.execute(select(*columns)).all()
    return Counter((name, sort) for name, sort in rows if name != OWN)


@pytest.mark.parametrize("words", ["JCS", "KOR.MIL", "Miller", "mill"])
@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_the_last_that_an_actor_said(many: History, words: str, limit: int) -> None:
    every = ask_who(many.ledger, words)
    some = ask_who(many.ledger, words, limit=limit)
    order = [one.version.recorded_at for one in every.said]
    assert not every.more
    assert some.more == (limit <= sum(1 + len(one.earlier) for one in every.said))
    assert len(some.said) <= limit
    assert {folded(one.words) for one in some.said} <= {folded(one.words) for one in every.said}
    assert max(one.version.recorded_at for one in some.said) == max(order)
