"""Who is credited with a stretch of text: attributions, ready to be asked by place."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.attribution import Attribution
from onrecord.model.span import Span

_BUCKET = 256
"""Characters to a bucket: about two sentences, so that a question looks at few contents."""


class Contents:
    """The contents of a version's attributions, by where they stand.

    Asking costs as much as the contents that lie around the place, not as all of them.
    """

    def __init__(self, attributions: Sequence[Attribution]) -> None:
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
            if content.holds(span):
                size = content.end - content.start
                if best is None or (size, number) < best[:2]:
                    best = (size, number, one)
        return best[2] if best else None
