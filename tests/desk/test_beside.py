"""Two texts side by side lose no word, keep their order, and mark what differs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.beside import Paragraph, Part, whole_texts
from onrecord.desk.wordwise import differing
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span


def version(*paragraphs: str, title: str = "") -> Version:
    """A version with these paragraphs, the title first where there is one."""
    kinds = [BlockKind.HEADLINE] if title else []
    texts = [title, *paragraphs] if title else list(paragraphs)
    blocks, at = [], 0
    for number, text in enumerate(texts):
        kind = kinds[number] if number < len(kinds) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(at, at + len(text))))
        at += len(text) + 2
    return Version("k", title, "\n\n".join(texts), tuple(blocks), Facts())


def words(parts: tuple[Part, ...]) -> str:
    return "".join(part.words for part in parts)


def marked(parts: tuple[Part, ...]) -> list[str]:
    return [part.words for part in parts if part.changed]


OLD = version(
    "The dam broke at dawn. Nine people are missing, the mayor said.",
    "Rain is forecast. Schools are closed.",
    "The army has not been called.",
)
NEW = version(
    "The dam broke at dawn. Twelve people are missing, the mayor said. Two were found alive.",
    "Rain is forecast. Schools are closed.",
    "Roads to the valley were cut on Friday.",
)


def test_whole_texts_stand_side_by_side_with_what_differs_marked() -> None:
    first, second, *rest = whole_texts(OLD, NEW, ())
    assert words(first.before) == "The dam broke at dawn. Nine people are missing, the mayor said."
    assert marked(first.before) == ["Nine"]
    assert marked(first.after) == ["Twelve", "Two were found alive."]
    assert second.same
    assert words(second.before) == words(second.after) == "Rain is forecast. Schools are closed."
    gone = next(one for one in rest if one.before)
    come = next(one for one in rest if one.after)
    assert (gone.after, marked(gone.before)) == ((), ["The army has not been called."])
    assert (come.before, marked(come.after)) == ((), ["Roads to the valley were cut on Friday."])


def test_a_moved_sentence_is_no_change_of_words() -> None:
    one, two, three = "The bridge fell.", "Nobody was hurt.", "A crane is on its way."
    found = whole_texts(version(one, two, three), version(three, one, two), ())
    assert [words(one.after) for one in found if one.after] == [three, one, two]
    assert [words(one.before) for one in found if one.before] == [one, two, three]
    assert not any(marked(p.before) or marked(p.after) for p in found)
    assert [words(p.before) for p in found if any(part.moved for part in p.before)] == [three]


def test_a_sentence_that_moved_and_changed_is_gone_there_and_new_here() -> None:
    one, two = "The bridge over the gorge fell at noon.", "Nobody was hurt on Sunday, it is said."
    changed = "The bridge over the gorge fell at one."
    found = whole_texts(version(one, two), version(two, changed), ())
    assert [marked(p.before) for p in found if p.before] == [[one], []]
    assert [marked(p.after) for p in found if p.after] == [[], [changed]]
    assert not any(part.moved for p in found for part in (*p.before, *p.after))


def test_a_new_headline_stands_beside_the_old_one() -> None:
    found = whole_texts(
        version("It sank.", title="Boat missing"), version("It sank.", title="Nine feared dead"), ()
    )
    assert [(words(p.before), words(p.after)) for p in found] == [
        ("Boat missing", "Nine feared dead"),
        ("It sank.", "It sank."),
    ]


def test_a_row_of_signs_is_only_itself() -> None:
    one, two, three = "The bridge fell.", "* * *", "Nobody was hurt."
    same = whole_texts(version(one, two, three), version("A bridge fell.", two, three), ())
    assert [marked(p.before) for p in same] == [["The"], [], []]
    other = whole_texts(version(one, two, three), version(one, "- - -", three), ())
    assert [(words(p.before), words(p.after)) for p in other] == [
        (one, one), (two, ""), ("", "- - -"), (three, three)
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [("- ", "+ - "), ("a ", "b a "), ("it a. ", "it b a. ")])
def test_long_texts_of_few_words_are_compared_in_no_time(old: str, new: str) -> None:
    begun = time.process_time()
    first, second = (f"It sank{end} {some * 700}" for end, some in ((".", old), ("", new)))
    found = whole_texts(version(first), version(second), ())
    assert time.process_time() - begun < 5
    assert "".join(words(one.before) for one in found).split() == first.split()
    assert differing(first, second) == (((first, True),), ((second, True),))
    assert differing(first, first) == (((first, False),), ((first, False),))


SENTENCES = st.lists(
    st.sampled_from(["It rains.", "Nine died.", "Ten died.", "The mayor spoke at noon.", "Why?"]),
    min_size=1,
    max_size=5,
).map(" ".join)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map(lambda some: version(*some))


@given(TEXTS, TEXTS)
def test_no_word_is_lost_or_told_twice(old: Version, new: Version) -> None:
    found: tuple[Paragraph, ...] = whole_texts(old, new, ())
    for side, text in (("before", old), ("after", new)):
        told = " ".join(words(getattr(p, side)) for p in found if getattr(p, side))
        assert told.split() == text.text.split()
    if old.text == new.text:
        assert all(one.same for one in found)
