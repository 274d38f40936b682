"""What is shipped beside the pages: built from its sources, small, and whole."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import onrecord.desk

DESK = Path(onrecord.desk.__file__).parent
SUMS = DESK / "scripts" / "SHA256SUMS"
REBUILD = (
    "in src/onrecord/desk/scripts: npx -p typescript@5.9.3 tsc && "
    "sha256sum *.ts ../static/*.js > SHA256SUMS"
)


def test_scripts_are_built_from_their_sources() -> None:
    held = dict(reversed(line.split()) for line in SUMS.read_text("utf-8").splitlines())
    files = [*SUMS.parent.glob("*.ts"), *(DESK / "static").glob("*.js")]
    now = {
        (file.name if file.suffix == ".ts" else f"../static/{file.name}"): hashlib.sha256(
            file.read_bytes()
        ).hexdigest()
        for file in files
    }
    assert now == held, REBUILD
    for source in SUMS.parent.glob("*.ts"):
        assert (DESK / "static" / f"{source.stem}.js").is_file()


def test_scripts_and_styles_are_small() -> None:
    files = [*(DESK / "static").glob("*.js"), *(DESK / "static").glob("*.css")]
    assert len(gzip.compress(b"".join(file.read_bytes() for file in files))) < 30_000


def test_styles_and_scripts_ask_nothing_of_elsewhere() -> None:
    for file in (DESK / "static").iterdir():
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "//" not in "".join(line for line in text.splitlines() if "http" in line), file
        assert "@import" not in text
