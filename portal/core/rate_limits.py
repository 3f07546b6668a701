"""How often a person may look something up: counted where every process sees it, and forgotten after an hour."""

from django.core.cache import cache

HOUR = 3600


def is_within_rate_limit(action: str, user: int, most: int) -> bool:
    """Counts one more; False once this person did it more than `most` times within the hour of the first."""
    key = f"limit:{action}:{user}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the hour ended just now
        return True
