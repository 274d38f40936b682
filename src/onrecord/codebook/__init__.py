"""What we code by: kinds of event, their slots and words, and the order of terms, all in TOML."""

from onrecord.codebook.codebook import (
    Codebook,
    CodebookText,
    Kind,
    Role,
    Said,
    Scheme,
    Slot,
    SlotType,
    Term,
    Trigger,
)
from onrecord.codebook.load import (
    check_codebook,
    defined_in,
    layer_codebooks,
    load_codebook,
    parse_codebooks,
    read_codebook,
    template,
)
from onrecord.codebook.mistakes import BadCodebook, Mistake

__all__ = [
    "BadCodebook",
    "Codebook",
    "CodebookText",
    "Kind",
    "Mistake",
    "Role",
    "Said",
    "Scheme",
    "Slot",
    "SlotType",
    "Term",
    "Trigger",
    "check_codebook",
    "defined_in",
    "layer_codebooks",
    "load_codebook",
    "parse_codebooks",
    "read_codebook",
    "template",
]
