"""Who can see which part of a profile, and tables of their own for the parts that are confidential.

Only `companies.profiles.visibility` reads the audiences and decides. Name, kind, place, text and technologies of a
published profile are public and have no audience.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.regions.models import ROM

LONGEST_CONFIDENTIAL = 20_000


class Audience(models.TextChoices):
    """The readers of a group of fields; each includes those below it. Members of the company always see everything."""

    EVERYONE = "everyone", _("Everyone")
    STAFF = "staff", _("Staff of all ROMs and Defence")
    OWN_ROM = "own_rom", _("Only the ROM of our region")


class ProfileGroup(models.TextChoices):
    MATURITY = "maturity", _("Maturity (TRL)")
    USE = "use", _("Civil and military use")
    REFERENCES = "references", _("Earlier projects")
    TEAM = "team", _("Team size and founding year")
    CONTACT = "contact", _("Contact")
    CONFIDENTIAL = "confidential", _("Confidential text")


STAFF_AT_MOST = [(value, label) for value, label in Audience.choices if value != Audience.EVERYONE]


def _build_audience_field(group: ProfileGroup, default: Audience) -> models.CharField:
    choices = STAFF_AT_MOST if group == ProfileGroup.CONFIDENTIAL else Audience.choices
    return models.CharField(group.label, max_length=10, choices=choices, default=default)


class AudienceFields(models.Model):
    """The audiences of a company: one column per group, so that lists can filter by them and the history has them."""

    audience_maturity = _build_audience_field(ProfileGroup.MATURITY, Audience.EVERYONE)
    audience_use = _build_audience_field(ProfileGroup.USE, Audience.EVERYONE)
    audience_references = _build_audience_field(ProfileGroup.REFERENCES, Audience.EVERYONE)
    audience_team = _build_audience_field(ProfileGroup.TEAM, Audience.EVERYONE)
    audience_contact = _build_audience_field(ProfileGroup.CONTACT, Audience.OWN_ROM)
    audience_confidential = _build_audience_field(ProfileGroup.CONFIDENTIAL, Audience.OWN_ROM)

    class Meta:
        abstract = True

    def audience(self, group: ProfileGroup) -> Audience:
        return Audience(getattr(self, f"audience_{group}"))


AUDIENCE_CONSTRAINTS = [
    models.CheckConstraint(
        condition=Q(**{f"audience_{group}__in": Audience.values}), name=f"company_audience_of_{group}"
    )
    for group in ProfileGroup
    if group != ProfileGroup.CONFIDENTIAL
] + [
    models.CheckConstraint(
        condition=Q(audience_confidential__in=[Audience.STAFF, Audience.OWN_ROM]),
        name="company_audience_of_confidential",
        violation_error_message=_("Confidential text is never for everyone."),
    )
]


@track_audit_events(without=("name", "email", "phone"))
class CompanyContact(models.Model):
    """The person to call. The history tells who changed it, but not what it was before."""

    company = models.OneToOneField(
        "companies.Company", models.CASCADE, primary_key=True, related_name="contact", verbose_name=_("company")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone number"),
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"\A[0-9+()\-. ]*\Z", _("Enter a telephone number, such as +31 20 123 45 67."))],
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("contact of a company")
        verbose_name_plural = _("contacts of companies")

    def __str__(self) -> str:
        return str(self.company)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.email or self.phone)


@track_audit_events(without=("text_nl", "text_en"))
class CompanyConfidential(Bilingual, models.Model):
    """Text that only a few people may read: no public page joins this table, matching never reads it, and search and
    history do not contain it."""

    company = models.OneToOneField(
        "companies.Company", models.CASCADE, primary_key=True, related_name="confidential", verbose_name=_("company")
    )
    text_nl = models.TextField(_("confidential text in Dutch"), max_length=LONGEST_CONFIDENTIAL, blank=True)
    text_en = models.TextField(_("confidential text in English"), max_length=LONGEST_CONFIDENTIAL, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("confidential text of a company")
        verbose_name_plural = _("confidential texts of companies")

    def __str__(self) -> str:
        return str(self.company)

    @property
    def is_empty(self) -> bool:
        return not (self.text_nl or self.text_en)


class Reading(models.Model):
    """A log entry: somebody outside the company has read what is not public. It never changes."""

    company = models.ForeignKey("companies.Company", models.CASCADE, related_name="readings", verbose_name=_("company"))
    group = models.CharField(
        _("what"),
        max_length=12,
        choices=[(each.value, each.label) for each in (ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL)],
    )
    user = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("reader"), null=True)
    rom = models.ForeignKey(ROM, models.SET_NULL, related_name="+", verbose_name=_("ROM at that time"), null=True)
    read_at = models.DateTimeField(_("read at"), auto_now_add=True)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-read_at", "-id"]
        indexes = [models.Index(fields=["company", "-read_at"], name="reading_of_company")]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_group_display()}"
