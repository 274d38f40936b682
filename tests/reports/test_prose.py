"""What is no article is told by its form: sentences, links, and how they take turns."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from onrecord.capture.make import make_capture
from onrecord.model.report import Given
from onrecord.reports.prose import is_sentence
from onrecord.reports.read import read_report
from onrecord.reports.refusals import NotAnArticle, NoText

STORIES = [
    ("Harbour board puts off vote on new crane", "The board said on Monday it would vote in June."),
    ("Two held after warehouse fire in Lurgan", "Police said the pair were being questioned."),
    ("Storm cuts power to 4,000 homes", "Crews worked through the night to mend the lines."),
    ("Mayor of Brede steps down over tender", "She denied any wrong but said calm was needed."),
    ("Ferry firm to add a third ship in spring", "The ship would sail twice a day from March."),
    ("School reopens after the autumn flood", "Pupils went back to class six weeks later."),
]
LINKS = [(f"<a href='/n/{n}'>{title}</a>", text) for n, (title, text) in enumerate(STORIES)]
TITLE = "<!doctype html><title>The Brede Courier</title><body>"
ARTICLE = "".join(f"<p>{text} Nothing else was known.</p>" for _, text in STORIES)


def read(text: str, media_type: str = "text/plain") -> str:
    capture = make_capture(
        origin="file",
        name="a",
        data=text.encode(),
        media_type=media_type,
        at=datetime(2024, 5, 1, tzinfo=UTC),
        given=Given(),
    )
    return read_report(capture).text


@pytest.mark.parametrize(
    "text",
    [
        "ab",
        base64.b64encode(bytes(range(256)) * 40).decode(),
        "!function(e,t){for(var n in t)if(this.has(n))return t[n].to(e)};" * 99,
        "if (this.is_open) { return the_list.of(i) } else { do_it(i); } " * 99,
        "Club\tPlayed\tWon\n" + "\n".join(f"Brede Town\t{n}\t{n + 3}" for n in range(40)),
        "id,name,note\n" + "\n".join(f"{n},Ann Holt {n},paid on time" for n in range(300)),
        "Home\nWorld\nSport\nOpinion\nAbout us\nTerms of use\nPrivacy policy",
        "Home World Sport Opinion About us Terms of use Privacy policy",
        "Home | World | Sport | Read what we said | About us",
        "\n".join(title for title, _ in STORIES * 2),
        "river stone apple marble winter green " * 40,
    ],
)
def test_texts_without_sentences_are_no_reports(text: str) -> None:
    with pytest.raises(NotAnArticle, match="has no sentence"):
        read(text)


def test_a_list_of_numbers_has_no_text() -> None:
    with pytest.raises(NoText):
        read(" ".join(str(n * 37) for n in range(2000)))


def test_data_with_a_sentence_above_it_is_hardly_prose() -> None:
    rows = "\n".join(f"Brede,{n},{n * 7},paid" for n in range(400))
    with pytest.raises(NotAnArticle, match=r"hardly prose: 28 of [\d,]+ characters"):
        read(f"The board published it on Monday.\n\n{rows}")


@pytest.mark.parametrize(
    "text",
    [
        "A ferry has sunk off Brede with 40 people aboard, the coast guard said.",
        "FLASH - Brede mayor resigns.",
        "Nine killed as bus leaves road near Lurgan, police say",
        "FERRY SINKS OFF BREDE\n\nA FERRY SANK OFF BREDE ON FRIDAY. NINE PEOPLE DIED.",
        "the board said on monday it would vote in june after two members asked for more time",
        "Firemen rescue 12 at sea off Brede. All are safe.",
        "The board voted on Monday to build the crane, it said.\n\n"
        + "\n".join(f"- Member {n}: yes" for n in "ABCDEFGHIJ"),
    ],
)
def test_flashes_and_briefs_are_reports(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<h2>{link}</h2><p>{text}</p>" for link, text in LINKS),
        "".join(f"<article><p>{text}</p><h3>{link}</h3></article>" for link, text in LINKS),
        "<ul>" + "".join(f"<li>{link}</li>" for link, _ in LINKS) + "</ul>",
    ],
)
def test_front_pages_and_sections_are_no_reports(body: str) -> None:
    with pytest.raises(NotAnArticle):
        read(TITLE + body, "text/html")


@pytest.mark.parametrize(
    "body",
    [
        # related stories beside it, at its end, and after every second paragraph
        f"<h1>Storm hits Brede</h1>{ARTICLE}<aside>"
        + "".join(f"<h3>{link}</h3>" for link, _ in LINKS * 2)
        + "</aside>",
        f"<h1>Storm hits Brede</h1>{ARTICLE}" + "".join(f"<h3>{link}</h3>" for link, _ in LINKS),
        "<h1>Storm hits Brede</h1>"
        + "".join(f"<p>{text} More rain is due.</p><p>{text}</p><p>{a}</p>" for a, text in LINKS),
    ],
)
def test_articles_with_links_to_others_are_reports(body: str) -> None:
    assert "Pupils went back to class" in read(TITLE + body, "text/html")


def test_a_markdown_list_of_links_is_no_report() -> None:
    lines = "\n".join(
        f"- [{text}](https://courier.example/{n})" for n, (_, text) in enumerate(STORIES)
    )
    with pytest.raises(NotAnArticle, match="list of links"):
        read(f"# The Brede Courier\n\n{lines}", "text/markdown")


def test_a_title_counts_only_where_few_lines_stand_beside_it() -> None:
    title = "Police say nine died in a bus on the coast road"
    assert is_sentence(title)
    assert not is_sentence(title, few=False)
