"""The attribution tagger: a small transformer that runs on the processor.

The model and how good it is: `models/MODEL_CARD.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from onrecord.errors import Misused
from onrecord.language.decoding import Decoded, Edges, best_tags, buckets, decode, log_shares
from onrecord.language.features import shape
from onrecord.language.parsing import arc_scores, relations, tree
from onrecord.language.windows import PIECES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OVERLAPS = {"accurate": 48, "fast": 0}
"""The taggers that ship, with the pieces, about, that a window shares with the one before: what it
costs in time gains the accurate one a little where reports are long."""

_BEGIN, _END, _UNKNOWN = 101, 102, 100
_EDGE = (8, 2, 2)
_LONGEST_WORD = 100
"""Letters; a longer run is no word and is read as unknown."""

_PIECES_A_WORD = 12
_BIAS_SIZE = PIECES + 1
_BIASES = ("source", "content", "first", "last", "arc")
_OUTPUTS = ("tag", "link", "edge", "name", "pos", "arc", "label")


@dataclass(frozen=True, slots=True)
class Heard:
    """What the tagger says of one window.

    `names`, `pos`, `heads` and `relations` run beside the window's words: BIO tags of names, the
    place in `UPOS`, the head within the window (-1 where no sentence was given), the place in
    `RELATIONS`.
    """

    attributions: list[Decoded]
    names: list[int]
    pos: list[int]
    heads: list[int]
    relations: list[int]


class Tagger:
    """Reads a window of words; opens the model files when first asked.

    The graph runs on one thread by default and on one window at a time: its dynamic quantisation
    takes its scale from all that is in a run, so batch mates would change the result.
    """

    def __init__(self, name: str, threads: int = 1) -> None:
        self.name = name
        self.overlap = _OVERLAPS[name]
        self._threads = threads
        self.pieces = lru_cache(maxsize=50_000)(self._pieces)

    def __reduce__(self) -> tuple[object, ...]:
        """To another process goes the name alone; it opens its own files."""
        return load_tagger, (self.name, self._threads)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the model's files, in the order graph, biases, word pieces."""
        whole = hashlib.sha256()
        for name in (f"{self.name}.onnx", f"{self.name}.npz", "tokenizer.json"):
            whole.update((files(__package__) / "models" / name).read_bytes())
        return whole.hexdigest()

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        with as_file(files(__package__) / "models" / f"{self.name}.onnx") as path:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )

    @cached_property
    def _tables(self) -> dict[str, NDArray[np.float32]]:
        """What is added by distance for each pair of places in a window, and the relations."""
        import numpy as np

        with as_file(files(__package__) / "models" / f"{self.name}.npz") as path:
            stored = dict(np.load(path))
        places = buckets(_BIAS_SIZE)
        return stored | {name: stored[name][places] for name in _BIASES}

    @cached_property
    def _vocabulary(self) -> Any:
        from tokenizers import Tokenizer

        text = (files(__package__) / "models" / "tokenizer.json").read_text("utf-8")
        vocabulary = Tokenizer.from_str(text)
        vocabulary.no_truncation()  # the file cuts and pads at 128
        vocabulary.no_padding()
        return vocabulary

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The word's pieces as numbers: at least 1, at most 12."""
        if len(word) > _LONGEST_WORD:
            return (_UNKNOWN,)
        # a lone surrogate cannot be handed over as UTF-8
        printable = word.encode("utf-8", "replace").decode("utf-8")
        ids = self._vocabulary.encode(printable, add_special_tokens=False).ids
        return tuple(ids[:_PIECES_A_WORD]) or (_UNKNOWN,)

    def read(
        self,
        words: Sequence[str],
        quoted: Sequence[int],
        opens: Sequence[int],
        owned: Callable[[int], bool],
        sentences: Sequence[int],
        parsed: Sequence[tuple[int, int]],
    ) -> Heard:
        """What there is in one window of at most 190 pieces.

        Args:
            words: as printed.
            quoted: quotation state of each (`language.features`).
            opens: 1 where a word begins a block, else 0.
            owned: whether the window answers for a cue whose first word stands there.
            sentences: the sentence of each word, -1 within marks (`language.decoding`).
            parsed: the stretches of words over which trees are wanted.
        """
        tag, link, edge, name, pos, arc, label = self._run(words, quoted, opens)
        size = len(words)
        near = {key: self._tables[key][:size, :size] for key in _BIASES}
        said = decode(
            tag, link, near["source"], near["content"], owned, sentences,
            Edges(edge, near["first"], near["last"]),
        )  # fmt: skip
        heads, labels = [-1] * size, [0] * size
        weight, bias = self._tables["relate"], self._tables["relate_bias"]
        for start, end in parsed:
            own = tree(arc_scores(arc[start:end], near["arc"][: end - start, : end - start]))
            heads[start:end] = [start + head for head in own]
            labels[start:end] = relations(label[start:end], own, weight, bias)
        return Heard(said, best_tags(log_shares(name)), pos.argmax(-1).tolist(), heads, labels)

    def _run(
        self, words: Sequence[str], quoted: Sequence[int], opens: Sequence[int]
    ) -> list[NDArray[np.float32]]:
        """The graph's outputs for one window, words × width each."""
        import numpy as np

        ids = [_BEGIN]
        features = [_EDGE]
        firsts: list[int] = []
        for word, state, first in zip(words, quoted, opens, strict=True):
            firsts.append(len(ids))
            pieces = self.pieces(word)
            ids.extend(pieces)
            features.extend([(shape(word), state, first)] * len(pieces))
        ids.append(_END)
        features.append(_EDGE)
        given = {
            "ids": np.array([ids], np.int64),
            "feats": np.array([features], np.int64),
            "mask": np.ones((1, len(ids)), bool),
            "widx": np.array([firsts], np.int64),
        }
        return [out[0] for out in self._session.run(_OUTPUTS, given)]


def load_tagger(name: str = "accurate", threads: int = 1) -> Tagger:
    """The shipped tagger of this name; opens no file yet.

    Raises:
        Misused: there is none of this name.
    """
    if name not in _OVERLAPS:
        raise Misused(f"No tagger is called {name!r}.", f"Choose from: {', '.join(_OVERLAPS)}.")
    return Tagger(name, threads)
