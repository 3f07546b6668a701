"""Demand: challenges of Defence, posted by ROM staff, and what they ask."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.ownership import build_ownership_condition
from challenges.posting.triggers import build_annex_narrowing_trigger
from challenges.posting.workflow import (
    CHALLENGE_WORKFLOW,
    DATED_STATES,
    HIDDEN_STATES,
    MATCHABLE_STATES,
    TIMED_STATES,
    ChallengeState,
)
from companies.declarations.models import Declaration, build_vetted_condition
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.core.dates import BETWEEN, VALIDATORS
from portal.core.querysets import LockableQuerySet
from portal.core.revisions import Revision, build_revision_triggers
from portal.core.search_column import SearchColumn
from portal.core.workflow import TransitionLog, build_log_triggers
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology
from portal.ui.dates import get_today

TEXT_LENGTH = 100_000
REASON_LENGTH = 2_000
TRL_VALIDATORS = [MinValueValidator(1), MaxValueValidator(9)]


class ChallengeQuerySet(LockableQuerySet["Challenge"]):
    def published(self) -> Self:
        return self.filter(_build_published_condition())

    def open_at(self, now: datetime) -> Self:
        """Open for answers at that moment, whether or not the clock's own move was made by then."""
        return self.filter(state__in=TIMED_STATES, opens_at__lte=now, closes_at__gt=now)

    def matchable(self) -> Self:
        """Those that companies are matched with; also before the opening, so that the list is ready then."""
        return self.filter(state__in=MATCHABLE_STATES)

    def owned_by(self, user: User) -> Self:
        """Those that the user may edit: what their ROM owns, alone or with others; all for admins."""
        if user.is_superuser:
            return self
        return self.filter(build_ownership_condition(Challenge, user.rom_id))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """By visibility: public, registered (signed in), vetted, invited; ROM staff also their own drafts."""
        if not user.is_authenticated:
            return self.published().filter(visibility=Challenge.Visibility.PUBLIC)
        if user.is_superuser:
            return self
        return self.filter(_build_member_condition(user) | _build_staff_condition(user))

    def with_ids(self) -> Self:
        """Adds what nearly every page about one asks: the ids in `area` (the provinces of its ROM), `invited` (the
        companies) and `shared_with` (the ROMs that own it too)."""
        provinces = Province.objects.filter(rom=OuterRef("rom")).order_by()
        invitations = ChallengeInvitation.objects.filter(challenge=OuterRef("pk")).order_by()
        links = ChallengeCoOwner.objects.filter(challenge=OuterRef("pk")).order_by()
        return self.annotate(
            area=ArraySubquery(provinces.values("pk")),
            invited=ArraySubquery(invitations.values("company")),
            shared_with=ArraySubquery(links.values("rom")),
        )


def _build_published_condition() -> Q:
    """Shown to who may see it. What is scheduled is so from its own moment on, by PostgreSQL's clock."""
    is_due = Q(pre_release_at__lte=Now()) | Q(opens_at__lte=Now())
    shown = ~Q(state__in=HIDDEN_STATES) & ~Q(state=ChallengeState.SCHEDULED)
    return shown | Q(state=ChallengeState.SCHEDULED) & is_due


def _build_member_condition(user: User) -> Q:
    mine = user.memberships.values("company")
    vetted_now = Company.objects.filter(build_vetted_condition(get_today()), memberships__user=user)
    seen = Q(visibility__in=[Challenge.Visibility.PUBLIC, Challenge.Visibility.REGISTERED])
    seen |= Q(Exists(vetted_now), visibility=Challenge.Visibility.VETTED)
    seen |= Q(
        visibility=Challenge.Visibility.INVITED,
        pk__in=ChallengeInvitation.objects.filter(company__in=mine).values("challenge"),
    )
    return seen & _build_published_condition()


def _build_staff_condition(user: User) -> Q:
    if user.rom_id is None:
        return Q(pk__in=[])
    published = _build_published_condition() & ~Q(visibility=Challenge.Visibility.INVITED)
    return build_ownership_condition(Challenge, user.rom_id) | published


