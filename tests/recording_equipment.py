"""What recording needs: codebook and registers. No model is loaded for it."""

from __future__ import annotations

from typing import cast

from ledger_histories import READER
from onrecord.codebook import load_codebook
from onrecord.equipment import Equipment
from onrecord.language import Tagger
from onrecord.registers.actors import load_actors
from onrecord.registers.places import load_gazetteer

EQUIPMENT = Equipment(
    tagger=cast(Tagger, None),
    codebook=load_codebook(),
    actors=load_actors(),
    gazetteer=load_gazetteer(),
    reader=READER,
)
