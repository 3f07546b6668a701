"""The lock and the clock of every write on a response: first the challenge, then the response, then what time it is.

The challenge is shared with whoever else answers it, and kept from whoever would close or move it meanwhile. The clock
is read last, when nothing is waited for any more: it alone decides what came in time.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.responses.models import Response
from challenges.responses.workflow import CLOSED, COMPANY, require_open
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.workflow import Attempt


@dataclass(frozen=True)
class LockedResponse:
    challenge: Challenge
    response: Response
    now: datetime

    def must_be_open(self) -> None:
        """Raises ValidationError, code "closed", with what happened to the challenge."""
        if problem := require_open(self.attempt("")):
            raise problem

    def attempt(self, name: str) -> Attempt:
        return Attempt(row=self.response, actors={COMPANY}, name=name, now=self.now)

    def must_be_answerable_by(self, user: User) -> None:
        """Open, and still for this person's eyes: a right that was withdrawn ends here, too."""
        self.must_be_open()
        is_member = user.memberships.filter(company=self.response.company_id).exists()
        if not is_member or not Challenge.objects.visible_to(user).filter(pk=self.challenge.pk).exists():
            raise ValidationError(
                _("You can no longer respond, because you no longer have access to this challenge."), code=CLOSED
            )


def lock_response(challenge: Challenge, company: Company, user: User) -> LockedResponse:
    """The challenge and the company's response as they stand, until the transaction ends; a new draft if need be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM challenges_challenge WHERE id = %s FOR SHARE", [challenge.pk])
    challenge = Challenge.objects.get(pk=challenge.pk)
    made, _is_new = Response.objects.get_or_create(challenge=challenge, company=company, defaults={"created_by": user})
    response = Response.objects.lock().get(pk=made.pk)
    response.challenge, response.company = challenge, company
    return LockedResponse(challenge, response, database_now())
