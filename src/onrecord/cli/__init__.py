"""The command line: one file a verb, each of which parses, calls one function and prints.

Nothing heavy is imported here, so that `onrecord --help` is quick: a verb's module is loaded when
the verb is used (`onrecord.cli.verbs`).
"""

from __future__ import annotations

from onrecord.cli.run import main

__all__ = ["main"]
