"""Registers: actors, places, obligations and units as data files, with their readers."""
