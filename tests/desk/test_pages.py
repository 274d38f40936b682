"""Every page answers, as HTML and as JSON, and says what to do where it can't."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_the_events_are_listed_and_lead_to_their_pages(client: TestClient) -> None:
    listed = client.get("/events.json").json()["events"]
    page = client.get("/").text
    assert listed
    for event in listed:
        assert f"/events/{event['id'][:16]}" in page


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nowhere", 404, "There is no such page."),
        ("/events/ffffffff", 404, "Nothing on record is called"),
        ("/events/missile", 300, "events match"),
        ("/?known=yesterday", 400, "is not a time"),
    ],
)
def test_a_problem_says_what_to_do(
    client: TestClient, address: str, status: int, says: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert says in answer.text
    assert "Traceback" not in answer.text
