"""The verbs of the command line, by chapter: name, module and one line of help."""

from __future__ import annotations

import importlib
import os
import sys
from difflib import get_close_matches
from typing import Any, cast

import click

CHAPTERS: dict[str, dict[str, tuple[str, str]]] = {
    "Begin": {
        "demo": ("demo", "Read the shipped stories into a new ledger and show the record."),
        "read": ("read", "Read reports into the ledger: files, folders, addresses, archives."),
    },
    "Ask about events": {
        "events": ("events", "List the events on record."),
        "show": ("show", "Show one event: what stands, who says so, who differs."),
        "log": ("log", "Show every value's history: who, words, since when, what it replaced."),
        "blame": ("blame", "Show the standing values, each with speaker and words."),
        "matrix": ("matrix", "Show who holds what now: a row a speaker, a column a slot."),
        "timeline": ("timeline", "Show events, one event's reports or one slot over time."),
        "known": ("known", "Tell what could be known at a time, in plain sentences."),
        "notices": ("notices", "List revisions, disputes, stale lines and the other notices."),
        "obligations": ("obligations", "Show which duties bear on events, and what is due."),
        "similar": ("similar", "Show the earlier events most like one, and how they differ."),
    },
    "Ask about reports and words": {
        "reports": ("reports", "List the reports on record and their versions."),
        "diff": ("diff", "Show what changed between two versions of a report."),
        "who": ("who", "Show what an actor said, and their wording over time."),
        "search": ("search", "Find words in the reports on record."),
        "explain": ("explain", "Show how a claim came about."),
        "said": ("said", "Show one report's text with its attributions marked."),
        "values": ("values", "Show one report's text with its values marked."),
    },
    "Desk": {
        "serve": ("serve", "Open the desk: web pages to read the record and review it."),
        "site": ("site", "Write the desk's pages as files, for any host."),
    },
    "Decide": {
        "judge": ("judge", "Accept, reject or amend a claim; merge or split events and actors."),
        "redact": ("redact", "Hide a text from every output, leaving digest and reason."),
    },
    "Extend": {
        "codebook": ("codebook", "Add kinds of event of your own: begin, check, try."),
    },
    "Keep": {
        "verify": ("verify", "Check every id, digest and span of the ledger."),
        "reread": ("reread", "Read all versions again with this reader, beside the old readings."),
        "ledger": ("ledger", "Look after it: head, upgrade, backup, dump, load, merge, rewrite."),
        "users": ("users", "Say who may sign in to the desk, and what each may do there."),
    },
}
"""Chapter -> verb -> (module in `onrecord.cli`, line of help)."""


class Verbs(click.Group):
    """A group whose verbs are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs in the order of the chapters."""
        return [verb for verbs in CHAPTERS.values() for verb in verbs]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The verb's command; None where there is no such verb."""
        for verbs in CHAPTERS.values():
            if cmd_name in verbs:
                module = importlib.import_module(f"onrecord.cli.{verbs[cmd_name][0]}")
                return cast(click.Command, module.command)
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called; where there is none, the verbs with a like name are told.

        Raises:
            click.UsageError: there is no such verb.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            near = get_close_matches(args[0], self.list_commands(ctx), n=2)
            if not near:
                raise
            meant = f"{problem.message} Is {' or '.join(near)} meant?"
            raise click.UsageError(meant, ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb, and write what is left; a reader of our output may leave (`| head`)."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # click would call it a failure, and Python would complain once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the verbs by chapter, without importing them."""
        for chapter, verbs in CHAPTERS.items():
            with formatter.section(chapter):
                formatter.write_dl([(verb, help_line) for verb, (_, help_line) in verbs.items()])
