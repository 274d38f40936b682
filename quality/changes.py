"""How well edits are told apart: changed numbers, and returns to an earlier text.

    python quality/changes.py FOLDER [--every N] [--show KIND]

FOLDER holds `current_events.jsonl` (one-paragraph reports, each with its versions) or
`bbc_front_page.jsonl` (headline and summary of each article, each with its versions).

For the first, gold is a rule of its own: the sentences of two texts in a row are aligned by the
words that they share, and a pair whose digits and number words differ as multisets has a number
that changed. A change that we call `number` is right where its sentence is one of those. The last
line is JSON: number_precision, number_recall, and how many changes there are of each kind.

For the second, gold is equality: a version returns where the letters and digits of its headline
and summary are those of an earlier version, and another stood between. The last line is JSON:
return_precision, return_recall.

`--every N` takes each Nth report. `--show KIND` prints the sentences of that kind, or, for
`wrong`, those that gold and we see differently.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from onrecord.model.report import BlockKind, Facts, Version
from onrecord.model.span import Span
from onrecord.reports.blocks import Draft, compose
from onrecord.reports.changes import Change, ChangeKind, compare_versions, returned_to

_SENTENCE = re.compile(r"\S.*?(?:(?<=[a-z0-9)%\"”])[.!?][\"”’)]*(?=\s+[\"“‘(]?[A-Z0-9])|$)")
_REST = re.compile(
    r"\s*(?:\[\d+\]|\[?<?https?://\S+(?: \([^)]*\))?|\[\([^)]*\)\])"
)  # links of a wiki
_ALIKE = 0.4  # of the words of two sentences, for them to be one that changed
_PIECE = re.compile(r"\d[\d,.]*|[a-z]+(?:-[a-z]+)?")
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_LARGE = "dozen dozens several hundred hundreds thousand thousands million millions billion"
_WORDS = {
    **{word: str(n) for n, word in enumerate(["zero", *_ONES, *_TEENS])},
    **{word: str(n * 10) for n, word in enumerate(_TENS, 2)},
    **{f"{a}-{b}": str(n * 10 + m) for n, a in enumerate(_TENS, 2) for m, b in enumerate(_ONES, 1)},
    **{word: word for word in _LARGE.split()},
}

Pair = tuple[Span, Span]


def main(folder: Path, every: int, show: str | None) -> None:
    """Print what is asked for, then the figures as JSON."""
    numbers, returns = folder / "current_events.jsonl", folder / "bbc_front_page.jsonl"
    listing = numbers if numbers.exists() else returns
    lines = listing.read_text(encoding="utf-8").splitlines()[::every]
    rows = (json.loads(line) for line in lines)
    chains = (_texts(row) for row in rows)
    figures = number_figures(chains, show) if numbers.exists() else return_figures(chains, show)
    print(json.dumps(figures))


def _texts(row: dict[str, object]) -> list[tuple[str, ...]]:
    """The texts of a report's versions, each as its parts; versions of one text are one."""
    found: list[tuple[str, ...]] = []
    now: dict[str, str] = {}
    for version in row["versions"]:  # type: ignore[attr-defined]
        now |= {key: value for key, value in version.items() if isinstance(value, str)}
        own = (now["text"],) if "text" in now else (now["title"], now["summary"])
        parts = tuple(" ".join(_REST.sub("", part).split()) for part in own)
        if found[-1:] != [parts]:
            found.append(parts)
    return found


def _version(parts: Sequence[str]) -> Version:
    kinds = (BlockKind.PARAGRAPH,) if len(parts) == 1 else (BlockKind.HEADLINE, BlockKind.DEK)
    drafts = [Draft(kind, part) for kind, part in zip(kinds, parts, strict=True)]
    text, blocks = compose(drafts)
    return Version("report", "", text, blocks, Facts())


