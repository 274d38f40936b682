from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from effort import lines_run
from onrecord.model.span import Span
from onrecord.reports.blocks import compose
from onrecord.reports.offsets import map_back
from onrecord.reports.text import read_text

TEXTS = (
    st.text(alphabet=st.sampled_from(list("aB.!? \n\t\r\u00a0\u200b\u2028\ufeff\ud800é—“”(1)-*#")))
    | st.text()
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_span_of_a_plain_text_reads_the_same_words_when_mapped_back(text: str) -> None:
    canonical, blocks = compose(read_text(text).drafts)
    back = map_back(canonical, text)
    last = -1
    for block in blocks:
        span = back(block.span)
        if span is None:
            continue
        assert span.start > last
        last = span.start
        kept = "".join(block.span.of(canonical).split())
        given_words = "".join(span.of(text).split())
        for unseen in "\u200b\ufeff":
            given_words = given_words.replace(unseen, "")
        if given_words.isprintable():
            assert kept == given_words


def test_a_title_that_the_text_lacks_has_no_place_in_it() -> None:
    text = "The ferry sank.\r\n\r\nNine people died."
    canonical = "Ferry sinks\n\nThe ferry sank.\n\nNine people died."
    back = map_back(canonical, text)
    assert back(Span(0, 5)) is None
    span = back(Span(canonical.index("Nine"), canonical.index(" died")))
    assert span is not None
    assert span.of(text) == "Nine people"


def test_what_was_left_out_in_between_does_no_harm() -> None:
    text = "The ferry sank.\n\nAdvertisement\n\nNine people died."
    canonical = "The ferry sank.\n\nNine people died."
    back = map_back(canonical, text)
    start = canonical.index("Nine")
    assert back(Span(start, len(canonical))) == Span(text.index("Nine"), len(text))


def test_markup_inside_a_block() -> None:
    text = "The **coast guard** [said](https://x.example) so on Monday."
    canonical = "The coast guard said so on Monday."
    back = map_back(canonical, text)
    span = back(Span(4, 15))
    assert span is not None
    assert span.of(text) == "coast guard"
    assert back(Span(16, 20)) == Span(text.index("said"), text.index("said") + 4)


def test_a_span_of_white_space_has_no_place() -> None:
    assert map_back("a b", "a  b")(Span(1, 2)) is None


def test_work_grows_linearly_in_hostile_texts() -> None:
    def mapped(size: int) -> None:
        map_back("\n\n".join("a" * (i % 50 + 1) for i in range(size)), "b" + "a" * 13 * size)

    small, large = (lines_run(mapped, size) for size in (300, 1_200))
    assert large < 5.5 * small
