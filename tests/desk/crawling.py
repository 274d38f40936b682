"""Walks over the desk's pages by their own links, as a browser without scripts would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from starlette.testclient import TestClient


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: where it is, what it answered, and its tree."""

    address: str
    status: int
    text: str
    tree: html.HtmlElement

    @property
    def links(self) -> list[str]:
        """The addresses that it links to, without their fragments."""
        found = [urldefrag(urljoin(self.address, one)).url for one in self.tree.xpath("//a/@href")]
        return list(dict.fromkeys(found))

    @property
    def loads(self) -> list[str]:
        """The addresses of what it loads by itself."""
        return [
            urljoin(self.address, one)
            for one in self.tree.xpath("//link/@href | //*/@src | //*/@srcset | //form/@action")
        ]


def visit(client: TestClient, address: str) -> Page:
    """The page at an address."""
    answer = client.get(address)
    tree = (
        html.fromstring(answer.text)
        if "html" in answer.headers["content-type"]
        else html.Element("p")
    )
    return Page(address, answer.status_code, answer.text, tree)


def crawl(client: TestClient, *starts: str, most: int = 60) -> Iterator[Page]:
    """Pages from the starts on, each address without its query visited once, one of each sort of
    page before the second of any."""
    waiting, done = list(starts), set()
    sorts: dict[str, int] = {}
    while waiting and len(done) < most:
        waiting.sort(key=lambda one: sorts.get(_sort(one), 0))
        address = waiting.pop(0)
        if address in done:
            continue
        done.add(address)
        sorts[_sort(address)] = sorts.get(_sort(address), 0) + 1
        page = visit(client, address)
        yield page
        waiting += [
            one
            for one in page.links
            if urlsplit(one).netloc == ""
            and not one.startswith(("/review", "/mark", "/add", "/openapi.json"))
        ]


def _sort(address: str) -> str:
    """What sort of page an address leads to."""
    parts = urlsplit(address).path.split("/")
    return "/".join([parts[1], *(part for part in parts[3:])]) + ("?" if "?" in address else "")
