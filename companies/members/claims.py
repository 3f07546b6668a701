"""Profiles that staff made become the company's own: by mail to its domain, or because its ROM knows who asks."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.members.limits import MAILS_TO_A_COMPANY, REQUESTS_A_DAY, check_daily_limit
from companies.members.mail_domains import get_mail_domain
from companies.members.notifications import (
    CLAIM_ACCEPTED,
    CLAIM_DECLINED,
    CLAIM_LINK,
    CLAIMED,
    mail_secret_link,
    notify_about_membership,
)
from companies.members.permissions import can_join_companies, can_review_claim
from companies.members.request_models import Claim
from companies.members.secret_links import create_secret_link, hash_secret_link
from companies.members.services import add_member, close_other_claims
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.ui.dates import format_date_time

LINK_WORKS_FOR = timedelta(hours=48)


@transaction.atomic
def claim_by_mail(user: User, company: Company, local_part: str) -> Claim:
    """Mail a link to an address at the domain of the company's website. A new link makes the one before worthless."""
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
    _mail_claim_link(claim, link, until)
    return claim


@transaction.atomic
def claim_by_approval(user: User, company: Company, reason: str) -> Claim:
    """Ask the ROM of the company's province. Once: asking again while it is open gives the one that is there."""
    company = _lock_claimable_company(user, company)
    if found := Claim.objects.open().filter(user=user, company=company, way=Claim.Way.APPROVAL).first():
        return found
    check_daily_limit(REQUESTS_A_DAY, user.claims.filter(way=Claim.Way.APPROVAL))
    if not reason.strip():
        raise ValidationError({"reason": _("Say how your ROM can know that you belong to the company.")})
    claim = Claim(user=user, company=company, way=Claim.Way.APPROVAL, reason=reason)
    save_validated(claim)
    judges = _select_claim_reviewers(company)
    key = f"claim:{claim.pk}"
    notify_about_membership(judges, CLAIMED, key=key, company=company, page="claim_judge", of=claim.pk, who=user)
    return claim


def _select_claim_reviewers(company: Company) -> QuerySet[User]:
    """Staff of the ROM of its province, as in Claim.objects.judged_by; admins where there is none."""
    theirs = Q(rom__provinces=company.province_id) if company.province_id else Q(is_superuser=True)
    return User.objects.filter(theirs, is_active=True).order_by("pk")


def find_claim_by_link(link: str) -> Claim | None:
    """Whose link this is, used or not and in time or not, as long as it is there."""
    return Claim.objects.select_related("company", "user").filter(link=hash_secret_link(link)).first()


@transaction.atomic
def confirm_claim(user: User, claim: Claim) -> Company:
    """The link was opened by who asked for it. ValidationError where it is too late, or somebody else was first."""
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
    """By the ROM. A no needs its reason, which the person reads."""
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
    """By who asked; what is decided already stays so."""
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
    """ValidationError where what stands before the @ cannot."""
    address = f"{local_part.strip().lower()}@{domain}"
    if "@" in local_part:
        raise ValidationError({"local_part": _("Type only what stands before the @.")})
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"local_part": error.messages}) from error
    return address


def _accept_claim(company: Company, claim: Claim, by: User) -> None:
    """With both rows held: the claimer owns the company, and the other claims of it are closed."""
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


def _mail_claim_link(claim: Claim, link: str, until: datetime) -> None:
    language = claim.user.language
    with override(language):
        about = {"who": str(claim.user), "company": claim.company.name, "until": format_date_time(until)}
    mail_secret_link(
        CLAIM_LINK,
        key=f"claim:{claim.pk}:link",
        to=claim.address,
        language=language,
        page="claim_confirm",
        link=link,
        about=about,
    )
