"""Claims that rest on the tagger's trees, on whole readings."""

from __future__ import annotations

import pytest

from onrecord.pipeline import read_text

CASES = {
    "Police studied the attack in Lyon on Tuesday. A bomb had gone off there.": ("when", []),
    "Rebels staged the attack in Lyon on Tuesday. A bomb went off there.": ("when", ["Tuesday"]),
    "A crash near Lyon killed two truck drivers on Tuesday.": ("vehicle", []),
    "The attack in Lyon killed three people on Tuesday.": ("target", []),
    "A fire in Lyon killed two on Tuesday. A man hurt in the fire died on Thursday.": (
        "when",
        ["Tuesday"],
    ),
    "The toll of the fire in Lyon rose to 12 on Thursday.": ("when", []),
    "Altec condemned the clerk's murder. Rebels were blamed.": ("perpetrator", []),
    "The mayor asked for places to eat.": ("what", ["places to eat"]),
    "The mayor urged the minister to open the camp.": ("what", ["open the camp"]),
    "I think the question is why they should stay, the mayor said.": ("what", []),
    "The airline promised to pay the families by May 3.": ("deadline", ["May 3"]),
    "Militants attacked a village near Lyon on Tuesday.": ("perpetrator", ["Militants"]),
    "A bombing was said to have killed a guard and two of the clerks he was waiting for in the old "
    "river port town of Dombey.": ("place", ["the old river port town of Dombey"]),
    "On Friday, on Route 9 in Millford, a bus and a group of cyclists on their way home from a "
    "race collided.": ("place", ["Route 9", "Millford"]),
    "The chief of a bank in Lyon denounced the bombing.": ("place", []),
    "Two villages were attacked by rebels near Lyon on Tuesday.": ("perpetrator", ["rebels"]),
}


@pytest.mark.parametrize("text", CASES)
def test_claims(text: str) -> None:
    slot, words = CASES[text]
    read = read_text(f"From the provinces\n\n{text}", published="2024-03-15T10:00:00Z")
    found = [one.claim for one in read.reading.findings if one.claim.slot == slot]
    assert [claim.span.of(read.version.text) for claim in found] == words
