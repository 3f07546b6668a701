"""Versions of the matching model, and what outcomes teach about its weights."""
