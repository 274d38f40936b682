from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from onrecord.errors import Misused
from onrecord.language import Tagger, load_tagger, tag
from onrecord.language.tagger import _UNKNOWN
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span

FIRST = "Nobody was hurt, the harbour master said. He added that the quay would reopen on Monday."
SECOND = "According to a union official, two cranes had not been checked for a year."


def version(*paragraphs: str, kinds: tuple[BlockKind, ...] = ()) -> Version:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        kind = kinds[number] if number < len(kinds) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(paragraph))))
        start += len(paragraph) + 2
    return Version("test/one", "", text, tuple(blocks), Facts())


@pytest.fixture(scope="module", params=["accurate", "fast"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    return load_tagger(request.param)


def test_sources_cues_and_contents_are_tied(tagger: Tagger) -> None:
    one = version(FIRST)
    found = tag(one, tagger).attributions
    words = [(a.source and a.source.of(one.text), a.cue.of(one.text)) for a in found]
    assert words == [("the harbour master", "said"), ("He", "added")]
    assert found[0].content[0].of(one.text).startswith("Nobody was hurt")
    assert all(0 < a.confidence <= 1 for a in found)


def test_what_else_was_read_changes_nothing(tagger: Tagger) -> None:
    alone = tag(version(FIRST), load_tagger(tagger.name))
    tag(version(*[SECOND] * 40), tagger)
    assert tag(version(FIRST), tagger) == alone


def test_long_texts_are_read_in_windows_and_sentence_by_sentence_alike(tagger: Tagger) -> None:
    long = version(*[FIRST] * 30)
    found = tag(long, tagger).attributions
    assert len({a.cue for a in found}) == len(found) == 60


def test_sentences_stay_in_their_block_and_cover_all_tokens(tagger: Tagger) -> None:
    one = version("A headline without a stop", FIRST, SECOND, kinds=(BlockKind.HEADLINE,))
    layers = tag(one, tagger)
    assert [s.block for s in layers.sentences] == [0, 1, 1, 2]
    for sentence in layers.sentences:
        assert one.blocks[sentence.block].span.holds(sentence.span)
    covered = [n for s in layers.sentences for n in range(s.first, s.end)]
    assert covered == list(range(len(layers.tokens)))


def test_stamps_are_split_but_not_asked(tagger: Tagger) -> None:
    layers = tag(version(FIRST, kinds=(BlockKind.STAMP,)), tagger)
    assert layers.tokens
    assert layers.attributions == ()


@pytest.mark.parametrize("text", ["", "   ", "…", "x" * 5000, "“" * 300, "\u202e\u0301 \U0001f600"])
def test_odd_texts_are_read(tagger: Tagger, text: str) -> None:
    one = version(text) if text else Version("test/none", "", "", (), Facts())
    assert all(0 <= token.start < token.end <= len(text) for token in tag(one, tagger).tokens)


def test_a_word_that_is_no_word_is_unknown(tagger: Tagger) -> None:
    assert tagger.pieces("x" * 101) == (_UNKNOWN,)
    assert tagger.pieces("\ud800")


def test_a_tagger_can_be_sent_to_another_process(tagger: Tagger) -> None:
    sent = pickle.loads(pickle.dumps(tagger))
    assert (sent.name, sent.digest) == (tagger.name, tagger.digest)


def test_an_unknown_tagger_is_named() -> None:
    with pytest.raises(Misused, match="accurate"):
        load_tagger("best")


def test_nothing_big_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, onrecord.language, onrecord.attributions; onrecord.language.load_tagger();"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
