"""Who acts in the news: states, institutions, bodies, outlets, groups, well-known people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.registers.keys import MAX_NAME, is_acronym, plain, tidy, undotted
from onrecord.registers.offices import OFFICES, TOPICS, office_of

_SHARED = "?"
"""Before a seat in the table: another place, or the state itself, bears the name too."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person held, by whole years; `until` None means still open when written."""

    title: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts, under one code.

    Attributes:
        code: never changes: `KOR`, `KOR.GOV`, `USA.GOV.STATE`, `UN.SC`, `MED.VOA`,
            `PERSON.DONALD-TRUMP`.
        name: the name to show.
        kind: "state", "government", "military", "ministry", "agency", "body", "media", "party",
            "armed-group", "person", or "capital": a seat of government that stands for its
            government ("Seoul said"). A capital has the code of the government and the name of
            the state, since that is what readers take it for.
        country: ISO 3166-1 alpha-3 of the state it belongs to, or None.
        aliases: other names; `qid`: Wikidata id where sure.
        roles: of a person, oldest first.
    """

    code: str
    name: str
    kind: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    qid: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A row of the table of states: the actor, and how its people and seat are named.

    `capital` is the seat of government; `seats` are the names of it that stand for the government
    in reports, without those that are better known for another place ("Victoria", "Georgetown").
    """

    actor: Actor
    alpha2: str
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    capital: str

    @property
    def adjective(self) -> str:
        """What stands before "government": the first demonym, else the name's possessive."""
        return self.demonyms[0] if self.demonyms else f"{self.actor.name}'s"


class Index:
    """Names to things: acronyms in their capitals, all other names in any case but all-lower."""

    def __init__(self) -> None:
        self._plain: dict[str, Actor] = {}
        self._capitals: dict[str, Actor] = {}

    def add(self, names: Iterable[str], actor: Actor) -> None:
        """Lead `names` to `actor`; a name that is taken keeps its first owner."""
        for name in names:
            if is_acronym(name):
                self._capitals.setdefault(undotted(name), actor)
            else:
                self._plain.setdefault(plain(tidy(name)), actor)

    def get(self, words: str) -> Actor | None:
        """The actor that tidy `words` name. Words without any capital name nobody."""
        if words.islower():
            return None
        found = self._capitals.get(undotted(words))
        if found is None and " " in words and words.isupper():
            found = self._capitals.get(words)
        return found or self._plain.get(plain(words))

    def __len__(self) -> int:
        return len(self._plain) + len(self._capitals)


