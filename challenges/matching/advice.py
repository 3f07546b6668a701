"""A change that the engine tried, in words to the company's own people: a question, never advice to claim something."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.matching.engine.what_if import (
    CONFIRM,
    INVITED,
    PROVINCE,
    STALE,
    STATE,
    TRL,
    VETTED,
    ProfileChange,
    WhatIf,
    WhatIfStep,
)
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from companies.profiles.visibility import is_trl_counted
from companies.profiles.wizard import MATURITY, TECHNOLOGIES, WHO, get_step_url
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_month
from portal.ui.match_bar import format_tenths


@dataclass(frozen=True)
class AdviceCard:
    """`gain`: the points that a true answer brings, as text; `url`: the field where it is answered, if there is one."""

    title: str
    text: str
    gain: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class AdviceWriter:
    """Puts the steps of one pair into words; runs no queries."""

    found: WhatIf
    challenge: Challenge
    company: Company
    vocabulary: Vocabulary

    def advice(self, step: WhatIfStep) -> AdviceCard:
        title, text, url, action = _WORDS[step.change.kind](self, step)
        return AdviceCard(title, text, format_step_gain(step, self.found.now.score.total), url, action)

    def step_of(self, change: ProfileChange) -> WhatIfStep:
        return next(step for step in self.found.steps if step.change == change)

    def _if_so(self, step: WhatIfStep) -> str:
        return _("If so, you meet the must.") if self.found.solved_by(step.outcomes[0]) else ""

    def _trl(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        levels = {"least": step.change.value, "best": step.best.changes[0].value, "found": self.company.trl}
        text = _("TRL %(best)s brings most.") % levels
        if self.found.solved_by(step.outcomes[0]):
            enough = _("From TRL %(least)s on you meet the must.") % levels
            text = enough if levels["least"] == levels["best"] else f"{enough} {text}"
        if self.company.trl and not is_trl_counted(self.company, self.challenge.rom):
            title = _("May %(rom)s see your TRL?") % {"rom": self.challenge.rom or _("the asker")}
            sharing = reverse("companies:company_visibility", args=[self.company.slug]) + "#id_audience_maturity"
            now = _("Now only the ROM of your region may.")
            return title, f"{now} {text}", sharing, _("Choose who sees it")
        if self.company.trl is None:
            return _("How mature is your product?"), text, self._page(MATURITY, "trl"), _("State your TRL")
        title = _("Is your product further than TRL %(found)s?") % levels
        return title, text, self._page(MATURITY, "trl"), _("Change your TRL")

    def _declared(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        kind = step.change.kind
        place = reverse("companies:declaration_sign", args=[self.company.slug]) + f"#{kind}"
        return str(DECLARED[kind]), self._if_so(step), place, _("Declare yes or no")

    def _province(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        title, text = _("In which province is your company?"), ""
        if self.found.solved_by(step.outcomes[0]):
            title = _("Is your company in the region of %(rom)s?") % {"rom": self.challenge.rom or ""}
            text = self._if_so(step)
        return title, text, self._page(WHO, "province"), _("State your province")

    def _confirm(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        names = {"technology": self.vocabulary.label(int(str(step.change.value)))}
        text = _("Found in your text; it counts fully once you say that it is right.")
        place = self._page(TECHNOLOGIES, f"verdict_{step.change.value}")
        return _("Is “%(technology)s” right?") % names, text, place, _("Say yes or no")

    def _state(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        technology = self.vocabulary.by_id.get(int(str(step.change.value)))
        names = {"technology": technology or ""}
        place = self._page(TECHNOLOGIES, "add", f"?add={technology.slug}" if technology else "")
        return _("Is “%(technology)s” something you do?") % names, self._if_so(step), place, _("Add it if you do")

    def _stale(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        since = _("Nobody has confirmed it since %(month)s.") % {"month": format_month(self.company.confirmed_at)}
        answer = reverse("companies:company_confirm", args=[self.company.slug])
        return _("Is your profile still true?"), since, answer, _("Look and answer")

    def _vetted(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        rom = self.company.province.rom if self.company.province else None
        names = {"rom": rom or _("the ROM of your region")}
        return _("Request vetting"), _("Vetting starts with %(rom)s.") % names, *_get_rom_website(rom)

    def _invited(self, step: WhatIfStep) -> tuple[str, str, str, str]:
        rom = self.challenge.rom
        names = {"rom": rom or _("the asker")}
        return _("Ask for an invitation"), _("%(rom)s says who is invited.") % names, *_get_rom_website(rom)

    def _page(self, step: str, field: str, query: str = "") -> str:
        return f"{get_step_url(self.company, step)}{query}#id_{field}"


DECLARED = {
    "ownership": gettext_lazy("Is your company owned and controlled from the EU or a NATO country?"),
    "established": gettext_lazy("Is your company established in the EU or a NATO country?"),
    "export_control": gettext_lazy("Do you know which of your products need an export licence?"),
    "screening": gettext_lazy("Will your people cooperate with a security screening?"),
}
_WORDS: dict[str, Callable[[AdviceWriter, WhatIfStep], tuple[str, str, str, str]]] = {
    TRL: AdviceWriter._trl,
    **dict.fromkeys(DECLARED, AdviceWriter._declared),
    PROVINCE: AdviceWriter._province,
    CONFIRM: AdviceWriter._confirm,
    STATE: AdviceWriter._state,
    STALE: AdviceWriter._stale,
    VETTED: AdviceWriter._vetted,
    INVITED: AdviceWriter._invited,
}


def format_step_gain(step: WhatIfStep, total: int) -> str:
    """ "+8 points", or "−3 to +12 points" where it depends on the answer; "" for none."""
    least, most = (each - total for each in step.totals)
    if least == most:
        return _("%(points)s points") % {"points": format_signed_points(most)} if most else ""
    return _("%(least)s to %(most)s points") % {
        "least": format_signed_points(least),
        "most": format_signed_points(most),
    }


def format_signed_points(tenths: int) -> str:
    return "0" if not tenths else f"{'+' if tenths > 0 else '−'}{format_tenths(abs(tenths))}"


def _get_rom_website(rom: object) -> tuple[str, str]:
    url = getattr(rom, "website", "")
    return (url, _("To %(rom)s") % {"rom": rom}) if url else ("", "")
