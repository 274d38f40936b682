"""ECB+ as texts: the gold mentions of events, who is with whom, and the lemma baseline's key.

A topic is a folder of `*.xml`. Only mentions in the sentences that the corpus's list
(`ECBplus_coreference_sentences.csv`, beside the folders of topics or one above) names count, as
its authors ask.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span

_ACTIONS = ("ACTION_", "NEG_ACTION_")
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%’'") | {"'s", "n't", "’s", "n’t", "''"}
_NO_SPACE_AFTER = frozenset("([{$#") | {"``"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention: its words, the chain that it is in (its own where it is in none)."""

    span: Span
    chain: str


@dataclass(frozen=True, slots=True)
class Text:
    """One document: its version and the listed gold mentions, in text order, none overlapping."""

    topic: str
    name: str
    version: Version
    gold: tuple[Gold, ...]


def read_topics(folder: Path) -> Iterator[list[Text]]:
    """The texts of each topic folder, by number of topic and name of file.

    Raises:
        FileNotFoundError: the list of sentences is not there.
    """
    listed = _listed(folder)
    topics = sorted((one for one in folder.iterdir() if one.is_dir()), key=_order)
    for topic in topics:
        yield [_read(path, listed) for path in sorted(topic.glob("*.xml"), key=_order)]


def _order(path: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", path.name))


def _listed(folder: Path) -> set[tuple[str, str, str]]:
    """Topic, file and number of each sentence that counts."""
    for place in (folder, folder.parent):
        path = place / "ECBplus_coreference_sentences.csv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as rows:
                return {(row[0], row[1], row[2]) for row in csv.reader(rows)}
    raise FileNotFoundError(f"{folder} has no ECBplus_coreference_sentences.csv beside it")


def _read(path: Path, listed: set[tuple[str, str, str]]) -> Text:
    root = etree.parse(path).getroot()
    topic, _, name = path.stem.partition("_")
    text, blocks, spans, sentences = _text(root)
    chains = {
        source.get("m_id"): f"{topic} {relation.get('note') or path.stem + relation.get('r_id')}"
        for relation in root.iter("CROSS_DOC_COREF", "INTRA_DOC_COREF")
        for source in relation.iter("source")
    }
    gold: dict[Span, Gold] = {}
    for mark in root.find("Markables"):
        own = [anchor.get("t_id") for anchor in mark.iter("token_anchor")]
        if not own or not mark.tag.startswith(_ACTIONS):
            continue
        if (topic, name, sentences[own[0]]) not in listed:
            continue
        span = Span(spans[own[0]].start, max(spans[one].end for one in own))
        alone = f"{path.stem} {mark.get('m_id')}"
        gold.setdefault(span, Gold(span, chains.get(mark.get("m_id"), alone)))
    version = Version(path.stem, "", text, tuple(blocks), Facts())
    return Text(topic, path.stem, version, tuple(sorted(gold.values(), key=lambda one: one.span)))


def _text(root: etree._Element) -> tuple[str, list[Block], dict[str, Span], dict[str, str]]:
    """The text, a block a sentence; the span and the sentence of each token."""
    text = ""
    blocks: list[Block] = []
    spans: dict[str, Span] = {}
    sentences: dict[str, str] = {}
    begin, last, glued = 0, None, True

    def close() -> None:
        if len(text) > begin:
            address = text.startswith(("http", "www"), begin)
            kind = BlockKind.BYLINE if address else BlockKind.PARAGRAPH
            blocks.append(Block(kind, Span(begin, len(text))))

    for token in root.iter("token"):
        words, sentence = token.text or "", token.get("sentence")
        if not words.strip():
            continue
        if sentence != last:
            close()
            text += "\n\n" if text else ""
            begin, last, glued = len(text), sentence, True
        if not glued and words not in _NO_SPACE_BEFORE:
            text += " "
        spans[token.get("t_id")] = Span(len(text), len(text) + len(words))
        sentences[token.get("t_id")] = sentence
        text += words
        glued = words in _NO_SPACE_AFTER
    close()
    return text, blocks, spans, sentences


_BENT = (
    "be am is are was were been being|begin began begun|become became|bite bit bitten|"
    "blow blew blown|break broke broken|bring brought|build built|buy bought|catch caught|"
    "choose chose chosen|come came|deal dealt|dig dug|do did done does|draw drew drawn|"
    "drive drove driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found|"
    "flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|"
    "get got gotten|give gave given|go went gone goes|grow grew grown|hang hung|"
    "have had has|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|"
    "lead led|leave left|lend lent|lie lay lain|light lit|lose lost|make made|mean meant|"
    "meet met|pay paid|ride rode ridden|rise rose risen|run ran|say said|see saw seen|"
    "seek sought|sell sold|send sent|shake shook shaken|shoot shot|show shown|sing sang sung|"
    "sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|"
    "steal stole stolen|stick stuck|strike struck|swear swore sworn|sweep swept|"
    "swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|"
    "think thought|throw threw thrown|wake woke woken|wear wore worn|win won|"
    "withdraw withdrew withdrawn|write wrote written|overthrow overthrew overthrown|"
    "undergo underwent undergone|die died dying dies|man men|woman women|child children"
)
_IRREGULAR = {
    form: base for line in _BENT.split("|") for base, *forms in [line.split()] for form in forms
}
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


def lemma(word: str) -> str:
    """A key that all forms of a verb or noun share: no dictionary, so a stem and no word.

    >>> {lemma(word) for word in ("announce", "announced", "Announcing", "announces")}
    {'announc'}
    >>> lemma("stopped") == lemma("stop"), lemma("shot") == lemma("shooting")
    (True, True)
    >>> lemma("dying") == lemma("dies"), lemma("death") == lemma("die")
    (True, False)
    """
    low = word.casefold()
    low = _IRREGULAR.get(low, low)
    for end, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        kept = low.removesuffix(end)
        if kept != low and len(kept) > 2 and re.search("[aeiouy]", kept) and not low.endswith("ss"):
            low = _IRREGULAR.get(kept, kept) + instead
            break
    low = low.removesuffix("e") if len(low) > 3 else low
    return low[:-1] if len(low) > 3 and low[-1] == low[-2] else low
