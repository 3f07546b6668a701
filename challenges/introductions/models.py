"""A company and a challenge brought together by the ROMs: who said yes, how far it came, and every step of the way."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.introductions.workflow import (
    BY_CLOCK,
    COMPANY,
    COMPANY_ROM,
    DATED,
    ENDED_STATES,
    INTRODUCED_STATES,
    INTRODUCTION_WORKFLOW,
    LIVING_STATES,
    OWNER,
    REASONED,
    EndReason,
    IntroductionAction,
    IntroductionParty,
    IntroductionProgress,
    IntroductionState,
)
from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition, is_rom_owner
from challenges.posting.triggers import build_step_trigger
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.querysets import LockableQuerySet
from portal.core.workflow import TransitionLog
from portal.regions.models import ROM

NOTE_LENGTH = 2_000
ACCEPTED = {
    COMPANY: "company_accepted_at",
    OWNER: "owner_accepted_at",
    COMPANY_ROM: "company_rom_accepted_at",
}
_ALL_SAID_YES = Q(company_accepted_at__isnull=False, owner_accepted_at__isnull=False) & (
    Q(company_rom=None) | Q(company_rom_accepted_at__isnull=False)
)


class IntroductionQuerySet(LockableQuerySet["Introduction"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The ROMs that own the challenge, the company's ROM, and its people as far as they may see the challenge.

        What both sides agreed to stays with the company's people, whatever becomes of the challenge.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        seen = Q(challenge__in=Challenge.objects.visible_to(user).values("pk")) | Q(introduced_at__isnull=False)
        allowed = seen & Q(company__in=user.memberships.values("company"))
        if user.rom_id is not None:
            allowed |= Q(challenge__in=Challenge.objects.owned_by(user).values("pk")) | Q(company_rom=user.rom_id)
        return self.filter(allowed)

    def visible_in(self, challenge: Challenge, user: User | AnonymousUser) -> Self:
        """`visible_to`, of a challenge at hand: who owns it sees all of them."""
        of_challenge = self.filter(challenge=challenge)
        return of_challenge if is_rom_owner(user, challenge) else of_challenge.visible_to(user)

    def of_rom(self, rom: ROM) -> Self:
        """Those that staff of this ROM see."""
        owned = Challenge.objects.filter(build_ownership_condition(Challenge, rom.pk))
        return self.filter(Q(challenge__in=owned.values("pk")) | Q(company_rom=rom))

    def running_first(self) -> Self:
        """Then those that have been longest in the state that they are in."""
        is_over = models.Case(models.When(state__in=ENDED_STATES, then=True), default=False)
        return self.order_by(is_over, "state_since", "pk")

    def living(self) -> Self:
        """Those that keep the pair from another."""
        return self.filter(state__in=LIVING_STATES)

    def unanswered(self, now: datetime) -> Self:
        return self.filter(state=IntroductionState.ASKED, lapses_at__gt=now)

    def waiting_for_rom_of(self, user: User, now: datetime) -> Self:
        """Unanswered ones that a ROM of this person has yet to say yes or no to; of any ROM, for an admin."""
        owner = Q(owner_accepted_at=None)
        other = Q(company_rom_accepted_at=None, company_rom__isnull=False)
        if not user.is_superuser:
            owner &= Q(challenge__in=Challenge.objects.owned_by(user).values("pk"))
            other &= Q(company_rom=user.rom_id)
        return self.unanswered(now).filter(owner | other)

    def waiting_for_company(self, company: Company, now: datetime) -> Self:
        return self.unanswered(now).filter(company=company, company_accepted_at=None)

    def to_remind(self, now: datetime) -> Self:
        return self.unanswered(now).filter(reminded_at=None, remind_at__lte=now)

    def to_lapse(self, now: datetime) -> Self:
        return self.filter(state=IntroductionState.ASKED, lapses_at__lte=now)


@track_audit_events(without=("state_since", "reminded_at"))
class Introduction(models.Model):
    """One attempt to bring a company and a challenge together. Its state changes by a step alone.

    company_rom: the ROM of the company when it began, where that does not own the challenge: it must say yes, too.
    is_anonymous: as the challenge had it when it began, so that what was promised stays so.
    """

    State = IntroductionState

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="introductions", verbose_name=_("challenge"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="introductions", verbose_name=_("company"))
    company_rom = models.ForeignKey(
        ROM, models.PROTECT, related_name="+", verbose_name=_("ROM of the company"), null=True, blank=True
    )
    begun_by = models.CharField(_("begun by"), max_length=12, choices=IntroductionParty)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=IntroductionState, default=IntroductionState.ASKED)
    state_since = models.DateTimeField(_("in this state since"))
    asked_at = models.DateTimeField(_("asked at"))
    remind_at = models.DateTimeField(_("reminder at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    lapses_at = models.DateTimeField(_("lapses at"))
    company_accepted_at = models.DateTimeField(_("the company said yes at"), null=True, blank=True)
    owner_accepted_at = models.DateTimeField(_("the ROM of the challenge said yes at"), null=True, blank=True)
    company_rom_accepted_at = models.DateTimeField(_("the ROM of the company said yes at"), null=True, blank=True)
    introduced_at = models.DateTimeField(_("introduced at"), null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "company"],
                condition=Q(state__in=LIVING_STATES),
                name="introduction_living_once",
                violation_error_message=_("This company and this challenge are being introduced already."),
            ),
            models.CheckConstraint(condition=Q(state__in=IntroductionState.values), name="introduction_state_is_known"),
            models.CheckConstraint(
                condition=Q(begun_by__in=[each.value for each in ACCEPTED]), name="introduction_begun_by_a_side"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=INTRODUCED_STATES) | _ALL_SAID_YES & Q(introduced_at__isnull=False),
                name="introduction_only_when_all_said_yes",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.ASKED) | ~_ALL_SAID_YES & Q(introduced_at=None),
                name="introduction_asked_while_one_is_missing",
            ),
            models.CheckConstraint(
                condition=Q(company_rom__isnull=False) | Q(company_rom_accepted_at=None),
                name="introduction_yes_of_a_rom_that_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(lapses_at__gt=F("asked_at")) & (Q(remind_at=None) | Q(remind_at__lt=F("lapses_at"))),
                name="introduction_lapses_after_it_was_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["lapses_at"], condition=Q(state="asked"), name="introduction_unanswered"),
            models.Index(fields=["company", "-asked_at"], name="introduction_of_company"),
            models.Index(fields=["challenge", "-asked_at"], name="introduction_of_challenge"),
        ]
        triggers = [
            INTRODUCTION_WORKFLOW.build_trigger(
                "an introduction does not go from % to %", "introduction_moves_by_the_table"
            )
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}"

    def get_absolute_url(self) -> str:
        return reverse("challenges:introduction_detail", args=[self.pk])

    @property
    def needed(self) -> frozenset[IntroductionParty]:
        """The sides that must say yes."""
        return frozenset(ACCEPTED) if self.company_rom_id else frozenset({COMPANY, OWNER})

    @property
    def accepted(self) -> frozenset[IntroductionParty]:
        return frozenset(side for side, name in ACCEPTED.items() if getattr(self, name))

    @property
    def is_introduced(self) -> bool:
        """Both sides said yes, and it did not end: each sees whom to call at the other."""
        return self.state in INTRODUCED_STATES

    @property
    def is_living(self) -> bool:
        return self.state in LIVING_STATES

    def standing(self, now: datetime, done: frozenset[IntroductionAction] = frozenset()) -> IntroductionProgress:
        is_late = self.state == IntroductionState.ASKED and self.lapses_at <= now
        state = IntroductionState(self.state)
        return IntroductionProgress(state, self.needed, self.accepted, done, is_late, self.lapses_at)


class IntroductionStepQuerySet(models.QuerySet["IntroductionStep"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the introductions that the user sees."""
        return self.filter(introduction__in=Introduction.objects.visible_to(user).values("pk"))


