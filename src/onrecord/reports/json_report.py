"""A report given as a JSON object."""

from __future__ import annotations

import json
from dataclasses import dataclass

from onrecord.model.problem import Problem
from onrecord.reports.folding import fold, mend
from onrecord.reports.page import PageFacts
from onrecord.reports.refusals import BadReport, NoText

_TEXTS = ("id", "outlet", "url", "title", "published", "updated", "language", "section", "zone")
KEYS = frozenset((*_TEXTS, "authors", "position", "text", "html"))
"""The keys that are read; `text` or `html` is needed, all others may be missing or null."""


@dataclass(frozen=True, slots=True)
class JsonReport:
    """The facts and the body of a JSON report; exactly one of `text` and `html` is not None."""

    facts: PageFacts
    text: str | None
    html: str | None
    problems: tuple[Problem, ...] = ()


def read_json(words: str, name: str) -> JsonReport:
    """The report in a JSON object. Unknown keys are ignored, with a problem that names them.

    Raises BadReport where `words` are not one JSON object or a key has the wrong type, and NoText
    where it holds neither `text` nor `html`. `name` is used in messages only.

    >>> report = read_json('{"id": "a", "outlet": "Granite Wire", "text": "A storm."}', "a.json")
    >>> report.facts.outlet, report.text
    ('Granite Wire', 'A storm.')
    """
    try:
        body = json.loads(words)
    except RecursionError:
        raise BadReport(
            f"{name} nests JSON too deeply.", "A report is one object with plain values."
        ) from None
    except ValueError as error:
        at = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadReport(
            f"{name} is not valid JSON{at}.", "Write it with a JSON library, one report a file."
        ) from None
    if isinstance(body, list):
        raise BadReport(
            f"{name} holds a list, not a report.",
            "Write one report a line into a .jsonl file.",
        )
    if not isinstance(body, dict):
        raise BadReport(f"{name} holds no JSON object.", 'A report is {"text": "…", …}.')
    text, html = (_text(body, key, name) for key in ("text", "html"))
    if not (text or html):
        raise NoText(f"{name} has neither text nor html.", "Give one of the two keys.")
    return JsonReport(
        facts=_facts(body, name),
        text=text,
        html=None if text else html,
        problems=_notices(body, name),
    )


def _facts(body: dict[str, object], name: str) -> PageFacts:
    texts = {key: fold(_text(body, key, name) or "") or None for key in _TEXTS}
    position = body.get("position")
    return PageFacts(
        story=texts["id"],
        title=texts["title"],
        outlet=texts["outlet"],
        address=texts["url"],
        authors=_authors(body, name),
        published=texts["published"],
        updated=texts["updated"],
        language=texts["language"],
        section=texts["section"],
        zone=texts["zone"],
        position=position if isinstance(position, int) and position >= 0 else None,
    )


def _text(body: dict[str, object], key: str, name: str) -> str | None:
    value = body.get(key)
    if value is None or isinstance(value, str):
        return mend(value) if value and value.strip() else None
    raise BadReport(f"{name}: {key} is not a text.", f"Put {key} in quotation marks.")


def _authors(body: dict[str, object], name: str) -> tuple[str, ...]:
    value = body.get("authors") or []
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(author, str) for author in names):
        raise BadReport(f"{name}: authors is not a list of names.", 'Write ["Jane Doe", …].')
    return tuple(folded for author in names if (folded := fold(author)))


def _notices(body: dict[str, object], name: str) -> tuple[Problem, ...]:
    unknown = sorted(fold(key)[:40] for key in body if key not in KEYS)
    if not unknown:
        return ()
    some = ", ".join(unknown[:8]) + (" …" if len(unknown) > 8 else "")
    return (
        Problem(
            code="unknown-key",
            says=f"{name}: ignored what onrecord does not know: {some}.",
            remedy=f"Known keys: {', '.join(sorted(KEYS))}.",
        ),
    )
