"""Codebooks from TOML files and texts: the shipped ones and the user's own, as one."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from onrecord.codebook.advice import advise
from onrecord.codebook.codebook import Codebook, CodebookText, Kind, Scheme, Term
from onrecord.codebook.cross import find_loose_ends
from onrecord.codebook.mistakes import BadCodebook, Mistake
from onrecord.codebook.reader import Reader

SHIPPED = ("schemes.toml", "arms.toml", "casualties.toml")
TEMPLATE = "new.toml"
"""What a codebook of one's own may begin as."""


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
        problem, remedy = f"cannot be read ({error.strerror}).", "Give a TOML file."
        raise BadCodebook([Mistake(path.name, "", problem, remedy)]) from error
    except UnicodeDecodeError as error:
        remedy = "Save it as TOML in UTF-8."
        raise BadCodebook([Mistake(path.name, "", "is not UTF-8.", remedy)]) from error


def parse_codebooks(texts: Sequence[CodebookText], own: tuple[CodebookText, ...] = ()) -> Codebook:
    """The codebook that these texts make together; `own` are those of them that did not ship.

    Raises:
        BadCodebook: see `load_codebook`; it holds all that is wrong in all texts.
    """
    readers, mistakes = _read(texts)
    book, more = _join(readers, texts, own)
    if mistakes or more:
        raise BadCodebook([*mistakes, *more])
    return book


def check_codebook(text: CodebookText) -> tuple[Mistake, ...]:
    """All that is wrong in a user's text beside the shipped codebooks, then advice on it.

    Advice (`Mistake.usable`) is given where nothing is wrong in the text by itself.
    """
    texts = (*_shipped(), text)
    readers, mistakes = _read(texts)
    _, more = _join(readers, texts, (text,))
    found = [*mistakes, *more]
    if not mistakes:
        found += advise(readers[-1])
    return tuple(found)


@lru_cache(maxsize=8)
def layer_codebooks(own: tuple[CodebookText, ...]) -> Codebook:
    """The shipped codebooks under `own`, in which a later text's kinds and terms take the place of
    earlier ones of the same name: what a record is asked with that was read with several.

    Raises:
        BadCodebook: this onrecord cannot read one of the texts.
    """
    texts = (*_shipped(), *own)
    readers, mistakes = _read(texts)
    if mistakes:
        raise BadCodebook(mistakes)
    kinds: dict[str, Kind] = {}
    terms: dict[str, Term] = {}
    schemes: dict[str, Scheme] = {}
    for reader in readers:
        kinds |= reader.kinds
        terms |= reader.terms
        schemes |= reader.schemes
    return _book(kinds, terms, schemes, texts, own)


def defined_in(text: CodebookText) -> frozenset[str]:
    """What a codebook defines: "kinds.vote", "terms.runoff".

    Raises:
        BadCodebook: see `load_codebook`.
    """
    readers, mistakes = _read([text])
    if mistakes:
        raise BadCodebook(mistakes)
    return frozenset(key for reader in readers for key, _ in _parts(reader))


def template() -> str:
    """A commented codebook to start from, which can be used as it stands."""
    return _text_of(TEMPLATE)


def _shipped() -> tuple[CodebookText, ...]:
    return tuple(CodebookText(name, _text_of(name)) for name in SHIPPED)


def _text_of(name: str) -> str:
    return resources.files("onrecord.codebook").joinpath(name).read_text(encoding="utf-8")


def _read(texts: Sequence[CodebookText]) -> tuple[list[Reader], list[Mistake]]:
    """Each text's table, read, and what is wrong in each by itself."""
    readers: list[Reader] = []
    mistakes: list[Mistake] = []
    for text in texts:
        try:
            readers.append(Reader(text.name, tomllib.loads(text.text)))
            mistakes += readers[-1].mistakes
        except tomllib.TOMLDecodeError as error:
            mistakes.append(Mistake(text.name, "", f"is not TOML ({error}).", "Mend that line."))
    return readers, mistakes


def _parts(reader: Reader) -> list[tuple[str, str]]:
    """What a file defines: "kinds.vote" and the like, each with its name."""
    sorts = (("terms", reader.terms), ("kinds", reader.kinds), ("schemes", reader.schemes))
    return [(f"{sort}.{name}", name) for sort, held in sorts for name in held]


def _join(
    readers: Sequence[Reader], texts: Sequence[CodebookText], own: tuple[CodebookText, ...]
) -> tuple[Codebook, list[Mistake]]:
    """The files as one codebook, and what is wrong between them."""
    origin: dict[str, str] = {}
    mistakes: list[Mistake] = []
    kinds: dict[str, Kind] = {}
    terms: dict[str, Term] = {}
    schemes: dict[str, Scheme] = {}
    for reader in readers:
        for key, name in _parts(reader):
            if key in origin:
                problem = f"{name} is already defined in {origin[key]}."
                mistakes.append(Mistake(reader.file, key, problem, "Choose another name."))
            origin.setdefault(key, reader.file)
        kinds = {**reader.kinds, **kinds}
        terms = {**reader.terms, **terms}
        schemes = {**reader.schemes, **schemes}
    book = _book(kinds, terms, schemes, texts, own)
    return book, [*mistakes, *find_loose_ends(book, origin)]


def _book(
    kinds: Mapping[str, Kind],
    terms: Mapping[str, Term],
    schemes: Mapping[str, Scheme],
    texts: Sequence[CodebookText],
    own: tuple[CodebookText, ...],
) -> Codebook:
    written = "\0".join(part for text in texts for part in (text.name, text.text))
    return Codebook(
        kinds=MappingProxyType(dict(sorted(kinds.items()))),
        terms=MappingProxyType(dict(sorted(terms.items()))),
        schemes=MappingProxyType(dict(sorted(schemes.items()))),
        digest=hashlib.sha256(written.encode("utf-8")).hexdigest(),
        own=own,
    )
