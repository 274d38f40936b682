"""Who is credited with what: attributions from the tagger's labels and from rules."""

from onrecord.attributions.find import find_attributions
from onrecord.attributions.oddities import find_oddities

__all__ = ["find_attributions", "find_oddities"]
