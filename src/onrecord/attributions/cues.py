"""What cue words do to what they introduce.

A class of cues is a set of word forms, lower case. They come from the codebooks of attribution
(PARC, PolNeAR) and from FactBank's source-introducing predicates, in our own selection.
"""

from __future__ import annotations

from onrecord.language.listing import listed


def forms(stems: str) -> frozenset[str]:
    """Each verb of `stems` in its four regular English forms.

    >>> sorted(forms("deny urge"))
    ['denied', 'denies', 'deny', 'denying', 'urge', 'urged', 'urges', 'urging']
    """
    out: set[str] = set()
    for verb in stems.split():
        out.add(verb)
        if verb.endswith("e"):
            out |= {verb + "s", verb + "d", verb[:-1] + "ing"}
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            out |= {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
        elif verb.endswith(("s", "sh", "ch", "x", "z")):
            out |= {verb + "es", verb + "ed", verb + "ing"}
        else:
            out |= {verb + "s", verb + "ed", verb + "ing"}
    return frozenset(out)


DENY = forms("deny dispute reject rebut refute dismiss") | listed("denial denials")
"""Speech that denies its content; "ruled out" is looked for as two words."""

DEMAND = forms(
    "urge demand request appeal call ask order instruct implore beseech exhort beg press "
    "command advise recommend"
) | listed("calls call appeal appeals demand demands request requests order orders told tells")
"""Speech that wants something done, given that an infinitive, "for", "on" or "that" follows."""

DEMAND_ALWAYS = forms("urge demand implore exhort request beseech") | listed(
    "demand demands request requests"
)
"""Those of `DEMAND` that are demands whatever follows."""

PLAN = forms("plan intend promise pledge vow commit decide aim aspire swear hope") | listed(
    "plan plans intention intentions pledge promise vow vowed decision swore sworn seek seeks "
    "sought seeking threatens threatened threat committing committed planned planning planning"
)
"""Speech or thought about what its subject means to do."""

AGREE = forms("agree") | listed("agreement")

THINK = forms(
    "believe think assume suspect guess suppose figure reckon presume doubt speculate estimate"
) | listed("thought thinks belief estimate estimates suspicion perceive perceived")
"""Thought that is held to be likely."""

FEAR = forms("fear worry hint speculate") | listed("fear fears feared")
"""Thought that is held to be possible."""

HELD_LIKELY = (
    THINK
    | forms("suggest imply")
    | listed(
        "appear appears appeared appearing seem seems seemed seeming apparently suspected believed"
    )
)
"""Cues that say that their content is likely rather than known."""

SAY = forms(
    "add admit acknowledge allege announce argue assert claim comment conclude concede confirm "
    "contend declare describe disclose elaborate explain identify indicate inform maintain "
    "mention name note observe predict reiterate release remark repeat reply report respond "
    "reveal state stress specify tweet warn discuss answer elaborate"
) | listed(
    "say says said saying tell tells told telling give gives gave giving given write writes wrote "
    "disclose speak speaks spoke know knows knew known"
)

REFUSE = forms("decline refuse") | listed("unwilling unable")
NEGATIONS = listed("not never no without neither nor none nobody nothing cannot")

CREDITING = (
    SAY
    | THINK
    | FEAR
    | HELD_LIKELY
    | DENY
    | DEMAND
    | PLAN
    | AGREE
    | forms(
        "accuse allege blame label designate determine ascertain understand rumor rumour concern"
    )
    | listed(
        "according to citing cited quoted reportedly report reports news word called named doubted "
        "hoped held feared understood rumored rumoured view viewed considered seen suggestion "
        "suggestions question questions reason reasons evidence sign signs likely idea claims "
        "accusations allegations concerns fears warning warnings rumors rumours talk"
    )
) - listed("to known knows know give given gives gave giving note described describe")
"""Forms of which one must be in a cue without a source: "was appointed" credits nobody."""
