"""An invented stock of any size from one seed. Technologies and words follow a Zipf law, as in real profiles."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company, CompanyTechnology
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology

WORDS, LENGTH = 4000, 90
TECHNOLOGIES = 6
SEED = 20260205
AT_ONCE = 1000  # in one transaction


class Drawer:
    """Draws technologies, texts and the rest; the same seed, the same stock."""

    def __init__(self, seed: int = SEED, length: int = LENGTH) -> None:
        self.random = np.random.default_rng(seed)
        self.length = length
        self.technologies = list(Technology.objects.order_by("id"))
        self.provinces = list(Province.objects.order_by("id"))
        self.words = ["".join(self.random.choice(list("abdeginorstuv"), 4 + n % 7)) for n in range(WORDS)]

    def zipf(self, size: int, number: int) -> list[int]:
        """`number` different positions below `size`, low ones far more often."""
        return list(dict.fromkeys((self.random.zipf(1.3, number * 3) - 1) % size))[:number]

    def some_technologies(self) -> list[Technology]:
        return [self.technologies[each] for each in self.zipf(len(self.technologies), TECHNOLOGIES)]

    def text(self, technologies: list[Technology]) -> str:
        drawn = [self.words[each] for each in (self.random.zipf(1.2, self.length) - 1) % WORDS]
        return " ".join([*(each.label_en for each in technologies), *drawn])


def make_companies(number: int, length: int = LENGTH) -> None:
    """length: words in each text."""
    drawer = Drawer(length=length)
    with without_history():
        for start in range(0, number, AT_ONCE):
            _make_companies(drawer, range(start, min(number, start + AT_ONCE)))
    _look_at_tables()


@transaction.atomic
def _make_companies(drawer: Drawer, numbers: range) -> None:
    named = [drawer.some_technologies() for _ in numbers]
    companies = Company.objects.bulk_create(
        [
            Company(
                slug=f"company-{n}",
                name=f"Company {n}",
                state=Company.State.PUBLISHED,
                claimed_at=timezone.now(),
                text_en=drawer.text(technologies),
                trl=int(drawer.random.integers(1, 10)),
                province=drawer.provinces[n % len(drawer.provinces)],
            )
            for n, technologies in zip(numbers, named, strict=True)
        ]
    )
    CompanyTechnology.objects.bulk_create(
        [
            CompanyTechnology(company=company, technology=technology, known_as="confirmed")
            for company, technologies in zip(companies, named, strict=True)
            for technology in technologies
        ]
    )


def make_challenges(number: int, length: int = LENGTH, *, seed: int = SEED + 1, name: str = "challenge") -> None:
    drawer = Drawer(seed, length)
    with without_history():
        for start in range(0, number, AT_ONCE):
            _make_challenges(drawer, range(start, min(number, start + AT_ONCE)), name)
    if number > 1:
        _look_at_tables()


@transaction.atomic
def _make_challenges(drawer: Drawer, numbers: range, name: str) -> None:
    now, roms = timezone.now(), list(ROM.objects.order_by("id"))
    asked = [drawer.some_technologies() for _ in numbers]
    challenges = Challenge.objects.bulk_create(
        [
            Challenge(
                slug=f"{name}-{n}",
                title_en=f"Challenge {n}",
                teaser_en=drawer.text(technologies),
                rom=roms[n % len(roms)],
                state=Challenge.State.OPEN,
                opens_at=now - timedelta(days=1),
                closes_at=now + timedelta(days=30 + n % 60),
                trl_min=int(drawer.random.integers(3, 7)),
            )
            for n, technologies in zip(numbers, asked, strict=True)
        ]
    )
    Requirement.objects.bulk_create(
        [
            Requirement(challenge=challenge, technology=technology, known_as="stated")
            for challenge, technologies in zip(challenges, asked, strict=True)
            for technology in technologies
        ]
    )


@contextmanager
def without_history() -> Iterator[None]:
    """While a stock is invented, nobody needs to know who made each row; it takes twice as long."""
    models = (Company, CompanyTechnology, Challenge, Requirement)
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, [[model._meta.db_table for model in models]])
        triggers = cursor.fetchall()
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        yield
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def _look_at_tables() -> None:
    """As PostgreSQL does by itself within minutes."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


_HISTORY = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger
WHERE tgrelid::regclass::text = ANY(%s) AND tgname LIKE 'pgtrigger\\_insert\\_insert\\_%%'
"""
