"""Read the training corpora into one form: words, features, sentences and labels.

Words are those of `onrecord.language.tokens`, features those of `onrecord.language.features`, so
that the tagger is trained on what it will be given.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.capture.make import make_capture
from onrecord.errors import SkipItem
from onrecord.language.features import QuoteState, shape
from onrecord.language.labels import INNER, NAME_TYPES, RELATIONS, UPOS
from onrecord.language.sentences import first_tokens
from onrecord.language.tokens import split
from onrecord.model.report import BlockKind, Given
from onrecord.reports.read import read_page

PROSE = (BlockKind.DEK, BlockKind.DATELINE, BlockKind.PARAGRAPH, BlockKind.QUOTE)

PIECES_A_WORD = 12


@dataclass(slots=True)
class Text:
    """A text's words with what the tagger sees of them, and the labels of one corpus.

    `attributions` are (source, cue, content) as sorted word indexes. `names` are BIO tags: 0, then
    1 + 2 * type for a begin and 2 + 2 * type for an inside. `heads` are word indexes (a root is
    its own head), -1 where a word has no label.
    """

    name: str
    words: list[str]
    pieces: list[tuple[int, ...]]
    features: list[tuple[int, int, int]]
    begins: list[int]
    attributions: list[tuple[list[int], list[int], list[int]]] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)


class Pieces:
    """Word pieces as the encoder numbers them."""

    def __init__(self, tokenizer: Path) -> None:
        self._vocabulary = Tokenizer.from_file(str(tokenizer))
        self._vocabulary.no_truncation()
        self._vocabulary.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """1 to 12 numbers."""
        found = self._known.get(word)
        if found is None:
            ids = self._vocabulary.encode(word, add_special_tokens=False).ids or [100]
            found = self._known[word] = tuple(ids[:PIECES_A_WORD])
        return found


def seen(name: str, text: str, paragraphs: list[tuple[int, int]], pieces: Pieces) -> Text:
    """The text as the tagger sees it, without labels; `paragraphs` are character ranges."""
    words: list[str] = []
    features: list[tuple[int, int, int]] = []
    begins: list[int] = []
    quotes = QuoteState()
    for start, end in paragraphs:
        tokens = split(text, start, end)
        quotes.restart()
        begins += [len(words) + first for first in first_tokens(text, tokens)]
        for place, token in enumerate(tokens):
            word = token.of(text)
            features.append((shape(word), quotes.read(word), int(place == 0)))
            words.append(word)
    return Text(name, words, [pieces.of(word) for word in words], features, begins)


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """The ranges of the lines that hold something."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def polnear(folder: Path, pieces: Pieces) -> Iterator[Text]:
    """One text for each annotator's file, in order of the files' names."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        document = path.stem.rsplit("_", 1)[0]
        [source] = [
            p for p in (folder / "text").iterdir()
            if p.name == document or p.stem == document
        ]  # fmt: skip
        with source.open(encoding="utf-8", newline="") as file:
            text = file.read()
        paragraphs = paragraphs_of(text)
        out = seen(document, text, paragraphs, pieces)
        starts = [span.start for a, b in paragraphs for span in split(text, a, b)]
        ends = [span.end for a, b in paragraphs for span in split(text, a, b)]

        def within(ranges: list[tuple[int, int]], starts=starts, ends=ends) -> set[int]:
            found: set[int] = set()
            for a, b in ranges:
                place = bisect_left(ends, a + 1)
                while place < len(starts) and starts[place] < b:
                    found.add(place)
                    place += 1
            return found

        spans, relations = _standoff(path)
        for roles in relations:
            sets: dict[str, set[int]] = {"Source": set(), "Cue": set(), "Content": set()}
            for role, mark in roles:
                kind = role.rstrip("0123456789")
                if kind in sets and mark in spans:
                    sets[kind] |= within(spans[mark])
            if sets["Cue"] and sets["Content"]:
                out.attributions.append(
                    (sorted(sets["Source"]), sorted(sets["Cue"]), sorted(sets["Content"]))
                )
        yield out


def _standoff(
    path: Path,
) -> tuple[dict[str, list[tuple[int, int]]], list[list[tuple[str, str]]]]:
    """The marked ranges and the relations of a brat file; broken lines are passed over."""
    spans: dict[str, list[tuple[int, int]]] = {}
    relations: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if re.fullmatch(r"T\d+", cells[0]) and re.match(r"\S+ \d+ \d+", cells[1]):
            ranges = cells[1].split(" ", 1)[1].split(";")
            spans[cells[0]] = [(int(r.split()[0]), int(r.split()[1])) for r in ranges]
        elif re.fullmatch(r"E\d+", cells[0]):
            parts = [part.split(":") for part in cells[1].split()]
            relations.append([(p[0], p[1]) for p in parts if len(p) == 2])
    return spans, relations


_JOINED = frozenset(".,;:!?)]}%’'”")
_OPENING = frozenset("([{$£€“‘")


def worldwide(folder: Path, pieces: Pieces) -> Iterator[Text]:
    """Texts with names; tokens are put together as print would have them."""
    for path in sorted(folder.glob("*.tsv")):
        text = ""
        paragraphs: list[tuple[int, int]] = []
        marks: list[tuple[int, int, str]] = []
        start = 0
        for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
            cells = line.split("\t")
            if not cells[0].strip() or len(cells) < 2:
                if len(text) > start:
                    paragraphs.append((start, len(text)))
                    text += "\n"
                    start = len(text)
                continue
            token = cells[0].strip()
            glued = len(text) == start or token[0] in _JOINED or text[-1] in _OPENING
            text += "" if glued else " "
            marks.append((len(text), len(text) + len(token), cells[1].strip()))
            text += token
        out = seen(path.stem, text, paragraphs, pieces)
        out.names = [0] * len(out.words)
        place = 0
        spans = [span for a, b in paragraphs for span in split(text, a, b)]
        for a, b, label in marks:
            first = True
            while place < len(spans) and spans[place].start < b:
                if spans[place].start >= a and label[:2] in ("B-", "I-"):
                    kind = NAME_TYPES.index(label[2:]) if label[2:] in NAME_TYPES else 8
                    begin = label[0] == "B" and first
                    out.names[place] = 1 + 2 * kind + (0 if begin else 1)
                    first = False
                place += 1
        yield out


def treebank(path: Path, pieces: Pieces, *, together: int = 8) -> Iterator[Text]:
    """Stretches of `together` sentences with parts of speech and dependencies."""
    pool: list[list[list[str]]] = []
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            pool.append(rows)
            rows = []
            if len(pool) == together:
                yield _parsed(f"{path.stem}", pool, pieces)
                pool = []
    if pool:
        yield _parsed(path.stem, pool, pieces)


def _parsed(name: str, sentences: list[list[list[str]]], pieces: Pieces) -> Text:
    text = ""
    paragraphs: list[tuple[int, int]] = []
    ranges: list[list[tuple[int, int]]] = []
    for rows in sentences:
        start = len(text)
        ranges.append([])
        for cells in rows:
            ranges[-1].append((len(text), len(text) + len(cells[1])))
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        paragraphs.append((start, len(text)))
        text += "\n"
    out = seen(name, text, paragraphs, pieces)
    # sentence borders come from the treebank
    counts = [len(split(text, a, b)) for a, b in paragraphs]
    out.begins = [sum(counts[:i]) for i in range(len(counts))]
    spans = [span for a, b in paragraphs for span in split(text, a, b)]
    out.heads, out.relations, out.tags = ([-1] * len(spans) for _ in range(3))
    base = 0
    for rows, where, count in zip(sentences, ranges, counts, strict=True):
        mine = range(base, base + count)
        base += count
        stands: list[int] = []
        for a, b in where:
            inside = [i for i in mine if spans[i].start >= a and spans[i].end <= b]
            cover = [i for i in mine if spans[i].start < b and spans[i].end > a]
            stands.append((inside or cover or [-1])[0])
            for i in inside[1:]:
                out.heads[i], out.relations[i] = inside[0], RELATIONS.index(INNER)
        taken: set[int] = set()
        for cells, place in zip(rows, stands, strict=True):
            if place < 0 or place in taken:
                continue
            taken.add(place)
            head = int(cells[6])
            target = place if head == 0 else stands[head - 1]
            label = cells[7] if cells[7] in RELATIONS else cells[7].split(":")[0]
            if target < 0 or (target == place and head):
                continue
            out.heads[place] = target
            out.relations[place] = RELATIONS.index(label if label in RELATIONS else "dep")
            out.tags[place] = UPOS.index(cells[3])
            for i in mine:
                if out.heads[i] == place and out.relations[i] == RELATIONS.index(INNER):
                    out.tags[i] = out.tags[place]
    return out


def plain(path: Path, pieces: Pieces, field: str = "text") -> Iterator[Text]:
    """Texts without labels from JSON Lines."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            given = json.loads(line)
            yield seen(given["id"], given[field], paragraphs_of(given[field]), pieces)


def pages(folder: Path, pieces: Pieces) -> Iterator[Text]:
    """The prose of the web pages under a folder, without labels; what is no report is left out."""
    for path in sorted(folder.rglob("*.html*")):
        data = path.read_bytes()
        capture = make_capture(
            origin="file",
            name=path.name,
            data=gzip.decompress(data) if path.suffix == ".gz" else data,
            media_type="text/html",
            at=datetime(2020, 1, 1, tzinfo=UTC),
            given=Given(),
        )
        try:
            page = read_page(capture)
        except SkipItem:
            continue
        prose = "\n".join(draft.text for draft in page.drafts if draft.kind in PROSE)
        if prose:
            yield seen(path.name, prose, paragraphs_of(prose), pieces)
