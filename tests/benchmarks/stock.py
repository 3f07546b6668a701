"""An invented stock of any size from one seed. Technologies and words follow a Zipf law, as in real profiles."""

from datetime import timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone

from challenges.models import Challenge, Requirement
from companies.models import Company, CompanyTechnology
from portal.models import ROM, Province, Technology

WORDS, LENGTH = 4000, 90
TECHNOLOGIES = 6
SEED = 20260205


class Drawer:
    """Draws technologies, texts and the rest; the same seed, the same stock."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = np.random.default_rng(seed)
        self.technologies = list(Technology.objects.order_by("id"))
        self.provinces = list(Province.objects.order_by("id"))
        self.words = ["".join(self.random.choice(list("abdeginorstuv"), 4 + n % 7)) for n in range(WORDS)]

    def zipf(self, size: int, number: int) -> list[int]:
        """`number` different positions below `size`, low ones far more often."""
        return list(dict.fromkeys((self.random.zipf(1.3, number * 3) - 1) % size))[:number]

    def some_technologies(self) -> list[Technology]:
        return [self.technologies[each] for each in self.zipf(len(self.technologies), TECHNOLOGIES)]

    def text(self, technologies: list[Technology]) -> str:
        drawn = [self.words[each] for each in (self.random.zipf(1.2, LENGTH) - 1) % WORDS]
        return " ".join([*(each.label_en for each in technologies), *drawn])


@transaction.atomic
def make_companies(number: int) -> None:
    drawer = Drawer()
    named = [drawer.some_technologies() for _ in range(number)]
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
            for n, technologies in enumerate(named)
        ],
        batch_size=2000,
    )
    CompanyTechnology.objects.bulk_create(
        [
            CompanyTechnology(company=company, technology=technology, known_as="confirmed")
            for company, technologies in zip(companies, named, strict=True)
            for technology in technologies
        ],
        batch_size=5000,
    )


@transaction.atomic
def make_challenges(number: int) -> None:
    drawer, now = Drawer(SEED + 1), timezone.now()
    roms = list(ROM.objects.order_by("id"))
    asked = [drawer.some_technologies() for _ in range(number)]
    challenges = Challenge.objects.bulk_create(
        [
            Challenge(
                slug=f"challenge-{n}",
                title_en=f"Challenge {n}",
                teaser_en=drawer.text(technologies),
                rom=roms[n % len(roms)],
                state=Challenge.State.OPEN,
                opens_at=now - timedelta(days=1),
                closes_at=now + timedelta(days=30 + n % 60),
                trl_min=int(drawer.random.integers(3, 7)),
            )
            for n, technologies in enumerate(asked)
        ]
    )
    Requirement.objects.bulk_create(
        [
            Requirement(challenge=challenge, technology=technology, known_as="stated")
            for challenge, technologies in zip(challenges, asked, strict=True)
            for technology in technologies
        ],
        batch_size=5000,
    )
