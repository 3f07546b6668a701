"""Matches, what was matched last, decisions, frozen longlists, and the batches of a refresh."""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.matching.model_versions import Fit
from challenges.posting.models import Challenge
from challenges.posting.ownership import is_rom_owner
from challenges.posting.triggers import build_decision_trigger
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.technologies.models import Technology

CHALLENGE, COMPANY = "challenge", "company"  # the two sides of a match


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The challenge's ROM sees those with companies it may see; a company its own, with challenges it may see."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        own = Q(
            company__in=user.memberships.values("company"),
            challenge__in=Challenge.objects.visible_to(user),
        )
        if user.rom_id is not None:
            owned = Challenge.objects.owned_by(user).values("pk")
            own |= Q(challenge__in=owned, company__in=Company.objects.visible_to(user))
        return self.filter(own)

    def visible_in(self, challenge: Challenge, user: User | AnonymousUser) -> Self:
        """`visible_to`, of a challenge at hand: for who owns it what remains is which companies they may see."""
        of_challenge = self.filter(challenge=challenge)
        if not is_rom_owner(user, challenge):
            return of_challenge.visible_to(user)
        return of_challenge.filter(company__in=Company.objects.visible_to(user))

    def ranked(self) -> Self:
        """Companies that meet every rule."""
        return self.filter(failed_rule="")

    def nearly(self) -> Self:
        """Companies that fail exactly one rule, which `failed_rule` names."""
        return self.exclude(failed_rule="")

    def of_challenge(self, challenge: Challenge) -> Self:
        """The challenge's list, best first; equal totals by more similar text, then by company id."""
        return self.filter(challenge=challenge, in_challenge_top=True).order_by("-total", "-similarity", "company_id")

    def of_company(self, company: Company) -> Self:
        """The company's list, best first; equal totals by more similar text, then by challenge id."""
        return self.filter(company=company, in_company_top=True).order_by("-total", "-similarity", "challenge_id")


