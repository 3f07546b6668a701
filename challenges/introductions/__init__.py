"""Introductions: begun by a side, answered by the others, carried on or ended, and told to everyone they concern."""