def number_figures(chains: Iterator[list[tuple[str, ...]]], show: str | None) -> dict[str, object]:
    """Precision and recall of changed numbers, and the count of each kind."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for texts in chains:
        versions = [_version(parts) for parts in texts]
        for old, new in pairwise(versions):
            changes = compare_versions(old, new).changes
            kinds.update(change.kinds[0].value for change in changes)
            ours = [c for c in changes if ChangeKind.NUMBER in c.kinds]
            gold = list(changed_numbers(old.text, new.text))
            right = [c for c in ours if any(_is(c, pair) for pair in gold)]
            seen = [pair for pair in gold if any(_is(c, pair) for c in ours)]
            counts.update(ours=len(ours), right=len(right), gold=len(gold), seen=len(seen))
            for change in changes:
                if show in change.kinds:
                    _print(old, new, change.old, change.new, ",".join(change.kinds))
            if show == "wrong":
                for change in ours:
                    if change not in right:
                        _print(old, new, change.old, change.new, "ours alone")
                for pair in gold:
                    if pair not in seen:
                        _print(old, new, *pair, "gold alone")
    return {
        "number_precision": round(100 * counts["right"] / max(1, counts["ours"]), 1),
        "number_recall": round(100 * counts["seen"] / max(1, counts["gold"]), 1),
        "gold": counts["gold"],
        "kinds": dict(sorted(kinds.items())),
    }


def _is(change: Change, pair: Pair) -> bool:
    """Whether a change is the pair's: its sentences meet those of the pair on both sides."""
    sides = zip((change.old, change.new), pair, strict=True)
    return all(a is not None and a.start < b.end and b.start < a.end for a, b in sides)


def changed_numbers(old: str, new: str) -> Iterator[Pair]:
    """The sentences of two texts that are one sentence whose numbers differ.

    >>> [(a.of("It sank. Nine died."), b.of("Ten died.")) for a, b in
    ...  changed_numbers("It sank. Nine died.", "Ten died.")]
    [('Nine died.', 'Ten died.')]
    """
    before, after = ([Span(*m.span()) for m in _SENTENCE.finditer(text)] for text in (old, new))
    likeness = {
        (i, j): SequenceMatcher(None, a.of(old).split(), b.of(new).split(), False).ratio()
        for i, a in enumerate(before)
        for j, b in enumerate(after)
    }
    used: set[tuple[str, int]] = set()
    for i, j in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        sides = {("old", i), ("new", j)}
        if likeness[i, j] < _ALIKE or sides & used:
            continue
        used |= sides
        if _numbers(before[i].of(old)) != _numbers(after[j].of(new)):
            yield before[i], after[j]


def _numbers(text: str) -> Counter[str]:
    found: list[str] = []
    for word in _PIECE.findall(text.lower()):
        if word[0].isdigit():
            found.append(word.replace(",", "").rstrip("."))
        else:
            parts = [word] if word in _WORDS else word.split("-")
            found += [_WORDS[part] for part in parts if part in _WORDS]
    return Counter(found)


def return_figures(chains: Iterator[list[tuple[str, ...]]], show: str | None) -> dict[str, object]:
    """Precision and recall of returns."""
    counts: Counter[str] = Counter()
    for texts in chains:
        versions = [_version(parts) for parts in texts]
        letters = [_letters(parts) for parts in texts]
        for end in range(2, len(texts)):
            earlier, last = letters[:end], letters[end]
            gold = last != earlier[-1] and last in earlier[:-1]
            ours = returned_to(versions[: end + 1]) is not None
            counts.update(ours=ours, gold=gold, right=ours and gold)
            if show == "wrong" and ours != gold:
                print("ours" if ours else "gold", "alone:", *texts[: end + 1], sep="\n  ")
    return {
        "return_precision": round(100 * counts["right"] / max(1, counts["ours"]), 1),
        "return_recall": round(100 * counts["right"] / max(1, counts["gold"]), 1),
        "gold": counts["gold"],
    }


def _letters(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("".join(c for c in part.casefold() if c.isalnum()) for part in parts)


def _print(old: Version, new: Version, a: Span | None, b: Span | None, label: str) -> None:
    print(f"[{label}]")
    for sign, version, span in (("-", old, a), ("+", new, b)):
        if span is not None:
            print(f"  {sign} {span.of(version.text)}")


if __name__ == "__main__":
    words = sys.argv[1:]
    if not words:
        sys.exit(__doc__)
    options = dict(zip(words[1::2], words[2::2], strict=True))
    main(Path(words[0]), int(options.get("--every", 1)), options.get("--show"))
