"""Captures -> reports: versions with blocks and page facts, and what changed between versions."""

from __future__ import annotations

from onrecord.reports.read import read_report

__all__ = ["read_report"]
