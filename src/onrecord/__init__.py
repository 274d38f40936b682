"""onrecord reads news reports and keeps the record of who said what, since when, and what changed."""

__version__ = "0.1.0"
