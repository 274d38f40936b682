"""Plain text -> the drafts of its blocks, each told by its form and its place.

Nothing of the article is lost: what no rule knows is a paragraph. Only lines that are surely no
part of the report (promotion) are left out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model.report import BlockKind
from onrecord.reports.blocks import Draft
from onrecord.reports.captions import is_caption
from onrecord.reports.credits import byline_names, is_contributors, is_correction, is_promo
from onrecord.reports.datelines import dateline_agency, dateline_alone, opening_dateline
from onrecord.reports.folding import fold
from onrecord.reports.outlets import byline_outlet
from onrecord.reports.paragraphs import is_item, split_paragraphs
from onrecord.reports.stamps import Stamp, read_stamps
from onrecord.reports.written import find_date

_SENTENCE_END = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_QUOTE_MARKS = '"“‘'
_HEADLINE_LIMIT = 200  # characters
_SUBHEAD_LIMIT = 90
_SHORTEST = 5  # characters; a shorter line proves nothing
_PROSE = 12  # words; a paragraph of prose has at least as many, or ends like a sentence
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a plain text gave: drafts in order, and the facts read on the way.

    `outlet` is that of the byline, else the agency of the dateline; `day` is the day that the
    dateline gives with its year.
    """

    drafts: tuple[Draft, ...]
    headline: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    stamps: tuple[Stamp, ...] = ()
    dateline: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A block before its kind is settled: folded words, where they stood, and the kind that the
    page's own markup proposes (None for plain text)."""

    text: str
    locator: str
    hint: BlockKind | None = None


def read_text(text: str, title: str = "") -> TextReading:
    """The blocks of a plain text.

    `title` is the headline given beside the text, if any. It is put before the text where the
    text does not open with it.

    >>> reading = read_text("Two missiles fired\\n\\nSEOUL — North Korea fired two missiles.")
    >>> [draft.kind.value for draft in reading.drafts]
    ['headline', 'dateline', 'paragraph']
    """
    lines = [Line(p.text, str(p.start)) for p in split_paragraphs(text)]
    return read_lines(lines, title)


def read_lines(lines: Sequence[Line], title: str = "") -> TextReading:
    """The blocks that a sequence of lines makes; see `read_text`.

    What the words alone prove (a stamp, a correction, a credit) outweighs the markup's proposal;
    the proposal outweighs what place and length suggest.
    """
    kinds: list[BlockKind | None] = [_sure_kind(line) for line in lines]
    headline = _find_headline(lines, kinds, title)
    body = _body_start(lines, kinds, headline)
    _label_top(lines, kinds, headline, body)
    _label_rest(lines, kinds, body)
    return _assemble(lines, kinds, headline, fold(title))


def same_words(one: str, other: str) -> bool:
    """Whether two lines are the same but for case, white space and punctuation.

    >>> same_words("Ferry sinks, 9 dead", "FERRY SINKS – 9 DEAD")
    True
    """
    return _plain(one) == _plain(other)


def is_prose(text: str) -> bool:
    """Whether a block is running text, rather than a heading or a label."""
    return len(text.split()) >= _PROSE and _SENTENCE_END.search(text) is not None


