"""Quantities on NewsQuant: `python quality/quantities.py FILE [--part tune|held-out] [--misses]`.

FILE is the corpus's JSON list of sentences (punctuation is gone from them). A found quantity is
right if its amount or range is a gold one's, one to one within a sentence; `value_unit` also wants
the unit (by the corpus's `normalized_unit`, or by its head word for what is counted),
`value_change` the approximator ("=", "~", ">", "<", "up", "down"). Dates and times are no
quantities there. Two conventions of the corpus are met here, not in the reading: a second unit in
brackets counts there as a quantity of its own, so the second reading, which we keep in the notes,
is compared too; and a change "from 3 to 5 lots", where we tell an old value and a new one, is one
range there ("3-5"), and so is "to 5 lots from 3". The sentences are parted by their hash: rules
are shaped by the misses of `tune` alone, so that `held-out` tells how they do elsewhere; its misses
are not printed. The last line is JSON.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from halves import asked, in_part
from onrecord.model.found import Found
from onrecord.model.value import Quantity
from onrecord.registers.units import load_units
from onrecord.values.change import change_of
from onrecord.values.nouns import singular
from onrecord.values.quantities import quantities_in


@dataclass(frozen=True, slots=True)
class Row:
    """A quantity in the corpus's terms: amounts as numbers, change sign, unit, words."""

    low: float
    high: float
    change: str
    unit: str
    also: str
    words: str


_VALUE = re.compile(r"(-?[0-9.]+(?:e[+-]?[0-9]+)?)(?:-(-?[0-9.]+(?:e[+-]?[0-9]+)?))?", re.I)
_VAGUE = {
    "dozens": (12, 120),
    "hundreds": (100, 1000),
    "thousands": (1000, 10000),
    "tens of thousands": (10000, 100000),
    "hundreds of thousands": (100000, 1000000),
    "millions": (1000000, 10000000),
    "tens of millions": (10000000, 100000000),
    "hundreds of millions": (100000000, 1000000000),
    "billions": (1000000000, 10000000000),
    "tens of billions": (10000000000, 100000000000),
}
_NAMES = {
    "percentage": "%",
    "percent": "%",
    "kilometre": "km",
    "kilometer": "km",
    "metre": "m",
    "meter": "m",
    "mile per hour": "mph",
    "kilometre per hour": "km/h",
    "centimetre": "cm",
    "millimetre": "mm",
    "kilogram": "kg",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "pound sterling": "pound sterling",
    "mile per gallon": "mpg",
    "year of age": "year old",
    "pound-mass": "pound",
    "mega british thermal unit": "million british thermal units",
    "dots per inch": "pixel per inch",
    "-": "",
}


def gold_row(entry: dict[str, Any]) -> Row | None:
    match = _VALUE.fullmatch(str(entry["value"]).replace(",", "").strip())
    if match is None:
        return None
    numbers = [float(part) for part in match.groups() if part is not None]
    low, high = numbers[0], numbers[-1]
    unit = str(entry["normalized_unit"]).strip().lower()
    return Row(low, high, entry["change"], _NAMES.get(unit, unit), entry["unit"].lower(), "")


def rows_of(found: Found[Quantity], text: str) -> list[Row]:
    q = found.value
    if q.vague in _VAGUE:
        least, most = _VAGUE[q.vague]
        return [Row(least, most, "=", q.unit, q.unit, found.span.of(text))]
    if q.vague:
        return []
    low = q.n if q.n is not None else q.min if q.min is not None else q.max
    high = q.n if q.n is not None else q.max if q.max is not None else q.min
    if low is None or high is None:
        return []
    change = "="
    if q.min is not None and q.max is None:
        change = ">"
    elif q.max is not None and q.min is None:
        change = "<"
    elif q.approx:
        change = "~"
    moved = change_of(text, found)
    if moved is not None and change in "=~" and (low == high or before_by(text, found)):
        change = moved
    rows = [Row(float(low), float(high), change, q.unit, q.unit, found.span.of(text))]
    for key, words in found.notes:
        if key == "also":
            also = [r for f in quantities_in(words) for r in rows_of(f, words)]
            rows += [replace(r, change=change) for r in also]  # said of the same amount
    return rows


