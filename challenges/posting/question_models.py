"""What a challenge asks of whoever answers it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual

MOST_WORDS = 2000
USUAL_WORDS = 300


@track_audit_events(without=("changed_at",))
class Question(Bilingual, models.Model):
    """One question, in the order of `position`. A question that was answered stays: its answers would go along."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="questions", verbose_name=_("challenge"))
    position = models.PositiveSmallIntegerField(_("position"), validators=[MinValueValidator(1)])
    text_nl = models.CharField(_("question in Dutch"), max_length=500, blank=True)
    text_en = models.CharField(_("question in English"), max_length=500, blank=True)
    help_nl = models.CharField(_("help in Dutch"), max_length=1000, blank=True)
    help_en = models.CharField(_("help in English"), max_length=1000, blank=True)
    word_limit = models.PositiveSmallIntegerField(
        _("most words"),
        default=USUAL_WORDS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WORDS)],
        help_text=_("From 1 to 2000. Who writes more cannot send it in."),
    )
    is_required = models.BooleanField(_("must be answered"), default=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["challenge", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "position"],
                name="question_position_once",
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("Another question stands at this position."),
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="question_position_from_1"),
            models.CheckConstraint(condition=~Q(text_nl="", text_en=""), name="question_has_a_text"),
            models.CheckConstraint(
                condition=Q(word_limit__range=(1, MOST_WORDS)), name="question_word_limit_1_to_2000"
            ),
        ]

    def __str__(self) -> str:
        return str(self.local("text"))

    def clean(self) -> None:
        if not (self.text_nl or self.text_en):
            raise ValidationError({"text_nl": _("Ask the question in Dutch or in English.")})
