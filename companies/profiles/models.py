"""Companies with their profiles, and the technologies they offer."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from companies.profiles.freshness import get_confirmation_cutoff
from companies.profiles.visibility_models import AUDIENCE_CONSTRAINTS, Audience, AudienceFields
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import LANGUAGES, Bilingual
from portal.core.querysets import LockableQuerySet
from portal.core.revisions import Revision, build_revision_triggers
from portal.core.search_column import SearchColumn
from portal.regions.models import Province
from portal.technologies.evidence import KnownAs, TechnologyEvidence
from portal.technologies.models import Technology

if TYPE_CHECKING:
    from companies.declarations.models import Declaration

TEXT_LENGTH = 100_000
USE_LENGTH = 2000


KEPT_BY_STAFF = Q(claimed_at=None) | Q(state="draft")


def build_confirmation_fields(now: datetime) -> dict[str, Any]:
    """Return the fields that change when somebody confirms a profile: it is up to date, and nobody was asked."""
    return {"confirmed_at": now, "stale_since": None, "asked_months": 0}


class CompanyQuerySet(LockableQuerySet["Company"]):
    def published(self) -> Self:
        return self.filter(state=Company.State.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Select published companies, plus the user's own ones and, for staff, the drafts of their region."""
        if not user.is_authenticated:
            return self.published()
        if user.is_superuser:
            return self
        seen = Q(state=Company.State.PUBLISHED) | Q(pk__in=user.memberships.values("company"))
        if user.rom_id is not None:
            seen |= Q(province__rom=user.rom_id)
        return self.filter(seen)

    def unconfirmed_for(self, months: int, now: datetime) -> Self:
        return self.filter(confirmed_at__lt=get_confirmation_cutoff(now, months))

    def to_ask(self, months: int, now: datetime) -> Self:
        """Select published, claimed profiles of at least this age whose members were not asked at it."""
        claimed = self.published().filter(claimed_at__isnull=False, asked_months__lt=months)
        return claimed.unconfirmed_for(months, now)

    def editable_by(self, user: User) -> Self:
        """Select the companies that the user may edit, by the same rule as permissions.can_edit_company."""
        if user.is_superuser:
            return self
        mine = Q(pk__in=user.memberships.values("company"))
        if user.rom_id is not None:
            mine |= Q(claimed_at=None, province__rom=user.rom_id)
        return self.filter(mine)


