"""Fills the site with examples: what is missing is created, what is there stays as people left it."""
