"""The room's one way in: everything that one version credits to someone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from onrecord.attributions import lexicon
from onrecord.attributions.anonymity import conditions_of, find_conditions, without_conditions
from onrecord.attributions.cast import NOBODY, Cast, Resolved, Turn, cast_of
from onrecord.attributions.certainty import certainty_of
from onrecord.attributions.clauses import Word, clauses_of
from onrecord.attributions.draft import Draft
from onrecord.attributions.joining import join
from onrecord.attributions.lines import ADVERBS, AUXILIARIES
from onrecord.attributions.manner import manner_of
from onrecord.attributions.modality import modality_of
from onrecord.attributions.nesting import anchor, parents
from onrecord.attributions.polarity import polarity_of
from onrecord.attributions.quoting import quotation_at, quotations
from onrecord.attributions.rules import add_rules
from onrecord.attributions.scope import Scope
from onrecord.attributions.speakers import resolve
from onrecord.language.tokens import split
from onrecord.model.attribution import Attribution
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.scales import Certainty
from onrecord.model.span import Span
from onrecord.registers.actors import ActorRegister


def find_attributions(
    version: Version, layers: Layers, actors: ActorRegister
) -> tuple[Attribution, ...]:
    """The attributions of `version`, sorted by where their content begins.

    Each names the rule or model that found it (`rule`) and the rule that led from the source's
    words to the speaker (`speaker_rule`; "unresolved.…" where nothing did). Nothing found means
    that nobody is credited in words that we can read, not that the report has no sources.
    """
    text = version.text
    found = quotations(version)
    made_out = add_rules(version, layers, join(text, layers, found))
    conditions = find_conditions(text, layers, made_out)
    drafts = sorted(
        without_conditions(text, made_out, conditions),
        key=lambda draft: (anchor(draft), draft.content, draft.rule),
    )
    place = {id(draft): number for number, draft in enumerate(drafts)}
    relays = [place.get(id(draft.relay)) for draft in drafts]
    above = parents(drafts, relays)
    speakers = _speakers(drafts, above, found, cast_of(version, layers, actors))
    unnamed = conditions_of(conditions, drafts, speakers)
    identity = version.id
    made: dict[int, Attribution] = {}
    for number in _top_down(above):
        draft, parent = drafts[number], above[number]
        made[number] = _attribution(
            version,
            identity,
            draft,
            layers,
            found,
            speakers[number],
            unnamed[number],
            made[parent] if parent is not None else None,
        )
    return tuple(
        sorted(made.values(), key=lambda one: (one.content, one.cue or one.content[0], one.id))
    )


def _without_aside(words: list[Word]) -> list[Word]:
    """The words without a phrase in commas at their end: "had not, as of Monday," announced."""
    if not words or words[-1].lower != ",":
        return words
    for place in range(len(words) - 2, max(-1, len(words) - 10), -1):
        if words[place].lower == ",":
            return words[:place]
    return words


_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def _top_down(above: Sequence[int | None]) -> list[int]:
    """Indexes with each parent before its children."""
    depth = []
    for number in range(len(above)):
        steps, place = 0, above[number]
        while place is not None:
            steps, place = steps + 1, above[place]
        depth.append(steps)
    return sorted(range(len(above)), key=lambda number: (depth[number], number))


def _speakers(
    drafts: Sequence[Draft], above: Sequence[int | None], found: Sequence[Span], cast: Cast
) -> list[Resolved]:
    """Whom each draft credits; those who speak inside others' contents come after these."""
    out: list[Resolved] = [Resolved(NOBODY, "none")] * len(drafts)
    turn = Turn()
    order = sorted(range(len(drafts)), key=lambda n: (anchor(drafts[n]).start, n))
    for number in order:
        source = drafts[number].source
        if above[number] is None and source is not None:
            out[number] = resolve(source, cast, turn)
            turn.add(source.start, out[number])
    for number in _top_down(above):
        parent, source = above[number], drafts[number].source
        if parent is None or source is None:
            continue
        before = turn.before(source.start)
        if quotation_at(found, source.start):
            before = before.without(out[parent].speaker)
        out[number] = resolve(source, cast, before, out[parent])
    return out


def _attribution(
    version: Version,
    identity: str,
    draft: Draft,
    layers: Layers,
    found: Sequence[Span],
    resolved: Resolved,
    unnamed: Span | None,
    parent: Attribution | None,
) -> Attribution:
    text = version.text
    cue = _words(text, draft.cue)
    cue_words = [word.lower for word in cue]
    before = _before(text, draft, layers)
    if draft.source and draft.source.of(text).split()[0].casefold() in _NOBODY:
        before.append("no")  # "No group claimed the attack"
    clauses = clauses_of(text, draft.content, Scope(text, layers, draft.content))
    certainty, hedge = certainty_of(cue, before, clauses)
    unstated = certainty is Certainty.UNSTATED
    at = anchor(draft)
    enclosing = quotation_at(found, draft.content[0].start) if parent else None
    if enclosing and not enclosing.holds(at):
        enclosing = None
    return Attribution(
        version=identity,
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        speaker=resolved.speaker,
        manner=manner_of(text, draft.content, found, enclosing),
        certainty=certainty,
        polarity=polarity_of(cue_words, clauses, unstated),
        modality=modality_of(cue_words, clauses, unstated),
        via=parent.id if parent else None,
        hedge=hedge,
        anonymity=unnamed,
        confidence=draft.confidence,
        rule=draft.rule,
        speaker_rule=resolved.rule,
    )


def _words(text: str, span: Span | None) -> list[Word]:
    """The words at `span`, lower case; "n't" as "not"."""
    if span is None:
        return []
    return [
        Word("not" if token.of(text) == "t" else token.of(text).casefold(), token)
        for token in split(text, span.start, span.end)
    ]


def _before(text: str, draft: Draft, layers: Layers) -> list[str]:
    """The words before the cue in its sentence and after its source: "has never" said."""
    if draft.cue is None:
        return []
    sentence = layers.sentence_at(draft.cue.start)
    start = max(0, draft.cue.start - 60, sentence.span.start if sentence else 0)
    if draft.source and draft.source.end <= draft.cue.start:
        start = max(start, draft.source.end)
    for content in draft.content:
        if content.end <= draft.cue.start:
            start = max(start, content.end)
    if start >= draft.cue.start:
        return []
    words = _without_aside(_words(text, Span(start, draft.cue.start)))
    tail: list[str] = []
    for word in reversed(words):
        if word.lower in (",", ".", ";", ":", "and", "but") or len(tail) > 4:
            break
        if word.lower in lexicon.RELATIVE:
            # "The order that was not lifted declared": the relative clause has words of its own.
            tail = list(takewhile(_GOES_WITH_A_VERB.__contains__, tail))
            break
        tail.append(word.lower)
    return tail[::-1]


_GOES_WITH_A_VERB = AUXILIARIES | ADVERBS | {"not", "never", "yet", "to"}
