"""Tests of the room names."""
