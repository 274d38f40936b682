from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.windows import PIECES, windows


@given(
    st.lists(st.integers(1, 12), max_size=900),
    st.sets(st.integers(1, 899), max_size=60),
    st.sampled_from((0, 48)),
)
def test_each_word_is_owned_once_and_no_window_is_too_wide(
    sizes: list[int], begins: set[int], overlap: int
) -> None:
    firsts = [0, *sorted(b for b in begins if b < len(sizes))] if sizes else []
    own = 0
    for window in windows(sizes, firsts, overlap):
        assert window.own == own
        assert window.start <= window.own <= window.own_end <= window.end
        assert sum(sizes[window.start : window.end]) <= PIECES
        own = window.own_end
    assert own == len(sizes)


def test_windows_hold_whole_sentences_where_these_fit() -> None:
    firsts = list(range(0, 1000, 50))
    assert all(window.end in {*firsts, 1000} for window in windows([1] * 1000, firsts))


def test_windows_without_overlap_share_no_word() -> None:
    read = list(windows([2] * 700, list(range(0, 700, 40)), 0))
    assert [word for window in read for word in range(window.start, window.end)] == list(range(700))
