"""Whether a happening is told as fact, plan, condition or demand, and whether it is denied."""

from __future__ import annotations

from onrecord.language.listing import listed
from onrecord.mentions.words import Line, Phrases, split
from onrecord.model.attribution import Attribution
from onrecord.model.scales import Modality, Polarity

_PLANNED = Phrases.listed(
    "will|would be held|plan to|plans to|planned|planning|planning to|scheduled|scheduled for|"
    "scheduled to|upcoming|set to|is due to|are due to|was due to|were due to|"
    "preparing to|preparations for|intends to|intend to|"
    "to be held|is to|are to|was to|were to|forthcoming|about to|expected to|poised to|"
    "agreed to|wants to|hopes to|next week's|next month's|plot to|plotted to|plotting to|"
    "planned to|arrange|to arrange|arranging|proposed|proposing|"
    "organize|ready to|prepare for|prepare to|aims to|offered to|offers to|offering to"
)
_CONDITIONAL = Phrases.listed(
    "if|unless|in case of|in the event of|should there be|were to|threat of|risk of|threats of|"
    "threatened to|threatens to|fear of|fears of|possibility of|could|would|may|might|possible|"
    "potential|any|future"
)
_DEMANDED = Phrases.listed("halt to|end to|stop to|calls to stop|ban on|called for|demand for")
_DENIED = Phrases.listed(
    "no|not|never|without|n't|nor|neither|didn't|wasn't|weren't|hasn't|haven't|isn't|don't|doesn't|"
    "aren't|won't|wouldn't|can't|cannot|couldn't|hadn't|"
    "denied|denies|did not|has not|have not|no sign of|no evidence of|avoided|averted|"
    "cancelled|canceled|called off|prevented|foiled|instead of|rather than"
)
_DUTY = Phrases.listed(
    "barred from|banned from|ban on|bans|forbid|forbids|forbidden to|forbidden from|prohibit|"
    "prohibits|prohibited from|may not|not allowed to|must not|outlaw|outlaws|restrict|restricts"
)
_DUTY_REACH = 9
_REACH = 4
_FINITE_REACH = 7


_MODAL = listed("will would could may might")
_DONE = listed(
    "be hold host conduct carry stage attend start begin resume have cancel postpone prevent delay "
    "make repeat take launch perform mark join open"
)


def modality_at(
    line: Line, first: int, said: Attribution | None, pointing: bool = False
) -> Modality:
    """How the words from `first` on are told, by the words before them.

    `pointing` tells that they are a noun that points back: then "will" and its like speak of it
    only beside a verb of doing it ("would hold the talks", but not "would study the attack").

    An attribution that holds them and is itself planned, conditional or demanded decides where
    nothing nearer does.
    """
    lows = [word.low for word in line.words]
    start = max(0, first - _FINITE_REACH)
    found = Modality.ACTUAL
    for index in range(start, first):
        if line.low(index) in (",", ";", ":", "—", ".") and index < first - 1:
            found = Modality.ACTUAL
        if pointing and lows[index] in _MODAL and not _DONE & set(lows[index + 1 : first]):
            continue
        near = index >= first - _REACH
        for phrases, modality in (
            (_PLANNED, Modality.PLANNED),
            (_CONDITIONAL, Modality.CONDITIONAL),
            (_DEMANDED, Modality.DEMANDED),
        ):
            length = phrases.at(lows, index)
            if length and index + length <= first and (near or lows[index] in ("if", "unless")):
                found = modality
                break
    if found is Modality.ACTUAL and said is not None and said.modality is not Modality.ACTUAL:
        return said.modality
    return found


def polarity_at(line: Line, first: int) -> Polarity:
    """Whether the words from `first` on are denied by the few words before them.

    The attribution's own polarity is left aside: it speaks of its content as a whole.
    """
    lows = [word.low for word in line.words]
    for index in range(max(0, first - 3), first):
        length = _DENIED.at(lows, index)
        if length and index + length <= first:
            between = lows[index + length : first]
            if len(between) < 2 and not {",", "but", "and", "only", ".", "to"} & set(between):
                return Polarity.DENIED
    return Polarity.AFFIRMED


_DENYING = listed(
    "deny denies denied denying refute refutes refuted refuting reject rejects rejected rejecting "
    "disputes disputed dismiss dismisses dismissed dismissing contradicted disproved debunked"
)


def denies(said: Attribution | None, text: str) -> bool:
    """Whether an attribution's cue turns its whole content down: "denied that it had fired"."""
    if said is None or said.cue is None or said.polarity is not Polarity.DENIED:
        return False
    return any(word.low in _DENYING for word in split(text, said.cue.start, said.cue.end))


def is_duty(line: Line, first: int) -> bool:
    """Whether a rule is told, not a happening: "resolutions bar the North from missile tests"."""
    lows = [word.low for word in line.words]
    for index in range(max(0, first - _DUTY_REACH), first):
        length = _DUTY.at(lows, index)
        if length and index + length <= first and "," not in lows[index:first]:
            return True
    return False
