from challenges.matching.models import Match
from challenges.posting.invitations import SUGGESTED, _filter_uninvited_companies
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User


def suggest_invitations(challenge: Challenge, user: User) -> list[Company]:
    """The best of its match list that are not invited: those that miss nothing else."""
    matches = Match.objects.visible_to(user).of_challenge(challenge).filter(failed_rule__in=["", Match.Rule.INVITED])
    best = matches.filter(company__in=_filter_uninvited_companies(challenge, user).values("pk")).select_related(
        "company__province"
    )
    return [match.company for match in best.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))[:SUGGESTED]]
