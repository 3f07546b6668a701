from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from challenges.posting.models import Challenge
from challenges.responses.models import Response, Submission
from challenges.responses.partner_models import CoApplicant
from companies.profiles.models import Company
from companies.profiles.permissions import get_own_company
from portal.accounts.models import User


def can_answer_challenge(user: User | AnonymousUser, challenge: Challenge, now: datetime) -> bool:
    """A member of a company, on a challenge that is open and that they may see."""
    return (
        get_own_company(user) is not None
        and Challenge.objects.visible_to(user).open_at(now).filter(pk=challenge.pk).exists()
    )


def get_answerable_challenge(user: User, company: Company, slug: str) -> Challenge:
    """A challenge that the user may see, or that their company has a response to already; 404 for others."""
    answered = Response.objects.visible_to(user).filter(company=company).values("challenge")
    known = Challenge.objects.visible_to(user).values("pk")
    found = Challenge.objects.filter(Q(pk__in=known) | Q(pk__in=answered)).select_related("rom")
    return get_object_or_404(found, slug=slug)


def get_own_response(user: User, company: Company, slug: str) -> Response:
    """The response of the user's company to the challenge; 404 when there is none, or the user is no member."""
    own = Response.objects.of_members(user).select_related("challenge__rom", "company")
    return get_object_or_404(own, company=company, challenge__slug=slug)


def get_shared_response(user: User, challenge_slug: str, company_slug: str) -> CoApplicant:
    """The part of the user's company in another's response; 404 for who was not asked, or is in no more."""
    shared = CoApplicant.objects.filter(
        company__in=user.memberships.values("company"), response__in=Response.objects.shared_with(user).values("pk")
    )
    rows = shared.select_related("response__challenge__rom", "response__company", "company")
    rows = rows.order_by("pk")
    found = rows.filter(response__challenge__slug=challenge_slug, response__company__slug=company_slug).first()
    if found is None:
        raise Http404
    return found


def get_visible_submission(user: User, challenge_slug: str, company_slug: str) -> Submission:
    """What counts of a company, or was submitted last: for its own people always, for the ROM once it closed."""
    found = Submission.objects.latest_of(Response.objects.visible_to(user))
    found = found.select_related("response__challenge__rom", "response__company")
    return get_object_or_404(found, response__challenge__slug=challenge_slug, response__company__slug=company_slug)


def is_rom_reader(user: User, response: Response) -> bool:
    """Whether this person reads it as staff or admin, and not as one of its company: that is noted."""
    return not user.memberships.filter(company=response.company_id).exists()
