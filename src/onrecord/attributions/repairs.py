"""Contents that the tagger cut in the wrong place: put right where the sentence leaves no doubt."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attributions.draft import Draft
from onrecord.attributions.edges import inside
from onrecord.attributions.lines import AUXILIARIES, CUTS, Line
from onrecord.language.listing import listed
from onrecord.model.report import BlockKind
from onrecord.model.span import Span

_PLAIN = listed("said says stated states noted notes confirmed claimed claims believes believed")
_VERBS = AUXILIARIES - {"s", "d", "ve", "re", "ll"}
_NOT_SUBJECT = listed(
    "that on in at to by of for from with during after before as when while monday tuesday "
    "wednesday thursday friday saturday sunday yesterday today earlier later late early last this "
    "also it and or but about through via if not whether how what why"
)


_CLOSED = frozenset("”\"’',")


def mend(line: Line, draft: Draft) -> Draft:
    """The draft with its content as the sentence has it."""
    if draft.rule != "tagger" or draft.cue is None:
        return draft
    content = _without_lead(line, draft, draft.cue)
    content = _with_subject(line, draft.cue, content)
    content = _with_clause(line, draft, draft.cue, content)
    content = tuple(_with_verb(line, span, draft) for span in content)
    return draft if content == draft.content else replace(draft, content=content)


def _without_lead(line: Line, draft: Draft, cue: Span) -> tuple[Span, ...]:
    """Without what stands before the source where the content follows the cue.

    As in "His aunt, Ana Cruz, wrote “…”" and "Without naming it, the office said it was late".
    """
    source = draft.source
    if source is None or len(draft.content) < 2 or source.end > cue.start:
        return draft.content
    kept = list(draft.content)
    for span, following in zip(draft.content, draft.content[1:], strict=False):
        run, then = inside(line, span), inside(line, following)
        if run is None or then is None or span.end > source.start or following.start < cue.end:
            continue
        words = line.words[run[0] : run[1]]
        gap = line.text[span.end : source.start]
        plain = not set(words) & _VERBS and not any(w in '“”"' for w in words)
        close = not line.text[cue.end : following.start].strip()
        quoted = line.text[following.start] in '“"'
        if plain and run[0] < 3 and gap.startswith(",") and (close or quoted) and len(words) < 9:
            kept.remove(span)
    return tuple(kept)


def _with_subject(line: Line, cue: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """From right behind the cue where the content begins with its verb: "said X, …, does not"."""
    first, run = content[0], inside(line, content[0])
    at = inside(line, cue)
    if run is None or at is None or first.start < cue.end or line.words[at[1] - 1] not in _PLAIN:
        return content
    gap = line.words[at[1] : run[0]]
    if not gap or gap[0] in _NOT_SUBJECT or not gap[0][0].isalnum() or len(gap) > 24:
        return content
    if line.words[run[0]] not in _VERBS or set(gap) & (CUTS | set('“”"')):
        return content
    return (Span(line.spans[at[1]].start, first.end), *content[1:])


def _with_clause(
    line: Line, draft: Draft, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """From the start of the clause where the content is the end of it alone.

    As in "The paper reported Ana Cruz, the mayor, urged | boats to leave": "urged" hangs on
    "reported", so what is reported begins behind that.
    """
    first, run, at = content[0], inside(line, content[0]), inside(line, cue)
    if not line.heads or run is None or at is None or first.start < cue.end or at[1] >= run[0]:
        return content
    gap = range(at[1], run[0])
    words = set(line.words[at[1] : run[0]])
    if words & (CUTS | set('“”"(')) or line.words[at[1]] in _NOT_SUBJECT or len(gap) > 16:
        return content
    if draft.source and cue.end <= draft.source.start < first.start:
        return content
    if not any(
        line.relations[n] == "ccomp" and line.heads[n] in range(*at) and line.tags[n] == "VERB"
        for n in gap
    ):
        return content
    return (Span(line.spans[at[1]].start, first.end), *content[1:])


def _with_verb(line: Line, span: Span, draft: Draft) -> Span:
    """Up to the next comma or the end where the verb of the content was left out."""
    run = inside(line, span)
    cue = draft.cue
    if run is None or cue is None or span.start < cue.start or span != draft.content[-1]:
        return span
    if line.block.kind is BlockKind.HEADLINE or span.of(line.text)[-1] in _CLOSED:
        return span
    if cue.of(line.text).split()[-1].casefold() in _NOT_SUBJECT:
        return span  # "discussions about X are supported by"
    end = run[1]
    goes_on = end < line.end and (
        line.words[end] in _VERBS or (line.capital(end) and line.capital(end - 1))
    )
    if not goes_on or any(word in _VERBS for word in line.words[run[0] : run[1]]):
        goes_on = goes_on and line.capital(end)
    if not goes_on or line.words[end - 1] in ",;:":
        return span
    while end < line.end and line.words[end] != "," and line.words[end] not in CUTS:
        if line.words[end] in '“"' or (draft.source and draft.source.overlaps(line.spans[end])):
            return span
        end += 1
    return line.span(run[0], end) or span
