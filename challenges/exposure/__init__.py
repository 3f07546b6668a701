"""Measure how often companies are seen, and apply the floor on exposure. docs/adr/0034 defines "seen"."""
