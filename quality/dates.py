"""Dates on TempEval-3: `python quality/dates.py FOLDER [--part tune|held-out] [--misses]`.

FOLDER holds .tml files (TimeML with inline TIMEX3 and a document date). Counted as the shared task
does: strict = same extent, relaxed = extents overlap (one to one), value = relaxed and the same
`value`, letter by letter. AQUAINT and TimeBank write one value in several ways ("199" and "199X",
"1948" and "1948-XX", "2000-W7" and "2000-W07", "P20Y" and "P2DE"); value_meant counts those as the
same, and is no figure of the shared task. The files are parted by the hash of their names: rules
are shaped by the misses of `tune` alone, so that `held-out` tells how they do elsewhere; its misses
are not printed. The last line is JSON.
"""

from __future__ import annotations

import json
import re
import sys
import time
import xml.etree.ElementTree as Xml
from collections import Counter
from datetime import date
from pathlib import Path

from halves import asked, in_part
from onrecord.values.anchors import DateAnchor
from onrecord.values.timex import timexes_in

COUNTED = ("strict", "relaxed", "value", "value_meant")
Gold = tuple[int, int, str, str]


def read(path: Path) -> tuple[str, date, list[Gold]]:
    """Text, document date and TIMEX3 of one file; a single line break counts as a blank."""
    root = Xml.fromstring(path.read_text("utf-8"))
    stamp = root.find("DCT/TIMEX3")
    assert stamp is not None
    value = (stamp.get("value") or "")[:10]
    parts: list[str] = []
    gold: list[Gold] = []

    def walk(node: Xml.Element) -> None:
        start = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "TIMEX3":
            text = "".join(parts)
            gold.append((start, len(text), node.get("type") or "", node.get("value") or ""))

    body = root.find("TEXT")
    assert body is not None
    walk(body)
    text = "".join(parts).replace("\n\n", "\0\0").replace("\n", " ").replace("\0", "\n")
    return text, date.fromisoformat(value), gold


def meant(value: str) -> str:
    """A TIMEX3 value in one notation, with no grain taken from it or added.

    >>> meant("1948-XX-XX"), meant("199X"), meant("2000-W7"), meant("P2DE"), meant("PT90M")
    ('1948', '199', '2000-W07', 'P20Y', 'PT90M')
    """
    value = re.sub(r"(-XX)+$", "", value)
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"^(\d{3})X$", r"\1", value)
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    tens = re.fullmatch(r"P(\d+)(?:DE|E)", value)
    return f"P{int(tens[1]) * 10}Y" if tens else value


def main() -> None:
    folder = Path(sys.argv[1])
    part, show = asked(sys.argv)
    counts: Counter[str] = Counter()
    misses: list[str] = []
    seconds, characters = 0.0, 0
    for path in sorted(folder.glob("*.tml")):
        if not in_part(path.name, part):
            continue
        text, day, gold = read(path)
        begin = time.process_time()
        found = timexes_in(text, DateAnchor(day))
        seconds += time.process_time() - begin
        characters += len(text)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        used: set[int] = set()
        for start, end, kind, value in gold:
            near = [
                k
                for k, t in enumerate(found)
                if k not in used and t.span.start < end and start < t.span.end
            ]
            if not near:
                misses.append(f"missed   {kind} {value} | {_around(text, start, end)}")
                continue
            k = max(near, key=lambda k: (min(found[k].span.end, end), -k))
            used.add(k)
            t = found[k]
            counts["relaxed"] += 1
            strict = (t.span.start, t.span.end) == (start, end)
            counts["strict"] += strict
            if not strict:
                misses.append(f"extent   {t.span.of(text)!r} for {_around(text, start, end)}")
            counts["value"] += t.value == value
            counts["value_meant"] += meant(t.value) == meant(value)
            if t.value != value:
                misses.append(
                    f"value    {t.value} for {value} ({day}) | {_around(text, start, end)}"
                )
        for k, t in enumerate(found):
            if k not in used:
                misses.append(f"extra    {t.value} | {_around(text, t.span.start, t.span.end)}")
    if show:
        print("\n".join(sorted(misses)))
    out = {f"{key}_f1": _f1(counts[key], counts) for key in COUNTED}
    print(json.dumps({**out, "gold": counts["gold"], "found": counts["found"],
                      "characters_per_s": round(characters / max(seconds, 1e-9))}))  # fmt: skip


def _f1(right: int, counts: Counter[str]) -> float:
    return round(200 * right / max(counts["gold"] + counts["found"], 1), 1)


def _around(text: str, start: int, end: int) -> str:
    line = text[max(0, start - 40) : start] + "[" + text[start:end] + "]" + text[end : end + 30]
    return line.replace("\n", "/")


if __name__ == "__main__":
    main()
