"""Random lives of a challenge, moved by random people, against a second telling of the rules made for this test."""

import random
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from challenges.posting.services import transition_challenge, update_challenge
from challenges.posting.workflow import ChallengeState
from tests.factories import ChallengeCoOwnerFactory, RequirementFactory, UserFactory

HOUR = timedelta(hours=1)
STEPS = 70
PEOPLE = {  # from, to: who
    ("draft", "in_review"): "owner",
    ("in_review", "scheduled"): "other",
    ("in_review", "draft"): "owner",  # without a reason only who wrote it
    ("scheduled", "in_review"): "owner",
    ("pre_release", "in_review"): "owner",
    ("open", "in_review"): "owner",
    ("open", "evaluating"): "owner",
    ("evaluating", "decided"): "owner",
    ("decided", "archived"): "owner",
    ("withdrawn", "draft"): "owner",
    **{
        (state, "withdrawn"): "owner"
        for state in ("draft", "in_review", "scheduled", "pre_release", "open", "evaluating")
    },
}
CLOCK = {
    ("scheduled", "pre_release"): lambda now, a, o, c: a <= now < o,
    ("scheduled", "open"): lambda now, a, o, c: o <= now,
    ("pre_release", "open"): lambda now, a, o, c: o <= now,
    ("open", "evaluating"): lambda now, a, o, c: c <= now,
}


class Model:
    def __init__(self, start):
        self.state, self.writers, self.moves = "draft", set(), 0
        self.moments = (start + 10 * HOUR, start + 25 * HOUR, start + 60 * HOUR)

    def may(self, to, who, owners, reason, now):
        pair = (self.state, to)
        if who == "clock":
            return pair in CLOCK and CLOCK[pair](now, *self.moments)
        if pair not in PEOPLE or who not in owners:
            return False
        if to in ("in_review", "scheduled") and self.state in ("draft", "in_review") and now >= self.moments[2]:
            return False
        if PEOPLE[pair] == "other" and who in self.writers:
            return False
        return pair != ("in_review", "draft") or who in self.writers or bool(reason)

    def move(self, to, who, now):
        if (self.state, to) == ("draft", "in_review") and not self.writers:
            self.writers.add(who)
        if (self.state, to) == ("in_review", "scheduled"):
            self.writers.clear()
        self.state, self.moves = to, self.moves + 1
        follow = [pair for pair, due in CLOCK.items() if pair[0] == to and due(now, *self.moments)]
        if follow and to in ("scheduled", "pre_release", "open"):
            self.move(follow[0][1], "clock", now)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_random_moves_by_random_people_end_as_the_rules_say(seed):
    chance, start = random.Random(seed), timezone.now()
    model = Model(start)
    moments = dict(zip(("pre_release_at", "opens_at", "closes_at"), model.moments, strict=True))
    challenge = RequirementFactory(
        challenge__draft=True, **{f"challenge__{name}": at for name, at in moments.items()}
    ).challenge
    partner = ChallengeCoOwnerFactory(challenge=challenge).rom
    people = {
        **{name: UserFactory(adviser=True, rom=challenge.rom) for name in ("one", "two")},
        "partner": UserFactory(adviser=True, rom=partner),
        "admin": UserFactory(admin=True),
        "stranger": UserFactory(adviser=True),
        "clock": None,
    }
    owners, now, made = {"one", "two", "partner", "admin"}, start, 0
    for step in range(STEPS):
        now += HOUR * chance.random() * 2
        who = chance.choice(list(people))
        if chance.random() < 0.2 and who in owners and model.state not in ("evaluating", "decided", "archived"):
            challenge = update_challenge(challenge, people[who], title_en=f"Need {step}")
            model.writers.add(who)
            if model.state in ("scheduled", "pre_release", "open"):
                model.state, model.moves = "in_review", model.moves + 1
            assert challenge.state == model.state
            continue
        near = [to for source, to in [*PEOPLE, *CLOCK] if source == model.state]
        to, reason = chance.choice([*near, *near, *ChallengeState.values]), chance.choice(["", "Te vaag."])
        expected = model.may(to, who, owners, reason, now)
        try:
            challenge = transition_challenge(challenge, to, people[who], reason=reason, now=now)
            moved = True
        except ValidationError:
            moved = False
        assert moved == expected, (step, model.state, to, who, reason)
        if moved:
            model.move(to, who, now)
            made += 1
        challenge.refresh_from_db()
        assert challenge.state == model.state
        if model.state == "archived":
            break
    assert made > 3
    assert challenge.moves.count() == model.moves
