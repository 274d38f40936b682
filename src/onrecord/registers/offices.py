"""Institutions that every state has: how they are named, and the code that follows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OFFICES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        words: (code, kind, label)
        for code, kind, label, spellings in (
            ("GOV", "government", "government", "government;administration;authorities;regime"),
            ("MIL", "military", "military", "military;armed forces;forces;troops;defense forces"),
            ("MIL.ARMY", "military", "army", "army;ground forces"),
            ("MIL.NAVY", "military", "navy", "navy;naval forces"),
            ("MIL.AIR", "military", "air force", "air force;air forces"),
            ("MIL.JCS", "military", "Joint Chiefs of Staff", "joint chiefs of staff;joint chiefs"),
            ("COAST", "agency", "coast guard", "coast guard;coastguard"),
            ("POLICE", "agency", "police", "police;national police"),
            ("GOV.NSC", "government", "national security council", "national security council"),
            ("GOV.PRES", "government", "presidential office", "presidential office;presidency"),
            ("GOV.PM", "government", "prime minister's office", "prime ministers office"),
            ("GOV.CABINET", "government", "cabinet", "cabinet"),
            ("LEG", "government", "parliament", "parliament;national assembly;legislature"),
            ("COURT", "government", "supreme court", "supreme court"),
            ("BANK", "agency", "central bank", "central bank"),
            ("MET", "agency", "meteorological agency", "meteorological agency;weather agency"),
            ("RED", "agency", "Red Crescent", "red crescent;red cross"),
            ("EMB", "government", "embassy", "embassy"),
            ("MEDIA.STATE", "media", "state media", "state media;state television;state tv"),
        )
        for words in spellings.split(";")
    }
)
"""What stands after "South Korea's" or "South Korean", plain -> (code, kind, label)."""

TOPICS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        words: (code, label)
        for code, label, spellings in (
            ("FOR", "foreign", "foreign;foreign affairs;external affairs;foreign relations"),
            ("DEF", "defense", "defense;national defense;war"),
            ("INT", "interior", "interior;internal affairs;home;home affairs;the interior"),
            ("FIN", "finance", "finance;treasury;economy and finance"),
            ("HEALTH", "health", "health;public health;health and welfare"),
            ("TRANS", "transport", "transport;transportation;transport and communications"),
            ("JUST", "justice", "justice"),
            ("ENERGY", "energy", "energy;oil;petroleum"),
            ("AGRI", "agriculture", "agriculture"),
            ("EDU", "education", "education"),
            ("ENV", "environment", "environment;environmental protection"),
            ("TRADE", "trade", "trade;commerce;trade and industry"),
            ("LABOR", "labor", "labor;labour"),
            ("UNI", "unification", "unification"),
            ("EMER", "emergency situations", "emergency situations;emergencies;emergency"),
            ("INFO", "information", "information;communications"),
            ("CULT", "culture", "culture"),
            ("SCI", "science", "science;science and technology"),
            ("IND", "industry", "industry"),
            ("ECON", "economy", "economy;economic affairs"),
            ("INTEL", "intelligence", "intelligence"),
            ("MAR", "maritime affairs", "maritime affairs;oceans;oceans and fisheries;fisheries"),
            ("SEC", "security", "security;public security;state security"),
            ("STATE", "state", "state"),
            ("TOUR", "tourism", "tourism"),
            ("WATER", "water", "water;water resources"),
            ("INFRA", "infrastructure", "infrastructure;public works"),
        )
        for words in spellings.split(";")
    }
)
"""What a ministry is for, plain -> (code, label)."""


def office_of(words: str) -> tuple[str, str, str] | None:
    """Code, kind and label of the institution that plain `words` name, without its state.

    >>> office_of("ministry of foreign affairs")
    ('GOV.FOR', 'ministry', 'foreign ministry')
    >>> office_of("defence department")
    ('GOV.DEF', 'ministry', 'defense department')
    >>> office_of("coast guard")[0], office_of("opposition")
    ('COAST', None)
    """
    words = words.replace("defence", "defense")
    if words in OFFICES:
        return OFFICES[words]
    for house in ("ministry", "department"):
        topic = None
        if words.endswith(" " + house):
            topic = words[: -len(house) - 1]
        elif words.startswith(house + " of "):
            topic = words[len(house) + 4 :].removeprefix("the ")
        elif words.startswith(house + " for "):
            topic = words[len(house) + 5 :]
        if topic is not None and topic in TOPICS:
            code, label = TOPICS[topic]
            return f"GOV.{code}", "ministry", f"{label} {house}"
    return None
