"""Who is credited with what: attributions from the tagger's labels and from rules."""

from onrecord.attributions.find import find_attributions

__all__ = ["find_attributions"]
