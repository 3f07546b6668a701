"""Readers and importers that the commands and the admin share."""
