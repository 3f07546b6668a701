"""Writes on challenges and what they ask: create and change them, and bring them into another state."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.annex_redaction import AnnexLeak, find_annex_leaks
from challenges.posting.models import Challenge, ChallengeMove, ChallengeWriter
from challenges.posting.notifications import notify_challenge_approved, notify_challenge_move
from challenges.posting.permissions import can_edit_challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.reviewers import get_challenge_writers
from challenges.posting.workflow import (
    CHALLENGE_WORKFLOW,
    CLOSED_STATES,
    TIMED_STATES,
    ChallengeActor,
    ChallengeState,
)
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated
from portal.core.versions import StaleObject
from portal.core.workflow import Attempt, apply_transition
from portal.regions.models import ROM
from portal.technologies.evidence import KnownAs
from portal.technologies.links import plan_link_changes
from portal.technologies.models import Technology
from portal.technologies.suggestions import suggest_technologies

# What a colleague approves. Dates, technologies and questions may change afterwards without a new approval.
REVIEWED_FIELDS = (
    *("title_nl", "title_en", "teaser_nl", "teaser_en", "branch", "visibility", "trl_min", "trl_max"),
    *(
        "needs_ownership",
        "needs_established",
        "needs_export_control",
        "needs_screening",
        "only_region",
        "counts_experience",
        "budget_eur",
    ),
)
REVIEWED = {*REVIEWED_FIELDS, "annex"}  # the annex is in a table of its own
# Sent with `challenge`, which still has the state of before, in the transaction that closes and holds it.
challenge_closed = Signal()


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
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    if seen and seen != challenge.saved_version:
        if all(getattr(challenge, name) == value for name, value in fields.items()):
            return challenge
        raise StaleObject(
            _("Somebody else changed this challenge in the meantime. Your text is still here; save again to keep it."),
            challenge.saved_version,
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
    Challenge.objects.lock().get(pk=challenge.pk)
    requirement = Requirement.objects.filter(challenge=challenge, technology=technology).first()
    requirement = requirement or Requirement(challenge=challenge, technology=technology)
    requirement.known_as = KnownAs.CONFIRMED if requirement.pk else KnownAs.STATED
    requirement.necessity, requirement.weight = necessity, weight
    save_validated(requirement)
    return requirement


@transaction.atomic
def reject_requirement(challenge: Challenge, technology: Technology) -> None:
    """The challenge does not want it: it no longer counts, and is not proposed again."""
    Challenge.objects.lock().get(pk=challenge.pk)
    Requirement.objects.filter(challenge=challenge, technology=technology).update(
        known_as=KnownAs.REFUSED, necessity=Requirement.Necessity.NICE
    )


def record_writer(challenge: Challenge, user: User) -> None:
    """From now on this person has written at it, and does not approve it."""
    ChallengeWriter.objects.bulk_create(
        [ChallengeWriter(challenge=challenge, user=user, wrote_at=Now())],
        update_conflicts=True,
        unique_fields=["challenge", "user"],
        update_fields=["wrote_at"],
    )


def request_new_review(challenge: Challenge, changed: Collection[str], by: User) -> Challenge:
    """After a change by this person, in its transaction: what was approved already goes back to review.

    challenge: as it was just saved, so that its row is held.
    """
    if not changed:
        return challenge
    record_writer(challenge, by)
    if challenge.state in TIMED_STATES and REVIEWED & set(changed):
        moved = transition_challenge(challenge, ChallengeState.IN_REVIEW, by)
        challenge.state = moved.state  # for callers that hold on to the row they saved
        return moved
    return challenge


def check_change_allowed(challenge: Challenge, changed: Collection[str]) -> None:
    """ValidationError where companies have answered what would be changed now."""
    if challenge.state in CLOSED_STATES and REVIEWED & set(changed):
        raise ValidationError(_("It is closed: its text and rules stay as companies answered them."), code="settled")


@dataclass(frozen=True, kw_only=True)
class ChallengeAttempt(Attempt):
    """leaks_may_stay: the person has seen which phrases of the annex stand where more people read them."""

    leaks_may_stay: bool = False

    @cached_property
    def leaks(self) -> list[AnnexLeak]:
        return find_annex_leaks(self.row)


@transaction.atomic
def transition_challenge(
    challenge: Challenge,
    to: str,
    by: User | None,
    *,
    reason: str = "",
    seen: str = "",
    now: datetime | None = None,
    leaks_may_stay: bool = False,
) -> Challenge:
    """Lock the challenge and bring it into another state, as the table allows it; `by` is None for the clock.

    seen: the version that the person read; what was changed since is not approved unread.
    leaks_may_stay: the person has seen which phrases of the annex stand where more people read them.
    Raises ValidationError with what keeps it from being made.
    """
    challenge, now = Challenge.objects.lock().get(pk=challenge.pk), now or timezone.now()
    attempt = ChallengeAttempt(
        row=challenge,
        actors=get_challenge_roles(challenge, by),
        target=to,
        now=now,
        reason=reason,
        leaks_may_stay=leaks_may_stay,
    )
    found = CHALLENGE_WORKFLOW.find(attempt)
    if found and found.name == "approve" and seen and seen != challenge.saved_version:
        raise ValidationError(
            _("It was changed since you opened it. Read it again before you approve it."), code="changed"
        )
    transition = CHALLENGE_WORKFLOW.check(attempt)
    leaks = attempt.leaks if transition.name == "approve" else []
    writers = _release_writers(challenge, transition.name, by)
    if to == ChallengeState.EVALUATING:
        challenge_closed.send(Challenge, challenge=challenge)
    move = ChallengeMove(
        challenge=challenge,
        name=transition.name,
        source=challenge.state,
        target=to,
        by=by,
        by_clock=by is None,
        reason=reason.strip(),
        leaks=list(dict.fromkeys(leak.phrase for leak in leaks)),
    )
    apply_transition(challenge, transition, move, update_fields=["state", "updated_at"])
    notify_challenge_move(move)
    if move.name == "approve":
        notify_challenge_approved(move, writers)
    if to in TIMED_STATES and by is not None:
        apply_overdue_transitions(challenge, now)
    return challenge


def apply_overdue_transitions(challenge: Challenge, now: datetime) -> int:
    """Make the clock's own transitions that are due, one after the other, in a transaction that holds the challenge."""
    made = 0
    attempt = ChallengeAttempt(row=challenge, actors={ChallengeActor.CLOCK}, now=now)
    while due := [
        each
        for each in CHALLENGE_WORKFLOW.list_possible(challenge.state, attempt.actors)
        if not each.find_problems(attempt)
    ]:
        challenge.state = transition_challenge(challenge, due[0].targets[0], None, now=now).state
        made += 1
    return made