class Match(models.Model):
    """A scored pair. Points are whole tenths; the parts add up to the total exactly.

    Kept for the best MATCHES_PER_CHALLENGE of a challenge (in_challenge_top) and the best MATCHES_PER_COMPANY of a
    company (in_company_top). A list shorter than that is complete. `similarity` of the texts, in the engine's
    whole units, orders equal totals. `is_candidate`: among the best of its batch of companies when
    everything was matched last (docs/adr/0033-full-refresh-in-batches.md); nothing else looks at it.
    """

    class Rule(models.TextChoices):
        """The rules of engine/eligibility.py."""

        MUST_HAVE = "must_have", _("Must have")
        TRL_FLOOR = "trl_floor", _("Maturity")
        OWNERSHIP = "ownership", _("Owned and controlled from the EU or a NATO country")
        ESTABLISHED = "established", _("Established in the EU or a NATO country")
        EXPORT_CONTROL = "export_control", _("Knows its export licences")
        SCREENING = "screening", _("Will cooperate with a security screening")
        VETTED = "vetted", _("Vetted")
        INVITED = "invited", _("Invited")
        REGION = "region", _("Region")

    # No index of their own: those below begin with them.
    challenge = models.ForeignKey(
        Challenge, models.CASCADE, related_name="matches", verbose_name=_("challenge"), db_index=False
    )
    company = models.ForeignKey(
        Company, models.CASCADE, related_name="matches", verbose_name=_("company"), db_index=False
    )
    technology = models.PositiveSmallIntegerField(_("technology"))
    text = models.PositiveSmallIntegerField(_("text"))
    maturity = models.PositiveSmallIntegerField(_("maturity"))
    region = models.PositiveSmallIntegerField(_("region"))
    experience = models.PositiveSmallIntegerField(_("experience"), default=0, db_default=0)
    freshness = models.SmallIntegerField(
        _("freshness"), default=0, db_default=0, help_text=_("Zero, or what a profile loses that nobody confirmed.")
    )
    total = models.PositiveSmallIntegerField(_("total"))
    similarity = models.PositiveBigIntegerField(_("similarity of the texts"), default=0)
    failed_rule = models.CharField(_("failed rule"), max_length=20, choices=Rule, blank=True)
    failed_technology = models.ForeignKey(
        Technology,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("missing must-have"),
        null=True,
        blank=True,
        db_index=False,
    )
    in_challenge_top = models.BooleanField(_("in the challenge's list"), default=False)
    in_company_top = models.BooleanField(_("in the company's list"), default=False)
    is_candidate = models.BooleanField(_("candidate for the challenge's list"), default=False, db_default=False)
    challenge_version = models.PositiveBigIntegerField(_("version of the challenge"))
    company_version = models.PositiveBigIntegerField(_("version of the company"))

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["challenge", "-total", "-similarity", "company"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "company"], name="match_once"),
            models.CheckConstraint(
                condition=Q(
                    total=F("technology") + F("text") + F("maturity") + F("region") + F("experience") + F("freshness")
                ),
                name="match_parts_add_up",
            ),
            models.CheckConstraint(
                condition=Q(total__lte=1000, freshness__range=(-100, 0)),
                name="match_parts_within_maxima",
            ),
        ]
        indexes = [
            models.Index(
                "challenge",
                F("total").desc(),
                F("similarity").desc(),
                "company",
                name="match_challenge_list",
                condition=Q(in_challenge_top=True),
            ),
            models.Index(
                "company",
                F("total").desc(),
                F("similarity").desc(),
                "challenge",
                name="match_company_best",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}"


class _Matched(models.Model):
    """What was matched last: due when the revision has changed since, or when another model version is active.

    `ranked_end`, `nearly_end`: where the stored lists end, as refresh/storage.py explains.
    """

    version = models.PositiveBigIntegerField(_("version"))
    ranked_end = models.BigIntegerField(editable=False)
    nearly_end = models.BigIntegerField(editable=False)
    fit = models.ForeignKey(Fit, models.CASCADE, related_name="+", verbose_name=_("fit"))
    matched_at = models.DateTimeField(_("matched"), auto_now=True)

    class Meta:
        abstract = True


class MatchedChallenge(_Matched):
    challenge = models.OneToOneField(
        Challenge, models.CASCADE, primary_key=True, related_name="matched", verbose_name=_("challenge")
    )

    class Meta:
        verbose_name = _("matched challenge")
        verbose_name_plural = _("matched challenges")

    def __str__(self) -> str:
        return str(self.challenge)


class MatchedCompany(_Matched):
    company = models.OneToOneField(
        Company, models.CASCADE, primary_key=True, related_name="matched", verbose_name=_("company")
    )

    class Meta:
        verbose_name = _("matched company")
        verbose_name_plural = _("matched companies")

    def __str__(self) -> str:
        return str(self.company)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Decisions are the owning ROM's own business."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))

    def visible_in(self, challenge: Challenge, user: User | AnonymousUser) -> Self:
        """`visible_to`, of a challenge at hand."""
        return self.filter(challenge=challenge) if is_rom_owner(user, challenge) else self.none()


@track_audit_events()
class Decision(models.Model):
    """What a person decided about a pair; computing matches again never changes it."""

    class Kind(models.TextChoices):
        SHORTLISTED = "shortlisted", _("Shortlisted")
        DISMISSED = "dismissed", _("Dismissed")

    class Reason(models.TextChoices):
        WRONG_TECHNOLOGY = "wrong_technology", _("Does something else")
        NOT_MATURE = "not_mature", _("Not far enough")
        NO_CAPACITY = "no_capacity", _("Has no capacity")
        KNOWN = "known", _("Known already")
        OTHER = "other", _("Another reason")

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="decisions", verbose_name=_("challenge"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="decisions", verbose_name=_("company"))
    kind = models.CharField(_("decision"), max_length=12, choices=Kind)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        User,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("decided"), auto_now=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["challenge", "company"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "company"], name="decision_once"),
            models.CheckConstraint(
                condition=~Q(kind="dismissed") | ~Q(reason=""),
                name="decision_dismissed_with_reason",
                violation_error_message=_("Say why the company is dismissed."),
            ),
        ]
        triggers = [build_decision_trigger()]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}, {self.get_kind_display()}"


