"""Writes on challenges and what they ask; services/life moves them."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from challenges.posting.locking import get_challenge_version, lock_challenge
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.writers import check_change_allowed, record_writer, request_new_review
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated
from portal.core.versions import StaleObject
from portal.regions.models import ROM
from portal.technologies.evidence import KnownAs
from portal.technologies.links import plan_link_changes
from portal.technologies.models import Technology
from portal.technologies.suggestions import suggest_technologies


@transaction.atomic
def create_challenge(user: User, rom: ROM, **fields: Any) -> Challenge:
    """A draft of the ROM, with the technologies that its text names as proposed nice-to-haves.

    The person who has this very draft already gets that one back: a form sent twice makes one challenge.
    """
    User.objects.lock().get(pk=user.pk)
    same = Challenge.objects.filter(created_by=user, rom=rom, state=Challenge.State.DRAFT, **fields)
    if found := same.order_by("pk").first():
        return found
    title = fields.get("title_nl") or fields.get("title_en") or ""
    challenge = Challenge(slug=find_free_slug(Challenge.objects.all(), title), rom=rom, created_by=user, **fields)
    save_validated(challenge)
    record_writer(challenge, user)
    propose_requirements(challenge)
    return challenge


@transaction.atomic
def update_challenge(challenge: Challenge, by: User, *, seen: str = "", **fields: Any) -> Challenge:
    """Change the text and rules; proposals follow the text, what a person said of a technology stays.

    Whoever changes something is a writer of it. What was approved already goes back to review; once it is closed for
    answers, its text stays.

    seen: the version that the person had before them; StaleObject where somebody has changed it since. The same
    form sent twice changes nothing the second time, and is no clash.
    """
    challenge = lock_challenge(challenge)
    if seen and seen != get_challenge_version(challenge):
        if all(getattr(challenge, name) == value for name, value in fields.items()):
            return challenge
        raise StaleObject(
            _("Somebody else changed this challenge in the meantime. Your text is still here; save again to keep it."),
            get_challenge_version(challenge),
        )
    changed = {name for name, value in fields.items() if getattr(challenge, name) != value}
    check_change_allowed(challenge, changed)
    for name, value in fields.items():
        setattr(challenge, name, value)
    save_validated(challenge)
    propose_requirements(challenge)
    return request_new_review(challenge, changed, by)


@transaction.atomic(savepoint=False)
def propose_requirements(challenge: Challenge) -> None:
    """Replace the open proposals by what the tagger finds in title and teaser now."""
    found = suggest_technologies({language: challenge.text_in(language) for language in ("nl", "en")})
    have = {requirement.technology_id: requirement for requirement in challenge.requirements.all()}
    new = partial(_build_requirement, challenge)
    plan_link_changes(have, found, stated=(), make=new).store(Requirement)


def _build_requirement(challenge: Challenge, technology: int) -> Requirement:
    return Requirement(challenge=challenge, technology_id=technology)


@transaction.atomic
def require_technology(challenge: Challenge, technology: Technology, *, necessity: str, weight: int) -> Requirement:
    """State or confirm that the challenge wants a technology."""
    lock_challenge(challenge)
    requirement = Requirement.objects.filter(challenge=challenge, technology=technology).first()
    requirement = requirement or Requirement(challenge=challenge, technology=technology)
    requirement.known_as = KnownAs.CONFIRMED if requirement.pk else KnownAs.STATED
    requirement.necessity, requirement.weight = necessity, weight
    save_validated(requirement)
    return requirement


@transaction.atomic
def reject_requirement(challenge: Challenge, technology: Technology) -> None:
    """The challenge does not want it: it no longer counts, and is not proposed again."""
    lock_challenge(challenge)
    Requirement.objects.filter(challenge=challenge, technology=technology).update(
        known_as=KnownAs.REFUSED, necessity=Requirement.Necessity.NICE
    )
