from __future__ import annotations

import pytest

from events.written import CODEBOOK, Paper, letters
from onrecord.events import group_mentions
from onrecord.model.reading import Cluster
from onrecord.model.scales import Modality

STORIES = {
    "headline and first paragraph tell one story": (
        "accident",
        """[a:Ferry sinks]

        [a:A ferry sank] {2021-03-01:on Monday} off the island. [a:The sinking] was seen.""",
    ),
    "a second one is not the first": (
        "disaster",
        """Quake in the hills

        [a:A quake] struck {2021-03-04:on Thursday}. [b:Another quake] came an hour later; [b:the
        second quake] was weaker.""",
    ),
    "a figure points to an aftershock": (
        "disaster",
        """Quake in the hills

        [a:A 6.1 quake] struck {2021-03-04:on Thursday}. [b:A 4.9 aftershock] followed. Two died in
        [b:the 4.9 quake].""",
    ),
    "a day in its own words or its relative clause is its own": (
        "disaster",
        """Toll rises

        {2021-03-06:On Saturday}, [a:aftershocks] of [b:a reported quake] that hit the hills
        {2021-03-04:on Thursday} shook the town.

        [b:{2021-03-04:Thursday’s} quake] was strong.""",
    ),
    "a day later, another vehicle, is another": (
        "accident",
        """[a:Goods train derails]

        [a:A goods train derailed] {2021-03-04:on Thursday}, a day after [b:another train hit a
        lorry] at the bridge. [a:The derailment] blocked the line.""",
    ),
    "last night's fire is the one just told of": (
        "accident",
        """[a:Barge burns]

        [a:A fire on a barge] killed two. Five were hurt in [a:{2021-03-04:last night's} fire].""",
    ),
    "another scene is another fire": (
        "accident",
        """[a:Mill fire] kills nine

        Nine workers died in [a:a fire] at a mill {2021-03-04:on Thursday}.

        [b:A fire] at a warehouse in the port was put out soon.

        [a:The mill fire] burned on.""",
    ),
    "floods are what the headline's flood is": (
        "disaster",
        """[a:Valley flood] deaths rise

        The toll from [a:floods] in the valley rose to 20.""",
    ),
    "an earlier one is another": (
        "missile-launch",
        """[a:Missile fired]

        The army said [a:a missile was fired] {2021-03-01:on Monday}. [b:An earlier launch] failed.
        [a:The launch] was condemned.""",
    ),
    "another day is another event, and its month joins it": (
        "missile-launch",
        """[a:Missile fired]

        [a:A missile was fired] {2021-03-01:on Monday}. It was like those [b:tested] {2020-11:in
        November}. [b:The launches] {2020-11:in November} drew protests.""",
    ),
    "a report of an old event is about it": (
        "missile-launch",
        """What the army tested

        The missiles [a:fired] {2021-01-20:on Jan. 20} were of a new type, the army said.

        Both [a:flew] far.""",
    ),
    "what a sentence joins has one day": (
        "attack",
        """Unrest in the valley

        [a:Gunmen raided a village] {2021-03-04:on Thursday}, the mayor said.

        {2021-03-02:On Tuesday}, [b:a bomb attack] on a market [b:killed four people]. Militants
        [c:attacked a post] {2021-02-20:on 20 February}, [c:killing two officers].""",
    ),
    "a new one of this year is not today's": (
        "disaster",
        """Island shaken

        [a:A quake] shook the island {2021-03-04:on Thursday}.

        {2021-01-01/2021-03-04:Earlier this year} [b:an earthquake] struck the same island.""",
    ),
    "storms go by their names": (
        "disaster",
        """Storm strikes

        [a:Typhoon] Marun struck {2021-03-02:on Tuesday}. Its path was that of [b:Typhoon] Odet.

        Later [a:Typhoon] Marun moved on.""",
    ),
    "as what it came is no second one": (
        "disaster",
        """Island hit

        [a:Hurricane] Odet left the coast {2021-03-04:on Thursday}. It came ashore as
        [a:a Category 4 hurricane] {2021-03-02:on Tuesday}.""",
    ),
    "a second fire": (
        "accident",
        """[a:Fire kills two]

        [a:A fire] broke out {2021-03-01:on Monday}. [b:A second fire] burned in the next town.""",
    ),
    "the second blast is one of the two": (
        "attack",
        """[a:Twin bombings]

        [a:Two bombings] struck the market {2021-03-01:on Monday}. [a:The second blast] came
        later.""",
    ),
    "figures tell quakes apart": (
        "disaster",
        """[a:5.2 earthquake]

        [a:A 5.2 earthquake] shook the coast. It followed [b:a 6.4 earthquake]. [b:The 6.4 quake]
        cut the power.""",
    ),
    "kinds of thing tell events apart": (
        "missile-launch",
        """[a:fired short-range ballistic missiles]

        The army said they [a:fired short-range ballistic missiles] {2021-03-01:on Monday}. It has
        not tested again [b:intercontinental ballistic missile launches] since.""",
    ),
    "plans stay apart from what happened": (
        "meeting",
        """[a:Leaders met]

        [a:The leaders met] {2021-03-01:on Monday}. They are to [b/planned:meet again] {2021-03-08:
        next Monday}.""",
    ),
    "a supposed breach by the same firing": (
        "missile-launch",
        """[a:Missile fired]

        [a:A missile was fired]. If it was ballistic, [a/conditional:the firing] would
        break rules.""",
    ),
    "a date of a toll does not date the sinking": (
        "accident",
        """[a:Ferry sinks]

        The toll of [a:the sinking] rose to 17 {2021-03-03:on Wednesday}. The ferry [a:sank]
        {2021-03-01:on Monday}.""",
    ),
    "since when dates what came then": (
        "accident",
        """[a:Ferry sinks]

        [a:The sinking] is the worst since {1998:1998}, when a launch [b:went down].""",
    ),
    "several attacks are not the one": (
        "attack",
        """[a:Airstrike kills general]

        [a:An airstrike] killed a general. [a:The strike] followed [b:rocket attacks].
        [a:The attack] was condemned.""",
    ),
}


