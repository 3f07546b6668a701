"""Notifications on the site, email through the outbox, and digests."""
