"""The twelve provinces, the nine regional development agencies (ROMs), and their agreements with Defence."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.core.querysets import LockableQuerySet


@track_audit_events()
class ROM(models.Model):
    """A regional development agency, which covers one or more provinces and owns challenges and sessions."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    website = models.URLField(_("website"), blank=True)

    objects = LockableQuerySet.as_manager()

    class Meta:
        verbose_name = _("ROM")
        verbose_name_plural = _("ROMs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@track_audit_events()
class Province(Bilingual, models.Model):
    code = models.CharField(
        _("code"),
        max_length=2,
        unique=True,
        help_text=_("Two letters, as in ISO 3166-2:NL."),
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=50)
    name_en = models.CharField(_("name in English"), max_length=50)
    rom = models.ForeignKey(ROM, models.PROTECT, related_name="provinces", verbose_name=_("ROM"))

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return str(self.local("name"))


@track_audit_events()
class Agreement(Bilingual, models.Model):
    """A letter of intent between Defence, ROMs and provinces."""

    slug = models.SlugField(unique=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    occasion = models.CharField(
        _("occasion"),
        max_length=200,
        blank=True,
        help_text=_("Where the exact date is not known: when it was."),
    )
    place = models.CharField(_("place"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=300)
    roms = models.ManyToManyField(ROM, related_name="agreements", verbose_name=_("ROMs"), blank=True)
    provinces = models.ManyToManyField(Province, related_name="agreements", verbose_name=_("provinces"), blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.local("title"))

    def get_absolute_url(self) -> str:
        return reverse("agreement_list") + f"#{self.slug}"


@track_audit_events()
class Signatory(Bilingual, models.Model):
    agreement = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="signatories",
        verbose_name=_("agreement"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=100)
    office_nl = models.CharField(_("office in Dutch"), max_length=200, blank=True)
    office_en = models.CharField(_("office in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["agreement", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "name"], name="signatory_once_per_agreement")]

    def __str__(self) -> str:
        return self.name