@track_audit_events(without=("search", "updated_at", "asked_months"))
class Company(Bilingual, AudienceFields, models.Model):
    """A start-up, scale-up, SME or knowledge institution with a profile; has a ROM through its province."""

    class Kind(models.TextChoices):
        STARTUP = "startup", _("Start-up")
        SCALEUP = "scaleup", _("Scale-up")
        SME = "sme", _("SME")
        KNOWLEDGE = "knowledge_institution", _("Knowledge institution")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MATCHED_TEXTS = tuple(
        f"{name}_{language}" for name in ("text", "civil_use", "military_use") for language in LANGUAGES
    )
    LONG_FIELDS = MATCHED_TEXTS  # lists do not read these

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kvk_number = models.CharField(
        _("KvK number"),
        max_length=8,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{8}\Z", _("A KvK number has eight digits."))],
        help_text=_("Eight digits, from the Dutch trade register."),
        error_messages={"unique": _("A profile with this KvK number already exists.")},
    )
    kind = models.CharField(_("kind"), max_length=25, choices=Kind, default=Kind.STARTUP)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    city = models.CharField(_("town"), max_length=100, blank=True)
    province = models.ForeignKey(
        Province,
        models.PROTECT,
        related_name="companies",
        verbose_name=_("province"),
        null=True,
        blank=True,
    )
    website = models.URLField(_("website"), blank=True)
    text_nl = models.TextField(_("profile in Dutch"), max_length=TEXT_LENGTH, blank=True)
    text_en = models.TextField(_("profile in English"), max_length=TEXT_LENGTH, blank=True)
    civil_use_nl = models.TextField(_("civil use case, in Dutch"), max_length=USE_LENGTH, blank=True)
    civil_use_en = models.TextField(_("civil use case, in English"), max_length=USE_LENGTH, blank=True)
    military_use_nl = models.TextField(_("military use case, in Dutch"), max_length=USE_LENGTH, blank=True)
    military_use_en = models.TextField(_("military use case, in English"), max_length=USE_LENGTH, blank=True)
    trl = models.PositiveSmallIntegerField(
        _("TRL"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("Technology readiness level, from 1 (idea) to 9 (in use)."),
    )
    team_size = models.PositiveIntegerField(_("team size"), null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("year founded"), null=True, blank=True)
    reference_years = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("years of reference projects"),
        default=list,
        blank=True,
    )
    reference_count = models.PositiveIntegerField(
        _("number of reference projects"),
        null=True,
        blank=True,
        help_text=_("For an imported profile with more projects than years."),
    )
    established = models.BooleanField(
        _("established in the EU or a NATO country"),
        null=True,
        blank=True,
        help_text=_(
            "Information from a public source. The company’s own declaration replaces it as soon as the company "
            "manages its profile."
        ),
    )
    vetted_on = models.DateField(_("vetted on"), null=True, blank=True)
    confirmed_at = models.DateTimeField(
        _("confirmed"),
        default=timezone.now,
        editable=False,
        help_text=_("When a member of the company or the person managing the profile last saved or confirmed it."),
    )
    stale_since = models.DateTimeField(
        _("out of date since"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The profile has not been confirmed for nine months, so it loses points."),
    )
    asked_months = models.PositiveSmallIntegerField(
        _("age at the last request to confirm, in months"),
        default=0,
        db_default=0,
        editable=False,
        help_text=_(
            "Age of the profile when we last asked if it is correct; 0: not asked since the last confirmation."
        ),
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True, editable=False)
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("For a profile created by a ROM."),
    )
    is_example = models.BooleanField(_("example"), default=False)
    external_id = models.CharField(_("id in the imported file"), max_length=100, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    technologies = models.ManyToManyField(Technology, through="CompanyTechnology", related_name="companies")
    search = SearchColumn(
        SearchVector("name", config="dutch", weight="A")
        + SearchVector("city", config="dutch", weight="B")
        + SearchVector("text_nl", config="dutch", weight="C")
        + SearchVector("text_en", config="english", weight="C")
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kvk_number__regex=r"^[0-9]{8}$"),
                name="company_kvk_number_eight_digits",
            ),
            models.CheckConstraint(condition=Q(trl__range=(1, 9)), name="company_trl_1_to_9"),
            models.CheckConstraint(
                condition=Q(stale_since=None) | Q(stale_since__gt=F("confirmed_at")),
                name="company_stale_after_confirmed",
            ),
            *AUDIENCE_CONSTRAINTS,
        ]
        indexes = [
            GinIndex(fields=["search"], name="company_search"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="company_name_trigram"),
            models.Index(fields=["state", "name"], name="company_state_name"),
            models.Index(fields=["confirmed_at"], name="company_confirmed"),
            models.Index(Lower("name"), "id", name="company_by_name"),
            GinIndex(fields=["city"], opclasses=["gin_trgm_ops"], name="company_city_trigram"),
            models.Index(fields=["province"], name="company_kept_by_staff", condition=KEPT_BY_STAFF),
        ]
        triggers = build_revision_triggers(
            "companies_companyrevision",
            columns=[
                "name",
                "state",
                "kind",
                "province_id",
                "text_nl",
                "text_en",
                "civil_use_nl",
                "civil_use_en",
                "military_use_nl",
                "military_use_en",
                "trl",
                "audience_maturity",
                "audience_use",
                "established",
                "claimed_at",
                "vetted_on",
                "reference_years",
                "reference_count",
                "audience_references",
                "stale_since",
            ],
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("companies:company_detail", args=[self.slug])

    @property
    def is_claimed(self) -> bool:
        """Tell whether the company manages its own profile; otherwise staff created it, and pages say so."""
        return self.claimed_at is not None

    def confirm(self, now: datetime) -> None:
        """Set the fields that say that somebody confirmed the profile at this time, without saving."""
        for name, value in build_confirmation_fields(now).items():
            setattr(self, name, value)

    @property
    def is_stale(self) -> bool:
        """Tell whether nobody has confirmed the profile for so long that it loses points."""
        return self.stale_since is not None

    @property
    def matched_texts(self) -> list[tuple[str, str]]:
        """Return pairs of language and text that the tagger and the engine read, the proposition first.

        Both quote what they read, so they only read what is public.
        """
        is_open = self.audience_use == Audience.EVERYONE
        names = [name for name in self.MATCHED_TEXTS if is_open or "_use_" not in name]
        return [(name[-2:], text) for name in names if (text := getattr(self, name))]

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @cached_property
    def declared(self) -> dict[str, bool]:
        """Return yes or no by kind of declaration; kinds that were not signed, or have ended, are left out.

        Only a company itself can declare. As long as nobody has claimed the profile, the source of the profile counts.
        """
        return self.declared_in(self.declarations.all())

    def declared_in(self, declarations: "Iterable[Declaration]") -> dict[str, bool]:
        """Return the same as `declared`, from declarations that were read already."""
        if self.is_claimed:
            return {each.kind: each.answer for each in declarations if each.is_in_force}
        return {} if self.established is None else {"established": self.established}


class CompanyRevision(Revision):
    owner = models.OneToOneField(
        Company, models.CASCADE, primary_key=True, related_name="revision", verbose_name=_("company")
    )

    class Meta:
        verbose_name = _("company revision")
        verbose_name_plural = _("company revisions")

    def __str__(self) -> str:
        return f"{self.owner}: {self.version}"


class CompanyTechnologyQuerySet(models.QuerySet["CompanyTechnology"]):
    def counting(self) -> Self:
        """Select the technologies that matching reads: all but those that a person refused."""
        return self.exclude(known_as=KnownAs.REFUSED)


@track_audit_events()
class CompanyTechnology(TechnologyEvidence):
    company = models.ForeignKey(
        Company,
        models.CASCADE,
        related_name="technology_links",
        verbose_name=_("company"),
    )
    technology = models.ForeignKey(
        Technology,
        models.PROTECT,
        related_name="company_links",
        verbose_name=_("technology"),
    )

    objects = CompanyTechnologyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company technology")
        verbose_name_plural = _("company technologies")
        ordering = ["company", "technology"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "technology"],
                name="company_technology_once",
                violation_error_message=_("This technology is already in the list."),
            )
        ]
        triggers = build_revision_triggers(
            "companies_companyrevision",
            owner="company_id",
            columns=["company_id", "technology_id", "known_as"],
        )

    def __str__(self) -> str:
        return f"{self.company}: {self.technology}"
