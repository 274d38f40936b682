"""`onrecord judge …`: a person's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.authors import author_option
from onrecord.cli.options import ledger_option, opened
from onrecord.errors import Misused
from onrecord.views.words import printable

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger
    from onrecord.model.claim import Claim
    from onrecord.model.judgement import Judgement


class ClaimFirst(click.Group):
    """Lets the claim stand before the decision: `judge CLAIM reject` as `judge reject CLAIM`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the decision first."""
        if len(args) > 1 and args[0] not in self.commands and args[1] in self.commands:
            args[0], args[1] = args[1], args[0]
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise Misused(
                f"What is decided? {printable(' '.join(args[:2]))} does not say.",
                f"Choose one of: {', '.join(self.commands)}.",
            )
        return super().parse_args(ctx, args)


@click.group(cls=ClaimFirst, name="judge", subcommand_metavar="DECISION ...")
def command() -> None:
    """Say what is right. A person's decision outweighs every reader's, earlier or later.

    It holds against later readings and is seen in `log` and `explain`, with author and reason.
    """


_because = click.option("--because", required=True, help="Why; it is shown with the decision.")


@command.command(name="reject")
@click.argument("claim")
@_because
@author_option
@ledger_option
def reject(claim: str, because: str, author: str, ledger: str) -> None:
    """Say that CLAIM is wrong: its words do not say this."""
    _decide_claim(ledger, claim, "rejected", author, because)


@command.command(name="accept")
@click.argument("claim")
@_because
@author_option
@ledger_option
def accept(claim: str, because: str, author: str, ledger: str) -> None:
    """Say that CLAIM is read rightly."""
    _decide_claim(ledger, claim, "accepted", author, because)


@command.command(name="amend")
@click.argument("claim")
@click.option("--value", help='The value instead: "690 km", 2019-07-25, a name, a term.')
@click.option("--words", help="The words of the same version that state it, exactly.")
@click.option("--item", help='Which of several things it is about ("1", "both").')
@_because
@author_option
@ledger_option
def amend(
    claim: str,
    value: str | None,
    words: str | None,
    item: str | None,
    because: str,
    author: str,
    ledger: str,
) -> None:
    """Put another value, words or item in the place of CLAIM's."""
    from onrecord.claims.amending import amend as amended_claim
    from onrecord.queries import explain_claim, report_text, short_ids
    from onrecord.queries.codebooks import codebook_of_ledger

    with opened(ledger) as found:
        row = explain_claim(found, claim).line.row
        version, _ = report_text(found, row.version.id)
        codebook = codebook_of_ledger(found)
        kind = codebook.kinds.get(row.kind)
        slot = kind.slots.get(row.claim.slot) if kind else None
        if slot is None:
            raise Misused(
                f"No codebook of this ledger has the slot {row.kind} {row.claim.slot}.",
                "Read a report again with the codebook that has it: onrecord read --codebook FILE",
            )
        right = amended_claim(
            row.claim, version, slot, codebook, value=value, words=words, item=item
        )
        made = _decide_claim_in(found, row.id, "amended", author, because, right)
        short = short_ids(found, [row.id, right.id])
        _tell(f"{short[row.id]} is amended; the new claim is {short[right.id]}.", found, made)


@command.command(name="move")
@click.argument("claim")
@click.argument("event")
@_because
@author_option
@ledger_option
def move(claim: str, event: str, because: str, author: str, ledger: str) -> None:
    """Say that CLAIM is about EVENT."""
    from onrecord.ledger.judging import judge
    from onrecord.model.judgement import Verb
    from onrecord.queries import explain_claim, resolve_event, short_ids

    with opened(ledger) as found:
        id = explain_claim(found, claim).line.row.id
        target = resolve_event(found, event)
        made = judge(found, id, Verb.BELONGS, target.id, author=author, because=because)
        short = short_ids(found, [id, target.id])
        _tell(f"{short[id]} is about {short[target.id]} {target.name}.", found, made)


