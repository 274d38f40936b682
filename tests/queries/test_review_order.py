"""The order of review that is kept is the one that all rows give, however it came to be."""

from __future__ import annotations

import json
from dataclasses import replace
from math import log2

import pytest
from sqlalchemy import select

from onrecord.codebook.codebook import SlotType
from onrecord.ledger import derived
from onrecord.ledger import review_order as tables
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import ReadOnlyLedger
from onrecord.ledger.tables import claim, found, judgement, mention, version
from onrecord.model.judgement import Verb
from onrecord.queries import review_order
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.review_order import keep_order
from onrecord.queries.review_queue import ReviewQueue
from onrecord.queries.reviewed import Sort
from onrecord.queries.told import asking

from .history import History

Row = tuple[str, float, int, int, str]

TOLD = (
    """
Lantern v1 2019-07-25T09:10
  launch  JCS=KOR.MIL  range   430 km
  launch  JCS=KOR.MIL  weapon  #projectile
  ferry   OUTLET       deaths  11 people
""",
    """
Lantern v2 2019-07-25T16:27
  launch  JCS=KOR.MIL  range   430 km
  launch  JCS=KOR.MIL  weapon  #missile
Quay v1 2019-07-26T09:00
  launch  OUTLET       range   600 km
""",
    """
Halyard v1 2019-07-27T09:00
  ferry   OUTLET       deaths  12 people
  talks   OUTLET       place   @Seoul
Quay v2 2019-07-27T10:00
  launch  OUTLET       range   600 km
  attack  OUTLET       deaths  >=3 people
""",
)


def kept(ledger: Ledger) -> tuple[list[Row], dict[frozenset[str], tuple[int, bool]]]:
    """The items as they are kept, in their order; and the mentions of each happening, with how many
    reports tell of it and whether anything of it is to be reviewed."""
    keep_order(ledger)
    order, happenings = tables.item.c, tables.happening
    with ledger.connect() as connection:
        columns = (order.sort, order.score, order.batch, order.place, order.key)
        rows = connection.execute(select(*columns).order_by(*columns))
        items = [(row.sort, row.score, row.batch, row.place, row.key) for row in rows]
        of: dict[str, set[str]] = {}
        for row in connection.execute(select(tables.joined)):
            of.setdefault(row.happening, set()).add(row.mention)
        told = {
            frozenset(of[row.happening]): (row.reports, bool(row.holds))
            for row in connection.execute(select(happenings))
        }
        assert {min(mentions) for mentions in told} == set(of)
    return items, told


def plainly(ledger: Ledger) -> tuple[list[Row], dict[frozenset[str], tuple[int, bool]]]:
    """The same from all rows at once, one after the other."""
    with asking(ledger, NOW) as seen:
        ask, book = seen.connection.execute, codebook_of(seen)
        reports = {row.id: row.report for row in ask(select(version.c.id, version.c.report))}
        texts = {row.id: json.loads(row.body)["text"] for row in ask(select(version))}
        groups = [{row.id} for row in ask(select(mention))]
        kinds = {row.id: (row.kind, reports[row.version]) for row in ask(select(mention))}
        links = ask(
            select(judgement)
            .where(judgement.c.author_kind == "reader", judgement.c.object != judgement.c.subject)
            .order_by(judgement.c.batch, judgement.c.place)
        ).all()
        question = select(found, claim.c.body.label("of"), claim.c.version).join(
            claim, claim.c.id == found.c.object
        )
        rows = ask(question.order_by(found.c.batch, found.c.place)).all()
    for row in links:
        one, other = (
            next((group for group in groups if end in group), {end})
            for end in (row.subject, row.object)
        )
        groups = [group for group in groups if group not in (one, other)] + [one | other]
    told = {
        id: len({kinds[one][1] for one in group if one in kinds})
        for group in groups
        for id in group
    }
    items: dict[object, Row] = {}
    hung_on: dict[object, str] = {}
    for row in rows:
        body = json.loads(row.of)
        text, (start, end) = texts[row.version], body["span"]
        # The texts of these histories have one line a sentence.
        begin = text.rfind("\n", 0, start) + 1
        sentence = text[begin : text.find("\n", end) if "\n" in text[end:] else None]
        same = [reports[row.version], body["slot"], body["item"], body["value"], body["speaker"]]
        written = json.dumps([*same, start - begin, sentence], sort_keys=True)
        key = review_order.key_of(body, reports[row.version], text)
        if written not in items:
            kind = book.kinds[kinds[row.mention][0]]
            slot = kind.slots[body["slot"]]
            hangs = {SlotType.QUANTITY: 1.5, SlotType.TERM: 1.2, SlotType.PLACE: 1.1}[slot.type]
            weight = hangs * (1.0 if slot.several else 1.25)
            doubt = max(0.02, 1.0 - json.loads(row.extra or "{}").get("confidence", 1.0))
            score = -(doubt * weight * (1.0 + log2(told[row.mention])))
            items[written] = (Sort.CLAIMS.value, score, row.batch, row.place, key)
            hung_on[written] = row.mention
        assert items[written][4] == key
    for row in links:
        doubt = 0.05
        if row.verb == Verb.MERGED.value:
            doubt = 0.5 / len(json.loads(row.body)["because"].split("; "))
        score = -(doubt * (1.0 + log2(told[row.subject])))
        items[row.subject] = (Sort.LINKS.value, score, row.batch, row.place, row.subject)
        hung_on[row.subject] = row.subject
    holds = set(hung_on.values())
    return sorted(items.values()), {
        frozenset(group): (told[next(iter(group))], not group.isdisjoint(holds)) for group in groups
    }


