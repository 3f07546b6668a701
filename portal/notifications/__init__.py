"""Notifications on the site, mail through the outbox, and digests."""
