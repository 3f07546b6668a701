"""The vocabulary of technologies that companies and challenges share."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual

MAX_LEVEL = 3


@track_audit_events()
class FocusArea(Bilingual, models.Model):
    """An area that a national or NATO policy names as important."""

    class Framework(models.TextChoices):
        DEFENCE = "defence", _("Defence's national technology areas")
        NTS = "nts", _("National Technology Strategy")
        DIANA = "diana", _("NATO DIANA")

    code = models.SlugField(unique=True)
    framework = models.CharField(_("framework"), max_length=10, choices=Framework)
    label_nl = models.CharField(_("label in Dutch"), max_length=100)
    label_en = models.CharField(_("label in English"), max_length=100)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")
        ordering = ["framework", "code"]

    def __str__(self) -> str:
        return f"{self.get_framework_display()}: {self.local('label')}"


class TechnologyQuerySet(models.QuerySet["Technology"]):
    def current(self) -> Self:
        """Leave out technologies that were merged into another one."""
        return self.filter(merged_into=None)


@track_audit_events()
class Technology(Bilingual, models.Model):
    """An entry of the vocabulary, in a tree of at most three levels; `level` is 1 at the top."""

    slug = models.SlugField(max_length=80, unique=True)
    label_nl = models.CharField(_("label in Dutch"), max_length=100)
    label_en = models.CharField(_("label in English"), max_length=100)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        verbose_name=_("broader technology"),
        null=True,
        blank=True,
    )
    level = models.PositiveSmallIntegerField(_("level"), default=1, editable=False)
    related = models.ManyToManyField("self", verbose_name=_("related technologies"), blank=True)
    focus_areas = models.ManyToManyField(
        FocusArea,
        related_name="technologies",
        verbose_name=_("focus areas"),
        blank=True,
    )
    civil_use_nl = models.CharField(_("civil use in Dutch"), max_length=300, blank=True)
    civil_use_en = models.CharField(_("civil use in English"), max_length=300, blank=True)
    military_use_nl = models.CharField(_("military use in Dutch"), max_length=300, blank=True)
    military_use_en = models.CharField(_("military use in English"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
    )

    objects = TechnologyQuerySet.as_manager()

    class Meta:
        verbose_name = _("technology")
        verbose_name_plural = _("technologies")
        ordering = ["label_nl", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=1, parent__isnull=True) | Q(level__gt=1, level__lte=MAX_LEVEL, parent__isnull=False),
                name="technology_level_fits_parent",
                violation_error_message=_("The vocabulary is at most three levels deep."),
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="technology_not_its_own_parent"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="technology_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.local("label"))

    def save(self, *args: object, **kwargs: object) -> None:
        self.level = self.parent.level + 1 if self.parent else 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        for child in self.children.exclude(level=self.level + 1):
            child.save()

    def get_absolute_url(self) -> str:
        return reverse("technology_detail", args=[self.slug])

    def clean(self) -> None:
        self.level = self.parent.level + 1 if self.parent else 1
        if self.pk and self.parent_id and self._descends_from_itself():
            raise ValidationError({"parent": _("A technology cannot stand under itself.")})
        if self.level + self._count_levels_below() > MAX_LEVEL:
            raise ValidationError({"parent": _("The vocabulary is at most three levels deep.")})

    def _count_levels_below(self) -> int:
        """Return the number of levels below this one, 0 for a leaf."""
        if not self.pk or not self.children.exists():
            return 0
        return 2 if Technology.objects.filter(parent__parent=self).exists() else 1

    def _descends_from_itself(self) -> bool:
        ancestor = self.parent
        while ancestor:
            if ancestor.pk == self.pk:
                return True
            ancestor = ancestor.parent
        return False


@track_audit_events()
class TechnologyTerm(models.Model):
    """A word or phrase by which a text names a technology: synonym, abbreviation or spelling variant."""

    class Language(models.TextChoices):
        NL = "nl", _("Dutch")
        EN = "en", _("English")

    technology = models.ForeignKey(Technology, models.CASCADE, related_name="terms", verbose_name=_("technology"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.CharField(_("term"), max_length=100)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["language", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "text"],
                name="technology_term_once_per_language",
                violation_error_message=_("This term already belongs to a technology."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class LoadedEntry(models.Model):
    """The content of an entry when it was loaded; the next load updates only what the files changed since."""

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("loaded entry")
        verbose_name_plural = _("loaded entries")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
