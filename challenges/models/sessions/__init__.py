"""A session from its preparation on: one module for each subject."""
