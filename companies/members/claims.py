"""Claims: a company takes over a profile that staff created, by email to its domain or with approval of its ROM."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.members.models import Claim
from companies.members.notifications import (
    CLAIM_ACCEPTED,
    CLAIM_DECLINED,
    CLAIM_LINK,
    CLAIMED,
    mail_secret_link,
    notify_about_membership,
)
from companies.members.permissions import can_join_companies, can_review_claim
from companies.members.services import (
    MAILS_TO_A_COMPANY,
    REQUESTS_A_DAY,
    add_member,
    check_daily_limit,
    close_other_claims,
    create_secret_link,
    hash_secret_link,
)
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.ui.dates import format_date_time

PUBLIC_DOMAINS = frozenset(
    line
    for line in Path(__file__).with_name("public_domains.txt").read_text(encoding="utf-8").split("\n")
    if line and line[0] != "#"
)
LINK_WORKS_FOR = timedelta(hours=48)


def get_mail_domain(website: str) -> str:
    """Return the host of a website without "www.", in ASCII; "" if an email address there would prove nothing.

    The parent domain is not used, because it may belong to somebody else.
    """
    try:
        host = (urlsplit(website).hostname or "").removeprefix("www.").encode("idna").decode()
    except (UnicodeError, ValueError):
        return ""
    labels = host.split(".")
    is_name = len(labels) > 1 and all(labels) and not labels[-1].isdigit()
    # A public host, or a domain above it, gives pages or addresses to everybody.
    is_public = any(".".join(labels[first:]).lower() in PUBLIC_DOMAINS for first in range(len(labels)))
    return host if is_name and not is_public else ""


@transaction.atomic
def claim_by_mail(user: User, company: Company, local_part: str) -> Claim:
    """Mail a link to an address at the domain of the company's website; a new link replaces the one before.

    local_part: what comes before the @. Raise ValidationError if the address is not valid or proves nothing, if the
    profile is claimed already, or if there were too many requests today.
    """
    company = _lock_claimable_company(user, company)
    domain = get_mail_domain(company.website)
    if not domain:
        raise ValidationError(_("An address at this website proves nothing. Ask the ROM instead."), code="domain")
    address = _build_claim_address(local_part, domain)
    mails = Claim.objects.filter(way=Claim.Way.MAIL)
    check_daily_limit(REQUESTS_A_DAY, mails.filter(user=user))
    check_daily_limit(MAILS_TO_A_COMPANY, mails.filter(company=company))
    withdraw_open_claims(Claim.objects.open().filter(user=user, company=company, way=Claim.Way.MAIL), user)
    link, until = create_secret_link(), timezone.now() + LINK_WORKS_FOR
    claim = Claim(
        user=user, company=company, way=Claim.Way.MAIL, address=address, link=hash_secret_link(link), expires_at=until
    )
    save_validated(claim)
    with override(user.language):
        about = {"who": str(user), "company": company.name, "until": format_date_time(until)}
    mail_secret_link(
        CLAIM_LINK,
        key=f"claim:{claim.pk}:link",
        to=address,
        language=user.language,
        page="claim_confirm",
        link=link,
        about=about,
    )
    return claim


@transaction.atomic
def claim_by_approval(user: User, company: Company, reason: str) -> Claim:
    """Ask the ROM of the company's province to approve a claim; return the open one if the person asked before."""
    company = _lock_claimable_company(user, company)
    if found := Claim.objects.open().filter(user=user, company=company, way=Claim.Way.APPROVAL).first():
        return found
    check_daily_limit(REQUESTS_A_DAY, user.claims.filter(way=Claim.Way.APPROVAL))
    if not reason.strip():
        raise ValidationError({"reason": _("Say how your ROM can know that you belong to the company.")})
    claim = Claim(user=user, company=company, way=Claim.Way.APPROVAL, reason=reason)
    save_validated(claim)
    # The same rule as Claim.objects.reviewable_by; a company without a province is reviewed by admins.
    is_reviewer = Q(rom__provinces=company.province_id) if company.province_id else Q(is_superuser=True)
    reviewers = User.objects.filter(is_reviewer, is_active=True).order_by("pk")
    key = f"claim:{claim.pk}"
    notify_about_membership(reviewers, CLAIMED, key=key, company=company, page="claim_review", of=claim.pk, who=user)
    return claim


