"""News reports in, the record out: who said what, since when, and what changed."""

__version__ = "0.1.0"
