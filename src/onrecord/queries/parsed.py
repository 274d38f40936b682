"""Bodies of rows read into objects, each once: what is on record never says anything else.

Kept by the body itself, so nothing has to be thrown away when the ledger grows or another one is
asked; the least lately used go first.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from onrecord.ledger.times import instant
from onrecord.model.attribution import Attribution
from onrecord.model.claim import Claim
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.model.mention import Mention
from onrecord.model.report import Version
from onrecord.queries.rows import JudgementRow

_FEW = 1024
_MANY = 16_384


@lru_cache(maxsize=_FEW)
def version_of(key: str, body: str) -> Version:
    """The version of the report with this key."""
    return Version.from_body(key, json.loads(body))


@lru_cache(maxsize=_MANY)
def claim_of(body: str) -> Claim:
    """The claim."""
    return Claim.from_body(json.loads(body))


@lru_cache(maxsize=_MANY)
def attribution_of(body: str) -> Attribution:
    """The attribution."""
    return Attribution.from_body(json.loads(body))


@lru_cache(maxsize=_MANY)
def mention_of(body: str) -> Mention:
    """The mention."""
    return Mention.from_body(json.loads(body))


@lru_cache(maxsize=_MANY)
def judgement_of(id: str, body: str, recorded_at: str, because: str | None) -> JudgementRow:
    """The judgement recorded then; with `because`, that stands in the place of its reason."""
    held = json.loads(body)
    return JudgementRow(
        id=id,
        subject=held["subject"],
        verb=Verb(held["verb"]),
        object=held["object"],
        author_kind=AuthorKind(held["author_kind"]),
        author=held["author"],
        at=datetime.fromisoformat(held["at"]),
        because=held["because"] if because is None else because,
        recorded_at=instant(recorded_at),
    )
