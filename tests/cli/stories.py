"""Reports made up for the tests of the command line, as the keys of a JSON report.

A ferry that capsizes, told by two outlets over two days: a toll that rises, a number aboard that
is disputed, a sentence that another outlet takes over, a denial. A missile that is launched, told
by a third, and another six days later. A council that votes, which is no event of the codebooks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

Report = dict[str, object]


def _text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


FERRY_1: Report = {
    "id": "gazette-ferry",
    "outlet": "Harbour Gazette",
    "url": "https://gazette.example/news/ferry-capsizes",
    "title": "Ferry capsizes off Surigao, killing 9",
    "published": "2023-05-09T08:00Z",
    "updated": None,
    "language": "en",
    "text": _text(
        "Ferry capsizes off Surigao, killing 9",
        "MANILA, Philippines — A ferry capsized off Surigao on Tuesday, killing at least 9 "
        "people, the coast guard said.",
        "Blue Lantern Lines, which owns the ferry, said the ferry was carrying 140 people.",
        "“The wave came over the side and nobody had time,” said Ana Reyes, a passenger.",
        "The transport ministry has not commented.",
    ),
}
FERRY_2: Report = {
    **FERRY_1,
    "title": "Ferry capsizes off Surigao, killing 23",
    "updated": "2023-05-09T15:30Z",
    "text": _text(
        "Ferry capsizes off Surigao, killing 23",
        "MANILA, Philippines — A ferry capsized off Surigao on Tuesday, killing 23 people, the "
        "coast guard said. It earlier said that at least 9 people had died.",
        "The ferry was carrying 163 people, the coast guard said. Blue Lantern Lines, which owns "
        "the ferry, said the ferry was carrying 140 people.",
        "“The wave came over the side and nobody had time,” said Ana Reyes, a passenger.",
        "The transport ministry denied that the ferry was overloaded.",
    ),
}
FERRY_OTHER: Report = {
    "id": "tidings-ferry",
    "outlet": "Northern Tidings",
    "url": "https://tidings.example/asia/surigao-ferry",
    "title": "Toll of Surigao ferry rises to 31",
    "published": "2023-05-10T06:45Z",
    "updated": None,
    "language": "en",
    "text": _text(
        "Toll of Surigao ferry rises to 31",
        "MANILA, Philippines — The capsizing of a ferry off Surigao on Tuesday killed 31 people, "
        "the coast guard said on Wednesday.",
        "The ferry was carrying 163 people, the coast guard said.",
        "Twelve people are missing, the agency said.",
    ),
}
LAUNCH: Report = {
    "id": "lantern-launch",
    "outlet": "Lantern Press",
    "url": "https://lantern.example/korea/two-projectiles",
    "title": "North Korea fires two projectiles, South Korea says",
    "published": "2022-03-05T01:10Z",
    "updated": None,
    "language": "en",
    "text": _text(
        "North Korea fires two projectiles, South Korea says",
        "SEOUL — North Korea fired two projectiles from Sunan on Saturday, South Korea's Joint "
        "Chiefs of Staff said. Both flew about 270 kilometers, the military said.",
        "Japan's Defense Ministry said the projectiles were ballistic missiles.",
        "A U.S. official, who spoke on condition of anonymity, said they could be another type of "
        "short-range ballistic missile.",
    ),
}
LAUNCH_AGAIN: Report = {
    "id": "lantern-launch-again",
    "outlet": "Lantern Press",
    "url": "https://lantern.example/korea/one-more",
    "title": "North Korea fires a missile in second launch of the week",
    "published": "2022-03-11T03:20Z",
    "updated": None,
    "language": "en",
    "text": _text(
        "North Korea fires a missile in second launch of the week",
        "SEOUL — North Korea fired a ballistic missile from Sunan on Friday, South Korea's Joint "
        "Chiefs of Staff said. It flew about 620 kilometers, the military said.",
    ),
}
COUNCIL: Report = {
    "id": "gazette-council",
    "outlet": "Harbour Gazette",
    "url": "https://gazette.example/news/council-vote",
    "title": "Council adopts budget for harbour school",
    "published": "2023-05-11T10:00Z",
    "updated": None,
    "language": "en",
    "text": _text(
        "Council adopts budget for harbour school",
        "The council voted on Thursday to spend 4 million dollars on a school at the harbour.",
        "“Our children have waited long enough,” said the mayor, Elin Berg.",
    ),
}
ALL = (FERRY_1, FERRY_2, FERRY_OTHER, LAUNCH, LAUNCH_AGAIN, COUNCIL)


def write_json(folder: Path, *reports: Report) -> list[Path]:
    """Each report as a file of its own in `folder`, named by its place."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, report in enumerate(reports):
        name = "".join(letter for letter in str(report["id"]) if letter.isalnum() or letter == "-")
        path = folder / f"{number:03}-{name}.json"
        path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        paths.append(path)
    return paths


_TOWNS = ("Surigao", "Cebu", "Davao", "Iloilo", "Tacloban", "Zamboanga", "Batangas", "Legazpi")
_VESSELS = ("ferry", "trawler", "tanker", "cargo ship", "fishing boat")


def short_reports(count: int) -> Iterator[Report]:
    """Many short reports, each of an accident of its own on a day of its own."""
    for number in range(count):
        town, vessel = _TOWNS[number % len(_TOWNS)], _VESSELS[number % len(_VESSELS)]
        month, year = number // 28 % 12 + 1, 2021 + number // 28 // 12
        day = f"{year}-{month:02}-{number % 28 + 1:02}"
        toll = 3 + number % 17
        title = f"{vessel.capitalize()} sinks off {town}"
        yield {
            "id": f"accident-{number}",
            "outlet": "Harbour Gazette",
            "url": f"https://gazette.example/accidents/{number}",
            "title": title,
            "published": f"{day}T12:00Z",
            "text": _text(
                title,
                f"MANILA, Philippines — A {vessel} sank off {town} on {day}, killing {toll} "
                f"people, the coast guard said.",
            ),
        }


def html_page(report: Report, *, extra: str = "") -> str:
    """The report as a page of a news site."""
    title, *paragraphs = str(report["text"]).split("\n\n")
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": report["published"],
        "publisher": {"@type": "Organization", "name": report["outlet"]},
    }
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{report["url"]}">'
        f'<meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{report["outlet"]}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head>'
        f'<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}{extra}</article>'
        f"<footer>All rights reserved</footer></body></html>"
    )
