"""The region or state that words after a name put it in: "Reading, Berkshire, UK"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.names.lexicon import SIDES, STATE_SHORT
from onrecord.names.runs import joined_end, phrase, run_end
from onrecord.names.words import Word
from onrecord.registers.places import Gazetteer, Place


@dataclass(frozen=True, slots=True)
class Container:
    """Where a place lies by the words after it.

    `end` is the character after those words and `after` the word after them; `adjoins` says that
    they follow a bare comma and belong to the place's span ("Kota, Peru"), not "Kota, in Peru".
    """

    country: str | None
    region: str | None
    end: int
    after: int
    adjoins: bool

    def holding(self, candidates: Iterable[Place]) -> tuple[Place, ...]:
        """Those of `candidates` that lie in it; a place of no region only where no other does."""
        near = [p for p in candidates if self.country is None or p.country in (self.country, None)]
        if self.region is None:
            return tuple(near)
        exact = [p for p in near if p.region == self.region]
        return tuple(exact or [p for p in near if p.region is None and p.town])


def container_after(
    text: str,
    words: Sequence[Word],
    end: int,
    candidates: Sequence[Place],
    gazetteer: Gazetteer,
) -> Container | None:
    """What holds the place that ends before word `end`, or None.

    Only what holds one of the `candidates` counts, where there are any, so that a list of towns
    is not read as one place.
    """
    if end >= len(words) or words[end - 1].possessive:
        return None
    if candidates and candidates[0].kind == "country":
        return None
    if words[end].comma and words[end].capital:
        return _adjoining(text, words, end, candidates, gazetteer)
    at = end
    if words[at].low == "in" and (words[at].comma or words[at].joined):
        at += 1
        while at < len(words) and words[at].joined and words[at].low in SIDES | {"the"}:
            at += 1
        if at < len(words) and words[at].joined and words[at].capital:
            holder = _holder(text, words, at, candidates, gazetteer)
            if holder is not None:
                country, region, after = holder
                return Container(country, region, words[end - 1].end, after, False)
    return None


def _adjoining(
    text: str,
    words: Sequence[Word],
    end: int,
    candidates: Sequence[Place],
    gazetteer: Gazetteer,
) -> Container | None:
    at = end
    best: Container | None = None
    for _ in range(3):
        if at >= len(words) or not (words[at].comma and words[at].capital):
            break
        holder = _holder(text, words, at, candidates, gazetteer)
        if holder is None:
            if best is not None or run_end(words, at) - at > 2:
                break
            at = run_end(words, at)  # one level that no table holds may stand in between
            if at < len(words) and words[at].comma and words[at].capital:
                holder = _holder(text, words, at, candidates, gazetteer)
            if holder is None or (holder[1] is not None and holder[0] != "US"):
                break
        country, region, after = holder
        stop = words[after - 1].end
        if best is not None and best.region is not None and region is None:
            region = best.region if best.country == country else None
        best = Container(country, region, stop, after, True)
        at = after
    return best


def _holder(
    text: str,
    words: Sequence[Word],
    at: int,
    candidates: Sequence[Place],
    gazetteer: Gazetteer,
) -> tuple[str | None, str | None, int] | None:
    """Country, region and the word after, of a state or region named at `at`."""
    for after in range(min(joined_end(words, at), at + 5), at, -1):
        if not words[after - 1].capital:
            continue
        name = phrase(text, words, at, after)
        short = name.replace(".", "").casefold()
        stands = after - at == 1 and short in STATE_SHORT and (len(short) > 2 or name.isupper())
        if stands and not (short in ("me", "in", "or", "ok", "hi", "oh") and not name.isupper()):
            region = STATE_SHORT[short]
            if not candidates or any(p.region == region for p in candidates):
                return "US", region, after
        for place in gazetteer.find(name):
            if place.kind == "country":
                held = any(p.country == place.country for p in candidates)
                if held or not candidates or all(not p.country for p in candidates):
                    return place.country, None, after
                if _small(candidates) and not _listed(words, after):
                    return place.country, None, after
            elif place.kind in ("region", "county", "island", "land") and place.country:
                if not candidates:
                    return place.country, None, after
                if any(_holds(place, p) for p in candidates) or (
                    place.kind == "region"
                    and place.country in ("US", "CA", "AU")
                    and place.name != candidates[0].name
                    and _small([p for p in candidates if p.country == place.country])
                    and not _listed(words, after)
                ):
                    county = place.kind == "region" and place.country == "US"
                    return place.country, place.region if county else None, after
    return None


def _holds(region: Place, place: Place) -> bool:
    if region.country != place.country or region.name == place.name:
        return False
    return region.region is None or region.region == place.region or place.region is None


def _small(candidates: Sequence[Place]) -> bool:
    """Whether none of the places is so large that it stands without its country."""
    return all(p.population < 300_000 for p in candidates)


def _listed(words: Sequence[Word], after: int) -> bool:
    """Whether a list goes on after the word before `after`."""
    if after >= len(words):
        return False
    following = words[after]
    return (following.joined and following.low in ("and", "or")) or (
        following.comma and (following.capital or following.low in ("and", "or"))
    )
