from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.judgements import VERDICTS, holding, live, merged_groups
from onrecord.queries.rows import JudgementRow

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def row(
    id: str,
    subject: str,
    verb: Verb,
    object: str | None = None,
    *,
    person: bool = False,
    hours: int = 0,
) -> JudgementRow:
    kind = AuthorKind.PERSON if person else AuthorKind.READER
    at = DAY + timedelta(hours=hours)
    return JudgementRow(id, subject, verb, object, kind, "x", at, "because", at)


def test_the_newest_of_the_strongest_holds() -> None:
    early = row("a", "claim", Verb.REJECTED, person=True)
    late = row("b", "claim", Verb.ACCEPTED, person=True, hours=1)
    reader = row("c", "claim", Verb.REJECTED, hours=2)
    assert holding([reader, late, early], VERDICTS)["claim"] is late
    assert holding([reader, early], VERDICTS)["claim"] is early


def test_a_withdrawn_judgement_does_not_count() -> None:
    one = row("a", "claim", Verb.REJECTED, person=True)
    gone = row("b", "a", Verb.WITHDRAWN, person=True, hours=1)
    assert live([gone, one]) == []
    assert live([gone, one, row("c", "b", Verb.WITHDRAWN, person=True, hours=2)]) == [one]


def test_a_reader_cannot_withdraw_a_persons_judgement() -> None:
    one = row("a", "claim", Verb.REJECTED, person=True)
    assert live([one, row("b", "a", Verb.WITHDRAWN, hours=1)]) == [one]


def test_ten_thousand_withdrawals_of_withdrawals() -> None:
    rows = [row("0", "claim", Verb.REJECTED)]
    rows += [row(str(n), str(n - 1), Verb.WITHDRAWN, hours=n) for n in range(1, 10_001)]
    assert live(rows) == [rows[0]]


def test_chains_and_cycles_of_merges_are_one_group() -> None:
    rows = [row(a + b, a, Verb.MERGED, b) for a, b in ("ab", "bc", "ca", "cd", "xy")]
    assert merged_groups(rows, ["a"]) == [frozenset("abcd")]
    assert merged_groups(rows, ["d", "y", "q"]) == [
        frozenset("abcd"),
        frozenset("q"),
        frozenset("xy"),
    ]


def test_a_later_merge_joins_again_what_was_split() -> None:
    rows = [row("1", "a", Verb.MERGED, "b"), row("2", "a", Verb.SPLIT, "b", hours=1)]
    assert merged_groups(rows, ["a"]) == [frozenset("a")]
    rows.append(row("3", "b", Verb.MERGED, "a", hours=2))
    assert merged_groups(rows, ["a"]) == [frozenset("ab")]


def test_a_reader_does_not_join_what_a_person_split() -> None:
    rows = [
        row("1", "a", Verb.SPLIT, "b", person=True),
        row("2", "a", Verb.MERGED, "b", hours=5),
    ]
    assert merged_groups(rows, ["a"]) == [frozenset("a")]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_groups_part_the_events(pairs: list[tuple[str, str]]) -> None:
    rows = [row(f"{n}", a, Verb.MERGED, b, hours=n) for n, (a, b) in enumerate(pairs)]
    groups = merged_groups(rows, "abcdef")
    assert sorted(event for group in groups for event in group) == sorted("abcdef")
    for a, b in pairs:
        assert any({a, b} <= group for group in groups)
