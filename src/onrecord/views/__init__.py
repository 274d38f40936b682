"""Rows become pages, and pages become text, JSON and CSV; shared by command line and desk."""
