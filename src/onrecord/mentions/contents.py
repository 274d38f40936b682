"""Who is credited with a stretch of text: attributions, ready to be asked by place."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.attribution import Attribution
from onrecord.model.span import Span

_BUCKET = 256
"""Characters to a bucket: about two sentences, so that a question looks at few contents."""


def covers(content: Span, span: Span, text: str) -> bool:
    """Whether the words at `span` are part of `content`.

    So they are, too, where the content's border cuts off no more than their last word: a tagger
    that lets the content end at "690" means the kilometres as well.

    >>> text = "It flew 690 kilometers, it said."
    >>> covers(Span(0, 11), Span(8, 22), text), covers(Span(0, 7), Span(8, 22), text)
    (True, False)
    """
    if content.holds(span):
        return True
    if not content.start <= span.start < content.end < span.end:
        return False
    rest = text[content.end : span.end].strip()
    return rest.isalpha()


class Contents:
    """The contents of a version's attributions, by where they stand.

    Asking costs as much as the contents that lie around the place, not as all of them.
    """

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self._text = text
        buckets: dict[int, list[tuple[Span, int, Attribution]]] = {}
        for number, one in enumerate(attributions):
            for content in one.content:
                for bucket in range(content.start // _BUCKET, content.end // _BUCKET + 1):
                    buckets.setdefault(bucket, []).append((content, number, one))
        self._buckets = buckets

    def innermost(self, span: Span) -> Attribution | None:
        """The attribution with the least content that holds `span`, of equals the first.

        None where no content holds it: the report speaks for itself.
        """
        best: tuple[int, int, Attribution] | None = None
        for content, number, one in self._buckets.get(span.start // _BUCKET, ()):
            if covers(content, span, self._text):
                size = content.end - content.start
                if best is None or (size, number) < best[:2]:
                    best = (size, number, one)
        return best[2] if best else None
