"""What we code by: kinds of event, their slots and words, and the order of terms, all in TOML."""

from onrecord.codebook.codebook import Codebook, Kind, Role, Said, Slot, SlotType, Term, Trigger
from onrecord.codebook.load import BadCodebook, load_codebook, parse_codebooks

__all__ = [
    "BadCodebook",
    "Codebook",
    "Kind",
    "Role",
    "Said",
    "Slot",
    "SlotType",
    "Term",
    "Trigger",
    "load_codebook",
    "parse_codebooks",
]
