"""One codebook file's table, read key by key; every mistake is named by file, key and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from onrecord.codebook.codebook import Kind, Role, Said, Slot, SlotType, Term, Trigger
from onrecord.codebook.inflect import plural, verb_forms
from onrecord.errors import StopRun
from onrecord.model.scales import Modality, Polarity

DIMENSIONS = ("length", "speed", "duration", "people", "things", "money", "magnitude", "mass")

_BOOK = {"name", "title", "about", "lists", "terms", "kinds"}
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
}
_SLOT = {
    "type", "title", "definition", "example", "terms", "several", "role", "dimension", "nouns",
    "before", "after", "not_before", "not_after", "not_with", "fixed", "needs_evidence", "items",
}  # fmt: skip
_TERM = {"words", "verbs", "nouns", "is_a", "may_be", "definition", "example"}
_SAID = {"modalities", "cues", "not_cues", "not_content"}

Table = Mapping[str, object]


class BadCodebook(StopRun):
    """A codebook cannot be used as it stands.

    >>> print(BadCodebook("mine.toml", "kinds.strike.slot", "unknown key.", "Did you mean slots?"))
    mine.toml, kinds.strike.slot: unknown key. Did you mean slots?
    """

    def __init__(self, file: str, key: str, problem: str, remedy: str) -> None:
        super().__init__(f"{file}, {key}: {problem}" if key else f"{file}: {problem}", remedy)


class Reader:
    """One file's table, read key by key.

    Raises:
        BadCodebook: from every method, and at once for an unknown key.
    """

    def __init__(self, file: str, table: Table) -> None:
        self.file = file
        self.table = table
        self._known(table, _BOOK, "")
        lists = self._table(table, "lists", "")
        self.lists = {name: self._words(lists, name, "lists") for name in lists}

    def terms(self) -> dict[str, Term]:
        """Name -> term."""
        tables = self._table(self.table, "terms", "")
        return {name: self._term(name, self._table(tables, name, "terms")) for name in tables}

    def kinds(self) -> dict[str, Kind]:
        """Name -> kind."""
        tables = self._table(self.table, "kinds", "")
        return {name: self._kind(name, self._table(tables, name, "kinds")) for name in tables}

    def _term(self, name: str, table: Table) -> Term:
        at = f"terms.{name}"
        self._known(table, _TERM, at)
        words = list(self._words(table, "words", at))
        for noun in self._words(table, "nouns", at):
            words += [noun, plural(noun)]
        for verb in self._words(table, "verbs", at):
            words += verb_forms(verb).all()
        if not words:
            raise BadCodebook(self.file, at, "has no words.", "Give words, nouns or verbs.")
        return Term(
            id=name,
            words=tuple(sorted(set(words))),
            is_a=self._words(table, "is_a", at),
            may_be=self._words(table, "may_be", at),
            definition=self._text(table, "definition", at),
            example=self._text(table, "example", at),
        )

    def _kind(self, name: str, table: Table) -> Kind:
        at = f"kinds.{name}"
        self._known(table, _KIND, at)
        slots = self._table(table, "slots", at)
        codes = self._table(table, "codes", at)
        return Kind(
            name=name,
            title=self._text(table, "title", at),
            definition=self._text(table, "definition", at),
            example=self._text(table, "example", at),
            counter=self._text(table, "counter", at, needed=False),
            slots=MappingProxyType(
                {
                    slot: self._slot(slot, self._table(slots, slot, at), f"{at}.slots.{slot}")
                    for slot in slots
                }
            ),
            triggers=tuple(
                trigger
                for form in ("verbs", "nouns", "phrases")
                for number, one in enumerate(self._tables(table, form, at))
                for trigger in self._triggers(form, one, f"{at}.{form}[{number}]")
            ),
            said=tuple(
                self._said(one, f"{at}.said[{number}]")
                for number, one in enumerate(self._tables(table, "said", at))
            ),
            codes=tuple(sorted((key, str(value)) for key, value in codes.items())),
        )

    def _triggers(self, form: str, table: Table, at: str) -> list[Trigger]:
        self._known(table, _TRIGGER, at)
        words = self._words(table, "words", at)
        if not words:
            raise BadCodebook(self.file, at, "has no words.", 'Give words = ["…"].')
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
        company = {key: self._words(table, key, at) for key in sorted(_COMPANY)}
        modality = self._text(table, "modality", at, needed=False)
        polarity = self._text(table, "polarity", at, needed=False)
        return [
            Trigger(
                form=form.removesuffix("s"),
                words=tuple(sorted(forms)),
                participle=tuple(sorted(participles)),
                anaphor=self._flag(table, "anaphor", at, default=False),
                plural=self._flag(table, "plural", at, default=False),
                modality=Modality(self._one_of(modality, Modality, at)) if modality else None,
                polarity=Polarity(self._one_of(polarity, Polarity, at)) if polarity else None,
                **company,
            )
        ]

    def _said(self, table: Table, at: str) -> Said:
        self._known(table, _SAID, at)

        def cues(key: str) -> tuple[str, ...]:
            forms = {
                form for verb in self._words(table, key, at) for form in verb_forms(verb).all()
            }
            return tuple(sorted(forms))

        return Said(
            modalities=tuple(
                Modality(self._one_of(word, Modality, at))
                for word in self._words(table, "modalities", at)
            ),
            cues=cues("cues"),
            not_cues=cues("not_cues"),
            not_content=self._words(table, "not_content", at),
        )

    def _slot(self, name: str, table: Table, at: str) -> Slot:
        self._known(table, _SLOT, at)
        kind = SlotType(self._one_of(self._text(table, "type", at), SlotType, f"{at}.type"))
        role = self._text(table, "role", at, needed=False) or Role.NEAR.value
        dimension = self._text(table, "dimension", at, needed=False)
        if dimension and dimension not in DIMENSIONS:
            raise BadCodebook(
                self.file,
                f"{at}.dimension",
                f"{dimension} is no dimension.",
                f"Use one of: {', '.join(DIMENSIONS)}.",
            )
        fixed = self._table(table, "fixed", at)
        nouns = self._words(table, "nouns", at)
        return Slot(
            name=name,
            type=kind,
            title=self._text(table, "title", at),
            definition=self._text(table, "definition", at, needed=False),
            example=self._text(table, "example", at, needed=False),
            terms=self._words(table, "terms", at),
            several=self._flag(table, "several", at, default=True),
            role=Role(self._one_of(role, Role, f"{at}.role")),
            dimension=dimension,
            nouns=tuple(sorted({form for noun in nouns for form in (noun, plural(noun))})),
            before=self._words(table, "before", at),
            after=self._words(table, "after", at),
            not_before=self._words(table, "not_before", at),
            not_after=self._words(table, "not_after", at),
            not_with=self._words(table, "not_with", at),
            fixed=tuple(sorted((key, int(cast(int, value))) for key, value in fixed.items())),
            needs_evidence=self._flag(table, "needs_evidence", at, default=False),
            items=self._flag(table, "items", at, default=False),
        )

    # -- single keys -------------------------------------------------------------------------

    def _known(self, table: Table, known: set[str], at: str) -> None:
        for key in table:
            if key not in known:
                where = f"{at}.{key}" if at else key
                raise BadCodebook(
                    self.file, where, "unknown key.", f"Use one of: {', '.join(sorted(known))}."
                )

    def _text(self, table: Table, key: str, at: str, *, needed: bool = True) -> str:
        value = table.get(key, "" if not needed else None)
        if not isinstance(value, str) or (needed and not value.strip()):
            raise BadCodebook(
                self.file, f"{at}.{key}", "a text is needed here.", f'Write {key} = "…".'
            )
        return value

    def _flag(self, table: Table, key: str, at: str, *, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise BadCodebook(self.file, f"{at}.{key}", "is no truth value.", "Use true or false.")
        return value

    def _words(self, table: Table, key: str, at: str) -> tuple[str, ...]:
        """A list of words; "=name" stands for the words of [lists] name."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise BadCodebook(
                self.file, f"{at}.{key}", "a list of words is needed here.", f'{key} = ["…", "…"].'
            )
        out: list[str] = []
        for word in cast("list[str]", value):
            if not word.startswith("="):
                out.append(word)
            elif word[1:] in self.lists:
                out += self.lists[word[1:]]
            else:
                raise BadCodebook(
                    self.file,
                    f"{at}.{key}",
                    f"there is no list {word[1:]}.",
                    f'Add {word[1:]} = ["…"] under [lists].',
                )
        return tuple(dict.fromkeys(out))

    def _table(self, table: Table, key: str, at: str) -> Table:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise BadCodebook(
                self.file, f"{at}.{key}".lstrip("."), "a table is needed here.", f"Write [{key}.…]."
            )
        return cast(Table, value)

    def _tables(self, table: Table, key: str, at: str) -> list[Table]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise BadCodebook(
                self.file, f"{at}.{key}", "a list of tables is needed here.", f"[[{at}.{key}]]."
            )
        return cast("list[Table]", value)

    def _one_of(self, word: str, scale: type, at: str) -> str:
        words = [str(one.value) for one in scale]  # type: ignore[attr-defined]
        if word not in words:
            raise BadCodebook(
                self.file, at, f"{word} is not possible here.", f"Use one of: {', '.join(words)}."
            )
        return word
