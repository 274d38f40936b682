"""The scales on which a statement is kept: certainty, polarity, modality, manner, class."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How sure the speaker is, after FactBank (Saurí and Pustejovsky 2009).

    `UNSTATED` is for what was asked or withheld: "did not say whether".
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSTATED = "unstated"


class Polarity(StrEnum):
    """Whether the content is affirmed or denied ("said it was not a missile")."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    """Whether the content is told as fact, plan, condition or demand."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"


class Manner(StrEnum):
    """Wholly inside quotation marks, outside them, or partly."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerClass(StrEnum):
    """A named speaker, an unnamed class ("officials"), or an outlet."""

    NAMED = "named"
    UNNAMED = "unnamed"
    OUTLET = "outlet"


class Status(StrEnum):
    """How a claim stands at the clocks asked for; always derived, never stored."""

    STANDING = "standing"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
