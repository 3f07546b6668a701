"""Profiles that staff made become the company's own: by mail to its domain, or because its ROM knows who asks."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.members import limits, notifications
from companies.members.mail_domains import mail_domain
from companies.members.permissions import can_judge_claim, may_join_companies
from companies.members.request_models import Claim
from companies.members.secret_links import hashed, new_link
from companies.members.services import add, close_other_claims, locked
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.ui.dates import moment

LINK_WORKS_FOR = timedelta(hours=48)


@transaction.atomic
def claim_by_mail(user: User, company: Company, local_part: str) -> Claim:
    """Mail a link to an address at the domain of the company's website. A new link makes the one before worthless."""
    company = _claimable(user, company)
    domain = mail_domain(company.website)
    if not domain:
        raise ValidationError(_("An address at this website proves nothing. Ask the ROM instead."), code="domain")
    address = _address(local_part, domain)
    mails = Claim.objects.filter(way=Claim.Way.MAIL)
    limits.refuse_beyond(limits.REQUESTS_A_DAY, mails.filter(user=user))
    limits.refuse_beyond(limits.MAILS_TO_A_COMPANY, mails.filter(company=company))
    withdraw_all(Claim.objects.open().filter(user=user, company=company, way=Claim.Way.MAIL), user)
    link, until = new_link(), timezone.now() + LINK_WORKS_FOR
    claim = Claim(user=user, company=company, way=Claim.Way.MAIL, address=address, link=hashed(link), expires_at=until)
    save_validated(claim)
    _mail(claim, link, until)
    return claim


@transaction.atomic
def claim_by_approval(user: User, company: Company, reason: str) -> Claim:
    """Ask the ROM of the company's province. Once: asking again while it is open gives the one that is there."""
    company = _claimable(user, company)
    if found := Claim.objects.open().filter(user=user, company=company, way=Claim.Way.APPROVAL).first():
        return found
    limits.refuse_beyond(limits.REQUESTS_A_DAY, user.claims.filter(way=Claim.Way.APPROVAL))
    if not reason.strip():
        raise ValidationError({"reason": _("Say how your ROM can know that you belong to the company.")})
    claim = Claim(user=user, company=company, way=Claim.Way.APPROVAL, reason=reason)
    save_validated(claim)
    for judge in _judges(company):
        key = f"claim:{claim.pk}"
        notifications.tell(
            judge, notifications.CLAIMED, key=key, company=company, page="claim_judge", of=claim.pk, who=user
        )
    return claim


def _judges(company: Company) -> QuerySet[User]:
    """Staff of the ROM of its province, as in Claim.objects.judged_by; admins where there is none."""
    theirs = Q(rom__provinces=company.province_id) if company.province_id else Q(is_superuser=True)
    return User.objects.filter(theirs, is_active=True).order_by("pk")


def find_by_link(link: str) -> Claim | None:
    """Whose link this is, used or not and in time or not, as long as it is there."""
    return Claim.objects.select_related("company", "user").filter(link=hashed(link)).first()


@transaction.atomic
def confirm(user: User, claim: Claim) -> Company:
    """The link was opened by who asked for it. ValidationError where it is too late, or somebody else was first."""
    company = locked(claim.company)
    claim = Claim.objects.select_related("user").get(pk=claim.pk)
    if claim.user != user or not may_join_companies(user):
        raise PermissionDenied
    _refuse_claimed(company)
    if not claim.is_open or claim.way != Claim.Way.MAIL:
        raise ValidationError(_("This link was used or replaced."), code="used")
    if not Claim.objects.in_time().filter(pk=claim.pk).exists():
        raise ValidationError(_("This link is too old: it works for 48 hours. Ask for another."), code="expired")
    _accept(company, claim, user)
    return company


@transaction.atomic
def judge(by: User, claim: Claim, *, is_right: bool, answer: str = "") -> None:
    """By the ROM. A no needs its reason, which the person reads."""
    company = locked(claim.company)
    if not can_judge_claim(by, claim):
        raise ValidationError(_("This request is answered or withdrawn already."), code="decided")
    claim = Claim.objects.select_related("user").get(pk=claim.pk)
    claim.answer = answer
    if is_right:
        _refuse_claimed(company)
        _accept(company, claim, by)
        return
    if not answer.strip():
        raise ValidationError({"answer": _("Say why not: the person reads it.")})
    claim.full_clean()
    _decide(claim, Claim.State.DECLINED, by)
    key = f"claim:{claim.pk}:answer"
    notifications.tell(claim.user, notifications.CLAIM_DECLINED, key=key, company=company, quote=answer)


@transaction.atomic
def withdraw(claim: Claim) -> None:
    """By who asked; what is decided already stays so."""
    locked(claim.company)
    withdraw_all(Claim.objects.open().filter(pk=claim.pk), claim.user)


def withdraw_all(claims: QuerySet[Claim], by: User) -> None:
    claims.update(state=Claim.State.WITHDRAWN, link=None, decided_at=timezone.now(), decided_by=by)


def _claimable(user: User, company: Company) -> Company:
    if not may_join_companies(user):
        raise PermissionDenied
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    company = locked(company)
    _refuse_claimed(company)
    return company


def _refuse_claimed(company: Company) -> None:
    if company.is_claimed:
        raise ValidationError(_("Somebody else confirmed this profile just now. Ask to join."), code="claimed")


def _address(local_part: str, domain: str) -> str:
    """ValidationError where what stands before the @ cannot."""
    address = f"{local_part.strip().lower()}@{domain}"
    if "@" in local_part:
        raise ValidationError({"local_part": _("Type only what stands before the @.")})
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"local_part": error.messages}) from error
    return address


def _accept(company: Company, claim: Claim, by: User) -> None:
    """With both rows held: the claimer owns the company, and the other claims of it are closed."""
    now = timezone.now()
    company.claimed_at = now
    company.save(update_fields=["claimed_at"])
    _decide(claim, Claim.State.ACCEPTED, by)
    add(claim.user, company, Membership.Role.OWNER, by=by)
    close_other_claims(company, claim)
    if by != claim.user:
        key = f"claim:{claim.pk}:answer"
        notifications.tell(claim.user, notifications.CLAIM_ACCEPTED, key=key, company=company, page="company_detail")


def _decide(claim: Claim, state: str, by: User) -> None:
    claim.state, claim.decided_at, claim.decided_by, claim.link = state, timezone.now(), by, None
    claim.save(update_fields=["state", "decided_at", "decided_by", "link", "answer"])


def _mail(claim: Claim, link: str, until: datetime) -> None:
    language = claim.user.language
    with override(language):
        about = {"who": str(claim.user), "company": claim.company.name, "until": moment(until)}
    notifications.mail_link(
        notifications.CLAIM_LINK,
        key=f"claim:{claim.pk}:link",
        to=claim.address,
        language=language,
        page="claim_confirm",
        link=link,
        about=about,
    )
