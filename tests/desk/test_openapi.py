"""The description of the JSON is what the code says, and the JSON is as described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from desk.crawling import crawl
from onrecord.desk.openapi import describe
from onrecord.desk.pages import PAGES

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_file_is_as_the_code_has_it(client: TestClient) -> None:
    held = json.loads(FILE.read_text("utf-8"))
    assert held == describe(), "run: python docs/openapi.py"
    assert client.get("/openapi.json").json() == held


def validators() -> dict[str, Any]:
    """The first part of a path, and what follows its id -> the schema of the answer."""
    whole = describe()
    found = {}
    for page in PAGES:
        path = page.json_address.replace(":path", "")
        shape = whole["paths"][path]["get"]["responses"]["200"]["content"]  # type: ignore[index,call-overload]
        schema = {**shape["application/json"]["schema"], "components": whole["components"]}  # type: ignore[dict-item,index,call-overload]
        found[path] = jsonschema_rs.validator_for(schema)
    return found


def test_every_page_is_as_described(client: TestClient) -> None:
    schemas = validators()
    seen: set[str] = set()
    for page in crawl(client, "/", "/search?q=missiles", most=30):
        path, _, query = page.address.partition("?")
        beside = "/events.json" if path == "/" else f"{path}.json"
        fitting = [template for template in schemas if _fits(beside, template)]
        if not fitting:
            continue
        body = client.get(f"{beside}?{query}").json()
        errors = [str(error)[:300] for error in schemas[fitting[0]].iter_errors(body)]
        assert errors == [], (beside, errors[:2])
        seen.add(fitting[0])
    assert seen == set(schemas)


def _fits(path: str, template: str) -> bool:
    parts, wanted = path.split("/"), template.split("/")
    return len(parts) == len(wanted) and all(
        one == other or ("{" in other and one.endswith(".json") == other.endswith(".json"))
        for one, other in zip(parts, wanted, strict=True)
    )


schema = schemathesis.openapi.from_dict(describe())
schema.config.phases.coverage.enabled = False
schema.config.phases.examples.enabled = False


@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_words_of_any_sort_get_an_answer(case: Any, client: TestClient) -> None:
    """No words, however odd, are met with anything but an answer or a problem with its remedy."""
    answer = client.request(
        case.method, quote(case.formatted_path, safe="/%"), params=case.query or None
    )
    if case.method != "GET":
        assert answer.status_code in (403, 405)
        return
    assert answer.status_code in (200, 300, 400, 404), answer.text[:500]
    assert answer.headers["content-type"].startswith("application/json")
    assert "Traceback" not in answer.text
