"""The floors of the house hold, and a forbidden import is caught."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter's verdict on the checkout in `folder`."""
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        pytest.skip("import-linter is not installed here")
    return subprocess.run(
        [str(program), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's code and its contracts, without data files."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    keep = shutil.ignore_patterns("*.onnx", "*.npz", "*.json", "*.gz", "*.tsv", "__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=keep)
    return tmp_path


def test_imports_go_down_only(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "planted"),
    [
        ("model/span.py", "from onrecord.reports import read_report"),
        ("values/si.py", "import onrecord.names"),
        ("claims/guard.py", "import sqlalchemy"),
        ("views/page.py", "import httpx"),
    ],
)
def test_a_planted_import_is_caught(copy: Path, file: str, planted: str) -> None:
    path = copy / "src" / "onrecord" / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{planted}\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert "BROKEN" in done.stdout


def test_help_loads_no_model_and_no_database() -> None:
    """A cold `onrecord --help` imports neither the model's runtime nor the database."""
    code = (
        "import sys, contextlib\n"
        "sys.argv = ['onrecord', '--help']\n"
        "from onrecord.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "heavy = {'onnxruntime', 'tokenizers', 'numpy', 'sqlalchemy', 'trafilatura', 'httpx'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
