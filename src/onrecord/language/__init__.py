"""Sentences, tokens and layers of labels: the one place that opens the model files."""

from onrecord.language.tag import tag
from onrecord.language.tagger import Tagger, load_tagger

__all__ = ["Tagger", "load_tagger", "tag"]