def rows_in(found: list[Found[Quantity]], text: str) -> list[Row]:
    """The corpus's rows for all that was found in a sentence, an old and a new value as one."""
    rows: list[Row] = []
    last: tuple[Found[Quantity], Row] | None = None
    for f in found:
        told = rows_of(f, text)
        here = told[0] if len(told) == 1 and told[0].low == told[0].high else None
        changed = last is not None and here is not None and _from_to(text, last, (f, here))
        if last is not None and here is not None and changed:
            ends = sorted((last[1].low, here.low)) if changed == "from" else (here.low, last[1].low)
            rows[-1] = replace(here, low=ends[0], high=ends[1], change="=")
            last = None
        else:
            rows += told
            last = None if here is None else (f, here)
    return rows


def _from_to(
    text: str, old: tuple[Found[Quantity], Row], new: tuple[Found[Quantity], Row]
) -> str | None:
    """ "from" where two quantities of one unit are told as "from A to B"; "to" as "to A from B"."""
    before = text[: old[0].span.start].split()[-1:]
    between = re.sub(r" in (18|19|20)\d\d", "", text[old[0].span.end : new[0].span.start]).split()
    alike = same_unit(old[1], new[1]) or not old[1].unit
    if not alike or not before:
        return None
    return {("from", "to"): "from", ("to", "from"): "to"}.get((before[0], " ".join(between)))


def before_by(text: str, found: Found[Quantity]) -> bool:
    """Whether a range is an amount of change: "fell by 1 to 1.5 metres"."""
    return text[: found.span.start].rstrip().endswith(" by")


def spelled(unit: str) -> str:
    """A unit in our spelling, part by part of a rate."""
    units = load_units()
    parts = (_NAMES.get(part, part) for part in unit.split(" per "))
    return " per ".join(u.id if (u := units.named(part)) else part for part in parts)


def same_unit(gold: Row, row: Row) -> bool:
    if gold.unit == row.unit or spelled(gold.unit) == spelled(row.unit):
        return True
    units = load_units()
    one, other = units.named(gold.unit), units.named(row.unit)
    if one is not None and other is not None:
        return one.id == other.id
    if not row.unit or not gold.unit:
        return row.unit in ("", "people") and gold.unit == ""
    heads = {singular(w) for w in (gold.unit.split() + gold.also.split())}
    return row.unit.split()[-1] in heads or gold.unit.split()[-1] == row.unit.split()[-1]


def close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1.0)


def main() -> None:
    part, show = asked(sys.argv)
    counts: Counter[str] = Counter()
    misses: list[str] = []
    seconds, characters = 0.0, 0
    for entry in json.loads(Path(sys.argv[1]).read_text("utf-8")):
        text = entry["text"]
        if not in_part(text, part):
            continue
        begin = time.process_time()
        found = quantities_in(text, ages=True)
        seconds += time.process_time() - begin
        characters += len(text)
        gold = [r for q in entry["quantities"] if (r := gold_row(q)) is not None]
        rows = rows_in(list(found), text)
        counts["gold"] += len(gold)
        counts["found"] += len(rows)
        free = list(rows)
        for g in gold:
            near = [r for r in free if close(r.low, g.low) and close(r.high, g.high)]
            if not near:
                misses.append(f"missed  {g.low}-{g.high} {g.also} | {text[:160]}")
                continue
            row = max(near, key=lambda r: (same_unit(g, r), r.change == g.change))
            free.remove(row)
            counts["value"] += 1
            counts["value_unit"] += same_unit(g, row)
            counts["value_change"] += row.change == g.change
            if not same_unit(g, row):
                misses.append(
                    f"unit    {row.unit!r} for {g.unit!r}/{g.also!r} | {_near(text, row.words)}"
                )
            if row.change != g.change:
                misses.append(f"change  {row.change} for {g.change} | {_near(text, row.words)}")
        misses += [f"extra   {r.words} {r.unit} | {_near(text, r.words)}" for r in free]
    if show:
        print("\n".join(sorted(misses)))
    total = max(counts["gold"] + counts["found"], 1)
    out = {
        f"{k}_f1": round(200 * counts[k] / total, 1)
        for k in ("value", "value_unit", "value_change")
    }
    print(json.dumps({**out, "gold": counts["gold"], "found": counts["found"],
                      "characters_per_s": round(characters / max(seconds, 1e-9))}))  # fmt: skip


def _near(text: str, words: str) -> str:
    at = text.find(words)
    return text[max(0, at - 50) : at + len(words) + 30]


if __name__ == "__main__":
    main()
