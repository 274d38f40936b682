"""Which mentions of one version speak of the same happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.codebook import Codebook, Kind, Role, SlotType
from onrecord.events.features import Look, look_at, stems_of
from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster
from onrecord.model.report import Version
from onrecord.model.scales import Modality
from onrecord.model.value import DateValue, PlaceValue

_WINDOW = 40
"""How many clusters of a kind, newest first, a mention is compared with: keeps grouping linear."""
_FAR = timedelta(days=8)
"""A happening this long before the report is not the one that the report is about, unless said."""
_WIDE = timedelta(days=28)
"""A stretch of days as long as this ("this year") doesn't date today's happening."""
_AFTER = ("aftershock", "aftershocks")
"""Happenings that are part of the one that they follow."""
_FURTHER = ("another", "separate", "similar")
"""Marks of one more happening beside the first."""


@dataclass(slots=True)
class _Group:
    """A cluster in the making."""

    kind: str
    looks: list[Look]
    reasons: list[str] = field(default_factory=list)
    parent: _Group | None = None
    days: tuple[date, date] | None = None
    past: bool = False
    main: bool = False

    def add(self, look: Look, reason: str) -> None:
        self.looks.append(look)
        self.reasons.append(f"“{_short(look.words)}”: {reason}")
        if look.days is not None and (self.days is None or _meet(look.days, self.days)):
            known = self.days or look.days
            self.days = (max(known[0], look.days[0]), min(known[1], look.days[1]))

    @property
    def single(self) -> bool:
        """Whether it was called by a noun for one, and never by a noun for several."""
        return any(look.one for look in self.looks) and not any(
            look.many_nouns or look.numbered for look in self.looks
        )

    @property
    def figures(self) -> frozenset[str]:
        """The figures by which its first mentions tell it from another of its kind."""
        return frozenset().union(*(look.figures for look in self.looks[:3]))

    @property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(look.stems for look in self.looks[-8:]))


def group_mentions(
    version: Version,
    layers: Layers,
    mentions: Sequence[Mention],
    dates: Sequence[Found[DateValue]],
    places: Sequence[Found[PlaceValue]],
    codebook: Codebook,
) -> tuple[Cluster, ...]:
    """The clusters of the mentions, in the order of their first mention.

    Mentions of one kind are joined unless a day, a place, a figure, a term, a mark ("another",
    "last") or the modality keeps them apart. Sayings (kinds that an attribution makes: demands,
    reactions …) are joined only where the same one speaks and the words meet: two who condemn
    an attack are two reactions. Every mention is in exactly one cluster; `Cluster.mentions` index
    `mentions`. An aftershock is a cluster of its own under the quake before it.
    """
    looks = look_at(version, layers, mentions, dates, places, codebook)
    published = _published(version)
    groups: list[_Group] = []
    by_kind: dict[str, list[_Group]] = {}
    for look in sorted(looks, key=lambda look: (look.mention.span, look.index)):
        kind = look.mention.kind
        mine = by_kind.setdefault(kind, [])
        place = _Place(look, mine, codebook, published)
        target, reason = place.saying() if is_saying(codebook, kind) else place.happening()
        if target is None:
            target = _Group(kind, [], past=place.past, parent=place.parent())
            told_first = not mine and look.lead and not look.apart  # a report of an old event
            target.main = not any(group.main for group in mine) and (not place.past or told_first)
            mine.append(target)
            groups.append(target)
        target.add(look, reason)
    number = {id(group): index for index, group in enumerate(groups)}
    return tuple(
        Cluster(
            kind=group.kind,
            mentions=tuple(look.index for look in group.looks),
            parent=number[id(group.parent)] if group.parent else None,
            reasons=tuple(group.reasons),
        )
        for group in groups
    )


def is_saying(codebook: Codebook, name: str) -> bool:
    """Whether events of the kind are someone's act without a place of its own.

    Such kinds (a demand, a reaction, a sanction) are told apart by who does it.
    """
    kind: Kind | None = codebook.kinds.get(name)
    if kind is None or any(slot.type is SlotType.PLACE for slot in kind.slots.values()):
        return False
    return any(
        slot.type is SlotType.ACTOR and slot.role in (Role.SPEAKER, Role.SUBJECT)
        for slot in kind.slots.values()
    )


@dataclass(slots=True)
class _Place:
    """Where one mention goes: a group of its kind, or None for a new one; with the reason."""

    look: Look
    groups: list[_Group]
    codebook: Codebook
    published: date | None

    @property
    def past(self) -> bool:
        """Whether the mention's words or day put it before what the report is about."""
        look = self.look
        if look.apart in _FURTHER:
            return False
        far = (
            look.days is not None
            and self.published is not None
            and look.days[1] < self.published - _FAR
        )
        main = next((group.days for group in self.groups if group.main), None)
        before = look.days is not None and main is not None and look.days[1] < main[0]
        return bool(look.apart) or far or before or self._vaguely_earlier()

    def _vaguely_earlier(self) -> bool:
        """Whether something new is put into a year or the like: "earlier this year a quake …"."""
        days, look = self.look.days, self.look
        if days is None or days[1] - days[0] < _WIDE or look.lead:
            return False
        return look.article == "indefinite"

    def parent(self) -> _Group | None:
        """The event that an aftershock follows: the newest of its kind that isn't one."""
        if not any(word in self.look.words for word in _AFTER):
            return None
        mains = [g for g in reversed(self.groups) if g.parent is None]
        terms = self.look.terms
        quakes = (g for g in mains if any(terms & other.terms for other in g.looks))
        return next(quakes, next(iter(mains), None))

    def happening(self) -> tuple[_Group | None, str]:
        """The group of a mention of something that happens, or None."""
        look = self.look
        near = [g for g in reversed(self.groups[-_WINDOW:]) if self._may_join(g)]
        if self.groups and self.groups[0] not in near and self._may_join(self.groups[0]):
            near.append(self.groups[0])
        if look.described and look.article == "indefinite":
            same = [g for g in self.groups if any(look.terms & other.terms for other in g.looks)]
            if same:
                return self._nearest(same), "what it was"
        measured = [g for g in near if look.figures & g.figures]
        if look.article == "definite" and measured:
            return self._nearest(
                measured
            ), "the same figure"  # "the 5.0 quake" may be an aftershock
        if any(word in look.words for word in _AFTER):
            near = [g for g in near if g.parent is not None]
        else:
            near = [g for g in near if g.parent is None]
        if not near:
            return None, "nothing before it that it could mean"
        if look.days is not None:
            same = [g for g in near if g.days is not None]
            if same:
                return self._nearest(same), "the same day"
            fits = [g for g in near if g.past == self.past]
            return (self._nearest(fits), "no day against it") if fits else (None, "another day")
        if look.apart:
            apart = [g for g in near if g.past]
            if look.apart in _FURTHER or not apart:
                return None, f"set apart by “{look.apart}”"
            return self._nearest(apart), f"“{look.apart}”, as before"
        if look.article == "definite":
            further = [g for g in near if g.looks[0].apart in _FURTHER or g.looks[0].ordinal]
            second = (look.ordinal or 1) > 1
            return self._nearest((second and further) or near), "points back"
        # a report of an event weeks old is still about it
        here = [g for g in near if not g.past or g.main]
        if not here:
            return None, "what came before lies further back"
        if look.lead:
            return self._nearest(here), "headline and first paragraph tell one story"
        if look.article == "indefinite" and look.ordinal is not None:
            return None, "a further one"
        alike = [g for g in here if g.stems & look.stems]
        if look.article == "indefinite" and look.figures:  # "a 5.3 quake" is not the other one
            alike = [g for g in alike if g.looks[0].apart not in _FURTHER]
        if alike:
            return self._nearest(alike), "the same words"
        if look.article == "indefinite" and not self._predicate():
            return None, "brought up as something new"
        return self._nearest(here), "nothing keeps it apart"

    def saying(self) -> tuple[_Group | None, str]:
        """The group of something said or done by someone: same doer and words that meet."""
        look = self.look
        for group in reversed(self.groups[-_WINDOW:]):
            if not self._may_join(group):
                continue
            last = group.looks[-1]
            if look.article == "definite" and not look.doer and group.stems & look.stems:
                return group, "points back"
            shared = group.stems & look.stems
            same = any(same_doer(look.doer, other.doer) for other in group.looks)
            if same and (len(shared) >= 1 or look.lead or last.sentence == look.sentence):
                return group, "the same doer"
            others = look.doer and last.doer and not same_doer(look.doer, last.doer)
            if look.lead and last.lead and len(shared) >= 2 and (not others or not last.block):
                return group, "headline and first paragraph tell one story"
        return None, "a doer of its own"

    def _nearest(self, groups: Sequence[_Group]) -> _Group:
        """The group last spoken of in this paragraph, else the main one, else the last of all."""
        look = self.look

        def rank(group: _Group) -> tuple[bool, bool, int]:
            last = group.looks[-1]
            return (last.block == look.block, group.main, last.mention.span.start)

        return max(groups, key=rank)

    def _predicate(self) -> bool:
        """Whether a word of naming stands in the mention ("described as a terrorist attack")."""
        return bool(self.look.stems & {"descr", "calle", "treat", "terro", "ident"})

    def _may_join(self, group: _Group) -> bool:
        """Whether nothing that is seen keeps the mention out of the group."""
        look = self.look
        actual = look.mention.modality is Modality.ACTUAL
        supposed = look.mention.modality is Modality.CONDITIONAL and look.article == "definite"
        supposed = supposed and look.ordinal in (None, 1)
        if actual != (group.looks[0].mention.modality is Modality.ACTUAL) and not supposed:
            return False
        if look.days is not None and group.days is not None and not _meet(look.days, group.days):
            return False
        earlier = look.days is not None and group.main and self.past
        if earlier and (group.days is None or self._vaguely_earlier()):
            return False
        names = {other.called for other in group.looks if other.called}
        if look.called and names and look.called not in names:
            return False
        for other in group.looks[:3]:
            if look.figures and other.figures and not look.figures & other.figures:
                return False
            if not self._terms_fit(look.terms, other.terms):
                return False
            if (look.many and other.figures) or (other.many and look.figures):
                return False
        dated = look.days is not None and group.days is not None
        opening = look.lead and group.looks[-1].lead and bool(look.stems & group.stems)
        if (look.many_nouns or look.many) and group.single and not (dated or opening):
            return False
        if self._elsewhere(group):
            return False
        if look.article != "definite" and not look.lead:
            first = group.looks[0]
            if look.countries and first.countries and not look.countries & first.countries:
                return False
        if look.ordinal is not None and look.article == "indefinite":
            return all(other.ordinal == look.ordinal for other in group.looks[:1])
        series = {other.ordinal for other in group.looks[:8] if other.ordinal and not other.article}
        return look.ordinal is None or not series or look.ordinal in series

    def _elsewhere(self, group: _Group) -> bool:
        """Whether something new is told of another scene: "a fire at a warehouse", not the mill's.

        A scene that the group's own words name ("the warehouse fire") is its own.
        """
        look = self.look
        known = {other.scene for other in group.looks if other.scene}
        if look.lead or look.article != "indefinite" or not look.scene or not known:
            return False
        return look.scene not in known and not stems_of(look.scene) & group.stems

    def _terms_fit(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether some term of one may be some term of the other."""
        if not mine or not theirs:
            return True
        may_be = self.codebook.may_be
        return any(may_be(a, b) or may_be(b, a) for a in mine for b in theirs)


def same_doer(mine: str, theirs: str) -> bool:
    """Whether two doers share the word that names them ("defense secretary lorenzana")."""
    if not mine or not theirs:
        return False
    return mine == theirs or bool(set(mine.split()[-2:]) & set(theirs.split()[-2:]))


def _meet(mine: tuple[date, date], theirs: tuple[date, date]) -> bool:
    return mine[0] <= theirs[1] and theirs[0] <= mine[1]


def _published(version: Version) -> date | None:
    """The day of the report, from its update or else its publication."""
    moment = version.facts.updated or version.facts.published
    return moment.at.date() if moment else None


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
