"""Companies that answer together: asked by the one whose response it is, and in once they agreed themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.responses.attachments import bump_response_version
from challenges.responses.locking import LockedResponse, lock_response
from challenges.responses.models import Response
from challenges.responses.notifications import notify_partner_company
from challenges.responses.partner_models import CoApplicant
from companies.profiles.models import Company
from portal.accounts.models import User

State = CoApplicant.State
MOST = 10
NAME_LENGTH = 3  # letters that a search by name needs


def find_partner_companies(text: str, response: Response | None, company: Company) -> list[Company]:
    """Published companies that people act for, by KvK number or a part of the name; at most ten, by name.

    Whether they may read the challenge is not looked at: the answer would tell who was vetted or invited.
    """
    text = text.strip()
    digits = text.replace(" ", "").replace(".", "")
    candidates = Company.objects.published().filter(memberships__isnull=False).exclude(pk=company.pk)
    if response:
        asked = response.co_applicants.filter(state__in=[State.ASKED, State.AGREED])
        candidates = candidates.exclude(pk__in=asked.values("company"))
    if digits.isdigit() and len(digits) == 8:
        candidates = candidates.filter(kvk_number=digits)
    elif len(text) >= NAME_LENGTH:
        candidates = candidates.filter(name__icontains=text)
    else:
        return []
    return list(candidates.distinct().order_by("name", "pk")[:10])


@transaction.atomic
def invite_partner(user: User, challenge: Challenge, company: Company, other: Company) -> CoApplicant:
    """Ask a published company to join in; its people are told, as far as they may see the challenge.

    Asking again who is asked or agreed changes nothing; who declined or withdrew may be asked anew.
    """
    held = lock_response(challenge, company, user)
    held.must_be_answerable_by(user)
    if other.pk == company.pk or not is_possible_partner(other):
        raise ValidationError(
            _("Choose another company with a published profile and at least one user."), code="company"
        )
    row = CoApplicant.objects.filter(response=held.response, company=other).first()
    if row and row.is_in:
        return row
    if held.response.co_applicants.filter(state__in=[State.ASKED, State.AGREED]).count() >= MOST:
        raise ValidationError(_("You can invite up to %(number)d partners.") % {"number": MOST}, code="many")
    row = row or CoApplicant(response=held.response, company=other)
    row.state, row.asked_by, row.asked_at = State.ASKED, user, held.now
    row.decided_by = row.decided_at = row.read_version = None
    row.save()
    bump_response_version(held)
    notify_partner_company(row, other, "challenges/responses/mail/co_applicant_asked.html", user, held)
    return row


def is_possible_partner(company: Company) -> bool:
    return Company.objects.published().filter(pk=company.pk, memberships__isnull=False).exists()


@transaction.atomic
def answer_partner_request(user: User, row: CoApplicant, *, agrees: bool, read_version: int | None) -> CoApplicant:
    """Agree or decline, by a member of the company that was asked; the other company is told.

    read_version: of the response, as the person read it. What is decided already stays as it is.
    """
    held = lock_partner_response(user, row)
    row = CoApplicant.objects.select_related("company").get(pk=row.pk)
    check_represents_company(user, row.company_id)
    if row.state != State.ASKED:
        return row
    row.state = State.AGREED if agrees else State.DECLINED
    row.decided_by, row.decided_at, row.read_version = user, held.now, read_version
    row.save()
    bump_response_version(held)
    notify_partner_company(
        row,
        held.response.company,
        "challenges/responses/mail/co_applicant_agreed.html"
        if agrees
        else "challenges/responses/mail/co_applicant_declined.html",
        user,
        held,
    )
    return row


@transaction.atomic
def leave_response(user: User, row: CoApplicant) -> CoApplicant:
    """A company that agreed takes that back, or who asked takes the asking back; the other side is told."""
    held = lock_partner_response(user, row)
    row = CoApplicant.objects.select_related("company").get(pk=row.pk)
    if not row.is_in:
        return row
    row.state, row.decided_by, row.decided_at = State.WITHDRAWN, user, held.now
    row.save()
    bump_response_version(held)
    is_own = user.memberships.filter(company=row.company_id).exists()
    notify_partner_company(
        row,
        held.response.company if is_own else row.company,
        "challenges/responses/mail/co_applicant_left.html",
        user,
        held,
    )
    return row


def lock_partner_response(user: User, row: CoApplicant) -> LockedResponse:
    """The response of the row, locked, when the challenge is open and the person acts for one of the two companies."""
    response = row.response
    held = lock_response(response.challenge, response.company, user)
    held.must_be_open()
    check_represents_company(user, row.company_id, response.company_id)
    return held


def check_represents_company(user: User, *companies: int) -> None:
    if not user.memberships.filter(company__in=companies).exists():
        raise ValidationError(_("You do not represent this company."), code="closed")


def list_partners(response: Response) -> list[CoApplicant]:
    return list(response.co_applicants.select_related("company").order_by("asked_at", "pk"))


def list_shared_responses(user: User) -> list[CoApplicant]:
    """Other companies' responses that a company of the user was asked to join in, or joined; the unanswered first."""
    rows = CoApplicant.objects.filter(
        company__in=user.memberships.values("company"),
        state__in=[State.ASKED, State.AGREED],
        response__in=Response.objects.shared_with(user).values("pk"),
    )
    rows = rows.select_related("response__challenge", "response__company")
    return sorted(rows, key=lambda row: (row.state != State.ASKED, -row.pk))


def check_partners_answered(response: Response) -> None:
    """Raises ValidationError, code "waiting", naming who was asked to join in and has not said yes or no."""
    names = list(response.co_applicants.waiting().order_by("company__name").values_list("company__name", flat=True))
    if names:
        text = _("No reply yet from %(names)s. Wait for a reply or withdraw the invitation.")
        raise ValidationError(text % {"names": ", ".join(names)}, code="waiting")
