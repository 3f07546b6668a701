"""List the personal data that the site holds.

companies/privacy.py, challenges/privacy.py and portal_models.py (for portal and the packages) name the fields. The
export, erasure, retention, the privacy page and docs/privacy.md all read this inventory.
"""
