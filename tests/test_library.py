"""The library's exported names are there, documented, and loaded late."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import onrecord


def test_every_name_is_there_and_documented() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__, name


def test_every_name_is_in_the_page_on_the_library() -> None:
    page = (Path(__file__).parent.parent / "docs" / "library.md").read_text(encoding="utf-8")
    assert [name for name in onrecord.__all__ if name not in page] == []


def test_importing_loads_neither_model_nor_database() -> None:
    code = (
        "import sys, onrecord\n"
        "print(sorted({'numpy', 'sqlalchemy', 'onnxruntime', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