@track_audit_events(without=("search", "updated_at"))
class Challenge(Bilingual, models.Model):
    """A need of Defence. The teaser is what everyone entitled by `visibility` reads."""

    State = ChallengeState

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        REGISTERED = "registered", _("Everyone with an account")
        VETTED = "vetted", _("Vetted companies")
        INVITED = "invited", _("Invited companies")

    class Branch(models.TextChoices):
        ARMY = "army", _("Army")
        NAVY = "navy", _("Navy")
        AIR_FORCE = "air_force", _("Air Force")
        MARECHAUSSEE = "marechaussee", _("Marechaussee")
        CYBER = "cyber", _("Cyber Command")
        MATERIEL = "materiel", _("Materiel and IT Command")
        DEFENCE = "defence", _("Ministry of Defence")

    slug = models.SlugField(max_length=80, unique=True)
    rom = models.ForeignKey(
        ROM,
        models.PROTECT,
        related_name="challenges",
        verbose_name=_("ROM"),
        null=True,
        blank=True,
    )
    co_owners = models.ManyToManyField(
        ROM, through="ChallengeCoOwner", related_name="co_owned_challenges", verbose_name=_("shared with")
    )
    branch = models.CharField(_("asked by"), max_length=20, choices=Branch, default=Branch.DEFENCE)
    title_nl = models.CharField(_("title in Dutch"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    teaser_nl = models.TextField(_("text in Dutch"), max_length=TEXT_LENGTH, blank=True)
    teaser_en = models.TextField(_("text in English"), max_length=TEXT_LENGTH, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    visibility = models.CharField(_("visible to"), max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    trl_min = models.PositiveSmallIntegerField(
        _("lowest TRL"),
        null=True,
        blank=True,
        validators=TRL_VALIDATORS,
        help_text=_("Companies below this level are not listed."),
    )
    trl_max = models.PositiveSmallIntegerField(
        _("TRL hoped for"),
        null=True,
        blank=True,
        validators=TRL_VALIDATORS,
        help_text=_("The top of the range: from this level on a company gets all points for maturity."),
    )
    needs_ownership = models.BooleanField(
        _("only companies owned and controlled from the EU or a NATO country"), default=False
    )
    needs_established = models.BooleanField(_("only companies established in the EU or a NATO country"), default=False)
    needs_export_control = models.BooleanField(
        _("only companies that know which of their products need an export licence"), default=False
    )
    needs_screening = models.BooleanField(
        _("only companies whose people will cooperate with a security screening"), default=False
    )
    only_region = models.BooleanField(_("only companies in the ROM's own region"), default=False)
    counts_experience = models.BooleanField(
        _("experience counts"),
        default=True,
        db_default=True,
        help_text=_("A recent earlier project and many of them earn points. Switched off, all companies get the same."),
    )
    pre_release_at = models.DateTimeField(
        _("announced from"),
        null=True,
        blank=True,
        validators=VALIDATORS,
        help_text=_(
            "Companies can read the challenge from this date and respond once it opens. Leave empty to show it on"
            " the opening date."
        ),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True, validators=VALIDATORS)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, validators=VALIDATORS)
    budget_eur = models.PositiveIntegerField(_("budget in EUR"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    external_id = models.CharField(_("id in the imported file"), max_length=100, unique=True, null=True, blank=True)
    created_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("made by"), null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    technologies = models.ManyToManyField(Technology, through="Requirement", related_name="challenges")
    search = SearchColumn(
        SearchVector("title_nl", config="dutch", weight="A")
        + SearchVector("title_en", config="english", weight="A")
        + SearchVector("teaser_nl", config="dutch", weight="C")
        + SearchVector("teaser_en", config="english", weight="C")
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["closes_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title_nl="", title_en=""), name="challenge_has_a_title"),
            models.CheckConstraint(condition=Q(trl_min__range=(1, 9)), name="challenge_trl_min_1_to_9"),
            models.CheckConstraint(condition=Q(trl_max__range=(1, 9)), name="challenge_trl_max_1_to_9"),
            models.CheckConstraint(
                condition=Q(trl_max__gte=F("trl_min")),
                name="challenge_trl_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="challenge_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(pre_release_at=None) | Q(opens_at__isnull=False, pre_release_at__lt=F("opens_at")),
                name="challenge_announced_before_opening",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__range=BETWEEN) & Q(closes_at__range=BETWEEN) & Q(pre_release_at__range=BETWEEN),
                name="challenge_moments_that_people_mean",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DATED_STATES) | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="challenge_open_has_dates",
            ),
            models.CheckConstraint(condition=Q(state__in=ChallengeState.values), name="challenge_state_is_known"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="challenge_search"),
            GinIndex(
                fields=["title_nl"],
                opclasses=["gin_trgm_ops"],
                name="challenge_title_nl_trigram",
            ),
            GinIndex(
                fields=["title_en"],
                opclasses=["gin_trgm_ops"],
                name="challenge_title_en_trigram",
            ),
            models.Index(fields=["state", "closes_at"], name="challenge_state_closes"),
        ]
        triggers = [
            CHALLENGE_WORKFLOW.build_trigger("a challenge does not move from % to %", "challenge_moves_by_the_table"),
            build_annex_narrowing_trigger(),
            *build_revision_triggers(
                "challenges_challengerevision",
                columns=[
                    *(
                        "rom_id",
                        "title_nl",
                        "title_en",
                        "teaser_nl",
                        "teaser_en",
                        "state",
                        "visibility",
                    ),
                    *("trl_min", "trl_max", "only_region", "counts_experience", "opens_at"),
                    *("needs_ownership", "needs_established", "needs_export_control", "needs_screening"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.local("title"))

    def get_absolute_url(self) -> str:
        return reverse("challenges:challenge_detail", args=[self.slug])

    def clean(self) -> None:
        errors = {}
        if not (self.title_nl or self.title_en):
            errors["title_nl"] = _("Give the challenge a title, in Dutch or in English.")
        if self.trl_min and self.trl_max and self.trl_max < self.trl_min:
            errors["trl_max"] = _("The TRL hoped for is below the lowest TRL.")
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("The deadline falls before the opening.")
        if self.pre_release_at and not (self.opens_at and self.pre_release_at < self.opens_at):
            errors["pre_release_at"] = _("The announcement comes before the opening.")
        if self.state in DATED_STATES and not (self.opens_at and self.closes_at):
            errors["closes_at"] = _("A challenge needs an opening date and a deadline from its review until it closes.")
        if errors:
            raise ValidationError(errors)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Ask the database nothing: validators and `clean` cover every constraint, in words that name the field."""

    @property
    def saved_version(self) -> str:
        """Tells one saved state of a challenge from the next; forms carry it."""
        return self.updated_at.isoformat()

    def text_in(self, language: str) -> str:
        """Title and teaser in "nl" or "en": what the tagger reads."""
        return f"{getattr(self, f'title_{language}')}\n\n{getattr(self, f'teaser_{language}')}"

    @property
    def needs_declared(self) -> list[str]:
        """The kinds of declaration that a company must have in force with a yes, in the order of the kinds."""
        return [kind for kind in Declaration.Kind.values if getattr(self, f"needs_{kind}")]

    def is_open_at(self, now: datetime) -> bool:
        """Whether it can be answered then: the clock decides, not whether its move to open was made."""
        is_timed = self.state in TIMED_STATES
        return bool(is_timed and self.opens_at and self.closes_at and self.opens_at <= now < self.closes_at)


class ChallengeRevision(Revision):
    owner = models.OneToOneField(
        Challenge, models.CASCADE, primary_key=True, related_name="revision", verbose_name=_("challenge")
    )

    class Meta:
        verbose_name = _("revision of a challenge")
        verbose_name_plural = _("revisions of challenges")

    def __str__(self) -> str:
        return f"{self.owner}: {self.version}"


class ChallengeMove(TransitionLog):
    """One change of state: by whom, or by the clock (`by_clock`). Nobody changes or removes it.

    The name goes with the account of who moved it.
    """

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="moves", verbose_name=_("challenge"))
    name = models.CharField(_("move"), max_length=12)
    source = models.CharField(_("from"), max_length=12, choices=ChallengeState)
    target = models.CharField(_("to"), max_length=12, choices=ChallengeState)
    by_clock = models.BooleanField(_("by the clock"), default=False)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH, blank=True)
    leaks = ArrayField(
        models.TextField(),
        verbose_name=_("phrases of the annex that may stay"),
        default=list,
        blank=True,
        help_text=_("As they stood where more people read them; who made the move had seen them."),
    )

    class Meta:
        verbose_name = _("move of a challenge")
        verbose_name_plural = _("moves of challenges")
        ordering = ["challenge", "-at", "-id"]
        indexes = [models.Index(fields=["challenge", "-at"], name="challenge_move_of")]
        constraints = [
            models.CheckConstraint(condition=Q(by_clock=False) | Q(by=None), name="challenge_move_by_one_or_clock"),
            models.CheckConstraint(
                condition=Q(name__in=sorted(each.name for each in CHALLENGE_WORKFLOW.transitions)),
                name="challenge_move_is_known",
            ),
            models.CheckConstraint(condition=~Q(name="refuse", reason=""), name="challenge_refused_with_reason"),
        ]
        triggers = build_log_triggers("by", stays="stays_as_it_was", forgotten="mover_is_only_forgotten")

    def __str__(self) -> str:
        return f"{self.challenge}: {self.get_source_display()} → {self.get_target_display()}"


class ChallengeWriter(models.Model):
    """Who wrote at a challenge since it was approved last, and so cannot approve it."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="writers", verbose_name=_("challenge"))
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("writer"))
    wrote_at = models.DateTimeField(_("wrote at"), db_default=Now())

    class Meta:
        verbose_name = _("writer of a challenge")
        verbose_name_plural = _("writers of challenges")
        constraints = [models.UniqueConstraint(fields=["challenge", "user"], name="challenge_writer_once")]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.user}"
