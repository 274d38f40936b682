"""The labels of the tagger's heads, in the order of its scores."""

from __future__ import annotations

NAME_TYPES = (
    "Person", "Location", "Organization", "NORP", "Facility", "Product", "Date", "Money", "Misc",
)  # fmt: skip
"""Kinds of names, those of the Worldwide English Newswire corpus."""

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
"""Parts of speech of Universal Dependencies."""

INNER = "inner"
"""The relation of a token to the first token of the treebank's word that both stand in."""

RELATIONS = (
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "ccomp", "compound", "conj", "cop", "csubj", "dep", "det", "discourse", "expl", "fixed",
    "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass",
    "nummod", "obj", "obl", "orphan", "parataxis", "punct", "root", "vocative", "xcomp", INNER,
)  # fmt: skip
"""Relations of Universal Dependencies, and one of our own for the parts of a word."""
