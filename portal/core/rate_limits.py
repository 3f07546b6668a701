"""Limits on how often a person may do something, counted in the cache that all processes share."""

from django.core.cache import cache

HOUR = 3600


def is_within_rate_limit(action: str, user: int, most: int) -> bool:
    """Count one more; return False once the user did it more than `most` times within an hour of the first."""
    key = f"limit:{action}:{user}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the count expired just now
        return True
