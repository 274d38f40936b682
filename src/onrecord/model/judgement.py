"""A decision with an author, a time and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject


class Verb(StrEnum):
    """What a judgement decides about its subject.

    subject (id)        verb        object
    mention             BELONGS     event
    claim               BELONGS     event (overrules the event of the claim's mention)
    event               MERGED      event that it is one with (the older id names both)
    mention             SPLIT       event: the mention founds an event of its own, apart from it
    event               PART_OF     event that it is a part of
    claim               REPLACES    claim that it replaces
    claim or notice     REJECTED    nothing
    claim or notice     ACCEPTED    nothing
    claim               AMENDED     claim that is right instead
    actor code or name  SAME_ACTOR  actor code or name
    actor code or name  OTHER_ACTOR actor code or name
    judgement           WITHDRAWN   nothing
    """

    BELONGS = "belongs"
    MERGED = "merged"
    SPLIT = "split"
    PART_OF = "part-of"
    REPLACES = "replaces"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    SAME_ACTOR = "same-actor"
    OTHER_ACTOR = "other-actor"
    WITHDRAWN = "withdrawn"


class AuthorKind(StrEnum):
    """Who decided: a person's judgement outweighs a reader's, whenever it was made."""

    READER = "reader"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Judgement:
    """That `author` decided `subject verb object` at a time, and why.

    The newest judgement of the strongest author on a subject and verb holds; older ones stay
    visible. `because` is never empty. A reader's judgement takes the time of its batch.
    """

    subject: str
    verb: Verb
    object: str | None
    author_kind: AuthorKind
    author: str
    at: datetime
    because: str

    def body(self) -> JsonObject:
        """What the id is made of."""
        return {
            "subject": self.subject,
            "verb": self.verb.value,
            "object": self.object,
            "author_kind": self.author_kind.value,
            "author": self.author,
            "at": self.at.isoformat(),
            "because": self.because,
        }

    @property
    def id(self) -> str:
        """The judgement's content id."""
        return content_id("judgement", self.body())
