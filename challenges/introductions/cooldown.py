"""After a no: the side that said it may begin anew at any time, the others once the matter has rested."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notifications import get_organisation_name
from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.ui.dates import format_day, to_local_day

REST = timedelta(days=30)  # so long that a no means something, so short that what changed can be said


@dataclass(frozen=True)
class DeclinedIntroduction:
    """The no that ended the last introduction of two; `first_day`: from when the sides that heard it may begin anew."""

    step: IntroductionStep

    @property
    def first_day(self) -> date:
        return to_local_day(self.step.at) + REST

    def rests(self, side: IntroductionParty, today: date) -> bool:
        return side != self.step.side and today < self.first_day

    @property
    def sentence(self) -> str:
        return _("%(who)s declined on %(day)s, and may begin anew at any time. You can from %(first)s on.") % {
            "who": get_organisation_name(self.step.introduction, self.step.side, self.step),
            "day": format_day(self.step.at),
            "first": format_day(self.first_day),
        }


def get_final_decline(introduction: Introduction) -> DeclinedIntroduction | None:
    """The no that ended this very one, while nothing followed it."""
    if introduction.state != IntroductionState.DECLINED:
        return None
    refusal = find_last_decline(introduction.challenge, introduction.company)
    return refusal if refusal and refusal.step.introduction_id == introduction.pk else None


def find_last_decline(challenge: Challenge, company: Company) -> DeclinedIntroduction | None:
    """None where the last introduction of these two did not end by a no. One query, or two."""
    pair = Introduction.objects.filter(challenge=challenge, company=company)
    last = pair.order_by("-asked_at", "-pk").values("pk", "state").first()
    if last is None or last["state"] != IntroductionState.DECLINED:
        return None
    steps = IntroductionStep.objects.filter(introduction=last["pk"], what=IntroductionAction.DECLINE)
    related = ("introduction__company", "introduction__company_rom", "introduction__challenge__rom")
    step = steps.select_related("rom", *related).first()
    return DeclinedIntroduction(step) if step else None