def find_claim_by_link(link: str) -> Claim | None:
    """Return the open claim with this link, even if the link has expired."""
    return Claim.objects.select_related("company", "user").filter(link=hash_secret_link(link)).first()


@transaction.atomic
def confirm_claim(user: User, claim: Claim) -> Company:
    """Accept a claim because the person who asked for the link opened it.

    Raise ValidationError if the link was used or has expired, or if somebody else has claimed the profile.
    """
    company = Company.objects.lock().get(pk=claim.company_id)
    claim = Claim.objects.select_related("user").get(pk=claim.pk)
    if claim.user != user or not can_join_companies(user):
        raise PermissionDenied
    _reject_claimed_company(company)
    if not claim.is_open or claim.way != Claim.Way.MAIL:
        raise ValidationError(_("This link was used or replaced."), code="used")
    if not Claim.objects.in_time().filter(pk=claim.pk).exists():
        raise ValidationError(_("This link is too old: it works for 48 hours. Ask for another."), code="expired")
    _accept_claim(company, claim, user)
    return company


@transaction.atomic
def review_claim(by: User, claim: Claim, *, is_right: bool, answer: str = "") -> Claim:
    """Accept or decline a claim for the ROM; to decline, `answer` must hold the reason, which the person reads."""
    company = Company.objects.lock().get(pk=claim.company_id)
    if not can_review_claim(by, claim):
        raise ValidationError(_("This request is answered or withdrawn already."), code="decided")
    claim = Claim.objects.select_related("user").get(pk=claim.pk)
    claim.answer = answer
    if is_right:
        _reject_claimed_company(company)
        _accept_claim(company, claim, by)
        return claim
    if not answer.strip():
        raise ValidationError({"answer": _("Say why not: the person reads it.")})
    claim.full_clean()
    _decide_claim(claim, Claim.State.DECLINED, by)
    key = f"claim:{claim.pk}:answer"
    notify_about_membership([claim.user], CLAIM_DECLINED, key=key, company=company, quote=answer)
    return claim


@transaction.atomic
def withdraw_claim(claim: Claim) -> None:
    """Withdraw a claim for the person who asked; nothing changes if it was decided already."""
    Company.objects.lock().get(pk=claim.company_id)
    withdraw_open_claims(Claim.objects.open().filter(pk=claim.pk), claim.user)


def withdraw_open_claims(claims: QuerySet[Claim], by: User) -> None:
    claims.update(state=Claim.State.WITHDRAWN, link=None, decided_at=timezone.now(), decided_by=by)


def _lock_claimable_company(user: User, company: Company) -> Company:
    if not can_join_companies(user):
        raise PermissionDenied
    User.objects.lock().get(pk=user.pk)
    company = Company.objects.lock().get(pk=company.pk)
    _reject_claimed_company(company)
    return company


def _reject_claimed_company(company: Company) -> None:
    if company.is_claimed:
        raise ValidationError(_("Somebody else confirmed this profile just now. Ask to join."), code="claimed")


def _build_claim_address(local_part: str, domain: str) -> str:
    """Return the email address; raise ValidationError if it is not valid, or if an @ was typed as well."""
    address = f"{local_part.strip().lower()}@{domain}"
    if "@" in local_part:
        raise ValidationError({"local_part": _("Type only what stands before the @.")})
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"local_part": error.messages}) from error
    return address


def _accept_claim(company: Company, claim: Claim, by: User) -> None:
    """Make the person owner of the company, and close its other claims. The caller has locked the company."""
    now = timezone.now()
    company.claimed_at = now
    company.save(update_fields=["claimed_at"])
    _decide_claim(claim, Claim.State.ACCEPTED, by)
    add_member(claim.user, company, Membership.Role.OWNER, by=by)
    close_other_claims(company, claim)
    if by != claim.user:
        key = f"claim:{claim.pk}:answer"
        notify_about_membership([claim.user], CLAIM_ACCEPTED, key=key, company=company, page="company_detail")


def _decide_claim(claim: Claim, state: str, by: User) -> None:
    claim.state, claim.decided_at, claim.decided_by, claim.link = state, timezone.now(), by, None
    claim.save(update_fields=["state", "decided_at", "decided_by", "link", "answer"])
