"""One codebook file's table, read key by key; every mistake is kept, and reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar, cast

from onrecord.codebook.codebook import (
    Codes,
    Kind,
    Role,
    Said,
    Scheme,
    Slot,
    SlotType,
    Term,
    Trigger,
)
from onrecord.codebook.inflect import plural, verb_forms
from onrecord.codebook.mistakes import Mistake, one_of
from onrecord.model.scales import Modality, Polarity

DIMENSIONS = (
    "length", "speed", "duration", "people", "things", "money", "magnitude", "mass", "angle",
    "share",
)  # fmt: skip

_BOOK = {"name", "title", "about", "lists", "terms", "kinds", "schemes"}
_KIND = {
    "title", "definition", "example", "counter", "slots", "verbs", "nouns", "phrases", "said",
    "codes",
}  # fmt: skip
_COMPANY = {
    "object", "subject", "before", "after", "not_before", "not_after", "not_with", "not_object",
    "not_subject",
}  # fmt: skip
_TRIGGER = _COMPANY | {
    "words",
    "anaphor",
    "modality",
    "polarity",
    "participle_only",
    "finite",
    "plural",
    "due",
}
_SLOT = {
    "type", "title", "definition", "example", "terms", "several", "role", "dimension", "nouns",
    "before", "after", "not_before", "not_after", "not_with", "fixed", "needs_evidence", "items",
    "codes",
}  # fmt: skip
_TERM = {"words", "verbs", "nouns", "is_a", "may_be", "definition", "example", "codes"}
_SAID = {"modalities", "cues", "not_cues", "not_content"}
_SCHEME = {"title", "source", "kinds", "slots", "terms"}

Table = Mapping[str, object]
E = TypeVar("E", bound=StrEnum)


class Reader:
    """One file's table, read once, key by key.

    What cannot be meant is kept in `mistakes` and read as if it were not there, so that one look
    finds all; what was read is of use only where there are none.
    """

    def __init__(self, file: str, table: Table) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self._used: set[str] = set()
        self._known(table, _BOOK, "")
        self._lists: Mapping[str, tuple[str, ...]] = {}
        lists = self._table(table, "lists", "")
        self._lists = {name: self._words(lists, name, "lists") for name in lists}
        self.schemes = {name: self._scheme(name, one) for name, one in self._each(table, "schemes")}
        self.terms = {name: self._term(name, one) for name, one in self._each(table, "terms")}
        self.kinds = {name: self._kind(name, one) for name, one in self._each(table, "kinds")}

    @property
    def idle_lists(self) -> list[str]:
        """The names of lists that nothing asks for."""
        return sorted(set(self._lists) - self._used)

    def _scheme(self, name: str, table: Table) -> Scheme:
        at = f"schemes.{name}"
        self._known(table, _SCHEME, at)
        return Scheme(
            name=name,
            title=self._text(table, "title", at),
            source=self._text(table, "source", at, needed=False),
            kinds=frozenset(self._words(table, "kinds", at)),
            slots=frozenset(self._words(table, "slots", at)),
            terms=frozenset(self._words(table, "terms", at)),
        )

    def _term(self, name: str, table: Table) -> Term:
        at = f"terms.{name}"
        self._known(table, _TERM, at)
        words = list(self._words(table, "words", at))
        for noun in self._words(table, "nouns", at):
            words += [noun, plural(noun)]
        for verb in self._words(table, "verbs", at):
            words += verb_forms(verb).all()
        if not words:
            self._wrong(at, "has no words.", "Give words, nouns or verbs.")
        return Term(
            id=name,
            words=tuple(sorted(set(words))),
            is_a=self._words(table, "is_a", at),
            may_be=self._words(table, "may_be", at),
            definition=self._text(table, "definition", at),
            example=self._text(table, "example", at),
            codes=self._codes(table, at),
        )

    def _kind(self, name: str, table: Table) -> Kind:
        at = f"kinds.{name}"
        self._known(table, _KIND, at)
        return Kind(
            name=name,
            title=self._text(table, "title", at),
            definition=self._text(table, "definition", at),
            example=self._text(table, "example", at),
            counter=self._text(table, "counter", at, needed=False),
            slots=MappingProxyType(
                {slot: self._slot(slot, one, at) for slot, one in self._each(table, "slots", at)}
            ),
            triggers=tuple(
                self._trigger(form, one, f"{at}.{form}[{number}]")
                for form in ("verbs", "nouns", "phrases")
                for number, one in enumerate(self._tables(table, form, at))
            ),
            said=tuple(
                self._said(one, f"{at}.said[{number}]")
                for number, one in enumerate(self._tables(table, "said", at))
            ),
            codes=self._codes(table, at),
        )

    def _trigger(self, form: str, table: Table, at: str) -> Trigger:
        self._known(table, _TRIGGER, at)
        words = self._words(table, "words", at)
        if not words:
            self._wrong(at, "has no words.", 'Give words = ["…"].')
        participles: list[str] = []
        if form == "verbs":
            bent = [verb_forms(word) for word in words]
            forms = {one for verb in bent for one in verb.all()}
            participles = [verb.participle for verb in bent]
            if self._flag(table, "participle_only", at, default=False):
                forms = set(participles)
            if self._flag(table, "finite", at, default=False):
                forms -= {verb.ing for verb in bent}
        elif form == "nouns":
            forms = {one for word in words for one in (word, plural(word))}
        else:
            forms = set(words)
        return Trigger(
            form=form.removesuffix("s"),
            words=tuple(sorted(forms)),
            participle=tuple(sorted(participles)),
            anaphor=self._flag(table, "anaphor", at, default=False),
            plural=self._flag(table, "plural", at, default=False),
            due=self._flag(table, "due", at, default=False),
            modality=self._choice(table, "modality", at, Modality),
            polarity=self._choice(table, "polarity", at, Polarity),
            **{key: self._words(table, key, at) for key in sorted(_COMPANY)},
        )

    def _said(self, table: Table, at: str) -> Said:
        self._known(table, _SAID, at)

        def cues(key: str) -> tuple[str, ...]:
            forms = {
                form for verb in self._words(table, key, at) for form in verb_forms(verb).all()
            }
            return tuple(sorted(forms))

        modalities = (
            self._member(word, Modality, f"{at}.modalities")
            for word in self._words(table, "modalities", at)
        )
        return Said(
            modalities=tuple(one for one in modalities if one is not None),
            cues=cues("cues"),
            not_cues=cues("not_cues"),
            not_content=self._words(table, "not_content", at),
        )

    def _slot(self, name: str, table: Table, kind: str) -> Slot:
        at = f"{kind}.slots.{name}"
        self._known(table, _SLOT, at)
        type_ = self._choice(table, "type", at, SlotType)
        if "type" not in table:
            self._wrong(f"{at}.type", "is missing.", one_of(SlotType))
        dimension = self._text(table, "dimension", at, needed=False)
        if dimension and dimension not in DIMENSIONS:
            self._wrong(
                f"{at}.dimension", f"{dimension} is no dimension.", one_of(DIMENSIONS, dimension)
            )
        nouns = self._words(table, "nouns", at)
        return Slot(
            name=name,
            type=type_ or SlotType.TEXT,
            title=self._text(table, "title", at),
            definition=self._text(table, "definition", at, needed=False),
            example=self._text(table, "example", at, needed=False),
            terms=self._words(table, "terms", at),
            several=self._flag(table, "several", at, default=True),
            role=self._choice(table, "role", at, Role) or Role.NEAR,
            dimension=dimension,
            nouns=tuple(sorted({form for noun in nouns for form in (noun, plural(noun))})),
            before=self._words(table, "before", at),
            after=self._words(table, "after", at),
            not_before=self._words(table, "not_before", at),
            not_after=self._words(table, "not_after", at),
            not_with=self._words(table, "not_with", at),
            fixed=self._fixed(table, at),
            needs_evidence=self._flag(table, "needs_evidence", at, default=False),
            items=self._flag(table, "items", at, default=False),
            codes=self._codes(table, at),
        )

    def _fixed(self, table: Table, at: str) -> tuple[tuple[str, int], ...]:
        held: list[tuple[str, int]] = []
        for words, number in self._table(table, "fixed", at).items():
            if isinstance(number, int) and not isinstance(number, bool):
                held.append((words, number))
            else:
                self._wrong(
                    f"{at}.fixed", f'"{words}" needs a whole number.', f'Write "{words}" = 0.'
                )
        return tuple(sorted(held))

    def _codes(self, table: Table, at: str) -> Codes:
        """Each scheme's code or codes; whether the scheme has them is checked over all files."""
        held: list[tuple[str, str]] = []
        for scheme, value in self._table(table, "codes", at).items():
            codes = value if isinstance(value, list) else [value]
            words = [code for code in codes if isinstance(code, str) and code]
            if len(words) < len(codes):
                problem = "a code, or a list of codes, is needed here."
                self._wrong(f"{at}.codes.{scheme}", problem, f'Write {scheme} = "…".')
            held += [(scheme, code) for code in words]
        return tuple(sorted(held))

    # -- single keys -------------------------------------------------------------------------

    def _wrong(self, key: str, problem: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self.file, key, problem, remedy))

    def _known(self, table: Table, known: set[str], at: str) -> None:
        for key in table:
            if key not in known:
                self._wrong(f"{at}.{key}" if at else key, "unknown key.", one_of(known, key))

    def _text(self, table: Table, key: str, at: str, *, needed: bool = True) -> str:
        value = table.get(key, "" if not needed else None)
        if not isinstance(value, str) or (needed and not value.strip()):
            missing = "is missing." if key not in table else "a text is needed here."
            self._wrong(f"{at}.{key}", missing, f'Write {key} = "…".')
            return ""
        return value

    def _flag(self, table: Table, key: str, at: str, *, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            self._wrong(f"{at}.{key}", "is no truth value.", "Use true or false.")
            return default
        return value

    def _words(self, table: Table, key: str, at: str) -> tuple[str, ...]:
        """A list of words; "=name" stands for the words of [lists] name."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self._wrong(
                f"{at}.{key}", "a list of words is needed here.", f'Write {key} = ["…", "…"].'
            )
            return ()
        out: list[str] = []
        for word in cast("list[str]", value):
            if not word.startswith("="):
                out.append(word)
            elif word[1:] in self._lists:
                self._used.add(word[1:])
                out += self._lists[word[1:]]
            else:
                self._wrong(
                    f"{at}.{key}",
                    f"there is no list {word[1:]}.",
                    f'Add {word[1:]} = ["…"] under [lists].',
                )
        return tuple(dict.fromkeys(out))

    def _table(self, table: Table, key: str, at: str) -> Table:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._wrong(f"{at}.{key}".lstrip("."), "a table is needed here.", f"Write [{key}.…].")
            return {}
        return cast(Table, value)

    def _each(self, table: Table, key: str, at: str = "") -> Iterable[tuple[str, Table]]:
        """Name -> table, of the tables below a key."""
        tables = self._table(table, key, at)
        where = f"{at}.{key}".lstrip(".")
        return [(name, self._table(tables, name, where)) for name in tables]

    def _tables(self, table: Table, key: str, at: str) -> list[Table]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._wrong(f"{at}.{key}", "a list of tables is needed here.", f"Write [[{at}.{key}]].")
            return []
        return cast("list[Table]", value)

    def _choice(self, table: Table, key: str, at: str, scale: type[E]) -> E | None:
        """The member of a scale that a key names; None where it is left out or names none."""
        word = self._text(table, key, at, needed=False)
        return self._member(word, scale, f"{at}.{key}") if word else None

    def _member(self, word: str, scale: type[E], at: str) -> E | None:
        words = [one.value for one in scale]
        if word not in words:
            self._wrong(at, f"{word} is not possible here.", one_of(words, word))
            return None
        return scale(word)
