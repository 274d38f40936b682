"""Speakers through a text: `python quality/speakers.py DIR [--misses]`.

DIR holds `dep/*.conllu` with entities and coreference as in the shared corpus's `gum_news/train`.
For every attribution that is not the text's own and whose source is not a full name itself (a
pronoun, a title, a surname, "the agency") and is a mention of a gold chain that names somebody or
something: is our speaker one of the chain's names? `right`: it shares a name's last word or whole
words with one; `abstained`: we keep the source's words as an unnamed class, or say "unresolved";
`wrong`: all else. `news_accuracy` leaves out interviews, where "I" and "you" are told by the layout
alone. The baseline takes the named mention of a person or organization that stands
last before. The last line is JSON.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.attributions import find_attributions
from onrecord.language import load_tagger, tag
from onrecord.language.listing import listed
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors

_SPEAKERS = ("person", "organization", "place")
_PRONOUNS = listed("i we he she it they you who which his her its their our my him them us me that")
_OPENING = re.compile(r"\((\d+)-([a-z]+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a chain: where it stands, whether it is a name, and its sort."""

    span: Span
    chain: str
    sort: str
    named: bool


@dataclass(slots=True)
class Text:
    """A text with the mentions of its chains, as they are read in."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def read_text(path: Path) -> Text:
    """The text of a .conllu file, a block a paragraph, and its mentions."""
    out = Text()
    opened: dict[str, list[tuple[int, str, list[str]]]] = defaultdict(list)
    start = 0
    headline = True

    def close() -> None:
        nonlocal start, headline
        end = len(out.text.rstrip())
        if end > start:
            kind = BlockKind.HEADLINE if headline else BlockKind.PARAGRAPH
            out.blocks.append(Block(kind, Span(start, end)))
            out.text = out.text[:end] + "\n\n"
            headline = False
        start = len(out.text)

    for row in path.read_text("utf-8").split("\n"):
        if row == "# newpar":
            close()
        cells = row.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        begin = len(out.text)
        out.text += cells[1]
        end = len(out.text)
        notes = dict(note.split("=", 1) for note in cells[9].split("|") if "=" in note)
        for stack in opened.values():
            for _, _, tags in stack:
                tags.append(cells[4])
        entity = notes.get("Entity", "")
        for found in re.finditer(r"\((\d+)-([a-z]+)[^()]*\)?|(\d+)\)", entity):
            if found.group(1):
                opened[found.group(1)].append((begin, found.group(2), [cells[4]]))
            chain = found.group(1) or found.group(3)
            if found.group().endswith(")") and opened[chain]:
                first, sort, tags = opened[chain].pop()
                tags = [tag for tag in tags if tag not in ("DT", "IN", "CC", ".", ",")]
                named = bool(tags) and all(tag.startswith("NNP") for tag in tags)
                out.mentions.append(Mention(Span(first, end), chain, sort, named))
        if notes.get("SpaceAfter") != "No":
            out.text += " "
    close()
    return out


def words_of(name: str) -> frozenset[str]:
    """The words of a name, lower case, without articles and possessive ends."""
    words = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(words) - {"the", "a", "of", "and"}


def initials(name: str) -> str:
    """The first letters of a name's capitals and hyphened parts, lower case.

    >>> initials("Agence France-Presse")
    'afp'
    """
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()).casefold()


def kind_of(words: str) -> str | None:
    """What sort of short source this is; None for what names somebody in full."""
    parts = words.split()
    if not parts or len(parts) > 6:
        return None
    if parts[0].casefold() in _PRONOUNS:
        return "pronoun" if len(parts) == 1 else "possessive"
    if parts[0] in ("the", "The") and not any(part[:1].isupper() for part in parts[1:]):
        return "noun"
    if len(parts) == 1 and parts[0][:1].isupper():
        return "acronym" if parts[0].isupper() else "one name"
    titled = len(parts) == 2 and parts[0].rstrip(".").casefold() in _TITLES
    return "title and name" if titled else None


_TITLES = listed(
    "mr mrs ms dr president minister senator sen gov governor judge mayor officer captain "
    "professor prof sheriff chief general justice"
)


def main() -> int:
    arguments = sys.argv[1:]
    tagger, actors = load_tagger(), load_actors()
    counts: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(Path(arguments[0]).glob("dep/*.conllu")):
        read = read_text(path)
        version = Version("quality", "", read.text, tuple(read.blocks), Facts(outlet="Wikinews"))
        names: dict[str, list[Mention]] = defaultdict(list)
        for mention in read.mentions:
            if mention.named and mention.sort in _SPEAKERS:
                names[mention.chain].append(mention)
        for said in find_attributions(version, tag(version, tagger), actors):
            if said.source is None:
                continue
            source = said.source.of(read.text)
            kind = kind_of(source)
            fitting = [m for m in read.mentions if m.span == said.source and names[m.chain]]
            if kind is None or not fitting:
                continue
            chain = names[fitting[-1].chain]
            best = max(chain, key=lambda m: m.span.end - m.span.start)
            gold = [words_of(m.span.of(read.text)) for m in chain]
            ours = words_of(said.speaker.name)
            fits = any(g and (g - _TITLES <= ours or ours <= g) for g in gold)
            fits |= any(initials(said.speaker.name) in g for g in gold)
            whole = [g - _TITLES for g in gold if len(g - _TITLES) > 1]
            if kind in ("one name", "title and name") and whole:  # a surname resolves nothing
                fits = fits and any(len(ours & g) > 1 for g in whole)
            shy = said.speaker.speaker_class is SpeakerClass.UNNAMED
            result = "right" if fits else "abstained" if shy else "wrong"
            earlier = [
                m
                for held in names.values()
                for m in held
                if m.span.end <= said.source.start and m.sort != "place"
            ]
            last = max(earlier, key=lambda m: m.span, default=None)
            guess = "right" if last and last.chain == fitting[-1].chain else "wrong"
            genre = "news" if "_news_" in path.stem else "interviews"
            counts[result] += 1
            counts[f"{genre} {result}"] += 1
            counts[f"baseline {guess}"] += 1
            by_kind[kind][result] += 1
            if "--misses" in arguments and result != "right":
                around = read.text[max(0, said.source.start - 160) : said.source.end + 30]
                print(
                    f"{path.stem} {result} {kind} {source!r} -> {said.speaker.name!r} "
                    f"({said.speaker_rule}), gold {best.span.of(read.text)!r}\n    {around!r}"
                )
    total = sum(counts[name] for name in ("right", "wrong", "abstained"))
    answered = counts["right"] + counts["wrong"]
    news = sum(counts[f"news {name}"] for name in ("right", "wrong", "abstained"))
    line = {
        "sources": total,
        "news": news,
        "news_accuracy": round(100 * counts["news right"] / max(1, news), 1),
        **{name: counts[name] for name in ("right", "wrong", "abstained")},
        "accuracy": round(100 * counts["right"] / max(1, total), 1),
        "precision": round(100 * counts["right"] / max(1, answered), 1),
        "baseline_accuracy": round(100 * counts["baseline right"] / max(1, total), 1),
        "by_kind": {kind: dict(found) for kind, found in sorted(by_kind.items())},
    }
    print(json.dumps(line, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
