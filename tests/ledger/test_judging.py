"""A person's decisions are rows like any other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from ledger_histories import NOON, ferry_story, record_everything
from onrecord.errors import Misused
from onrecord.ledger import tables
from onrecord.ledger.judging import judge
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import NoSuchRow
from onrecord.ledger.verify import verify
from onrecord.model.judgement import Verb
from onrecord.model.value import Quantity

_, VERSION, READING = ferry_story(7)
CLAIM = READING.findings[0].claim
FIRST, SECOND = (mention.id for mention in READING.mentions)


def test_every_verb_is_recorded_with_author_time_and_reason(ledger: Ledger) -> None:
    record_everything(ledger)
    made = []
    right = replace(CLAIM, value=Quantity(unit="people", vague="several"))
    for verb, subject, object in (
        (Verb.REJECTED, CLAIM.id, None),
        (Verb.ACCEPTED, CLAIM.id, None),
        (Verb.BELONGS, CLAIM.id, FIRST),
        (Verb.BELONGS, SECOND, SECOND),
        (Verb.MERGED, FIRST, SECOND),
        (Verb.SPLIT, SECOND, FIRST),
        (Verb.PART_OF, SECOND, FIRST),
        (Verb.SAME_ACTOR, "KOR.MIL", "the harbour office"),
        (Verb.OTHER_ACTOR, "KOR.MIL", "the harbour office"),
    ):
        made.append(judge(ledger, subject, verb, object, author="Ann", because="I was there"))
    made.append(judge(ledger, made[0].id, Verb.WITHDRAWN, author="Ben", because="a slip"))
    made.append(judge(ledger, CLAIM.id, Verb.AMENDED, author="Ann", because="vague", amended=right))
    made.append(judge(ledger, right.id, Verb.REPLACES, CLAIM.id, author="Ann", because="vague"))
    with ledger.connect() as connection:
        question = select(tables.judgement, tables.batch.c.author.label("recorder")).join(
            tables.batch, tables.batch.c.seq == tables.judgement.c.batch
        )
        rows = connection.execute(question.order_by(tables.judgement.c.batch)).all()[1:]
        amended = connection.execute(
            select(tables.claim.c.body).where(tables.claim.c.id == right.id)
        ).scalar_one()
    assert [row.id for row in rows] == [one.id for one in made]
    assert [row.recorder for row in rows] == [one.author for one in made]
    assert json.loads(rows[0].body)["because"] == "I was there"
    assert json.loads(amended)["value"] == {"unit": "people", "vague": "several"}
    assert verify(ledger).holds


@pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("verb", "subject", "object", "problem"),
    [
        (Verb.REJECTED, "0" * 64, None, NoSuchRow),
        (Verb.REJECTED, FIRST, None, NoSuchRow),
        (Verb.REJECTED, CLAIM.id, FIRST, Misused),
        (Verb.MERGED, FIRST, None, Misused),
        (Verb.MERGED, FIRST, FIRST, Misused),
        (Verb.MERGED, FIRST, "0" * 64, NoSuchRow),
        (Verb.BELONGS, VERSION.id, FIRST, NoSuchRow),
        (Verb.AMENDED, CLAIM.id, None, Misused),
        (Verb.WITHDRAWN, CLAIM.id, None, NoSuchRow),
        (Verb.SAME_ACTOR, "KOR", " ", NoSuchRow),
    ],
)
def test_what_cannot_be_meant_is_refused(
    ledger: Ledger, verb: Verb, subject: str, object: str | None, problem: type[Exception]
) -> None:
    record_everything(ledger)
    head = ledger.head()
    with pytest.raises(problem):
        judge(ledger, subject, verb, object, author="Ann", because="I was there")
    assert ledger.head() == head


def test_author_and_reason_are_needed(ledger: Ledger) -> None:
    record_everything(ledger)
    for author, because in (("Ann", " "), (" ", "I was there")):
        with pytest.raises(Misused):
            judge(ledger, CLAIM.id, Verb.REJECTED, author=author, because=because)


def test_a_claim_goes_with_amend_alone(ledger: Ledger) -> None:
    record_everything(ledger)
    with pytest.raises(Misused):
        judge(ledger, CLAIM.id, Verb.REJECTED, author="Ann", because="no", amended=CLAIM)


def test_a_judgement_takes_the_time_of_its_batch(ledger: Ledger) -> None:
    record_everything(ledger)
    at = NOON + timedelta(days=2)
    made = judge(ledger, CLAIM.id, Verb.REJECTED, author="Ann", because="no", at=at)
    assert made.at == at
