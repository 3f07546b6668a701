"""Who of Defence stands behind a challenge: shown to a company once both sides agreed to an introduction."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from portal.audit.models import track_audit_events

USUAL_DAYS, FEWEST_DAYS, MOST_DAYS = 10, 2, 60


@track_audit_events(without=("unit", "name", "email", "phone"))
class ChallengeContact(models.Model):
    """Of a challenge without such a row, the adviser who said yes is the contact.

    unit: shown to a company that is asked, unless is_anonymous; the person only once both sides said yes.
    """

    challenge = models.OneToOneField(
        Challenge, models.CASCADE, primary_key=True, related_name="contact", verbose_name=_("challenge")
    )
    unit = models.CharField(
        _("unit"), max_length=150, blank=True, help_text=_("For example: 13 Light Brigade, Oirschot.")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone number"),
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"\A[0-9+()\-. ]*\Z", _("Enter a telephone number, such as +31 20 123 45 67."))],
    )
    is_anonymous = models.BooleanField(
        _("a company sees the unit only after both sides said yes"),
        default=True,
        help_text=_("Until then it reads “a unit of Defence”."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer an introduction"),
        default=USUAL_DAYS,
        validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_DAYS)],
        help_text=_("Then it lapses. Three working days before, whoever has not answered is reminded."),
    )

    class Meta:
        verbose_name = _("contact of a challenge")
        verbose_name_plural = _("contacts of challenges")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_days__range=(FEWEST_DAYS, MOST_DAYS)), name="challenge_contact_answer_days"
            )
        ]

    def __str__(self) -> str:
        return str(self.challenge)

    @property
    def is_person(self) -> bool:
        return bool(self.name or self.email or self.phone)
