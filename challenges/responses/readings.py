"""Reading what companies sent in: by the challenge's ROM and admins, once it closed, and never unseen."""

from collections.abc import Iterable

from challenges.posting.models import Challenge
from challenges.responses.models import Response, Submission
from challenges.responses.reading_models import Reading
from portal.accounts.models import User


def record_response_reading(user: User, submissions: Iterable[Submission], way: str) -> None:
    """Keep who read what, by whichever way."""
    Reading.objects.bulk_create(Reading(submission=submission, user=user, way=way) for submission in submissions)


def list_readable_submissions(user: User, challenge: Challenge) -> list[Submission]:
    """The last of each company whose response counts, the first to come in on top; none before the challenge closed."""
    found = Submission.objects.latest_of(Response.objects.readable_by(user).filter(challenge=challenge))
    return list(found.select_related("response__company").order_by("submitted_at", "pk"))


def count_submitted_responses(challenge: Challenge) -> int:
    """All that may be known of responses before the challenge closes."""
    return Response.objects.submitted().filter(challenge=challenge).count()
