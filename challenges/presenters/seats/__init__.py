"""Seats of a session as pages show them."""
