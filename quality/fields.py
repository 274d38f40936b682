"""The figures on gold by field: `python quality/fields.py GOLD_DIR READINGS_DIR SCORE`.

A report belongs to the field whose codebook, *arms* or *casualties*, has the kinds of most of its
mentions in gold; chains go with their reports. READINGS_DIR is what `record.py` wrote, SCORE the
program that compares it with gold. The last line is JSON: what SCORE prints last, for each field.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

FIELDS = ("arms", "casualties")


def main() -> int:
    if len(sys.argv) != 4:
        sys.exit((__doc__ or "").split("\n")[0])
    gold, readings, score = map(Path, sys.argv[1:])
    kinds = {field: _kinds(field) for field in FIELDS}
    names = [path.name.removesuffix(".gold.json") for path in sorted(gold.glob("*.gold.json"))]
    fields = {name: _field(gold / f"{name}.gold.json", kinds) for name in names}
    out: dict[str, Any] = {}
    for field in FIELDS:
        chosen = {name for name in names if fields[name] == field}
        with tempfile.TemporaryDirectory() as scratch:
            for name in chosen:
                (Path(scratch) / f"{name}.gold.json").symlink_to(
                    (gold / f"{name}.gold.json").resolve()
                )
            chains = json.loads((gold / "_chains.json").read_text("utf-8"))
            kept = [chain for chain in chains if chosen.issuperset(chain["reports"])]
            (Path(scratch) / "_chains.json").write_text(json.dumps(kept), "utf-8")
            done = subprocess.run(
                [sys.executable, score, scratch, readings],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
        out[field] = json.loads(done.stdout.rstrip().split("\n")[-1])
        print(field, "\n".join(done.stdout.rstrip().split("\n")[:-1]), sep="\n")
    print(json.dumps(out))
    return 0


def _kinds(codebook: str) -> frozenset[str]:
    """The kinds of happenings that a shipped codebook has."""
    read = (files("onrecord.codebook") / f"{codebook}.toml").read_text("utf-8")
    return frozenset(tomllib.loads(read)["kinds"])


def _field(path: Path, kinds: dict[str, frozenset[str]]) -> str:
    """The field of a report of gold; casualties where neither has more."""
    mentions = json.loads(path.read_text("utf-8"))["mentions"]
    told = Counter(
        field for mention in mentions for field in FIELDS if mention["kind"] in kinds[field]
    )
    return "arms" if told["arms"] > told["casualties"] else "casualties"


if __name__ == "__main__":
    sys.exit(main())
