"""Speech and thought inside the words of others: "“We want talks,” he said", "said it had urged …".

The tagger has one layer of tags, so what stands inside a content is found by rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attributions import cues, lexicon
from onrecord.attributions.draft import Draft
from onrecord.attributions.lines import CUTS, Line, is_party, subject
from onrecord.language.listing import listed
from onrecord.model.span import Span

_THOUGHT = listed(
    "think thinks thought believe believes believed assume assumes assumed know knows knew want "
    "wants wanted hope hopes hoped fear fears feared expect expects expected suspect suspects "
    "suspected seek seeks sought intend intends"
)
_SPEECH = listed(
    "say says said urge urges urged ask asks asked order ordered demand demands demanded agree "
    "agreed promise promised pledge pledged vow vowed announce announced declare declared "
    "determine determined warn warned tell told claim claimed deny denied insist insists "
    "insisted request requested threaten threatened conclude concluded confirm confirmed advise "
    "advised call calls called assure assures assured inform informed"
)
_PARTICIPLES = listed("believed thought expected suspected known feared asked told ordered")
_BE = listed("is are was were be been being")
_PERSONAL = lexicon.I_WE | lexicon.HE_SHE | lexicon.THEY | lexicon.YOU | {"it"}
_NOUNS_TOO = listed("order demand promise pledge claim hope fear request call vow tell warn insist")
"""Forms that are nouns as well, or plain forms: only after "we", "they" and their like."""
_PLURAL_SUBJECTS = listed("we they i you to will would") | lexicon.GROUPS
_FINISH = listed("to that it he she they we i you there the a an this")


def find_inner(line: Line, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts whose source, cue and content all stand in one stretch of a content of `drafts`."""
    for place, word in enumerate(line.words):
        if word not in _THOUGHT and word not in _SPEECH:
            continue
        if place + 2 >= len(line):
            continue
        holder = _holder(line.spans[place], drafts)
        if holder is None:
            continue
        who = subject(line, place)
        if who is None:
            continue
        first = max(who[0], next(n for n, s in enumerate(line.spans) if s.end > holder.start))
        if first >= who[1] or not _speaks(line, first, who[1], word, place):
            continue
        if word in ("call", "calls", "called") and line.words[place + 1] not in ("for", "on"):
            continue
        if any(w in cues.NEGATIONS or w == "t" for w in line.words[who[1] : place]):
            continue
        if any(w in _BE for w in line.words[who[1] : place]):
            continue  # a passive: "is expected to"
        if word in _PARTICIPLES and line.words[place + 1] == "to" and who[1] - who[0] > 1:
            continue  # "people believed to be abroad"
        content = _content(line, _past_object(line, place), holder)
        source = line.span(first, who[1])
        cue = line.spans[place]
        if content and source and content != holder:
            yield Draft(source, cue, (content,), "rule.inner", 0.6)


def _holder(at: Span, drafts: Sequence[Draft]) -> Span | None:
    """The narrowest stretch of a content that holds `at`."""
    found = [span for draft in drafts for span in draft.content if span.holds(at)]
    return min(found, key=lambda span: (span.end - span.start, span.start)) if found else None


def _speaks(line: Line, start: int, end: int, verb: str, place: int) -> bool:
    """Whether the subject may say or think so."""
    words = line.words[start:end]
    after = line.words[place + 1]
    if words[0] in ("nothing", "nobody", "none", "no"):
        return False
    before = line.words[place - 1]
    if verb in _NOUNS_TOO and (before not in _PLURAL_SUBJECTS and before != "to"):
        return False
    if words == ("you",) and verb == "know":
        return False
    if verb.startswith("expect") and "to" not in line.words[place + 1 : place + 8]:
        return False
    if verb.startswith("want") and "to" not in line.words[place + 1 : place + 6]:
        return False
    if len(words) == 1 and words[0] in _PERSONAL:
        return True
    if end - start > 10 or words[0] in lexicon.RELATIVE:
        return False
    if verb in _THOUGHT and after not in _FINISH:
        return False
    if verb in _TOLD and after in _OBJECTS:
        return words[-1] not in lexicon.PRODUCTS  # whoever tells somebody is somebody
    return is_party(line, start, end)


def _past_object(line: Line, verb: int) -> int:
    """The place behind a verb and the pronoun of who is told: "told me that": "that"."""
    told = line.words[verb] in _TOLD and line.words[verb + 1] in _OBJECTS
    return verb + 2 if told and line.words[verb + 2 : verb + 3] != (":",) else verb + 1


_TOLD = listed("told assured informed warned promised")
_OBJECTS = listed("me us him her them you")


def _content(line: Line, start: int, holder: Span) -> Span | None:
    if line.words[start] in ("that", ":", ",") and start + 1 < len(line):
        start += 1
    end = start
    while end < line.end and line.words[end] not in CUTS and line.spans[end].end <= holder.end:
        if line.words[end] == "," and line.words[end + 1 : end + 2] in (("but",), ("which",)):
            break
        end += 1
    span = line.span(start, end)
    if span is None or end - start < 2:
        return None
    words = span.of(line.text)
    if words[-1] in '”"' and words.count("“") < words.count("”") + words.count('"') % 2:
        words = words[:-1].rstrip(" ,.")  # the mark closes the quotation around it
    return Span(span.start, span.start + len(words)) if words else None
