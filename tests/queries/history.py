"""Ledgers from a small written history.

    Lantern v1 2019-07-25T09:10
      launch  JCS=KOR.MIL  range/both  ~430 km
      launch  OUTLET       weapon      #projectile
    Lantern v2 2019-07-25T16:27
      launch  JCS=KOR.MIL  range/both  ~430 km   earlier
      launch  JCS=KOR.MIL  range/2     690 km

A line without indent is a version: outlet (with `/story` where the outlet has several reports),
number, time (a bare day is a day). An indented one is a claim: event, speaker, slot with item,
value, flags, apart by two or more spaces. `?` after a speaker makes it unnamed. Values: `430 km`,
`~430 km`, `>=11 people`, `2019-07-25`, `#term`, `@place`, `=name`. Flags: `earlier`, `denied`,
`withheld`, `probable`, `planned`, or "words in quotation marks", which then are the sentence (they
must hold the value as written in braces: "both flew {about 430 km}").

Every version is a batch of its own, an hour after the one before, from 2026-01-01 00:00 UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import (
    appearance_row,
    attribution_row,
    capture_row,
    claim_row,
    found_row,
    judgement_row,
    make_row,
    mention_row,
    reading_row,
    report_row,
    version_row,
)
from onrecord.model.attribution import OWN_VOICE, Attribution, Speaker
from onrecord.model.claim import Claim
from onrecord.model.judgement import AuthorKind, Judgement, Verb
from onrecord.model.mention import Mention
from onrecord.model.reading import ReaderId, Reading
from onrecord.model.report import Block, BlockKind, Capture, Facts, Moment, TimeFrom, Version
from onrecord.model.scales import Certainty, Manner, Modality, Polarity, SpeakerClass
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = {"launch": "missile-launch", "ferry": "accident", "attack": "attack", "talks": "meeting"}
READER = ReaderId("hand", "1", "0" * 64)


@dataclass
class History:
    """A ledger that is being written; `claims` holds ids by "Lantern v1 range/both", in order."""

    ledger: Ledger
    claims: dict[str, list[str]] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    mentions: dict[tuple[str, str], str] = field(default_factory=dict)
    objects: dict[str, Claim] = field(default_factory=dict)
    batches: int = 0
    amendments: list[str] = field(default_factory=list)

    def next_time(self) -> datetime:
        """When the next batch is recorded."""
        self.batches += 1
        return START + timedelta(hours=self.batches - 1)

    def tell(self, text: str) -> History:
        """Record the history that `text` tells."""
        version: list[str] = []
        for line in text.splitlines():
            if not line.strip():
                continue
            if not line.startswith("  "):
                self._record(version)
                version = []
            version.append(line.strip())
        self._record(version)
        return self

    def claim(self, name: str, index: int = 0) -> str:
        """The id of a claim by "Lantern v1 range/both"."""
        return self.claims[name][index]

    def judge(
        self,
        subject: str,
        verb: Verb,
        object: str | None = None,
        *,
        by: str = "Ada",
        because: str = "read it myself",
        person: bool = True,
        at: datetime | None = None,
    ) -> Judgement:
        """Record a judgement in a batch of its own."""
        when = self.next_time()
        kind = AuthorKind.PERSON if person else AuthorKind.READER
        row = Judgement(subject, verb, object, kind, by, at or when, because)
        with self.ledger.batch(author_kind=kind.value, author=by, at=when) as batch:
            batch.add(judgement_row(row))
        return row

    def redact(self, subject: str, sort: str, reason: str) -> None:
        """Record that a row must not be shown."""
        body = {"subject": subject, "sort": sort, "digest": "0" * 64, "reason": reason}
        with self.ledger.batch(author_kind="person", author="Ada", at=self.next_time()) as batch:
            batch.add(make_row("redaction", body))

    def amend(self, name: str, value: str) -> str:
        """A person's claim in place of another: same words, another value."""
        old = self.objects[self.claim(name)]
        new = Claim(**{**{f: getattr(old, f) for f in old.__slots__}, "value": read_value(value)})
        with self.ledger.batch(author_kind="person", author="Ada", at=self.next_time()) as batch:
            batch.add(claim_row(new))
        self.amendments.append(self.judge(old.id, Verb.AMENDED, new.id).id)
        self.objects[new.id] = new
        return new.id

    def reread(self, name: str, keep: dict[str, str | None], reader: str = "2") -> None:
        """Another reading of version `name`: "range/both" -> new value, or None for not found."""
        version = self.versions[name]
        reading = Reading(version.id, ReaderId("hand", reader, "1" * 64), (), (), (), ())
        with self.ledger.batch(author_kind="reader", author="hand", at=self.next_time()) as batch:
            batch.add(reading_row(reading))
            for key, ids in self.claims.items():
                if not key.startswith(name + " "):
                    continue
                for id in ids:
                    old = self.objects[id]
                    slot = key.removeprefix(name + " ")
                    value = keep.get(slot, "same")
                    if value is None:
                        continue
                    fields = {f: getattr(old, f) for f in old.__slots__}
                    if value != "same":
                        fields["value"] = read_value(value)
                    new = Claim(**fields)
                    self.objects[new.id] = new
                    batch.add(claim_row(new))
                    mention = self.mentions[name, self._event_of[id]]
                    batch.add(
                        found_row(
                            reading=reading.id,
                            sort="claim",
                            object=new.id,
                            mention=mention,
                            extra={"rule": "hand", "confidence": 1.0, "notes": {}},
                        )
                    )
            for (held, _), mention in self.mentions.items():
                if held == name:
                    batch.add(
                        found_row(reading=reading.id, sort="mention", object=mention, extra={})
                    )

    _event_of: dict[str, str] = field(default_factory=dict)

    def _record(self, lines: list[str]) -> None:
        if not lines:
            return
        outlet, number, time = lines[0].split()
        told = [re.split(r"\s{2,}", line) for line in lines[1:]]
        sentences: list[str] = []
        for event, speaker, slot, value, *flags in told:
            said = next((f for f in flags if f.startswith('"')), None)
            shown = value.lstrip("#@=~>").replace("-", " ") if value[0] in "#@=" else value
            who = speaker.partition("=")[0].rstrip("?")
            sentence = f"{who} said of the {event} that {slot} was {{{shown}}}."
            if "earlier" in flags:
                sentence = f"{who} had earlier said that {slot} was {{{shown}}}."
            sentences.append(said.strip('"') if said else sentence)
        events = sorted({event for event, *_ in told})
        plain = [s.replace("{", "").replace("}", "") for s in sentences]
        name = outlet.split("/")[0]
        title = f"{outlet} on {', '.join(events)}"
        paragraphs = [title, *(f"The {event} was told." for event in events), *plain]
        blocks, at = [], 0
        for index, words in enumerate(paragraphs):
            kind = BlockKind.PARAGRAPH if index else BlockKind.HEADLINE
            blocks.append(Block(kind, Span(at, at + len(words))))
            at += len(words) + 2
        day_only = "T" not in time
        moment = Moment(
            datetime.fromisoformat(time).replace(tzinfo=UTC), TimeFrom.PAGE, day_only=day_only
        )
        version = Version(
            report_key=outlet,
            title=title,
            text="\n\n".join(paragraphs),
            blocks=tuple(blocks),
            facts=Facts(outlet=name, published=moment),
        )
        self.versions[f"{outlet} {number}"] = version
        data = version.text.encode()
        capture = Capture("test", outlet, moment.last, "text/plain", data, "0" * 64)
        reading = Reading(version.id, READER, (), (), (), ())
        when = self.next_time()
        with self.ledger.batch(author_kind="reader", author="hand", at=when) as batch:
            batch.add(capture_row(capture), report_row(version), version_row(version))
            batch.add(
                appearance_row(
                    version=version.id,
                    capture=capture.id,
                    report=version.report_id,
                    known_at=moment.last,
                    known_from=TimeFrom.PAGE,
                    day_only=day_only,
                ),
                reading_row(reading),
            )
            for event in events:
                span = _find(version.text, f"The {event}")
                mention = Mention(version.id, span, KINDS.get(event.rstrip("0123456789"), "attack"))
                self.mentions[f"{outlet} {number}", event] = mention.id
                target = self.events.setdefault(event, mention.id)
                batch.add(mention_row(mention))
                batch.add(
                    found_row(reading=reading.id, sort="mention", object=mention.id, extra={})
                )
                batch.add(
                    judgement_row(
                        Judgement(
                            mention.id,
                            Verb.BELONGS,
                            target,
                            AuthorKind.READER,
                            "hand 1",
                            when,
                            "written so",
                        )
                    )
                )
            for (event, speaker, slot, value, *flags), sentence in zip(
                told, sentences, strict=True
            ):
                claim, attribution = _claim(version, speaker, slot, value, flags, sentence)
                if attribution is not None:
                    batch.add(attribution_row(attribution))
                    batch.add(
                        found_row(
                            reading=reading.id, sort="attribution", object=attribution.id, extra={}
                        )
                    )
                batch.add(claim_row(claim))
                batch.add(
                    found_row(
                        reading=reading.id,
                        sort="claim",
                        object=claim.id,
                        mention=self.mentions[f"{outlet} {number}", event],
                        extra={"rule": "hand", "confidence": 1.0, "notes": {"why": "written"}},
                    )
                )
                self.claims.setdefault(f"{outlet} {number} {slot}", []).append(claim.id)
                self.objects[claim.id] = claim
                self._event_of[claim.id] = event


