from __future__ import annotations

import pytest

from onrecord.attributions.manner import manner_of
from onrecord.attributions.quoting import quotations

from .written import span_of, version_of


@pytest.mark.parametrize(
    ("text", "content", "manner"),
    [
        ("It’s the boss’s plan, and the workers’ loss, he said.", "the workers’ loss", "indirect"),
        ("In '98 it was 5' 10\" long, he said.", "it was 5", "indirect"),
        ("“Go,” he said.", "“Go,”", "direct"),
        ('"Go," he said.', '"Go,"', "direct"),
        ("He called it 'a poor show' and left.", "it 'a poor show'", "mixed"),
        ("He called it “a poor show”.", "it “a poor show”", "mixed"),
        ("“It is not over, he said.", "“It is not over", "direct"),
    ],
)
def test_manner(text: str, content: str, manner: str) -> None:
    version = version_of(text)
    assert manner_of(version.text, [span_of(version, content)], quotations(version)) == manner


def test_marks_of_an_outer_speaker_do_not_count() -> None:
    version = version_of("“He told me he was ill,” she said.")
    outer = span_of(version, "“He told me he was ill,”")
    inner = [span_of(version, "he was ill")]
    assert manner_of(version.text, inner, quotations(version), outer) == "indirect"
    assert manner_of(version.text, inner, quotations(version)) == "direct"


def test_a_mark_without_its_other_half_does_not_swallow_the_report() -> None:
    version = version_of("“" + "It went on. " * 600)
    assert quotations(version) == ()