def apply_due_transitions(now: datetime) -> int:
    """Make the clock's transitions that are due by now, each challenge in a transaction of its own; how many were made.

    It may run twice, at once or late. A challenge that somebody holds is left for the next time.
    """
    due = Challenge.objects.filter(build_due_condition(now)).order_by("pk").values_list("pk", flat=True)
    made = 0
    for number in list(due):
        with transaction.atomic():
            rows = Challenge.objects.lock(skip_locked=True).filter(build_due_condition(now), pk=number)
            if challenge := rows.first():
                made += apply_overdue_transitions(challenge, now)
    return made


def build_due_condition(now: datetime) -> Q:
    opens = Q(state__in=[ChallengeState.SCHEDULED, ChallengeState.PRE_RELEASE], opens_at__lte=now)
    announced = Q(state=ChallengeState.SCHEDULED, pre_release_at__lte=now)
    return announced | opens | Q(state=ChallengeState.OPEN, closes_at__lte=now)


def get_challenge_roles(challenge: Challenge, by: User | None) -> frozenset[ChallengeActor]:
    if by is None:
        return frozenset({ChallengeActor.CLOCK})
    if not can_edit_challenge(by, challenge):
        return frozenset()
    return get_editor_roles(has_written=ChallengeWriter.objects.filter(challenge=challenge, user=by).exists())


def get_editor_roles(*, has_written: bool) -> frozenset[ChallengeActor]:
    """Who wrote it does not approve it."""
    return frozenset({ChallengeActor.EDITOR, ChallengeActor.WRITER if has_written else ChallengeActor.REVIEWER})


def _release_writers(challenge: Challenge, name: str, by: User | None) -> list[User]:
    """Approval ends what was written before it; those who wrote that. What nobody wrote is its submitter's."""
    writers, people = ChallengeWriter.objects.filter(challenge=challenge), list(get_challenge_writers(challenge))
    if name == "approve":
        writers.delete()
    elif name == "submit" and by is not None and not writers.exists():
        ChallengeWriter.objects.create(challenge=challenge, user=by)
    return people
