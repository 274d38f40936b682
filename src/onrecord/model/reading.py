"""Everything that one reader found in one version."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.attribution import Attribution
from onrecord.model.claim import Claim
from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject
from onrecord.model.mention import Mention
from onrecord.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ReaderId:
    """Which reader read: its name, and a version that changes whenever its output could.

    `digest` covers model files, codebooks and registers.
    """

    name: str
    version: str
    digest: str

    def as_json(self) -> JsonObject:
        """The reader as JSON."""
        return {"name": self.name, "version": self.version, "digest": self.digest}


@dataclass(frozen=True, slots=True)
class Finding:
    """That a reading found a claim, of which local event, by which rule, how sure.

    `event` is an index into `Reading.clusters`. `notes` is JSON-ready detail for `explain`
    (candidates, anchor, coordinates) and, like `confidence`, outside all ids.
    """

    claim: Claim
    event: int
    rule: str
    confidence: float
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions of one version that speak of the same happening.

    `mentions` are indexes into `Reading.mentions`, in text order, not empty; the first founds the
    event. `parent` is the index of a cluster that this is a part of (an aftershock), or None.
    `reasons` say why the mentions were joined, one sentence each.
    """

    kind: str
    mentions: tuple[int, ...]
    parent: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader found in one version; the same inputs always give the same reading."""

    version: str
    reader: ReaderId
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()

    def body(self) -> JsonObject:
        """What the id is made of: version and reader; the rest follows from them."""
        return {"version": self.version, "reader": self.reader.as_json()}

    @property
    def id(self) -> str:
        """The reading's content id."""
        return content_id("reading", self.body())