def _group(kind: str, text: str) -> tuple[Paper, tuple[Cluster, ...]]:
    paper = Paper(kind, text)
    found = paper.found_mentions()
    return paper, group_mentions(
        paper.version, paper.layers, found, paper.dates, paper.places, CODEBOOK
    )


@pytest.mark.parametrize("name", STORIES)
def test_mentions_of_one_happening_are_one_cluster(name: str) -> None:
    paper, clusters = _group(*STORIES[name])
    wanted = paper.wanted()
    groups = letters([cluster.mentions for cluster in clusters], wanted)
    assert groups == [[x] * wanted.count(x) for x in dict.fromkeys(wanted)]


def test_each_join_has_its_reason_and_each_mention_its_place() -> None:
    for kind, text in STORIES.values():
        paper, clusters = _group(kind, text)
        assert sorted(i for c in clusters for i in c.mentions) == list(range(len(paper.mentions)))
        assert all(len(c.reasons) == len(c.mentions) for c in clusters)
        assert all(list(c.mentions) == sorted(c.mentions) for c in clusters)


def test_an_aftershock_is_a_part_of_the_quake() -> None:
    _, (quake, after) = _group(
        "disaster", "[a:Earthquake]\n\n[a:An earthquake] struck. [b:An aftershock] came at noon."
    )
    assert (quake.parent, after.parent) == (None, 0)


def test_two_who_react_are_two_reactions() -> None:
    paper, clusters = _group(
        "reaction",
        "Blast\n\n(Tokyo)(condemned) the blast. (Paris)(condemned) the blast.",
    )
    cues = [cue for _, cue in paper.sayings]
    paper.mentions = [("a", cues[0], Modality.ACTUAL), ("b", cues[1], Modality.ACTUAL)]
    found = paper.found_mentions()
    clusters = group_mentions(paper.version, paper.layers, found, (), (), CODEBOOK)
    assert [cluster.mentions for cluster in clusters] == [(0,), (1,)]


def test_thousands_of_mentions_are_grouped_in_linear_time() -> None:
    text = "[a:Fire]\n\n" + " ".join(f"[a:A fire] burned in town {n}." for n in range(3000))
    paper, clusters = _group("accident", text)
    assert sum(len(cluster.mentions) for cluster in clusters) == len(paper.mentions)


@pytest.mark.parametrize("words", ["\u202e", "’s", "\U0001f600", "a", "٣"])
def test_any_words_are_grouped(words: str) -> None:
    _, clusters = _group("attack", f"[a:{words}]\n\nThen [a:{words}] and [b:{words} {words}].")
    assert clusters