@command.command(name="merge")
@click.argument("first")
@click.argument("second")
@click.option("--actors", is_flag=True, help="They are actors (codes or names), not events.")
@click.option("--force", is_flag=True, help="Join them though they are events of two kinds.")
@_because
@author_option
@ledger_option
def merge(
    first: str, second: str, actors: bool, force: bool, because: str, author: str, ledger: str
) -> None:
    """Say that two events, or with --actors two actors, are one. The older id names both."""
    from onrecord.ledger.judging import judge
    from onrecord.model.judgement import Verb
    from onrecord.queries import resolve_event, short_ids

    with opened(ledger) as found:
        if actors:
            made = judge(found, first, Verb.SAME_ACTOR, second, author=author, because=because)
            _tell(f"{first} and {second} are one.", found, made)
            return
        one, other = resolve_event(found, first), resolve_event(found, second)
        short = short_ids(found, [one.id, other.id])
        if one.id == other.id:
            raise Misused(
                f"{first} and {second} are one event already: {short[one.id]} {one.name}.",
                "Name two.",
            )
        if one.kind != other.kind and not force:
            raise Misused(
                f"{short[one.id]} {one.name} and {short[other.id]} {other.name} are of two kinds "
                f"({one.kind}, {other.kind}).",
                "If they are one event all the same, add --force.",
            )
        made = judge(found, other.id, Verb.MERGED, one.id, author=author, because=because)
        named = (f"{short[event.id]} {event.name}" for event in (one, other))
        _tell(f"{' and '.join(named)} are one.", found, made)


@command.command(name="split")
@click.argument("first")
@click.argument("second")
@click.option("--actors", is_flag=True, help="They are actors (codes or names).")
@_because
@author_option
@ledger_option
def split(first: str, second: str, actors: bool, because: str, author: str, ledger: str) -> None:
    """Take out of event FIRST what claim SECOND belongs to, as an event of its own.

    With --actors: FIRST and SECOND are not one.
    """
    from onrecord.ledger.judging import judge
    from onrecord.model.judgement import Verb
    from onrecord.queries import explain_claim, resolve_event, short_ids

    with opened(ledger) as found:
        if actors:
            made = judge(found, first, Verb.OTHER_ACTOR, second, author=author, because=because)
            _tell(f"{first} and {second} are two.", found, made)
            return
        event = resolve_event(found, first)
        row = explain_claim(found, second).line.row
        short = short_ids(found, {row.id, event.id, row.mention or row.id})
        if row.mention is None or row.event != event.id:
            raise Misused(
                f"Claim {short[row.id]} does not belong to {short[event.id]}.",
                "Name one that does: onrecord blame shows them.",
            )
        if row.mention == event.id:
            raise Misused(
                f"Claim {short[row.id]} belongs to the mention that founded the event.",
                "Name a claim of the part that is to stand apart.",
            )
        made = judge(found, row.mention, Verb.SPLIT, event.id, author=author, because=because)
        _tell(f"{short[row.mention]} is an event of its own.", found, made)


@command.command(name="undo")
@click.argument("judgement")
@_because
@author_option
@ledger_option
def undo(judgement: str, because: str, author: str, ledger: str) -> None:
    """Withdraw JUDGEMENT; it stays visible and no longer holds."""
    from onrecord.ledger.judging import judge
    from onrecord.model.judgement import Verb
    from onrecord.queries.ids import resolve_id, short_ids

    with opened(ledger) as found:
        _, id = resolve_id(found, judgement, ("judgement",))
        judge(found, id, Verb.WITHDRAWN, author=author, because=because)
        click.echo(f"{short_ids(found, [id])[id]} is withdrawn.")


def _decide_claim(ledger: str, claim: str, verb: str, author: str, because: str) -> None:
    from onrecord.queries import explain_claim, short_ids

    with opened(ledger) as found:
        id = explain_claim(found, claim).line.row.id
        made = _decide_claim_in(found, id, verb, author, because, None)
        _tell(f"{short_ids(found, [id])[id]} is {verb}.", found, made)


def _decide_claim_in(
    ledger: Ledger, id: str, verb: str, author: str, because: str, right: Claim | None
) -> Judgement:
    from onrecord.ledger.judging import judge
    from onrecord.model.judgement import Verb

    return judge(ledger, id, Verb(verb), author=author, because=because, amended=right)


def _tell(line: str, ledger: Ledger, made: Judgement) -> None:
    """Say what was decided, and how it is withdrawn."""
    from onrecord.queries import short_ids

    undo = f"onrecord judge undo {short_ids(ledger, [made.id])[made.id]}"
    click.echo(f"{printable(line)} To withdraw it: {undo}")
