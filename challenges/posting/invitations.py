"""Which companies are invited to a challenge, or to its annex, and that their people hear of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from challenges.posting.annex_models import Annex
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.posting.notifications import notify_invitation_withdrawn, notify_invited
from challenges.posting.permissions import can_edit_challenge
from challenges.posting.workflow import CLOSED_STATES
from companies.profiles.models import Company
from portal.accounts.models import User

MOST_FOUND = 20


SUGGESTED = 10


def has_invited_content(challenge: Challenge) -> bool:
    """Whether an invitation lets anybody read something."""
    if challenge.visibility == Challenge.Visibility.INVITED:
        return True
    return Annex.objects.written().filter(pk=challenge.pk, visibility=Annex.Audience.INVITED).exists()


@transaction.atomic
def invite_to_challenge(challenge: Challenge, company: Company, by: User) -> bool:
    """Its people may see the challenge from now on, and are told once it is shown; False where it was invited already.

    ValidationError where nothing of it is for invited companies (code "not_for_invited") or it is closed ("settled").
    """
    challenge = _lock_editable_challenge(challenge, by)
    if not has_invited_content(challenge):
        message = _("Neither the challenge nor its annex is for invited companies. Choose that first.")
        raise ValidationError(message, code="not_for_invited")
    if challenge.state in CLOSED_STATES:
        raise ValidationError(_("It is closed: nobody is invited any more."), code="settled")
    if not company.is_published:
        raise ValidationError(_("Invite a company with a published profile."), code="not_published")
    invitation, is_new = ChallengeInvitation.objects.get_or_create(
        challenge=challenge, company=company, defaults={"invited_by": by}
    )
    if is_new:
        notify_invited_companies(ChallengeInvitation.objects.filter(pk=invitation.pk))
    return is_new


@transaction.atomic
def withdraw_challenge_invitation(challenge: Challenge, company: Company, by: User) -> bool:
    """From now on its people see what others see, and are told where they had been told of the invitation. What they
    sent in stays theirs; False where it was not invited."""
    challenge = _lock_editable_challenge(challenge, by)
    rows = ChallengeInvitation.objects.select_related("challenge__rom", "company").select_for_update(of=("self",))
    invitation = rows.filter(challenge=challenge, company=company).first()
    if invitation is None:
        return False
    notify_invitation_withdrawn(invitation)
    invitation.delete()
    return True


@transaction.atomic
def notify_invited_companies(invitations: QuerySet[ChallengeInvitation] | None = None) -> int:
    """Tell the people of each company that can see by now what it was invited to; the number of invitations.

    Who holds one tells it, so the clock and a person at once tell it once.
    """
    rows = ChallengeInvitation.objects.all() if invitations is None else invitations
    due = rows.filter(told_at=None, challenge__in=_filter_invitation_challenges().values("pk"))
    held = due.order_by("pk").select_for_update(of=("self",), skip_locked=True)
    found = list(held.select_related("challenge", "company"))
    for invitation in found:
        notify_invited(invitation)
    ChallengeInvitation.objects.filter(pk__in=[each.pk for each in found]).update(told_at=Now())
    return len(found)


def find_invitable_companies(challenge: Challenge, user: User, words: str) -> list[Company]:
    """Published ones by a part of their name, without those that are invited."""
    return list(
        _filter_uninvited_companies(challenge, user).filter(name__icontains=words).order_by("name", "pk")[:MOST_FOUND]
    )


def _filter_uninvited_companies(challenge: Challenge, user: User) -> QuerySet[Company]:
    invited = ChallengeInvitation.objects.filter(challenge=challenge).values("company")
    visible = Company.objects.visible_to(user).published().exclude(pk__in=invited)
    return visible.select_related("province").defer(*Company.LONG_FIELDS)


def _filter_invitation_challenges() -> QuerySet[Challenge]:
    """Published, and for invited companies alone as a whole or in its annex."""
    has_annex = Q(annex__visibility=Annex.Audience.INVITED) & (~Q(annex__text_nl="") | ~Q(annex__text_en=""))
    return Challenge.objects.published().filter(Q(visibility=Challenge.Visibility.INVITED) | has_annex)


def _lock_editable_challenge(challenge: Challenge, by: User) -> Challenge:
    held = Challenge.objects.lock().get(pk=challenge.pk)
    if not can_edit_challenge(by, held):
        raise ValidationError(_("Who owns the challenge says who is invited."), code="not_yours")
    return held
