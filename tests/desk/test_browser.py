"""The record is read in a real browser: wide and narrow, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Open = Callable[..., Any]


@pytest.fixture
def visit(browser: Any, port: int) -> Iterator[Open]:
    """Gives a page; nothing on it asks elsewhere or complains."""
    here = f"http://127.0.0.1:{port}"
    wrong: list[str] = []
    contexts = []

    def come(address: str = "/", *, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(
            base_url=here, viewport={"width": width, "height": 800}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(here) or wrong.append(asked.url))
        page.goto(address)
        return page

    yield come
    for context in contexts:
        context.close()
    assert wrong == []


def addresses(client: TestClient) -> dict[str, str]:
    """A page of each sort, by name."""
    events = client.get("/events.json?kind=missile-launch&since=2019-07-25").json()["events"]
    reports = client.get("/reports.json").json()["reports"]
    halyard = next(one for one in reports if len(one["versions"]) > 1 and "690" in one["title"])
    old, new = (version["id"][:16] for version in halyard["versions"])
    claims = client.get(f"/reports/{new}.json").json()["article"]["tellings"][0]["claims"]
    event = f"/events/{events[0]['event']['id'][:16]}"
    return {
        "events": "/",
        "event": event,
        "then": f"{event}?known=2019-07-25T16:27Z",
        "before": f"{event}?moment=0",
        "report": f"/reports/{new}",
        "changes": f"/reports/{new}/changes?since={old}",
        "actor": "/actors/KOR.MIL.JCS",
        "actors": "/actors",
        "reports": "/reports",
        "claim": f"/claims/{claims[0]['row']['id'][:16]}",
        "search": "/search?q=missiles",
        "nowhere": "/events/ffffffff",
    }


def test_find_the_launch_move_the_slider_open_the_words(visit: Open) -> None:
    page = visit()
    page.get_by_role("link", name=re.compile("two missiles near Wonsan, 25 Jul")).first.click()
    slider = page.get_by_label("What was known at")
    page.locator(".moments output").wait_for()
    assert slider.get_attribute("aria-valuetext") == "now"
    slider.fill("0")
    page.get_by_text("Nothing was on record").wait_for()
    joint_chiefs = page.locator(".matrix tbody tr", has_text="Joint Chiefs")
    for place, known, told in (
        ("3", "2019-07-25T04:30Z", ["about 430 km"]),  # of both
        ("5", "2019-07-25T16:27Z", ["about 430 km", "690 km"]),
        ("6", "2019-07-26T11:02Z", ["about 600 km", "about 600 km"]),
    ):
        page.get_by_label("What was known at").fill(place)
        page.wait_for_url(f"**known={known}")
        heads = page.locator(".matrix thead th").all_inner_texts()
        cells = joint_chiefs.locator("th, td").all_inner_texts()
        held = {head.split("\n")[0].strip(): cell for head, cell in zip(heads, cells, strict=True)}
        ranges = [one for head, one in held.items() if head.startswith("range")]
        assert [one.removesuffix(" probable").strip() for one in ranges] == told, (place, held)
        if place == "3":
            assert "about 430 km both" in page.locator("#slot-range .is").inner_text()
    page.get_by_label("What was known at").fill("5")
    page.wait_for_url("**known=2019-07-25T16:27Z")
    assert page.locator(".asof").inner_text().startswith("As it stood: known by 25 Jul")
    page.locator("#slot-range").get_by_role("link", name="690 kilometers").first.click()
    assert "690 kilometers" in page.locator("blockquote mark").inner_text()
    page.get_by_role("link", name="as it stands now").click()
    page.wait_for_url(lambda url: "known=" not in url)


def test_a_reader_sees_their_own_clock(visit: Open, client: TestClient) -> None:
    page = visit(addresses(client)["event"], timezone_id="Asia/Kolkata")
    assert "25 Jul 2019 03:35" in page.locator(".clocks .yours").inner_text()
    assert "GMT+5:30" in page.locator("time").first.get_attribute("title")


def test_without_scripts_on_a_phone(visit: Open, client: TestClient) -> None:
    page = visit(width=360, java_script_enabled=False)
    page.get_by_role("link", name=re.compile("two missiles near Wonsan, 25 Jul")).first.click()
    page.get_by_label("What was known at").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**moment=5")
    assert "690 km" in page.locator("#slot-range").inner_text()
    for name, address in addresses(client).items():
        if name != "nowhere":
            page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, (name, wide)


def test_a_map_is_seen_from_near_and_from_far_without_scripts(
    visit: Open, client: TestClient
) -> None:
    page = visit(addresses(client)["event"], java_script_enabled=False)
    scales = []
    for link in (None, "from near", "from far", "all of it"):
        if link:
            page.locator(".view:visible").get_by_role("link", name=link).click()
        assert page.locator(".view:visible").count() == 1
        scales.append(page.locator(".view:visible text.scale").text_content())
        assert page.locator(".view:visible svg circle.dot").first.is_visible()
    assert scales[0] == scales[3]
    assert len(set(scales)) == 3


def test_paper_holds_the_whole_texts_and_no_forms(visit: Open, client: TestClient) -> None:
    page = visit(addresses(client)["changes"])
    page.emulate_media(media="print")
    assert not page.get_by_label("Find words").is_visible()
    for row in page.locator(".beside tbody tr").all():
        left, right = (cell.bounding_box() for cell in row.locator("td").all())
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] <= right["x"] + 1


def test_paper_is_light_and_as_wide_as_it_is(visit: Open, client: TestClient) -> None:
    page = visit("/", width=720, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert paper == page.locator(".map .land").first.evaluate("it => getComputedStyle(it).fill")
    right = page.locator(".along svg").last.bounding_box()
    assert right["x"] + right["width"] <= 720
    page.goto(addresses(client)["event"])
    assert page.locator(".record details li").first.is_visible()


def test_marked_words_are_seen_where_the_system_chooses_colours(
    visit: Open, client: TestClient
) -> None:
    page = visit(addresses(client)["report"], color_scheme="dark", forced_colors="active")
    colour = "it => getComputedStyle(it).color"
    ink = page.locator("body").evaluate(colour)
    for sort in ("content", "source", "cue", "event", "notice"):
        for mark in page.locator(f"mark.{sort}:not(:has(a))").all():
            assert mark.evaluate(colour) == ink, sort


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, port: int, client: TestClient, scheme: str) -> None:
    # The script that looks is not ours, so the policy that keeps it out is lifted for it.
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{port}", color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    found = {}
    for name, address in addresses(client).items():
        page.goto(address)
        page.add_script_tag(path=str(AXE))
        told = page.evaluate(
            "levels => axe.run(document, {runOnly: levels}).then(found => found.violations)", LEVELS
        )
        for one in told:
            found[name, one["id"]] = [node["html"][:200] for node in one["nodes"]][:3]
    context.close()
    assert found == {}