def _plain(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def _sure_kind(line: Line) -> BlockKind | None:
    """The kind that the words alone prove, or that the markup proposes, or None."""
    text = line.text
    if line.hint in (BlockKind.HEADLINE, BlockKind.DEK):
        return line.hint
    if len(text) < _SHORTEST:
        return line.hint
    if is_promo(text):
        return BlockKind.PROMO
    if read_stamps(text):
        return BlockKind.STAMP
    if is_contributors(text):
        return BlockKind.CONTRIBUTORS
    if is_correction(text):
        return BlockKind.CORRECTION
    if byline_names(text) is not None:
        return BlockKind.BYLINE
    if line.hint is not None:
        return line.hint
    if is_caption(text):
        return BlockKind.CAPTION
    if is_item(text):
        return BlockKind.LISTITEM
    return None


def _find_headline(lines: Sequence[Line], kinds: list[BlockKind | None], title: str) -> int | None:
    """The index of the headline among the first lines; marks it in `kinds`."""
    if BlockKind.HEADLINE in kinds:
        return kinds.index(BlockKind.HEADLINE)
    beside = (BlockKind.PROMO, BlockKind.STAMP)
    first = [i for i in range(min(4, len(lines))) if kinds[i] not in beside]
    if _plain(title):
        for i in first:
            if same_words(lines[i].text, title):
                kinds[i] = BlockKind.HEADLINE
                return i
        return None
    if not first:
        return None
    i = first[0]
    alone = i + 1 >= len(lines)
    if kinds[i] in (None, BlockKind.BYLINE) and not alone and _reads_as_headline(lines[i].text):
        kinds[i] = BlockKind.HEADLINE
        return i
    return None


def _reads_as_headline(text: str) -> bool:
    if len(text) > _HEADLINE_LIMIT or len(text.split()) < 3 or opening_dateline(text):
        return False
    ends = _SENTENCE_END.search(text)
    return ends is None or ends.group()[0] in "!?"


def _body_start(
    lines: Sequence[Line], kinds: Sequence[BlockKind | None], headline: int | None
) -> int:
    """The index of the first paragraph of prose; the end where there is none."""
    start = 0 if headline is None else headline + 1
    for i in range(start, len(lines)):
        text = lines[i].text
        if kinds[i] is None and (opening_dateline(text) or is_prose(text)):
            if _is_dek(lines, kinds, i, headline):
                continue
            return i
    return len(lines)


def _is_dek(
    lines: Sequence[Line], kinds: Sequence[BlockKind | None], i: int, headline: int | None
) -> bool:
    """Whether line `i` sums the report up: between a headline and a byline, stamp or dateline."""
    if headline is None or i != headline + 1 or len(lines[i].text) > 400:
        return False
    if i + 1 >= len(lines) or opening_dateline(lines[i].text):
        return False
    after = kinds[i + 1]
    return after in (BlockKind.BYLINE, BlockKind.STAMP)


def _label_top(
    lines: Sequence[Line],
    kinds: list[BlockKind | None],
    headline: int | None,
    body: int,
) -> None:
    """Label the lines above the first paragraph: dateline, byline, dek."""
    if body == len(lines):  # no prose: nothing to stand above
        return
    for i in range(body):
        if kinds[i] is not None:
            continue
        text = lines[i].text
        if i == body - 1 and dateline_alone(text):
            kinds[i] = BlockKind.DATELINE
        elif headline is not None and i > headline and _is_name(text):
            kinds[i] = BlockKind.BYLINE
        elif headline is not None and i == headline + 1:
            kinds[i] = BlockKind.DEK


def _is_name(text: str) -> bool:
    """Whether a line is nothing but a person's name, as bylines without "By" are."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(
        word[0].isupper() and word.strip(".-'’").replace("-", "").isalpha() for word in words
    )


def _label_rest(lines: Sequence[Line], kinds: list[BlockKind | None], body: int) -> None:
    """Label what no rule knew: sub-heads between paragraphs, and the paragraphs."""
    last = len(lines) - 1
    for i, line in enumerate(lines):
        if kinds[i] in (BlockKind.BYLINE, BlockKind.DATELINE) and body < i < last:
            kinds[i] = None  # a byline or place name amid the text is a heading or a short line
        if kinds[i] is None:
            follows = i < last and kinds[i + 1] in (None, BlockKind.LISTITEM, BlockKind.CAPTION)
            heads = body < i < last and follows and _reads_as_subhead(line.text)
            kinds[i] = BlockKind.SUBHEAD if heads else BlockKind.PARAGRAPH


def _reads_as_subhead(text: str) -> bool:
    words = text.split()
    if len(text) > _SUBHEAD_LIMIT or len(words) > 14 or _SENTENCE_END.search(text):
        return False
    first = text.lstrip(_QUOTE_MARKS)[:1]
    return (first.isupper() or first.isdigit()) and text[-1] not in _QUOTE_MARKS + "”—–-"


def _assemble(
    lines: Sequence[Line],
    kinds: Sequence[BlockKind | None],
    headline: int | None,
    title: str,
) -> TextReading:
    drafts: list[Draft] = []
    authors: list[str] = []
    outlets: list[str] = []
    stamps: list[Stamp] = []
    place: str | None = None
    agencies: list[str] = []
    days: list[date] = []
    if title and headline is None:
        drafts.append(Draft(BlockKind.HEADLINE, title, "title"))
    for line, kind in zip(lines, kinds, strict=True):
        text, locator = line.text, line.locator
        if kind is BlockKind.BYLINE:
            authors += byline_names(text) or ((text,) if _is_name(text) else ())
            outlets += filter(None, [byline_outlet(text)])
        elif kind is BlockKind.STAMP:
            stamps += read_stamps(text)
        elif kind is BlockKind.DATELINE:
            place = place or dateline_alone(text)
            agencies += filter(None, [dateline_agency(text)])
            days += _day_in(text)
        elif kind is BlockKind.PARAGRAPH and (opening := opening_dateline(text)):
            end, named = opening
            place = place or named or None
            drafts.append(Draft(BlockKind.DATELINE, text[:end], locator))
            agencies += filter(None, [dateline_agency(text[:end])])
            days += _day_in(text[:end])
            text = text[end:].lstrip()
        drafts.append(Draft(kind or BlockKind.PARAGRAPH, text, locator))
    return TextReading(
        drafts=tuple(drafts),
        headline=title or (lines[headline].text if headline is not None else None),
        authors=tuple(dict.fromkeys(authors)),
        outlet=next(iter((*outlets, *agencies)), None),
        stamps=tuple(stamps),
        dateline=place,
        day=next(iter(days), None),
    )


def _day_in(dateline: str) -> list[date]:
    found = find_date(dateline)
    return [found.day] if found else []
