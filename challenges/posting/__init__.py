"""Challenges: requirements, annex, invitations, and review by a second person."""
