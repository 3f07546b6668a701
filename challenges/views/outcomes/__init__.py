"""Afterwards: each side says what came of its talks, and the organisers see what the session brought."""
