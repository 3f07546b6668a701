"""What a company should know before it writes an answer: whether a must keeps it out of the list."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.matching.match_list import describe_failed_rule
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class EligibilityWarning:
    title: str
    text: str


def get_eligibility_warning(challenge: Challenge, company: Company) -> EligibilityWarning | None:
    """None where it qualifies, or is not matched as its profile is a draft. One query."""
    if not company.is_published:
        return None
    found = Match.objects.filter(challenge=challenge, company=company).select_related("failed_technology")
    match = found.first()
    if match is None:
        title = _("This challenge is not among your best matches")
        return EligibilityWarning(
            title, _("You miss more than one requirement, or other companies match better. You can still respond.")
        )
    if not match.failed_rule:
        return None
    named = Vocabulary([match.failed_technology] if match.failed_technology else [])
    said = describe_failed_rule(match, challenge, company, named).to_you
    all_the_same = _("You can still respond: the ROM can read every response. Explain how you meet this requirement.")
    return EligibilityWarning(_("Your profile does not meet a requirement of this challenge"), f"{said} {all_the_same}")
