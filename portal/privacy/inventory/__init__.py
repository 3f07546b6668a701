"""What the site holds of people: each app names its own in `<app>/personal.py`, and everything else reads it here.

The export, the erasure, retention, the privacy page and docs/privacy.md all follow this register.
"""
