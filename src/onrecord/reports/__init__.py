"""Captures -> reports: versions with blocks and page facts, and what changed between versions."""

from __future__ import annotations