class IntroductionStep(TransitionLog):
    """One step: what, on whose behalf, by whom and when. Nobody changes or removes it; a name goes with its account.

    rom: the ROM that a step of a ROM's was taken for. state: where it led. happened_on: the day, of what is a meeting
    or comes after one. note: read by all sides.
    """

    introduction = models.ForeignKey(
        Introduction, models.PROTECT, related_name="steps", verbose_name=_("introduction"), db_index=False
    )
    what = models.CharField(_("what"), max_length=12, choices=IntroductionAction)
    side = models.CharField(_("on behalf of"), max_length=12, choices=IntroductionParty)
    rom = models.ForeignKey(ROM, models.PROTECT, related_name="+", verbose_name=_("ROM"), null=True, blank=True)
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("led to"), max_length=12, choices=IntroductionState)
    happened_on = models.DateField(_("on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=EndReason, blank=True)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    objects = IntroductionStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an introduction")
        verbose_name_plural = _("steps of introductions")
        ordering = ["introduction", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=IntroductionAction.values), name="introduction_step_is_known"),
            models.CheckConstraint(
                condition=Q(what__in=REASONED, reason__in=EndReason.values) | ~Q(what__in=REASONED) & Q(reason=""),
                name="introduction_step_reason_where_one_is_due",
            ),
            models.CheckConstraint(
                condition=Q(what__in=BY_CLOCK, side="clock", by=None) | ~Q(what__in=BY_CLOCK) & ~Q(side="clock"),
                name="introduction_step_of_the_clock",
            ),
            models.CheckConstraint(
                condition=Q(what__in=DATED, happened_on__isnull=False) | ~Q(what__in=DATED) & Q(happened_on=None),
                name="introduction_step_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["introduction", "what"],
                condition=~Q(what="accept"),
                name="introduction_step_once",
            ),
            models.UniqueConstraint(
                fields=["introduction", "side"],
                condition=Q(what__in=["ask", "accept"]),
                name="introduction_one_yes_of_a_side",
            ),
        ]
        indexes = [models.Index(fields=["introduction", "at"], name="introduction_step_of")]
        triggers = [*TransitionLog.Meta.triggers, build_step_trigger()]

    def __str__(self) -> str:
        return f"{self.introduction}: {self.get_what_display()}"
