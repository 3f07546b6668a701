"""Writes on a session and its parts, one module for each subject."""
