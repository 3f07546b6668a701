"""Recomputing matches: what is due, how it is computed, how it is stored."""
