"""Matchmaking sessions: programme, rooms, registrations and check-in."""
