"""Codebooks from TOML files and texts: the shipped ones and the user's own, as one."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import cast

from onrecord.codebook.codebook import Codebook, CodebookText, Kind, Term
from onrecord.codebook.reader import BadCodebook, Reader

SHIPPED = ("arms.toml", "casualties.toml")


def load_codebook(own: Sequence[Path | CodebookText] = ()) -> Codebook:
    """The shipped codebooks ("arms and diplomacy", "casualties") and the user's `own`, as one.

    Raises:
        BadCodebook: a file is missing, not TOML, or holds something that cannot be meant.
    """
    texts = tuple(read_codebook(one) if isinstance(one, Path) else one for one in own)
    return parse_codebooks((*_shipped(), *texts), own=texts)


def read_codebook(path: Path) -> CodebookText:
    """A user's codebook file, as it stands.

    Raises:
        BadCodebook: it cannot be read.
    """
    try:
        return CodebookText(path.name, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCodebook(
            path.name, "", f"cannot be read ({error.strerror}).", "Give a TOML file."
        ) from error
    except UnicodeDecodeError as error:
        raise BadCodebook(path.name, "", "is not UTF-8.", "Save it as TOML in UTF-8.") from error


def parse_codebooks(texts: Sequence[CodebookText], own: tuple[CodebookText, ...] = ()) -> Codebook:
    """The codebook that these texts make together; `own` are those of them that did not ship.

    Raises:
        BadCodebook: see `load_codebook`.
    """
    kinds: dict[str, Kind] = {}
    terms: dict[str, Term] = {}
    origin: dict[str, str] = {}
    for text in texts:
        reader = _reader(text)
        for name, term in reader.terms().items():
            _once(text.name, f"terms.{name}", name, terms, origin)
            terms[name] = term
        for name, kind in reader.kinds().items():
            _once(text.name, f"kinds.{name}", name, kinds, origin)
            kinds[name] = kind
    book = _book(kinds, terms, texts, own)
    _check_terms(book, origin)
    return book


@lru_cache(maxsize=8)
def layer_codebooks(own: tuple[CodebookText, ...]) -> Codebook:
    """The shipped codebooks under `own`, in which a later text's kinds and terms take the place of
    earlier ones of the same name: what a record is asked with that was read with several.

    Raises:
        BadCodebook: this onrecord cannot read one of the texts.
    """
    kinds: dict[str, Kind] = {}
    terms: dict[str, Term] = {}
    texts = (*_shipped(), *own)
    for text in texts:
        reader = _reader(text)
        terms |= reader.terms()
        kinds |= reader.kinds()
    return _book(kinds, terms, texts, own)


def defined_in(text: CodebookText) -> frozenset[str]:
    """What a codebook defines: "kinds.vote", "terms.runoff".

    Raises:
        BadCodebook: see `load_codebook`.
    """
    reader = _reader(text)
    return frozenset(
        [f"kinds.{name}" for name in reader.kinds()] + [f"terms.{name}" for name in reader.terms()]
    )


def _shipped() -> tuple[CodebookText, ...]:
    folder = resources.files("onrecord.codebook")
    return tuple(
        CodebookText(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in SHIPPED
    )


def _reader(text: CodebookText) -> Reader:
    try:
        return Reader(text.name, tomllib.loads(text.text))
    except tomllib.TOMLDecodeError as error:
        raise BadCodebook(text.name, "", f"is not TOML ({error}).", "Mend that line.") from error


def _book(
    kinds: Mapping[str, Kind],
    terms: Mapping[str, Term],
    texts: Sequence[CodebookText],
    own: tuple[CodebookText, ...],
) -> Codebook:
    written = "\0".join(part for text in texts for part in (text.name, text.text))
    return Codebook(
        kinds=MappingProxyType(dict(sorted(kinds.items()))),
        terms=MappingProxyType(dict(sorted(terms.items()))),
        digest=hashlib.sha256(written.encode("utf-8")).hexdigest(),
        own=own,
    )


def _once(
    file: str, key: str, name: str, held: Mapping[str, object], origin: dict[str, str]
) -> None:
    if name in held:
        raise BadCodebook(
            file, key, f"{name} is already defined in {origin[key]}.", "Choose another name."
        )
    origin[key] = file


def _check_terms(book: Codebook, origin: Mapping[str, str]) -> None:
    """Refuse terms that lead nowhere or round in a circle, and slots that ask for unknown ones."""
    for name, term in book.terms.items():
        file = origin[f"terms.{name}"]
        for key in ("is_a", "may_be"):
            for other in cast("tuple[str, ...]", getattr(term, key)):
                if other not in book.terms:
                    raise BadCodebook(
                        file,
                        f"terms.{name}.{key}",
                        f"there is no term {other}.",
                        f"Add [terms.{other}] or take it out.",
                    )
        for other in term.is_a:
            if other == name or book.is_a(other, name):
                raise BadCodebook(
                    file,
                    f"terms.{name}.is_a",
                    f"{name} and {other} would each be the other.",
                    "Keep one direction.",
                )
    for kind in book.kinds.values():
        for slot in kind.slots.values():
            for wanted in slot.terms:
                if wanted not in book.terms:
                    raise BadCodebook(
                        origin[f"kinds.{kind.name}"],
                        f"kinds.{kind.name}.slots.{slot.name}.terms",
                        f"there is no term {wanted}.",
                        f"Add [terms.{wanted}] or take it out.",
                    )
