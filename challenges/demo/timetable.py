"""Wishes at the example session that comes, and the first timetable made of them.

After matching, for who wants to meet whom mostly follows the matches. Nothing is said where somebody said something.
"""

from collections.abc import Iterator

import numpy as np
from django.db import transaction

from challenges.demo.registrations import SLUG
from challenges.matching.models import Match
from challenges.sessions.models import Session
from challenges.timetables.engine.programme import Ints
from challenges.timetables.models import Wish
from challenges.timetables.programme import TimetableInput, load_timetable_input
from challenges.timetables.services.plans import make_due_plans, request_plan
from portal.accounts.models import User

MUST, MEET, NO = Wish.Kind.MUST, Wish.Kind.MEET, Wish.Kind.NO
COMPANY, HOST = Wish.Side.COMPANY, Wish.Side.HOST
SAID_BY_COMPANY = ((MUST, MEET, MEET), (MEET, MEET, MEET), (), (MEET, MUST, MEET, MEET))  # in turns, what it likes best
SAID_BY_HOST = ((MUST, MEET, MEET, MEET), (MUST, MEET, MEET), (MEET,) * 5, ())  # first
NO_THANKS_EACH = 4  # every fourth company and host declines whom it likes least
SHORT_OF_TIME = 2  # more companies than a host has time for call it a must, so that some miss it for a true reason
SPREAD = 16  # likings of who does not match at all differ by less than a tenth of a point of a match

Said = tuple[int, int, Wish.Side, Wish.Kind]  # places of company and host, as in Loaded


def load_demo_timetable() -> bool:
    """Whether there was a session to make it for."""
    session = Session.objects.filter(slug=SLUG, is_example=True, plans=None).first()
    by = User.objects.filter(rom=session.rom_id).order_by("pk").first() if session else None
    if session is None or by is None:
        return False
    with transaction.atomic():
        if not Wish.objects.filter(pitch__session=session).exists():
            _add_demo_preferences(load_timetable_input(session))
        request_plan(session, by)
    make_due_plans()
    return True


def _add_demo_preferences(loaded: TimetableInput) -> None:
    said = {(company, host, side): wish for company, host, side, wish in _choose_preferences(loaded)}
    Wish.objects.bulk_create(
        Wish(registration=loaded.registrations[company], pitch=loaded.pitches[host], side=side, wish=wish)
        for (company, host, side), wish in said.items()
    )


def _choose_preferences(loaded: TimetableInput) -> Iterator[Said]:
    """Of the same pair and side the last counts."""
    liking = _rate_pairs(loaded)
    for company, row in enumerate(liking):
        yield from ((company, host, COMPANY, wish) for host, wish in _pick_preferences(row, SAID_BY_COMPANY, company))
    for host, column in enumerate(liking.T):
        yield from ((company, host, HOST, wish) for company, wish in _pick_preferences(column, SAID_BY_HOST, host))
    room = loaded.programme.places.sum(axis=1)
    scarce = int(room.argmin())
    for company in _sort_best_first(liking[:, scarce])[: int(room[scarce]) + SHORT_OF_TIME]:
        yield company, scarce, COMPANY, MUST


def _rate_pairs(loaded: TimetableInput) -> Ints:
    """(n, m): by the match, also one that fails a rule; -1 where the company may not read the challenge."""
    shape = loaded.programme.value.shape
    company, host = np.indices(shape)
    liking = np.asarray((7 * company + 5 * host) % SPREAD, np.int64)
    companies = {each.company_id: at for at, each in enumerate(loaded.registrations)}
    challenges = {each.challenge_id: at for at, each in enumerate(loaded.pitches)}
    found = Match.objects.filter(company__in=companies, challenge__in=challenges)
    for first, second, total in found.values_list("company", "challenge", "total"):
        liking[companies[first], challenges[second]] += SPREAD * total
    return np.where(loaded.programme.never, -1, liking)


def _sort_best_first(row: Ints) -> list[int]:
    return [int(other) for other in np.argsort(-row, kind="stable") if row[other] >= 0]


def _pick_preferences(
    row: Ints, turns: tuple[tuple[Wish.Kind, ...], ...], number: int
) -> Iterator[tuple[int, Wish.Kind]]:
    """What one says of the others: of the best, and of the last."""
    best, wanted = _sort_best_first(row), turns[number % len(turns)]
    yield from zip(best, wanted, strict=False)
    if number % NO_THANKS_EACH == 0 and len(best) > len(wanted):
        yield best[-1], NO
