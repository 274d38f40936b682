"""Review in a real browser: by keyboard, by two people, by marking words, and without scripts."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.doors import WORD, served, users_file
from onrecord.desk.app import build
from onrecord.desk.safety import Doors
from onrecord.desk.users import Role
from onrecord.ledger.ledger import Ledger
from onrecord.queries.review_queue import ReviewQueue

AXE = Path(__file__).parent / "vendor" / "axe.min.js"

playwright = pytest.importorskip("playwright.sync_api")
Page, Open = playwright.Page, Callable[..., "playwright.Page"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright.Browser]:
    """Debian's chromium."""
    path = shutil.which("chromium")
    if path is None:
        warnings.warn(
            "BROWSER TESTS DID NOT RUN: apt-get install chromium", UserWarning, stacklevel=1
        )
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as made:
        browser = made.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: playwright.Browser, writable: Ledger, tmp_path: Path) -> Iterator[Open]:
    """Gives a page on which someone has signed in; nothing there asks elsewhere or complains."""
    doors = Doors(users=users_file(tmp_path, mara=Role.REVIEWER, jon=Role.REVIEWER))
    wrong: list[str] = []
    contexts = []
    with served(build(writable, doors)) as port:

        def come(name: str, *, scripts: bool = True) -> Page:
            here = f"http://127.0.0.1:{port}"
            context = chromium.new_context(base_url=here, java_script_enabled=scripts)
            contexts.append(context)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else 0)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda asked: asked.url.startswith(here) or wrong.append(asked.url))
            page.goto("/review/claims")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(WORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/review/claims")
            return page

        yield come
        for context in contexts:
            context.close()
    assert wrong == []


def press(page: Page, key: str) -> None:
    """Press a key that decides, and wait for the next item."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_ten_claims_are_reviewed_by_keyboard(visit: Open, writable: Ledger) -> None:
    page = visit("mara")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("e")
    page.get_by_label("The value instead").fill("435 km")
    page.get_by_label("Why", exact=True).fill("the table says so")
    press(page, "Enter")
    seen = []
    for key in "a1a2a3a4":
        seen.append(page.locator("main").inner_text().partition("Accept")[0])
        press(page, key)
    page.keyboard.press("w")
    page.keyboard.type("a typing error")
    press(page, "Enter")
    made = ReviewQueue(writable).decisions()
    assert len(seen) == len(set(seen)) == 8
    verbs = [row.verb.value for row in made]
    assert verbs == ["amended", *["accepted", "rejected"] * 4, "rejected"]
    assert made[9].because == "a typing error"
    press(page, "u")
    assert [row.verb.value for row in ReviewQueue(writable).decisions()[10:]] == ["withdrawn"]


def test_two_settle_what_they_differ_in(visit: Open) -> None:
    mara, jon = visit("mara"), visit("jon")
    said = mara.locator("h1").inner_text()
    assert jon.locator("h1").inner_text() == said
    press(mara, "a")
    jon.reload()
    assert jon.locator("h1").inner_text() == said
    assert "accepted" not in jon.locator("main").inner_text()
    press(jon, "2")
    mara.get_by_role("link", name="Differences").click()
    mara.get_by_label("rejected by jon").check()
    mara.get_by_label("Why that one is right").fill("now I see it")
    mara.get_by_role("button", name="Settle it").click()
    mara.get_by_role("heading", name="Settled").wait_for()
    assert "There is no difference to settle." in mara.locator("main").inner_text()
    jon.get_by_role("link", name="History").click()
    assert "now I see it" in jon.locator("main").inner_text()


def test_a_report_is_added_and_a_claim_marked_in_it(visit: Open, writable: Ledger) -> None:
    page = visit("mara")
    page.get_by_role("link", name="Add a report").click()
    report = {
        "id": "ferry",
        "outlet": "Harbour Gazette",
        "url": "https://gazette.example/ferry-sinks",
        "title": "Ferry sinks off Davao, killing four",
        "published": "2023-05-10T10:00Z",
        "text": "Ferry sinks off Davao, killing four\n\n"
        "DAVAO, Philippines — ⛴️🌊 A ferry sank off Davao on Tuesday, killing four people, the "
        "coast guard said. It was built 31 years ago, and its owner had sold it twice.",
    }
    page.get_by_label("A file").set_input_files(
        {
            "name": "ferry.json",
            "mimeType": "application/json",
            "buffer": json.dumps(report).encode(),
        }
    )
    page.set_default_timeout(120_000)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("link", name="mark a claim in it").click()
    page.locator("article p", has_text="🌊").evaluate(
        """block => {
            const at = block.textContent.indexOf("four people");
            const range = document.createRange();
            range.setStart(block.firstChild, at);
            range.setEnd(block.firstChild, at + "four people".length);
            const chosen = document.getSelection();
            chosen.removeAllRanges();
            chosen.addRange(range);
        }"""
    )
    words = page.get_by_label("The words that state it")
    playwright.expect(words).to_have_value("four people")
    slots = page.get_by_label("What they state")
    values = slots.locator("option").evaluate_all("all => all.map(one => one.value)")
    slots.select_option(next(value for value in values if value.endswith(" deaths")))
    page.get_by_label("Why it is there").fill("for the test of marking")
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("deaths: 4 people").wait_for()
    [made] = ReviewQueue(writable).decisions()
    assert (made.verb.value, made.because) == ("belongs", "for the test of marking")


def test_everything_is_posted_without_scripts(visit: Open, writable: Ledger) -> None:
    page = visit("jon", scripts=False)
    assert not page.get_by_text("Press ? for the keys").is_visible()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="someone else said it").click()
    page.get_by_label("Or why, in your own words").fill("it says the opposite")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="History").click()
    verbs = [row.verb.value for row in ReviewQueue(writable).decisions()]
    assert verbs == ["accepted", "withdrawn", "rejected", "rejected"]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_shows_all(
    chromium: playwright.Browser, writable: Ledger, scheme: str
) -> None:
    with served(build(writable, Doors(local="mara"))) as port:
        context = chromium.new_context(
            base_url=f"http://127.0.0.1:{port}",
            viewport={"width": 360, "height": 700},
            color_scheme=scheme,
            bypass_csp=True,  # the script that looks is not ours
        )
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto("/review/claims")
        press(page, "a")
        page.keyboard.press("e")
        version = page.locator(".from a").get_attribute("href")
        assert version is not None
        found = {}
        addresses = ["", "/review/links", "/review/notices", "/review/differences"]
        addresses += ["/review/history", "/add", version.replace("/reports/", "/mark/")]
        for address in addresses:
            if address:
                page.goto(address)
            page.add_script_tag(path=str(AXE))
            told = page.evaluate(
                "levels => axe.run(document, {runOnly: levels}).then(found => found.violations)",
                ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            )
            for one in told:
                found[address, one["id"]] = [node["html"][:200] for node in one["nodes"]][:3]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > 360:
                found[address, "wide"] = [str(wide)]
        context.close()
    assert found == {}
