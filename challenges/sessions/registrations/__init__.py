"""Seats of a session: asked for, given, waited for, offered, and told to everyone they concern."""
