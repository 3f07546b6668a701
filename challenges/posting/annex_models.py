"""What only some companies read of a challenge, in a table of its own, and who read it."""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.posting.triggers import build_annex_audience_trigger
from companies.declarations.models import build_vetted_condition
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.regions.models import ROM
from portal.ui.dates import get_today

LONGEST_ANNEX = 50_000


class AnnexQuerySet(models.QuerySet["Annex"]):
    def written(self) -> Self:
        return self.exclude(text_nl="", text_en="")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """For who owns the challenge; of one that they see, for the people of companies that its own audience admits.

        Staff of another ROM read it nowhere, whatever its audience.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        owned = Q(challenge__in=Challenge.objects.owned_by(user).values("pk"))
        known = Q(challenge__in=Challenge.objects.visible_to(user).values("pk"))
        return self.filter(owned | known & _build_audience_condition(user))


def _build_audience_condition(user: User) -> Q:
    mine = user.memberships.all()
    vetted_now = Company.objects.filter(build_vetted_condition(get_today()), memberships__user=user)
    invited = ChallengeInvitation.objects.filter(company__in=mine.values("company"))
    return (
        Q(Exists(mine), visibility=Annex.Audience.REGISTERED)
        | Q(Exists(vetted_now), visibility=Annex.Audience.VETTED)
        | Q(visibility=Annex.Audience.INVITED, challenge__in=invited.values("challenge"))
    )


@track_audit_events(without=("text_nl", "text_en"))
class Annex(Bilingual, models.Model):
    """The part of a challenge that is not in its teaser. Matching, search, exports, mails and history never hold it.

    It is never removed: emptied it is nobody's to read, and who read it before is still known.
    """

    class Audience(models.TextChoices):
        """Each includes the ones below it."""

        REGISTERED = "registered", _("Every company with an account")
        VETTED = "vetted", _("Vetted companies")
        INVITED = "invited", _("Invited companies")

    challenge = models.OneToOneField(
        Challenge, models.CASCADE, primary_key=True, related_name="annex", verbose_name=_("challenge")
    )
    text_nl = models.TextField(_("restricted annex in Dutch"), max_length=LONGEST_ANNEX, blank=True)
    text_en = models.TextField(_("restricted annex in English"), max_length=LONGEST_ANNEX, blank=True)
    visibility = models.CharField(_("readable by"), max_length=12, choices=Audience, default=Audience.INVITED)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AnnexQuerySet.as_manager()

    class Meta:
        verbose_name = _("restricted annex")
        verbose_name_plural = _("restricted annexes")
        ordering = ["challenge"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=["registered", "vetted", "invited"]), name="annex_audience_is_known"
            )
        ]
        triggers = [build_annex_audience_trigger()]

    def __str__(self) -> str:
        return str(self.challenge)

    @property
    def is_empty(self) -> bool:
        return not (self.text_nl or self.text_en)

    def clean(self) -> None:
        if self.visibility in Annex.Audience.values and self.visibility not in list_narrower_audiences(self.challenge):
            raise ValidationError(
                {"visibility": _("Choose a group that is not larger than the group that can read the challenge.")}
            )


def list_narrower_audiences(challenge: Challenge) -> list[Annex.Audience]:
    """Those no wider than the challenge's own, the widest first."""
    order = Challenge.Visibility.values
    return [each for each in Annex.Audience if order.index(each.value) >= order.index(challenge.visibility)]


class AnnexReading(models.Model):
    """Somebody opened a page that shows an annex: at most once in an hour of the clock for each version.

    Nobody changes or removes it; person and company are only forgotten, where the account or the profile goes.
    """

    annex = models.ForeignKey(
        Annex, models.PROTECT, related_name="readings", verbose_name=_("restricted annex"), db_index=False
    )
    version = models.PositiveIntegerField(_("version"))
    user = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("reader"), null=True, blank=True)
    company = models.ForeignKey(
        Company, models.SET_NULL, related_name="+", verbose_name=_("on behalf of"), null=True, blank=True
    )
    rom = models.ForeignKey(ROM, models.PROTECT, related_name="+", verbose_name=_("ROM at that time"), null=True)
    read_at = models.DateTimeField(_("read at"), db_default=Now(), editable=False)
    hour = models.DateTimeField(
        _("hour of reading"), db_default=Func(Value("hour"), Now(), function="date_trunc"), editable=False
    )

    class Meta:
        verbose_name = _("reader of a restricted annex")
        verbose_name_plural = _("readers of restricted annexes")
        ordering = ["-read_at", "-id"]
        indexes = [models.Index(fields=["annex", "-read_at"], name="annex_reading_latest")]
        constraints = [
            models.UniqueConstraint(fields=["annex", "user", "version", "hour"], name="annex_reading_once_an_hour"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="stays_as_read", exclude=["user", "company"]),
            pgtrigger.Protect(
                name="reader_is_only_forgotten",
                operation=pgtrigger.Update,
                condition=(pgtrigger.Q(old__user__df=pgtrigger.F("new__user")) & pgtrigger.Q(new__user__isnull=False))
                | (pgtrigger.Q(old__company__df=pgtrigger.F("new__company")) & pgtrigger.Q(new__company__isnull=False)),
            ),
            pgtrigger.Protect(name="is_never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.annex}: {self.user or '–'}"
