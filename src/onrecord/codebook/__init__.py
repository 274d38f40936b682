"""What we code by: kinds of event, their slots and words, and the order of terms, all in TOML."""

from onrecord.codebook.codebook import (
    Codebook,
    CodebookText,
    Kind,
    Role,
    Said,
    Slot,
    SlotType,
    Term,
    Trigger,
)
from onrecord.codebook.load import (
    defined_in,
    layer_codebooks,
    load_codebook,
    parse_codebooks,
    read_codebook,
)
from onrecord.codebook.reader import BadCodebook

__all__ = [
    "BadCodebook",
    "Codebook",
    "CodebookText",
    "Kind",
    "Role",
    "Said",
    "Slot",
    "SlotType",
    "Term",
    "Trigger",
    "defined_in",
    "layer_codebooks",
    "load_codebook",
    "parse_codebooks",
    "read_codebook",
]
