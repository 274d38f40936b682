"""Mix the weights of two courses of one training (Wortsman et al. 2022).

Usage: python training/mix.py FIRST SECOND SHARE OUT

FIRST is the `final.pt` from which the course that wrote SECOND started; SHARE, between 0 and 1, is
the weight of SECOND. OUT is a `final.pt` for `export.py` and `teach.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main() -> None:
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    first, second = (torch.load(path, weights_only=False)["average"] for path in sys.argv[1:3])
    share = float(sys.argv[3])
    mixed = {key: torch.lerp(value, second[key], share) for key, value in first.items()}
    out = Path(sys.argv[4])
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"average": mixed}, out)


if __name__ == "__main__":
    main()
