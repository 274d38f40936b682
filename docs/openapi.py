"""Write docs/openapi.json, the description of the desk's pages as JSON; `--check` only compares."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord.desk.openapi import describe

FILE = Path(__file__).with_name("openapi.json")


def main() -> int:
    """Write it, or say whether it is as the code has it."""
    now = json.dumps(describe(), indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv[1:]:
        same = FILE.exists() and FILE.read_text("utf-8") == now
        if not same:
            print("docs/openapi.json is not as the code has it. Run: python docs/openapi.py")
        return 0 if same else 1
    FILE.write_text(now, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
