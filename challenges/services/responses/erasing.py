"""The one way to remove what was sent in: together with its company."""

import pgtrigger
from django.db import transaction

from challenges.models import Response, Submission
from companies.models import Company


@transaction.atomic
def erase_responses(company: Company) -> int:
    """Remove every response of the company, what it sent in included; how many responses there were."""
    responses = Response.objects.filter(company=company)
    count = len(responses.select_for_update(of=("self",)))
    with pgtrigger.ignore("challenges.Submission:is_never_removed"):
        Submission.objects.filter(response__in=responses).delete()
    responses.delete()
    return count
