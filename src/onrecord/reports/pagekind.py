"""Pages that are no report: errors, consent and payment walls, front pages, lists, searches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.reports.asides import is_aside
from onrecord.reports.dom import Chunk
from onrecord.reports.refusals import ConsentPage, NotAnArticle, NoText, PaymentPage
from onrecord.reports.structured import Declared

_ERROR = re.compile(
    r"(?:\W{0,3}(?:error )?(?:40[0134]|410|429|50[0234])\b"
    r"|(?:[\w ]{0,30}\W{1,3})?(?:page|article|content|story|site) (?:not found|(?:is )?unavailable"
    r"|(?:no longer|does not|doesn[’']t) (?:exists?|available)|you requested)"
    r"|not found\b|access denied|forbidden\b|(?:internal )?server error|bad gateway"
    r"|service (?:temporarily )?unavailable|gateway time-?out|too many requests"
    r"|oops\b|sorry, (?:we|this|that|the page)|we can[’']?(?:no)?t find)",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"are you (?:a |not a )?(?:robot|human)"
    r"|verify (?:that )?you(?:[’']re| are) (?:a |not a )?(?:human|robot)"
    r"|just a moment|checking your browser|attention required|complete the captcha"
    r"|unusual (?:traffic|activity)|enable (?:javascript|js) and (?:cookies|disable)"
    r"|please enable (?:javascript|cookies)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"we value your privacy|before you continue|(?:accept|reject|allow|manage) (?:all )?cookies"
    r"|accept all\b|reject all\b|cookie (?:policy|settings|preferences|consent|notice)"
    r"|consent to (?:the use|our|cookies)|we (?:and our (?:\d+ )?partners )?(?:use|store) cookies"
    r"|our (?:\d+ )?partners|personali[sz]ed (?:ads|advertising|content)"
    r"|privacy (?:choices|options)"
    r"|manage (?:your )?(?:options|preferences|choices|consent)|legitimate interest|your data\b",
    re.IGNORECASE,
)
_PAYMENT = re.compile(
    r"subscribe (?:now )?(?:to|and) (?:continue|keep|read|unlock|get|access)"
    r"|to (?:continue|keep) reading|continue reading (?:this article )?(?:with|by|for)"
    r"|already (?:a |an )?(?:subscriber|subscribed|member)|(?:sign|log) in to (?:continue|read)"
    r"|for subscribers(?: only)?\b|subscriber[- ]only|exclusive (?:to|for) (?:our )?subscribers"
    r"|unlock (?:this|unlimited)|start your (?:free )?(?:trial|subscription)"
    r"|free articles? (?:left|remaining)|reached your (?:article )?limit|per (?:week|month)\b"
    r"|create a free account|register (?:for free )?to (?:continue|read)"
    r"|this article is (?:only )?for",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"/(?:search|suche|tag|tags|topics?|category|author|archive)s?(?:/|$)|[?&](?:q|s|query|search)="
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FRONT = ("", "/", "/index.html", "/index.php", "/home", "/index.htm")
_HEADLINE_WORDS = 5
_PIECE = 8  # words of prose that tell what a linked headline is about
_FEWEST_TEASERS = 4
_WALL = 40  # words of prose that a page behind a payment wall must show to be read
_LITTLE = 120  # words of prose below which a page of many links is a list


@dataclass(frozen=True, slots=True)
class Shape:
    """What the page is made of.

    Attributes:
        prose: words of prose in its body.
        headlines: headlines that are links, those beside the article aside.
        linked: the share of the body's characters that stand in links.
        teasers: whether pieces of prose and linked headlines take turns, as on a front page.
    """

    prose: int
    headlines: int
    linked: float
    teasers: bool


def shape_of(runs: Sequence[Chunk], body: Sequence[int]) -> Shape:
    """The shape of a page whose body is made of the runs at these indices."""
    inside = [runs[i] for i in body]
    prose = [r for r in inside if r.linked < 0.5 and len(r.text.split()) >= 10]
    letters = sum(len(r.text) for r in inside) or 1
    headlines = {r.text for r in runs if _is_linked_headline(r) and not is_aside(r)}
    return Shape(
        prose=sum(len(r.text.split()) for r in prose),
        headlines=len(headlines),
        linked=sum(len(r.text) * r.linked for r in inside) / letters,
        teasers=_takes_turns(runs),
    )


def _is_linked_headline(run: Chunk) -> bool:
    words = len(run.text.split())
    return run.linked > 0.8 and (
        words >= _HEADLINE_WORDS or (words > 2 and bool(_HEADINGS & {*run.tags}))
    )


def _takes_turns(runs: Sequence[Chunk]) -> bool:
    """Whether nearly every piece of prose stands between two linked headlines of its own.

    In an article prose follows prose, and links to other stories are fewer than its paragraphs.
    """
    turns: list[str] = []  # "p" for a piece of prose, "h" for one headline or more
    for run in runs:
        if is_aside(run):
            continue
        if _is_linked_headline(run):
            if turns[-1:] != ["h"]:
                turns.append("h")
        elif run.linked < 0.5 and len(run.text.split()) >= _PIECE:
            turns.append("p")
    pieces, headlines = turns.count("p"), turns.count("h")
    return headlines >= _FEWEST_TEASERS and headlines >= 0.8 * pieces


def refuse_no_article(
    name: str,
    address: str | None,
    title: str,
    declared: Declared,
    runs: Sequence[Chunk],
    body: Sequence[int],
) -> None:
    """Raise the SkipItem that says what the page is, where it is no report."""
    shape = shape_of(runs, body)
    visible = " ".join(run.text for run in runs[:4000])[:60_000]
    short = shape.prose < 150 and len(visible.split()) < 1500
    body_text = " ".join(runs[i].text for i in body)[:20_000]
    if short and (_ROBOT.search(title) or (shape.prose < 60 and _ROBOT.search(visible))):
        raise ConsentPage(
            f"{name} asks for proof that the reader is a person.",
            "Save the page from a browser and give the file.",
        )
    if shape.prose < 150 and _ERROR.match(title):
        raise NotAnArticle(f"{name} is an error page ({title[:60]!r}).", "Check the address.")
    asks = {found.lower() for found in _CONSENT.findall(visible)}
    inside = len(_CONSENT.findall(body_text))
    dense = inside >= 2 and 20 * inside > shape.prose  # an article on the matter says more
    if len(asks) >= 3 and shape.prose < 250 and (dense or shape.prose < _WALL):
        raise ConsentPage(
            f"{name} is a consent page.", "Save the article from a browser and give the file."
        )
    unpaid = _PAYMENT.search(visible) is not None or not declared.is_free
    real = shape.prose - _words_about_payment(runs, body)
    if unpaid and real < _WALL and (not declared.is_free or shape.headlines < 8):
        raise PaymentPage(
            f"{name} shows {real} words before it asks for payment or a login.",
            "Save the article from a browser that may read it and give the file.",
        )
    _refuse_list(name, address, declared, shape)
    if not body:
        raise NoText(f"{name} has no text of an article.", "Give a page with an article in it.")


def _words_about_payment(runs: Sequence[Chunk], body: Sequence[int]) -> int:
    return sum(len(runs[i].text.split()) for i in body if _PAYMENT.search(runs[i].text))


def _refuse_list(name: str, address: str | None, declared: Declared, shape: Shape) -> None:
    counts = f"{shape.headlines} linked headlines, {shape.prose} words of prose"
    remedy = "Give the address of an article."
    parts = urlsplit(address) if address else None
    front = parts is not None and parts.path in _FRONT and not parts.query
    if front and shape.headlines >= 8 and not (declared.is_article and shape.prose >= _LITTLE):
        raise NotAnArticle(f"{name} is a front page ({counts}).", remedy)
    listing = declared.is_listing or (address is not None and _SEARCH.search(address) is not None)
    if shape.prose < _LITTLE and listing and not declared.is_article:
        raise NotAnArticle(f"{name} is a list or a search ({counts}).", remedy)
    many = shape.headlines >= 10 and not declared.is_article
    if many and (shape.prose < _LITTLE or shape.linked > 0.5):
        raise NotAnArticle(f"{name} is a list of links ({counts}).", remedy)
    if shape.teasers and not declared.is_article:
        raise NotAnArticle(f"{name} is a front page or a section ({counts}).", remedy)
    if shape.prose == 0 and (shape.headlines >= 5 or shape.linked > 0.5):
        raise NotAnArticle(f"{name} is a list of links ({counts}).", remedy)
