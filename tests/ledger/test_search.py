"""Versions by the words in them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from ledger_histories import make_version
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import version_row
from onrecord.ledger.search import PART, search_versions

FERRY = make_version("Two ferries collided at the pier, Zoë Ålund said.", title="Crash at sea")
QUAKE = make_version("The quake was felt at sea.", title="Quake")
LONG = make_version("word " * (PART // 5) + "needle in it", title="Long")


def ask(ledger: Ledger, words: str, limit: int = 50) -> list[str]:
    with ledger.connect() as connection:
        return search_versions(connection, words, limit)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for version in (FERRY, QUAKE, LONG):
        with ledger.batch(author_kind="person", author="Ann") as batch:
            batch.add(version_row(version))
    return ledger


def test_words_find_versions(filled: Ledger) -> None:
    cases = {
        "ferry": [FERRY],
        "FERRIES pier": [FERRY],
        "crash": [FERRY],
        "sea": [QUAKE, FERRY],
        "sea quake": [QUAKE],
        "ferry quake": [],
        "needle": [LONG],
        "ålund": [FERRY],
        "Zoe ALUND": [FERRY],
        "": [],
        "…": [],
        "\x00": [],
        'pier" OR title:quake': [],
        "pier*": [FERRY],
        "a' OR 1=1; DROP TABLE words": [],
        "x " * 500: [],
    }
    for words, found in cases.items():
        assert ask(filled, words) == [version.id for version in found], words


def test_a_limit_gives_the_newest(filled: Ledger) -> None:
    assert ask(filled, "sea", limit=1) == [QUAKE.id]


def test_the_index_can_be_thrown_away_and_made_again(filled: Ledger) -> None:
    with filled.writing() as connection:
        connection.execute(text("DROP TABLE words"))
    assert filled.reindex() == 3
    assert ask(filled, "sea") == [QUAKE.id, FERRY.id]
    assert filled.reindex() == 3
