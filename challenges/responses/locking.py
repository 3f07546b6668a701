"""The lock and the clock of every write on a response: first the challenge, then the response, then what time it is.

The challenge is shared with whoever else answers it, and kept from whoever would close or move it meanwhile. The clock
is read last, when nothing is waited for any more: it alone decides what came in time.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from challenges.posting.display_status import ChallengePhase, get_phase
from challenges.posting.models import Challenge
from challenges.posting.workflow import TIMED_STATES
from challenges.responses.models import Response
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.ui.dates import format_date_time

CLOSED = "closed"  # the code of every refusal because a challenge is not open


@dataclass(frozen=True)
class LockedResponse:
    challenge: Challenge
    response: Response
    now: datetime

    def must_be_open(self) -> None:
        """Raises ValidationError, code "closed", with what happened to the challenge."""
        if not self.challenge.is_open_at(self.now):
            raise ValidationError(explain_closed_challenge(self.challenge, self.now), code=CLOSED)

    def must_be_answerable_by(self, user: User) -> None:
        """Open, and still for this person's eyes: a right that was withdrawn ends here, too."""
        self.must_be_open()
        is_member = user.memberships.filter(company=self.response.company_id).exists()
        if not is_member or not Challenge.objects.visible_to(user).filter(pk=self.challenge.pk).exists():
            raise ValidationError(_("You can answer this challenge no more: it is not open to you now."), code=CLOSED)


def lock_response(challenge: Challenge, company: Company, user: User) -> LockedResponse:
    """The challenge and the company's response as they stand, until the transaction ends; a new draft if need be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM challenges_challenge WHERE id = %s FOR SHARE", [challenge.pk])
    challenge = Challenge.objects.get(pk=challenge.pk)
    made, _is_new = Response.objects.get_or_create(challenge=challenge, company=company, defaults={"created_by": user})
    response = Response.objects.select_for_update(of=("self",), no_key=True).get(pk=made.pk)
    response.challenge, response.company = challenge, company
    return LockedResponse(challenge, response, database_now())


def explain_closed_challenge(challenge: Challenge, now: datetime) -> str:
    phase = get_phase(challenge, now)
    if phase == ChallengePhase.IN_REVIEW:
        return _("The ROM is changing this challenge. Your answer is kept; it can be answered again once that is done.")
    if phase in {ChallengePhase.DRAFT, ChallengePhase.SCHEDULED, ChallengePhase.WITHDRAWN}:
        return _("The ROM took this challenge back. It can be answered no more.")
    if phase == ChallengePhase.UPCOMING:
        return _("This challenge opens %(moment)s.") % {"moment": format_date_time(challenge.opens_at)}
    if challenge.state in TIMED_STATES:
        return _("This challenge closed %(moment)s.") % {"moment": format_date_time(challenge.closes_at)}
    return _("The ROM closed this challenge. It can be answered no more.")
