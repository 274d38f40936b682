from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from onrecord.language.decoding import best_tags, buckets, decode


@settings(max_examples=40, deadline=None)
@given(
    npst.arrays(
        np.float32, st.tuples(st.integers(1, 30), st.just(7)), elements=st.floats(-9, 9, width=32)
    )
)
def test_tags_are_always_legal(scores: np.ndarray) -> None:
    before = 0
    for tag in best_tags(scores):
        if tag in (2, 4, 6):
            assert before in (tag - 1, tag)
        before = tag


def test_a_content_goes_to_the_cue_that_it_asks_for_and_a_cue_without_content_is_dropped() -> None:
    tag = np.full((5, 7), -5, np.float32)
    for word, label in enumerate((1, 3, 5, 3, 0)):
        tag[word, label] = 5
    link = np.zeros((5, 257), np.float32)
    link[1, 0], link[0, 64] = 80, 1  # the first cue asks for the source
    link[1, 128], link[2, 192] = 8, 8  # the content's key answers the first cue
    flat = np.zeros((5, 5), np.float32)
    [found] = decode(tag, link, flat, flat, lambda word: True)
    assert (found.source, found.cue, found.content) == ((0, 1), (1, 2), ((2, 3),))
    assert decode(tag, link, flat, flat, lambda word: word > 1) == []


def test_buckets_are_near_by_ones_and_far_by_logs() -> None:
    table = buckets(300)
    assert [int(table[0, n]) for n in (0, 1, 7, 8, 299)] == [0, 17, 23, 24, 31]
    assert int(table[5, 0]) == 5


def test_words_outside_marks_go_to_a_cue_of_their_own_sentence() -> None:
    tag = np.full((5, 7), -5, np.float32)
    for word, label in enumerate((3, 0, 5, 6, 3)):  # "says . | it rained said"
        tag[word, label] = 5
    link = np.zeros((5, 257), np.float32)
    link[0, 128] = 8
    link[2:4, 192] = 8  # the content asks for the cue of the headline
    flat = np.zeros((5, 5), np.float32)
    [found] = decode(tag, link, flat, flat, lambda word: True)
    assert found.cue == (0, 1)
    [found] = decode(tag, link, flat, flat, lambda word: True, [0, 0, 1, 1, 1])
    assert (found.cue, found.content) == ((4, 5), ((2, 4),))
    [found] = decode(tag, link, flat, flat, lambda word: True, [0, 0, -1, -1, 1])
    assert found.cue == (0, 1)


def test_a_content_is_cut_where_a_sentence_ends() -> None:
    tag = np.full((4, 7), -5, np.float32)
    for word, label in enumerate((3, 5, 6, 3)):
        tag[word, label] = 5
    link = np.zeros((4, 257), np.float32)
    flat = np.zeros((4, 4), np.float32)
    found = decode(tag, link, flat, flat, lambda word: True, [0, 0, 1, 1])
    assert [(one.cue, one.content) for one in found] == [((0, 1), ((1, 2),)), ((3, 4), ((2, 3),))]
