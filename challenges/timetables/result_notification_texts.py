"""The question what came of the talks, in words. It says how many, and nothing of what anybody answered."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.follow_up_deadlines import get_last_result_day
from challenges.sessions.models import Session
from portal.core.bilingual import get_local_text
from portal.ui.dates import format_day


@dataclass(frozen=True)
class ResultRequestNotice:
    """number: talks of which the reader's side has said nothing."""

    session: Session
    number: int
    is_again: bool = False
    of_host: bool = False

    @property
    def title(self) -> str:
        return _("Say what came of your talks") if self.is_again else _("What came of your talks?")

    @property
    def about(self) -> str:
        told = ngettext(
            "At “%(title)s” there was %(count)d talk of which you have said nothing yet.",
            "At “%(title)s” there were %(count)d talks of which you have said nothing yet.",
            self.number,
        )
        return told % {"title": get_local_text(self.session, "title").text, "count": self.number}

    @property
    def whose(self) -> str:
        return _("You answer for the hosts of your ROM's challenges.") if self.of_host else ""

    @property
    def how(self) -> str:
        return _("Choose one answer per talk: we go on talking, perhaps later, no fit, or we did not meet.")

    @property
    def promise(self) -> str:
        return _("The other side never reads your answer. If you both go on, an introduction begins.")

    @property
    def until(self) -> str:
        return _("You can do so until %(day)s.") % {"day": format_day(get_last_result_day(self.session.ends_at))}
