"""Times as figures: the middle one, and the one that 95 of 100 stay under."""

import statistics
from collections.abc import Sequence


def told(name: str, seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:<40} median {statistics.median(ordered):7.3f} s   p95 {p95:7.3f} s   most {ordered[-1]:7.3f} s"
