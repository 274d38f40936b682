from __future__ import annotations

from datetime import date

import pytest

from onrecord.codebook import load_codebook
from onrecord.registers.obligations import BadRegister, load_obligations, parse_obligations

ENTRY = """
[[obligation]]
id = "x"
duty = "d"
title = "Treaty"
on = ["*"]
not_on = ["XYZ"]
force = "binding"
since = 2000-01-01
until = 2010-12-31
kinds = ["attack"]
paragraph = "1"
says = "asks"
decides = "whether"
source = "the treaty"
"""


def test_the_shipped_register_uses_kinds_slots_and_terms_of_the_codebook() -> None:
    codebook = load_codebook()
    for entry in load_obligations():
        assert entry.kinds or entry.beside, entry.id
        for kind in (*entry.kinds, *entry.beside):
            assert kind in codebook.kinds, entry.id
            for condition in entry.conditions:
                assert set(condition.terms) <= set(codebook.terms), entry.id
                if condition.slot:
                    assert condition.slot in codebook.kinds[kind].slots, entry.id
        assert all(word == word.lower() for word in entry.words), entry.id
        assert entry.until is None or entry.since < entry.until, entry.id


def test_a_duty_holds_from_its_first_to_its_last_day_for_those_it_binds() -> None:
    (entry,) = parse_obligations(ENTRY, "mine.toml")
    assert entry.holds_on(date(2000, 1, 1), date(2000, 1, 1))
    assert entry.holds_on(date(2010, 12, 31), date(2011, 1, 5))
    assert not entry.holds_on(date(1999, 12, 31), date(1999, 12, 31))
    assert not entry.holds_on(date(2011, 1, 1), date(2011, 1, 1))
    assert entry.binds("ABC")
    assert not entry.binds("XYZ")


def test_the_pledge_of_2018_ended_with_2019() -> None:
    pledges = [entry for entry in load_obligations() if entry.duty == "dprk-moratorium-2018"]
    assert pledges
    assert all(not entry.holds_on(date(2020, 1, 1), date(2020, 1, 1)) for entry in pledges)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("since = 2000-01-01", "since = 2000"), "since and until are days"),
        (('force = "binding"', 'force = "firm"'), "force is none of"),
        (('says = "asks"', 'sayz = "asks"'), "unknown key sayz"),
        (('says = "asks"', ""), "says is missing"),
        (("[[obligation]]", "[[obligation]"), "is no TOML"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(change: tuple[str, str], says: str) -> None:
    with pytest.raises(BadRegister, match=r"mine\.toml") as caught:
        parse_obligations(ENTRY.replace(*change), "mine.toml")
    assert says in str(caught.value)


def test_two_entries_of_one_name_are_refused() -> None:
    with pytest.raises(BadRegister, match="two entries called x"):
        parse_obligations(ENTRY + ENTRY, "mine.toml")
