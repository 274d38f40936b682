"""HTML -> its runs of text, each with the element that it stands in; one pass, no recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import lxml.html
from lxml import etree

from onrecord.language.listing import listed
from onrecord.reports.folding import fold, mend

_DECLARATION = re.compile(r"\A[\s\ufeff]*<\?xml[^>]{0,300}\?>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_BODY = re.compile(r"<(?:body|frameset)[\s>]", re.IGNORECASE)
_HEAD_PART = re.compile(
    r"\s*(?:<!doctype[^>]*>|</?(?:html|head)(?:\s[^>]*)?>|<(?:meta|link|base)(?:\s[^>]*)?>"
    r"|<title(?:\s[^>]*)?>[^<]*</title\s*>"
    r"|<(script|style|noscript)(?:\s[^>]*)?>.*?</\1\s*>)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = listed(
    "address article aside blockquote body caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section summary table tbody tfoot thead time tr ul video audio picture button"
)
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})[^<>]{1000,}")
_MOST_ATTRIBUTES = 300
_MOST_OF_A_CONTROL = 400  # characters
_MOST_BELOW = 300  # elements of a button that are looked at
_UNSEEN = listed(
    "script style template svg noscript head iframe object canvas select option textarea "
    "math button audio video map"
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of text that no block border cuts.

    `tags` are the names of the elements around it, outermost first; `marks` their class, id,
    itemprop and role words, joined, lower case. `linked` is the share of its characters that
    stand in links.
    """

    text: str
    locator: str
    tags: tuple[str, ...]
    marks: str
    linked: float


@dataclass(slots=True)
class _Open:
    tag: str
    path: str
    marks: str
    seen: dict[str, int] = field(default_factory=dict)
    runs: int = 0


def _with_body(words: str) -> str:
    """The page with the `<body>` tag that HTML lets writers leave out, and that lxml needs.

    Without it, elements that are younger than HTML 4 (`<article>`) would fall into the head.
    """
    if _BODY.search(words):
        return words
    place = 0
    while (head := _HEAD_PART.match(words, place)) and head.end() > place:
        place = head.end()
    return f"{words[:place]}<body>{words[place:]}"


def parse(words: str) -> lxml.html.HtmlElement | None:
    """The tree of a page, or None where nothing in it is a page."""
    words = _FORBIDDEN.sub(" ", mend(_DECLARATION.sub("", words, count=1)))
    if not words.strip():
        return None
    words = _LONG_TAG.sub(_without_attributes, _with_body(words))
    try:
        # Comments would split the text that stands around them, for trafilatura and for us.
        parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
        return lxml.html.document_fromstring(words, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag without its attributes where they are very many: the parser holds each against all."""
    return tag[0] if tag[0].count("=") <= _MOST_ATTRIBUTES else f"<{tag[1]}"


def chunks(tree: lxml.html.HtmlElement) -> Iterator[Chunk]:
    """The runs of visible text of a page, in order."""
    stack: list[_Open] = [_Open("", "", "")]
    owner = 0  # index in the stack of the innermost block element
    parts: list[tuple[str, bool]] = []
    links = hidden = breaks = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else "unknown"
        border = tag in _BLOCKS
        if event == "start":
            if border and not hidden:
                yield from _flush(parts, stack, owner)
            _open(stack, tag, node)
            hidden += _is_hidden(tag, node)
            links += tag == "a"
            breaks = breaks + 1 if tag == "br" else 0
            if breaks > 1 and not hidden:
                yield from _flush(parts, stack, owner)
            if border:
                owner = len(stack) - 1
            text = node.text
        else:
            if border and not hidden:
                yield from _flush(parts, stack, owner)
            hidden -= _is_hidden(tag, node)
            links -= tag == "a"
            stack.pop()
            if border:
                owner = next(
                    (i for i in range(len(stack) - 1, 0, -1) if stack[i].tag in _BLOCKS), 0
                )
            text = node.tail
        if tag in ("td", "th") and not hidden:
            parts.append((" ", links > 0))  # a row is one run; its cells keep apart
        if text and not hidden:
            parts.append((text, links > 0))
            if text.strip():
                breaks = 0
        if tag == "br" and event == "end" and not hidden:
            parts.append((" ", links > 0))
    yield from _flush(parts, stack, owner)


def _open(stack: list[_Open], tag: str, node: lxml.html.HtmlElement) -> None:
    above = stack[-1]
    number = above.seen[tag] = above.seen.get(tag, 0) + 1
    names = [node.get(key) or "" for key in ("class", "id", "itemprop", "role", "data-testid")]
    marks = " ".join(name[:200] for name in names if name).lower()
    stack.append(_Open(tag, f"{tag}[{number}]", marks))


def _is_hidden(tag: str, node: lxml.html.HtmlElement) -> bool:
    """Whether what the element holds is not read: a control, a script, a hidden box.

    A button that was never closed holds the rest of the page, which is.
    """
    if tag == "button" and _holds_much(node):
        return False
    return tag in _UNSEEN or node.get("hidden") is not None


def _holds_much(node: lxml.html.HtmlElement) -> bool:
    held = 0
    for below in islice(node.iter(), _MOST_BELOW):
        held += len(below.text or "") if below.tag not in ("script", "style") else 0
        if held > _MOST_OF_A_CONTROL:
            return True
    return False


def _flush(parts: list[tuple[str, bool]], stack: list[_Open], owner: int) -> Iterator[Chunk]:
    text = fold("".join(words for words, _ in parts))
    if text:
        around = stack[1 : owner + 1] or stack[:1]
        linked = sum(len(words.strip()) for words, is_link in parts if is_link)
        whole = sum(len(words.strip()) for words, _ in parts)
        around[-1].runs += 1
        run = f"~{around[-1].runs}" if around[-1].runs > 1 else ""
        yield Chunk(
            text=text,
            locator="/" + "/".join(element.path for element in around) + run,
            tags=tuple(element.tag for element in around),
            marks=" ".join(element.marks for element in around[-6:] if element.marks),
            linked=linked / whole if whole else 0.0,
        )
    parts.clear()
