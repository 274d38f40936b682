"""Rows become page objects, and page objects text, JSON and CSV; shared by command line and desk."""
