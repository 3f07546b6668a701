"""Clears away what was kept long enough, in small steps: safe to stop, to repeat and to run at once.

A rule finds keys and removes them; each app has its own in `services/retention_rules.py`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.privacy.models import RetentionRun

log = logging.getLogger(__name__)
# By name: the ground floor knows of the other apps as strings only.
MODULES = (
    "portal.privacy.retention_rules",
    "companies.retention_rules",
    "challenges.retention_rules",
)
STEP = 500  # rows in one transaction
MOST_STEPS = 200  # of one rule in one run: the rest is for tomorrow
EXAMPLES = 5


@dataclass(frozen=True)
class RetentionRule:
    """find: the keys of at most so many rows that are due at a moment, the oldest first. remove: what to do with them.

    remove returns how many it did; it looks again, under a lock where that matters, as another run may be ahead.
    """

    name: str
    find: Callable[[datetime, int], list[Any]]
    remove: Callable[[list[Any]], int]


@dataclass(frozen=True)
class DueRows:
    count: int
    examples: list[Any]
    is_more: bool


def list_retention_rules() -> list[RetentionRule]:
    return [rule for module in MODULES for rule in import_module(module).RULES]


def get_retention_cutoff(now: datetime, name: str) -> datetime:
    return now - timedelta(days=settings.KEEP_DAYS[name])


def preview_retention() -> dict[str, DueRows]:
    """What a run would find now, by rule: counted up to one step."""
    now = timezone.now()
    found = {rule.name: rule.find(now, STEP + 1) for rule in list_retention_rules()}
    return {name: DueRows(len(keys[:STEP]), keys[:EXAMPLES], len(keys) > STEP) for name, keys in found.items()}


def run_retention() -> RetentionRun:
    """Every rule in turn; one that fails stops no other, and is named in the record."""
    record = RetentionRun.objects.create()
    now = timezone.now()
    for rule in list_retention_rules():
        try:
            record.counts[rule.name] = apply_retention_rule(rule, now)
        except Exception as error:  # whatever is wrong with one rule is noted, and stops no other
            log.exception("Retention: the rule %s failed", rule.name)
            record.failed[rule.name] = type(error).__name__
    record.finished_at = timezone.now()
    record.save()
    return record


def apply_retention_rule(rule: RetentionRule, now: datetime) -> int:
    total = 0
    for _step in range(MOST_STEPS):
        keys = rule.find(now, STEP)
        if not keys:
            break
        with transaction.atomic():
            done = rule.remove(keys)
        total += done
        if not done:
            break
    return total