class ActorRegister:
    """The actors that the shipped tables know, found by exact names and by rule, never fuzzily.

    >>> register = load_actors()
    >>> register.find("South Korea’s military").code, register.find("the Japanese army").code
    ('KOR.MIL', 'JPN.MIL.ARMY')
    >>> register.find("the ministry of foreign affairs of Peru").name
    'Peruvian foreign ministry'
    >>> register.find("Seoul").kind, register.find("Seoul").code, register.find("us")
    ('capital', 'KOR.GOV', None)
    """

    def __init__(self, states: Iterable[State], actors: Iterable[Actor]) -> None:
        rows = tuple(states)
        self._states = {row.actor.code: row for row in rows}
        self._named, self._peoples, self._seats = Index(), Index(), Index()
        self._others = Index()
        self._by_code: dict[str, Actor] = {}
        for row in rows:
            state = row.actor
            self._by_code[state.code] = state
            self._named.add((state.name, *state.aliases), state)
            self._peoples.add(row.demonyms, state)
            seat = Actor(
                f"{state.code}.GOV", state.name, "capital", state.code, tuple(row.seats), None
            )
            self._seats.add(row.seats, seat)
        self._last_names: dict[str, list[Actor]] = {}
        for actor in actors:
            self._by_code[actor.code] = actor
            if actor.kind == "person":
                last = plain(actor.name.split()[-1])
                self._last_names.setdefault(last, []).append(actor)
            self._others.add((actor.name, *actor.aliases), actor)

    def find(self, words: str) -> Actor | None:
        """The actor that `words` name, or None.

        Read in this order: a name of the tables; a state's name; a seat of government; a
        state with an institution ("X's navy", "X-ian foreign ministry", "government of X").
        Demonyms alone name no actor here (see `state`).
        """
        if not words or len(words) > MAX_NAME:
            return None
        name = tidy(words)
        found = self._others.get(name) or self._named.get(name) or self._seats.get(name)
        return found or self._institution(name)

    def state(self, words: str) -> Actor | None:
        """The state that a name, demonym or seat of government stands for, or None.

        >>> register = load_actors()
        >>> [register.state(w).code for w in ("North Koreans", "Pyongyang", "the U.S.", "French")]
        ['PRK', 'PRK', 'USA', 'FRA']
        """
        if not words or len(words) > MAX_NAME:
            return None
        name = tidy(words)
        found = self._named.get(name) or self._people(name)
        if found is None:
            seat = self._seats.get(name)
            found = self._by_code[str(seat.country)] if seat else None
        return found

    def demonym(self, words: str) -> Actor | None:
        """The state whose people or adjective `words` are ("Iraqi", "Filipinos"), or None."""
        return self._people(tidy(words)) if words and len(words) <= MAX_NAME else None

    def last_name(self, name: str) -> tuple[Actor, ...]:
        """The well-known people whose last name is `name`; whether one is meant is not said."""
        return tuple(self._last_names.get(plain(tidy(name)), ())) if len(name) <= MAX_NAME else ()

    def get(self, code: str) -> Actor | None:
        """The actor of this code, made by rule where the tables hold none ("PER.GOV.FOR")."""
        if code in self._by_code:
            return self._by_code[code]
        return self._ruled(self._states[code[:3]], code[4:]) if code[:3] in self._states else None

    def states(self) -> tuple[Actor, ...]:
        """All states and territories of the table, in its order."""
        return tuple(row.actor for row in self._states.values())

    def capital(self, country: str) -> str | None:
        """The seat of a state's government by its alpha-3 code ("Victoria" for SYC)."""
        row = self._states.get(country)
        return row.capital or None if row else None

    def demonyms(self, country: str) -> tuple[str, ...]:
        """How a state's people are called, adjective first, by its alpha-3 code."""
        row = self._states.get(country)
        return row.demonyms if row else ()

    def alpha2(self, country: str) -> str | None:
        """ISO 3166-1 alpha-2 for an alpha-3 code."""
        row = self._states.get(country)
        return row.alpha2 if row else None

    def adjective(self, country: str) -> str | None:
        """The adjective of a state by its alpha-3 code ("South Korean")."""
        row = self._states.get(country)
        return row.adjective if row else None

    @property
    def names(self) -> int:
        """How many names and aliases lead somewhere."""
        return sum(map(len, (self._named, self._peoples, self._seats, self._others)))

    def _people(self, name: str) -> Actor | None:
        found = self._peoples.get(name)
        if found is None and name.endswith("s"):
            found = self._peoples.get(name[:-1])
        return found

    def _institution(self, name: str) -> Actor | None:
        if " of " in name:
            office, _, whose = name.rpartition(" of ")
            state = self._named.get(tidy(whose))
            made = office_of(plain(office)) if state else None
            if state and made:
                return self._make(self._states[state.code], *made)
        cuts = [at for at, c in enumerate(name) if c == " "][:5]
        for at in reversed(cuts):
            whose, office = name[:at], name[at + 1 :]
            made = office_of(plain(office))
            if made is None:
                continue
            state = self._peoples.get(whose) or self._named.get(tidy(whose))
            if state is None and whose.endswith("'s"):
                seat = self._seats.get(tidy(whose))
                state = self._by_code[str(seat.country)] if seat else None
            if state:
                return self._make(self._states[state.code], *made)
        return None

    def _make(self, row: State, code: str, kind: str, label: str) -> Actor:
        known = self._by_code.get(f"{row.actor.code}.{code}")
        whole = f"{row.actor.code}.{code}"
        return known or Actor(whole, f"{row.adjective} {label}", kind, row.actor.code)

    def _ruled(self, row: State, office: str) -> Actor | None:
        for code, kind, label in OFFICES.values():
            if code == office:
                return self._make(row, code, kind, label)
        for code, label in TOPICS.values():
            if f"GOV.{code}" == office:
                return self._make(row, office, "ministry", f"{label} ministry")
        return None


def read_rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a shipped table, comment and blank lines left out.

    Raises:
        ValueError: a row has another number of columns; names file and line.
    """
    text = files("onrecord.registers").joinpath(name).read_text(encoding="utf-8")
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if len(cells) != columns:
            raise ValueError(f"{name} line {number}: {len(cells)} columns, not {columns}")
        rows.append(cells)
    return tuple(rows)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _roles(cell: str) -> tuple[Role, ...]:
    roles = []
    for part in _list(cell):
        title, _, years = part.rpartition(" ")
        since, _, until = years.partition("/")
        roles.append(Role(title, int(since), None if until == ".." else int(until or since)))
    return tuple(roles)


def _people() -> Iterable[Actor]:
    for name, country, aliases, roles, qid, _ in read_rows("people.tsv", 6):
        code = "PERSON." + plain(name).upper().replace(" ", "-")
        yield Actor(
            code, name, "person", country or None, _list(aliases), qid or None, _roles(roles)
        )


@lru_cache(maxsize=1)
def load_actors() -> ActorRegister:
    """The shipped register, read once."""
    states = [
        State(
            Actor(iso3, name, "state", iso3, _list(other)),
            iso2,
            _list(people),
            tuple(seat for seat in _list(seats) if not seat.startswith(_SHARED)),
            seats.partition(";")[0].removeprefix(_SHARED),
        )
        for iso3, iso2, name, other, people, seats, _ in read_rows("states.tsv", 7)
    ]
    actors = [
        Actor(code, name, kind, country or None, _list(other), qid or None)
        for code, kind, name, country, other, qid, _ in read_rows("actors.tsv", 7)
    ]
    return ActorRegister(states, [*actors, *_people()])
