"""Who is on record as saying anything."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import appearance, attribution
from onrecord.model.scales import SpeakerClass
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.speakers import OWN, plain
from onrecord.queries.told import asking


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker by name, with the codes that the name goes with and how often they speak."""

    name: str
    codes: tuple[str, ...]
    speaker_class: SpeakerClass
    said: int


def find_speakers(
    ledger: Ledger, clocks: Clocks = NOW, *, limit: int = 200
) -> tuple[SpeakerRow, ...]:
    """Those who are credited most often, at most `limit`, by name; outlets themselves left out.

    What a version repeats of an earlier one counts again: the number says how much there is to
    read, not how much was said.
    """
    with asking(ledger, clocks) as seen:
        # Beside its appearances an attribution stands several times; alone it need not be told.
        said = func.count() if seen.known is None else func.count(attribution.c.id.distinct())
        question = (
            select(
                attribution.c.speaker_name,
                attribution.c.speaker_code,
                attribution.c.speaker_class,
                said.label("said"),
            )
            .where(attribution.c.speaker_name != OWN, seen.on(attribution))
            .group_by(
                attribution.c.speaker_name, attribution.c.speaker_code, attribution.c.speaker_class
            )
            .order_by(said.desc(), attribution.c.speaker_name)
            .limit(limit)
        )
        if seen.known is not None:
            question = question.join(
                appearance, appearance.c.version == attribution.c.version
            ).where(appearance.c.known_at <= seen.known, seen.on(appearance))
        rows = seen.connection.execute(question).all()
    found: dict[tuple[str, str], SpeakerRow] = {}
    for row in rows:
        key = (row.speaker_name, row.speaker_class)
        held = found.get(key)
        codes = {row.speaker_code} - {None} | set(held.codes if held else ())
        found[key] = SpeakerRow(
            row.speaker_name,
            tuple(sorted(codes)),
            SpeakerClass(row.speaker_class),
            row.said + (held.said if held else 0),
        )
    return tuple(sorted(found.values(), key=lambda one: (plain(one.name), one.name)))