class LonglistQuerySet(models.QuerySet["Longlist"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Longlists are the owning ROMs' business, as the matches are."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))


class Longlist(models.Model):
    """The ranked companies of a challenge at one time; it never changes.

    `number` counts within the challenge. `challenge_version`, `fit`: which revision was matched with which model.
    `rules`: what was asked, worded at that time: a list of {rule, nl, en}, in older lists of {rule, asked}.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="longlists", verbose_name=_("challenge"))
    number = models.PositiveSmallIntegerField(_("number"))
    frozen_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("frozen by"), null=True, blank=True
    )
    frozen_at = models.DateTimeField(_("frozen at"), db_default=Now(), editable=False)
    challenge_version = models.PositiveBigIntegerField(_("version of the challenge"))
    fit = models.PositiveBigIntegerField(_("fit"))
    rules = models.JSONField(_("rules"))

    objects = LonglistQuerySet.as_manager()

    class Meta:
        verbose_name = _("longlist")
        verbose_name_plural = _("longlists")
        ordering = ["challenge", "-number"]
        constraints = [models.UniqueConstraint(fields=["challenge", "number"], name="longlist_number_once")]
        triggers = [
            pgtrigger.ReadOnly(name="stays_as_it_was", exclude=["frozen_by"]),
            pgtrigger.Protect(
                name="freezer_is_only_forgotten",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__frozen_by__df=pgtrigger.F("new__frozen_by"))
                & pgtrigger.Q(new__frozen_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("challenges:longlist_detail", args=[self.challenge.slug, self.number])


class LonglistRow(models.Model):
    """A company on a longlist, with its points in tenths and the decision at that time; deleted with its profile.

    `rank` is by points. `by_floor`: which companies minimum visibility moved into or out of the top 10. `experience`:
    None in lists that are older than this part.
    """

    class ByFloor(models.TextChoices):
        IN = "in", _("here because of minimum visibility")
        OUT = "out", _("made room because of minimum visibility")

    longlist = models.ForeignKey(Longlist, models.CASCADE, related_name="rows", verbose_name=_("longlist"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("company"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    technology = models.PositiveSmallIntegerField(_("technology"))
    text = models.PositiveSmallIntegerField(_("text"))
    maturity = models.PositiveSmallIntegerField(_("maturity"))
    region = models.PositiveSmallIntegerField(_("region"))
    experience = models.PositiveSmallIntegerField(_("experience"), null=True, blank=True)
    freshness = models.SmallIntegerField(_("freshness"))
    total = models.PositiveSmallIntegerField(_("total"))
    company_version = models.PositiveBigIntegerField(_("version of the company"))
    by_floor = models.CharField(_("by minimum visibility"), max_length=3, choices=ByFloor, blank=True, db_default="")
    decision = models.CharField(_("decision"), max_length=12, choices=Decision.Kind, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Decision.Reason, blank=True)

    class Meta:
        verbose_name = _("row of a longlist")
        verbose_name_plural = _("rows of longlists")
        ordering = ["longlist", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["longlist", "rank"], name="longlist_rank_once"),
            models.UniqueConstraint(fields=["longlist", "company"], name="longlist_company_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="longlist_rank_from_one"),
        ]
        triggers = [pgtrigger.ReadOnly(name="stays_as_it_was")]

    def __str__(self) -> str:
        return f"{self.longlist}, {self.rank}: {self.company}"


class BatchQuerySet(models.QuerySet["Batch"]):
    def waiting(self) -> Self:
        """Batches of this round that are not done, also those in progress; challenges follow after all companies."""
        left = self.filter(done_at=None)
        return left.filter(Q(kind=Batch.Kind.COMPANIES) | ~Exists(left.filter(kind=Batch.Kind.COMPANIES)))


class Batch(models.Model):
    """Some companies or challenges of a refresh, which a worker matches in one transaction.

    Batches exist only during a refresh. `versions`: the revisions of the challenges when it was planned.
    """

    class Kind(models.TextChoices):
        COMPANIES = "companies", _("Companies")
        CHALLENGES = "challenges", _("Challenges")

    fit = models.ForeignKey(Fit, models.CASCADE, related_name="+", verbose_name=_("fit"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    ids = ArrayField(models.BigIntegerField(), verbose_name=_("ids"))
    versions = ArrayField(models.BigIntegerField(), verbose_name=_("versions"), default=list, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of a refresh")
        verbose_name_plural = _("batches of a refresh")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["companies", "challenges"]), name="batch_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
