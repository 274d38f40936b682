"""Run the quality commands on the shared corpora and hold their figures to the floors.

Usage: python quality/gate.py SHARED_DIR [NAME…]

Floors stand in quality/floors.toml and only ever rise. Each entry names a command, whose last
line of output is a JSON object, and the least (or, under `most`, the greatest) that its keys
may be. A dotted key reaches into the object: "values_core.p".
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    shared = Path(arguments[0]).resolve()
    if not shared.is_dir():
        print(f"quality: SKIPPED, there is no folder {arguments[0]} with gold and corpora.")
        return 0
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    wanted = arguments[1:] or list(floors)
    broken = 0
    with tempfile.TemporaryDirectory() as scratch:
        corpora = Path(scratch, "corpora")
        for name in wanted:
            broken += not measure(name, floors[name], shared, corpora, Path(scratch))
    return 1 if broken else 0


def measure(name: str, floor: dict[str, Any], shared: Path, corpora: Path, scratch: Path) -> bool:
    """Run one entry; whether all its figures hold."""
    for corpus in floor.get("unpack", []):
        subprocess.run(
            [str(shared / "corpora" / "unpack"), str(corpora), corpus],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    out = scratch / name
    output = ""
    for command in floor["commands"]:
        words = [
            word.format(python=sys.executable, shared=shared, corpora=corpora, out=out)
            for word in command
        ]
        done = subprocess.run(
            words, capture_output=True, text=True, cwd=HERE.parent, env={**os.environ}
        )
        if done.returncode:
            print(f"{name}: {' '.join(words)} ended with {done.returncode}\n{done.stderr[-3000:]}")
            return False
        output = done.stdout
    figures = json.loads(output.strip().splitlines()[-1])
    holds = True
    for bound, worse in (("least", -1), ("most", 1)):
        for key, limit in floor.get(bound, {}).items():
            value = reach(figures, key)
            fails = value is None or (value - limit) * worse > 0
            holds &= not fails
            sign = ">=" if bound == "least" else "<="
            print(f"{'FAIL' if fails else 'ok  '} {name}: {key} {value} ({sign} {limit})")
    return holds


def reach(figures: dict[str, Any], key: str) -> float | None:
    """The figure at a dotted key.

    >>> reach({"a": {"b": 2}}, "a.b")
    2
    """
    value: Any = figures
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return None if isinstance(value, (dict, list, str)) else value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
