"""When two claims are said by the same speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from onrecord.model.attribution import Speaker
from onrecord.model.judgement import Verb
from onrecord.model.scales import SpeakerClass
from onrecord.queries.judgements import actor_pairs
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import Seen

Key = tuple[str, ...]
"""Equal keys, same speaker. That of an unnamed one holds its claim, so it equals no other."""

OWN = "OUTLET"
"""The name under which a report speaks for itself."""


class Speakers:
    """Tells speakers apart, by codes and names and by what persons judged of them.

    Two speakers are the same when their codes are, or, where at most one has a code, their names.
    A name that goes with several codes ("Defence Ministry" of two states) names none of them. An
    outlet's own voice is one speaker over its reports; where the outlet is not known, over the
    versions of the report. Unnamed speakers are never the same.
    """

    def __init__(
        self, voices: Iterable[tuple[str, str | None]], judgements: Iterable[JudgementRow] = ()
    ) -> None:
        codes: dict[str, set[str]] = defaultdict(set)
        for name, code in voices:
            if code is not None:
                codes[plain(name)].add(code)
        self._code_of = {name: min(held) for name, held in codes.items() if len(held) == 1}
        self._same: dict[Key, Key] = {}
        for row in actor_pairs(judgements):
            if row.object is None:
                continue
            one, other = self._named(row.subject), self._named(row.object)
            if row.verb is Verb.SAME_ACTOR:
                self._join(one, other)
            elif row.verb is Verb.OTHER_ACTOR:
                self._part(row.subject, row.object)

    def key(self, speaker: Speaker, seen: Seen, claim: str) -> Key:
        """The key of the speaker of the claim with this id, in this version."""
        if speaker.speaker_class is SpeakerClass.UNNAMED:
            return ("unnamed", claim)
        if is_own_voice(speaker):
            outlet = seen.row.outlet
            return ("outlet", plain(outlet)) if outlet else ("report", seen.row.report)
        return self.voice(speaker.name, speaker.code)

    def voice(self, name: str, code: str | None) -> Key:
        """The key of a named speaker."""
        return self._root(("code", code) if code is not None else self._named(name))

    def key_in_report(self, speaker: Speaker, seen: Seen, claim: str) -> Key:
        """As `key`, but an unnamed speaker is known again by the same words in one report.

        For telling whether a later version still says what an earlier one said, and nothing else.
        """
        if speaker.speaker_class is SpeakerClass.UNNAMED:
            return ("unnamed", seen.row.report, plain(speaker.name))
        return self.key(speaker, seen, claim)

    def _named(self, words: str) -> Key:
        code = self._code_of.get(plain(words))
        if code is not None:
            return ("code", code)
        return ("code", words) if _looks_like_code(words) else ("name", plain(words))

    def _root(self, key: Key) -> Key:
        while key in self._same:
            key = self._same[key]
        return key

    def _join(self, one: Key, other: Key) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        if first != second:
            self._same[second] = first

    def _part(self, one: str, other: str) -> None:
        """A name judged to be another than a code no longer leads to that code."""
        for name, code in ((one, other), (other, one)):
            if self._code_of.get(plain(name)) == code:
                del self._code_of[plain(name)]


def is_own_voice(speaker: Speaker) -> bool:
    """Whether the report speaks for itself."""
    return speaker.speaker_class is SpeakerClass.OUTLET and speaker.name == OWN


def plain(name: str) -> str:
    """A name for comparison: case, white space and a leading article aside.

    >>> plain("The  Coast Guard")
    'coast guard'
    """
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def speaker_words(speaker: Speaker, seen: Seen) -> str:
    """The speaker in plain words: a name, unnamed words, or the outlet for its own voice."""
    if is_own_voice(speaker):
        return seen.row.outlet or "the report"
    if speaker.speaker_class is SpeakerClass.UNNAMED:
        return f"{speaker.name} (unnamed)"
    return speaker.name


def _looks_like_code(words: str) -> bool:
    return words.isascii() and words == words.upper() and " " not in words
