"""After a no: the side that said it may begin anew at any time, the others once the matter has rested."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notification_texts import organisation
from challenges.introductions.workflow import Side, State, What
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.ui.dates import as_day, day

REST = timedelta(days=30)  # so long that a no means something, so short that what changed can be said


@dataclass(frozen=True)
class Refusal:
    """The no that ended the last introduction of two; `first_day`: from when the sides that heard it may begin anew."""

    step: IntroductionStep

    @property
    def first_day(self) -> date:
        return as_day(self.step.at) + REST

    def rests(self, side: Side, today: date) -> bool:
        return side != self.step.side and today < self.first_day

    @property
    def sentence(self) -> str:
        return _("%(who)s declined on %(day)s, and may begin anew at any time. You can from %(first)s on.") % {
            "who": organisation(self.step.introduction, self.step.side, self.step),
            "day": day(self.step.at),
            "first": day(self.first_day),
        }


def ended_by(introduction: Introduction) -> Refusal | None:
    """The no that ended this very one, while nothing followed it."""
    if introduction.state != State.DECLINED:
        return None
    refusal = refusal_of(introduction.challenge, introduction.company)
    return refusal if refusal and refusal.step.introduction_id == introduction.pk else None


def refusal_of(challenge: Challenge, company: Company) -> Refusal | None:
    """None where the last introduction of these two did not end by a no. One query, or two."""
    pair = Introduction.objects.filter(challenge=challenge, company=company)
    last = pair.order_by("-asked_at", "-pk").values("pk", "state").first()
    if last is None or last["state"] != State.DECLINED:
        return None
    steps = IntroductionStep.objects.filter(introduction=last["pk"], what=What.DECLINE)
    related = ("introduction__company", "introduction__company_rom", "introduction__challenge__rom")
    step = steps.select_related("rom", *related).first()
    return Refusal(step) if step else None
