"""Load -> rank -> store: the glue between the database and the engine."""


def match_due() -> int:
    """Match every challenge and company whose revision moved on; return how many were due."""
    return 0
