"""What stands beside an article: menus, related stories, newsletters, comments."""

from __future__ import annotations

import re

from onrecord.reports.dom import Chunk

_SIDE = re.compile(
    r"\b(?:related|recommend\w*|newsletter|most-?(?:read|popular|viewed)|trending|comments?"
    r"|promo\w*|advert\w*|sponsor\w*|subscribe|social|share(?:-?bar|-tools)?|cookie\w*"
    r"|breadcrumbs?)\b"
)


def is_aside(run: Chunk) -> bool:
    """Whether the run's surroundings say that it is no part of the article."""
    return bool({"nav", "aside", "footer", "form"} & set(run.tags)) or bool(
        _SIDE.search(run.marks.replace("_", "-"))
    )