def _find(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _claim(
    version: Version, speaker: str, slot: str, value: str, flags: list[str], sentence: str
) -> tuple[Claim, Attribution | None]:
    whole = _find(version.text, sentence.replace("{", "").replace("}", ""))
    start, end = sentence.index("{"), sentence.index("}") - 1
    span = Span(whole.start + start, whole.start + end)
    name, _, code = speaker.partition("=")
    certainty = Certainty.CERTAIN
    if "withheld" in flags:
        certainty = Certainty.UNSTATED
    elif "probable" in flags:
        certainty = Certainty.PROBABLE
    attribution = None
    who = OWN_VOICE
    if name != "OUTLET":
        kind = SpeakerClass.UNNAMED if name.endswith("?") else SpeakerClass.NAMED
        who = Speaker(name.rstrip("?"), kind, code or None)
        attribution = Attribution(
            version=version.id,
            source=None,
            cue=None,
            content=(whole,),
            speaker=who,
            manner=Manner.INDIRECT,
            certainty=certainty,
        )
    slot_name, _, item = slot.partition("/")
    earlier = None
    if "earlier" in flags:
        at = version.text.index("earlier", whole.start)
        earlier = Span(at, at + len("earlier"))
    claim = Claim(
        version=version.id,
        slot=slot_name,
        item=item or None,
        value=read_value(value),
        span=span,
        speaker=who,
        certainty=certainty,
        polarity=Polarity.DENIED if "denied" in flags else Polarity.AFFIRMED,
        modality=Modality.PLANNED if "planned" in flags else Modality.ACTUAL,
        attribution=attribution.id if attribution else None,
        earlier=earlier,
    )
    return claim, attribution


def read_value(words: str) -> Value:
    """The value that a history writes."""
    if words[0] == "#":
        return TermValue(words[1:])
    if words[0] == "@":
        return PlaceValue(words[1:])
    if words[0] == "=":
        return ActorValue(words[1:])
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", words):
        return DateValue(words)
    if match := re.fullmatch(r"(~|>=|<=)?(\d+) (\w+)", words):
        bound, amount, unit = match.groups()
        n = Decimal(amount)
        if bound in (">=", "<="):
            return Quantity(unit=unit, **{"min" if bound == ">=" else "max": n})
        return Quantity(unit=unit, n=n, approx=bound == "~")
    return TextValue(words)


def much_happens(history: History, look: Callable[[], None]) -> str:
    """After a story with a launch, a ferry and "Lantern": told on, merged, split, moved, amended.

    `look` is called after each step. The launch's id.
    """
    history.tell(
        """
Quay/2 v1 2019-07-26
  launch4  OUTLET  when    2019-07-24
  attack   OUTLET  deaths  12 people
Quay/3 v1 2019-07-27
  launch5  OUTLET  when    2019-07-23
"""
    )
    look()
    one, four, five = (history.events[name] for name in ("launch", "launch4", "launch5"))
    history.judge(four, Verb.MERGED, one, person=False)
    look()
    merged = history.judge(five, Verb.MERGED, four)
    look()
    history.judge(four, Verb.SPLIT, one)
    look()
    history.judge(merged.id, Verb.WITHDRAWN)
    history.judge(five, Verb.PART_OF, one)
    look()
    history.judge(history.claim("Quay/2 v1 deaths"), Verb.BELONGS, history.events["ferry"])
    look()
    amended = history.amend("Lantern v1 count", "5 missile")
    look()
    history.judge(amended, Verb.REJECTED)
    look()
    return one
