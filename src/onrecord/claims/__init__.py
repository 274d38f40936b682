"""Attributions, values and mentions become claims; the guard lets through what is grounded."""

from onrecord.claims.founded import founded
from onrecord.claims.slots import fill_slots

__all__ = ["fill_slots", "founded"]
