"""A matched stock whose scores a test chooses, and people who judge it."""

from dataclasses import dataclass

import numpy as np

from challenges.matching.engine.points import MaximumPoints
from challenges.matching.inputs import Stock
from challenges.matching.model_services import create_active_version
from challenges.matching.model_versions import Fit
from challenges.matching.models import Decision, Match, MatchedChallenge, MatchedCompany
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from tests.factories import ChallengeFactory, CompanyFactory, MatchFactory, ROMFactory

NOW = tuple(MaximumPoints())
SHARP = 12  # how surely people of the simulation take on the company with the higher utility
LOOKED_AT = 8
ROOM = {"ranked_end": -1, "nearly_end": -1}  # lists with room left


def matched(challenge, company, parts=NOW, fit=None, **fields):
    """A pair as matching would leave it: the row, and by which version both sides were matched."""
    fit = fit or Fit.objects.filter(is_active=True).first() or create_active_version(Stock.now())[0]
    for model, side in ((MatchedChallenge, {"challenge": challenge}), (MatchedCompany, {"company": company})):
        model.objects.update_or_create(**side, defaults={"version": 1, "fit": fit, **ROOM})
    return MatchFactory(
        challenge=challenge, company=company, **dict(zip(MaximumPoints._fields, parts, strict=True)), **fields
    )


@dataclass
class Scene:
    """Challenges of three ROMs, and companies; the first version is active."""

    challenges: list[Challenge]
    companies: list[Company]
    fit: Fit


def scene(challenges=30, companies=LOOKED_AT, roms=3):
    owners = [ROMFactory() for _ in range(roms)]
    wanted = [ChallengeFactory(rom=owners[number % roms]) for number in range(challenges)]
    offered = [CompanyFactory() for _ in range(companies)]
    fit, _model = create_active_version(Stock.now())
    MatchedChallenge.objects.bulk_create(
        MatchedChallenge(challenge=each, version=1, fit=fit, **ROOM) for each in wanted
    )
    MatchedCompany.objects.bulk_create(MatchedCompany(company=each, version=1, fit=fit, **ROOM) for each in offered)
    return Scene(wanted, offered, fit)


def judge(scene, utility, seed=1):
    """Each challenge has its best by the weights of now; people take on the better half of them by a utility of their
    own, and dismiss the others because they do something else."""
    rng = np.random.default_rng(seed)
    rows, said = [], []
    for challenge in scene.challenges:
        shares = best_of(rng, scene.fit.points)
        worth = shares @ np.array(utility)
        takes_on = rng.random(LOOKED_AT) < 1 / (1 + np.exp(-SHARP * (worth - np.median(worth))))
        for company, each, is_taken in zip(scene.companies, shares, takes_on, strict=True):
            rows.append(_row(challenge, company, each, scene.fit.points))
            said.append(Decision(challenge=challenge, company=company, **_decided(is_taken)))
    Match.objects.bulk_create(rows)
    Decision.objects.bulk_create(said)


def best_of(rng, weights, companies=40):
    shares = np.column_stack(
        [
            rng.beta(2, 3, companies),
            rng.beta(2, 2, companies),
            rng.choice([1, 0.75, 0.5, 0.4], companies),
            rng.choice([1, 0.4, 0.2], companies),
            rng.beta(1, 3, companies),
        ]
    )
    return shares[np.argsort(-(shares @ np.array(weights)))[:LOOKED_AT]]


def _row(challenge, company, shares, weights):
    parts = [int(share * most) for share, most in zip(shares, weights, strict=True)]
    return Match(
        challenge=challenge,
        company=company,
        **dict(zip(MaximumPoints._fields, parts, strict=True)),
        total=sum(parts),
        in_challenge_top=True,
        challenge_version=1,
        company_version=1,
    )


def _decided(is_taken):
    return {"kind": "shortlisted"} if is_taken else {"kind": "dismissed", "reason": "wrong_technology"}
