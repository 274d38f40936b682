"""What can be used as it stands, but does not do what it seems to be meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.codebook.codebook import Kind, Role, Slot, SlotType
from onrecord.codebook.mistakes import Mistake
from onrecord.codebook.reader import DIMENSIONS, Reader

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def advise(reader: Reader) -> Iterator[Mistake]:
    """Advice on one file's kinds, slots, terms and lists."""
    for name in reader.idle_lists:
        yield _told(
            reader,
            f"lists.{name}",
            "nothing asks for this list.",
            f'Write "={name}" where it is meant.',
        )
    for name, term in reader.terms.items():
        yield from _named(reader, f"terms.{name}", name)
        yield from _lower(reader, f"terms.{name}", term.words)
    for name, kind in reader.kinds.items():
        yield from _named(reader, f"kinds.{name}", name)
        yield from _kind(reader, f"kinds.{name}", kind)
        for slot in kind.slots.values():
            at = f"kinds.{name}.slots.{slot.name}"
            yield from _named(reader, at, slot.name)
            yield from _slot(reader, at, slot)


def _told(reader: Reader, key: str, problem: str, remedy: str) -> Mistake:
    return Mistake(reader.file, key, problem, remedy, usable=True)


def _named(reader: Reader, at: str, name: str) -> Iterator[Mistake]:
    if not _NAME.fullmatch(name):
        yield _told(
            reader, at, "this name is hard to type.", "Use lower-case words joined by hyphens."
        )


def _lower(reader: Reader, at: str, words: tuple[str, ...]) -> Iterator[Mistake]:
    for word in words:
        if word != word.lower():
            yield _told(reader, at, f'"{word}" is never found.', "Write words in lower case.")


def _kind(reader: Reader, at: str, kind: Kind) -> Iterator[Mistake]:
    if not kind.triggers and not kind.said:
        yield _told(
            reader, at, "no words tell of it, so it is never found.",
            f"Give [[{at}.verbs]], [[{at}.nouns]], [[{at}.phrases]] or [[{at}.said]].",
        )  # fmt: skip
    if not kind.slots:
        yield _told(reader, at, "nothing can be said of it.", f"Give [{at}.slots.…].")
    for trigger in kind.triggers:
        yield from _lower(reader, at, trigger.words)
    words = {word for trigger in kind.triggers for word in trigger.words}
    if words and not kind.said and not any(_stands(word, kind.example) for word in words):
        yield _told(
            reader, f"{at}.example", "none of the kind's words stands in it.",
            "Give an example that the kind is to be found in.",
        )  # fmt: skip


def _stands(words: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None


def _slot(reader: Reader, at: str, slot: Slot) -> Iterator[Mistake]:
    if slot.type is SlotType.TERM and not slot.terms:
        yield _told(reader, at, "takes no term, so it stays empty.", 'Give terms = ["…"].')
    for key in ("terms", "dimension"):
        wanted = SlotType.TERM if key == "terms" else SlotType.QUANTITY
        if getattr(slot, key) and slot.type is not wanted:
            yield _told(
                reader, f"{at}.{key}", f"means nothing for a {slot.type}.",
                f'Take it out, or write type = "{wanted}".',
            )  # fmt: skip
    if (
        slot.type is not SlotType.QUANTITY
        and slot.needs_evidence
        and not slot.before
        and not slot.after
    ):
        yield _told(
            reader, f"{at}.needs_evidence", "there are no evidence words, so it stays empty.",
            "Give words that stand before or after the value.",
        )  # fmt: skip
    if slot.type is SlotType.QUANTITY:
        yield from _quantity(reader, at, slot)
    if slot.role is Role.THING and not slot.nouns:
        yield _told(reader, at, "a thing needs nouns, so it stays empty.", 'Give nouns = ["…"].')
    for key in ("before", "after", "not_before", "not_after", "not_with", "nouns"):
        yield from _lower(reader, f"{at}.{key}", getattr(slot, key))


def _quantity(reader: Reader, at: str, slot: Slot) -> Iterator[Mistake]:
    """Amounts find their slot by what they measure and by the words beside them."""
    if slot.dimension in ("", "things") and not slot.nouns:
        yield _told(
            reader, at, "it does not tell what is measured or counted, so it stays empty.",
            'Give nouns = ["…"], or a dimension: ' + ", ".join(sorted(DIMENSIONS)) + ".",
        )  # fmt: skip
    told_by = slot.before or slot.after or slot.role is Role.OBJECT or slot.fixed
    if not told_by and slot.dimension != "magnitude":
        yield _told(
            reader, at, "no words put an amount in this slot, so it stays empty.",
            'Give words that stand before or after the amount, or role = "object".',
        )  # fmt: skip
