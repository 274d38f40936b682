"""What is wrong between the parts of codebooks: terms, slots and codes that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.codebook.codebook import Codebook, Codes, Scheme
from onrecord.codebook.mistakes import Mistake, one_of


def find_loose_ends(book: Codebook, origin: Mapping[str, str]) -> Iterator[Mistake]:
    """Terms that lead nowhere or round in a circle, slots that ask for unknown terms, and codes
    that their scheme has not.

    `origin` leads from "terms.NAME" and "kinds.NAME" to the file.
    """
    yield from _terms(book, origin)
    for kind in book.kinds.values():
        at = f"kinds.{kind.name}"
        file = origin[at]
        yield from _codes(file, at, kind.codes, book.schemes, "kinds")
        for slot in kind.slots.values():
            here = f"{at}.slots.{slot.name}"
            yield from _codes(file, here, slot.codes, book.schemes, "slots")
            for wanted in slot.terms:
                if wanted not in book.terms:
                    yield _no_term(file, f"{here}.terms", wanted)


def _terms(book: Codebook, origin: Mapping[str, str]) -> Iterator[Mistake]:
    for name, term in book.terms.items():
        at = f"terms.{name}"
        file = origin[at]
        yield from _codes(file, at, term.codes, book.schemes, "terms")
        for key, others in (("is_a", term.is_a), ("may_be", term.may_be)):
            for other in others:
                if other not in book.terms:
                    yield _no_term(file, f"{at}.{key}", other)
        for other in term.is_a:
            if other == name or book.is_a(other, name):
                yield Mistake(
                    file, f"{at}.is_a", f"{name} and {other} would each be the other.",
                    "Keep one direction.",
                )  # fmt: skip


def _no_term(file: str, key: str, name: str) -> Mistake:
    return Mistake(file, key, f"there is no term {name}.", f"Add [terms.{name}] or take it out.")


def _codes(
    file: str, at: str, codes: Codes, schemes: Mapping[str, Scheme], sort: str
) -> Iterator[Mistake]:
    for name, code in codes:
        key = f"{at}.codes.{name}"
        if name not in schemes:
            remedy = f"Add [schemes.{name}], or use one of: {', '.join(sorted(schemes))}."
            yield Mistake(file, key, f"there is no scheme {name}.", remedy)
            continue
        held: frozenset[str] = getattr(schemes[name], sort)
        if code not in held:
            title = schemes[name].title
            where = f"All stand under [schemes.{name}]."
            remedy = one_of(held, code, where) if held else f"It has none for {sort}."
            yield Mistake(file, key, f"{title} has no {code}.", remedy)
