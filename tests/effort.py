"""Work counted in lines of Python that run, so that growth is tested and no clock is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(function: Callable[..., object], *arguments: object) -> int:
    """How many lines of Python `function` runs; what runs in C counts for nothing."""
    count = 0

    def local(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return local

    old = sys.gettrace()
    sys.settrace(lambda *_: local)
    try:
        function(*arguments)
    finally:
        sys.settrace(old)
    return count