def tell(history: History, number: int) -> None:
    """Record one part of the history, with a link across reports that joins two happenings."""
    history.tell(TOLD[number])
    if number:
        ends = [history.events["ferry"], history.events["launch"], history.events.get("talks")]
        one, other = ends[0], ends[number]
        assert other is not None
        because = "one day; one place"
        history.judge(other, Verb.MERGED, one, by="hand", because=because, person=False)


def test_what_is_kept_is_what_all_rows_give_whenever_it_is_brought_up_to_date(
    ledger: Ledger,
) -> None:
    history = History(ledger)
    for number in range(len(TOLD)):
        tell(history, number)
        assert kept(ledger) == plainly(ledger)
    history.reread("Quay v1", {"range": "690 km"})
    history.judge(history.claim("Lantern v1 weapon"), Verb.ACCEPTED)
    items, told = kept(ledger)
    assert (items, told) == plainly(ledger)
    assert len(items) > 8
    assert max(reports for reports, _ in told.values()) == 3


def test_all_at_once_and_some_batches_at_a_time_are_one(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_order, "_BATCHES", 2)
    history = History(ledger)
    for number in range(len(TOLD)):
        tell(history, number)
    assert kept(ledger) == plainly(ledger)


def test_another_codebook_or_onrecord_makes_it_anew(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(paper).tell(TOLD[0])
    before = kept(paper)
    monkeypatch.setattr(derived, "__version__", "0.0.0")
    with asking(paper, NOW) as seen:
        assert review_order.order_known(seen) == (None, history.batches)
    assert kept(paper) == before


def test_who_cannot_write_reviews_in_the_order_that_is_there(paper: Ledger) -> None:
    history = History(paper).tell(TOLD[0])
    read_only = replace(paper, read_only=True)
    with pytest.raises(ReadOnlyLedger):
        ReviewQueue(read_only).next(Sort.CLAIMS, "Bo")
    history.judge(history.claim("Lantern v1 weapon"), Verb.REJECTED)
    assert not ReviewQueue(read_only).unseen_by("Bo"), "nobody is to decide there"
    keep_order(paper)
    history.judge(history.claim("Lantern v1 range"), Verb.REJECTED)
    queue = ReviewQueue(read_only)
    assert queue.next(Sort.CLAIMS, "Bo") is not None
    assert len(queue.unseen_by("Bo")) == 2


def test_what_is_decided_before_it_is_placed_is_hidden_until_two_have(paper: Ledger) -> None:
    history = History(paper).tell(TOLD[0])
    queue = ReviewQueue(paper)
    link = history.mentions["Lantern v1", "launch"]
    for by in ("Ada", "Bo"):
        history.judge(history.claim("Lantern v1 weapon"), Verb.REJECTED, by=by)
    one = history.judge(link, Verb.SPLIT, history.events["ferry"], by="Bo")
    queue.being_made = True
    assert len(queue.unseen_by("Ada")) == 2
    queue.being_made = False
    # Nobody reviews that mention: no reader linked it.
    assert queue.unseen_by("Ada") == frozenset()
    assert queue.decision(one.id) is not None


def test_a_reason_that_must_not_be_shown_is_hidden_in_what_was_taken_in(paper: Ledger) -> None:
    history = History(paper).tell(TOLD[0])
    queue = ReviewQueue(paper)
    made = history.judge(history.claim("Lantern v1 weapon"), Verb.REJECTED, because="a secret")
    assert [row.because for row in queue.decisions()] == ["a secret"]
    history.redact(made.id, "judgement", "court order")
    assert [row.because for row in queue.decisions()] == ["[redacted: court order]"]
