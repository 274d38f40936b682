"""Write the reference pages and the output of the documents' examples; or check them.

Usage: python docs/build.py [--check]

- docs/commands.md: every verb's --help.
- docs/codebooks.md: the kinds, slots and terms of the shipped codebooks.
- docs/schema.md: the ledger's tables.
- In README.md and docs/*.md, each ```console block's lines that start with "$ onrecord" are run
  in order, in one scratch folder a page that holds a ledger made by `onrecord demo` and a copy of
  docs/examples; what they print is written below them.

With --check nothing is written, and the exit status is 1 where a page has drifted.
"""

from __future__ import annotations

import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.codebook import Codebook, Term
    from onrecord.codebook.codebook import Codes

DOCS = Path(__file__).parent
ROOT = DOCS.parent
WIDTH = "80"


def main(arguments: list[str]) -> int:
    """Write the pages or check them; the exit status."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__, file=sys.stderr)
        return 2
    pages = dict(generated())
    for path in [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]:
        if path not in pages:
            pages[path] = with_examples(path.read_text(encoding="utf-8"))
    drifted = [path for path, text in pages.items() if differs(path, text, show=check)]
    if not check:
        for path in drifted:
            path.write_text(pages[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    missing = list(unmentioned(pages))
    print(*missing, sep="\n", end="\n" if missing else "")
    if check and drifted:
        print("Documents have drifted. Run: python docs/build.py")
    return 1 if missing or (check and drifted) else 0


def differs(path: Path, text: str, *, show: bool) -> bool:
    """Whether the page on disk is not `text`; shows how, where asked."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if show and before != text:
        name = str(path.relative_to(ROOT))
        now, then = text.splitlines(), before.splitlines()
        print("\n".join(list(difflib.unified_diff(then, now, name, "now", lineterm=""))[:60]))
    return before != text


def generated() -> Iterator[tuple[Path, str]]:
    """The pages that are made from the code alone."""
    yield DOCS / "commands.md", commands_page()
    yield DOCS / "codebooks.md", codebooks_page()
    yield DOCS / "schema.md", schema_page()


def commands_page() -> str:
    """Every verb with its help, and the exit codes."""
    from onrecord.cli.verbs import CHAPTERS

    parts = [
        "# Commands\n\n<!-- Written by docs/build.py; edit the commands, not this page. -->\n",
        "Exit codes: 0 done, 1 done with problems, 2 misused, 3 could not do it.\n",
    ]
    for chapter, verbs in CHAPTERS.items():
        parts.append(f"## {chapter}\n")
        for verb in verbs:
            told = run(["onrecord", verb, "--help"])
            parts.append(f"### onrecord {verb}\n\n```text\n{told}```\n")
            if verb in ("judge", "ledger", "codebook"):
                parts += [
                    f"#### onrecord {verb} {sub}\n\n```text\n"
                    f"{run(['onrecord', verb, sub, '--help'])}```\n"
                    for sub in subcommands(verb)
                ]
    return "\n".join(parts)


def subcommands(verb: str) -> list[str]:
    """The verbs below a verb."""
    import click

    from onrecord.cli.run import top

    command = top.get_command(click.Context(top), verb)
    return sorted(command.commands) if isinstance(command, click.Group) else []


def codebooks_page() -> str:
    """Kinds with their slots, and terms with definition and order."""
    from onrecord.codebook import load_codebook

    codebook = load_codebook()
    parts = [
        "# Codebooks\n\n<!-- Written by docs/build.py from the codebooks' TOML. -->\n",
        "How to write another is told in [a codebook of your own](own-codebook.md).\n",
        "Codes elsewhere are those of the schemes below that come nearest.\n",
        "## Kinds and their slots\n",
    ]
    for name, kind in sorted(codebook.kinds.items()):
        parts.append(f"### {name}\n\n{kind.title}: {kind.definition} Codes: {codes(kind.codes)}.\n")
        parts.append("| slot | type | terms | codes elsewhere |\n|---|---|---|---|")
        for slot in kind.slots.values():
            terms = ", ".join(slot.terms)
            parts.append(f"| {slot.name} | {slot.type} | {terms} | {codes(slot.codes)} |")
        parts.append("")
    parts.append(
        "## Terms\n\nA term below another, further in, is one of its sort (`is_a`).\n\n"
        "| term | may be | definition | codes elsewhere |\n|---|---|---|---|"
    )
    for depth, term in in_order(codebook):
        name = "&emsp;" * depth + term.id
        parts.append(
            f"| {name} | {', '.join(term.may_be)} | {term.definition} | {codes(term.codes)} |"
        )
    parts.append("\n## Other coding schemes\n\n| name | scheme | source |\n|---|---|---|")
    parts += [
        f"| {scheme.name} | {scheme.title} | {scheme.source} |"
        for scheme in codebook.schemes.values()
    ]
    return "\n".join(parts) + "\n"


def codes(held: Codes) -> str:
    """Codes with the names of their schemes."""
    return ", ".join(f"{scheme} {code}" for scheme, code in held) or "–"


def in_order(codebook: Codebook) -> Iterator[tuple[int, Term]]:
    """The terms with their depth: each below a term that it is one sort of."""

    def below(broad: str | None, depth: int) -> Iterator[tuple[int, Term]]:
        for term in codebook.terms.values():
            if broad in term.is_a if broad else not term.is_a:
                yield depth, term
                yield from below(term.id, depth + 1)

    yield from below(None, 0)


def schema_page() -> str:
    """The tables of the ledger with their columns."""
    from onrecord.ledger.tables import metadata

    parts = ["# The ledger's tables\n\n<!-- Written by docs/build.py from ledger/tables.py. -->\n"]
    for table in sorted(metadata.tables.values(), key=lambda t: t.name):
        parts.append(f"## {table.name}\n")
        if table.comment:
            parts.append(f"{table.comment}\n")
        parts.append("| column | type | may be empty |\n|---|---|---|")
        parts += [
            f"| {column.name} | {column.type} | {'yes' if column.nullable else 'no'} |"
            for column in table.columns
        ]
        parts.append("")
    return "\n".join(parts)


def with_examples(page: str) -> str:
    """The page with the output of its console examples written anew."""
    if "$ onrecord" not in page:
        return page
    with tempfile.TemporaryDirectory() as scratch:
        run(["onrecord", "demo"], folder=scratch)
        shutil.copytree(DOCS / "examples", scratch, dirs_exist_ok=True)
        out: list[str] = []
        inside = shown = False
        for line in page.splitlines():
            if line.startswith("```"):
                inside, shown = line == "```console" and not inside, False
                out.append(line)
            elif inside and line.startswith("$ "):
                shown = True
                out.append(line)
                out.append(run(shlex.split(line[2:]), folder=scratch).rstrip("\n"))
            elif not (inside and shown):
                out.append(line)
        return "\n".join(out) + "\n"


def run(words: list[str], folder: str | None = None) -> str:
    """What a command of onrecord prints, standard error below standard output."""
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    environment.pop("ONRECORD_LEDGER", None)
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *words[1:]],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
    )
    return done.stdout + done.stderr


def unmentioned(pages: dict[Path, str]) -> Iterator[str]:
    """What the documents should mention and don't: verbs, notice kinds, exit codes."""
    from onrecord.cli.verbs import CHAPTERS
    from onrecord.model.notice import NoticeKind

    text = "\n".join(pages.values())
    words = [f"onrecord {verb}" for verbs in CHAPTERS.values() for verb in verbs]
    words += [kind.value for kind in NoticeKind]
    for word in words:
        if word not in text:
            yield f"docs: nothing is said of {word!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
