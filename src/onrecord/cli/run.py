"""The entry point: the top command, and how problems end a run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import click
from rfc8785 import CanonicalizationError

from onrecord import __version__
from onrecord.cli.verbs import Verbs
from onrecord.errors import Misused, OnrecordError
from onrecord.views.words import printable

DEBUG_ENV = "ONRECORD_DEBUG"
CLEARED = "--item"
"""The option that takes nothing for a value: the claim is about no item."""

DONE, DONE_WITH_PROBLEMS, MISUSED, COULD_NOT = 0, 1, 2, 3


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 done with problems, 2 misused, 3 could not do it.",
)
@click.version_option(__version__, prog_name="onrecord")
def top() -> None:
    """Keep the record of the news: who said what, since when, and what changed."""


def _refuse_blank(words: Sequence[str]) -> None:
    """Refuse words without a letter: they mostly come of a variable that is not set.

    Raises:
        Misused: there is one.
    """
    for before, word in pairwise(("", *words)):
        option, equals, value = word.partition("=")
        if option.startswith("--") and equals and not value.strip():
            before, word = option, value
        if not word.strip() and before != CLEARED:
            what = before if before.startswith("--") else "One of the words"
            raise Misused(f"{what} is empty.", "Give a value, or leave it out.")


def main() -> None:
    """Run the command line; every problem ends in a sentence and an exit code."""
    # Products of matrices are small here; threads for them only wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        _refuse_blank(sys.argv[1:])
        code = top.main(standalone_mode=False, prog_name="onrecord")
    except click.exceptions.Abort:
        click.echo("Stopped. What was recorded before stands.", err=True)
        sys.exit(COULD_NOT)
    except click.ClickException as error:
        error.show()
        sys.exit(MISUSED if error.exit_code == MISUSED else COULD_NOT)
    except OnrecordError as error:
        # A problem may quote what stands in the record.
        click.echo(printable(str(error)), err=True)
        sys.exit(error.exit_code)
    except (UnicodeEncodeError, CanonicalizationError):
        click.echo("What was given holds bytes that are no text. Write it in UTF-8.", err=True)
        sys.exit(MISUSED)
    except KeyboardInterrupt:
        click.echo("Stopped. What was recorded before stands.", err=True)
        sys.exit(COULD_NOT)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(
            printable(f"{where}{error.strerror or error}. Check the path and your rights to it."),
            err=True,
        )
        sys.exit(COULD_NOT)
    except Exception as error:
        if os.environ.get(DEBUG_ENV):
            raise
        click.echo(
            f"onrecord met something it does not know how to handle ({type(error).__name__}: "
            f"{error}). What was recorded before stands. Set {DEBUG_ENV}=1 to see where.",
            err=True,
        )
        sys.exit(COULD_NOT)
    sys.exit(code if isinstance(code, int) else DONE)
