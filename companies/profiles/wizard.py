"""The seven pages of the wizard: which one is current, which are done and which are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.profiles.models import Company, CompanyTechnology
from portal.technologies.evidence import KnownAs

WHO, TEXT, TECHNOLOGIES, MATURITY, CASES, SHARING, PUBLISH = (
    *("who", "text", "technologies", "maturity", "cases", "sharing", "publish"),
)
TITLES: dict[str, Promise] = {
    WHO: gettext_lazy("Your company"),
    TEXT: gettext_lazy("Your proposition"),
    TECHNOLOGIES: gettext_lazy("Technologies"),
    MATURITY: gettext_lazy("Maturity and use"),
    CASES: gettext_lazy("Reference cases and logo"),
    SHARING: gettext_lazy("Visibility"),
    PUBLISH: gettext_lazy("Check and publish"),
}
SLUGS = tuple(TITLES)
OPEN, DONE, OPTIONAL = "open", "done", "optional"
MAY_STAY_OPEN = (CASES, SHARING)
FIRST_ASKED = (TEXT, TECHNOLOGIES, MATURITY)  # what a profile needs to be matched well


class WizardStep(NamedTuple):
    """A page of the wizard; `lacks` tells why an open one is not done."""

    number: int
    slug: str
    title: str
    url: str
    state: str
    is_current: bool
    lacks: str = ""


@dataclass(frozen=True)
class WizardSteps:
    """All seven pages, in order."""

    all: list[WizardStep]

    @property
    def current(self) -> WizardStep | None:
        return next((step for step in self.all if step.is_current), None)

    @property
    def previous(self) -> WizardStep | None:
        return self._beside(-1)

    @property
    def next(self) -> WizardStep | None:
        return self._beside(1)

    @property
    def first_open(self) -> WizardStep:
        """Return the first page that matching needs and that is not done, or the last page."""
        asked = (step for step in self.all if step.slug in FIRST_ASKED and step.state == OPEN)
        return next(asked, self.all[-1])

    def _beside(self, distance: int) -> WizardStep | None:
        place = self.current.number - 1 + distance if self.current else -1
        return self.all[place] if 0 <= place < len(self.all) else None


def get_step_url(company: Company, slug: str) -> str:
    """Return the address of a page; the last one needs the matching engine, so another app shows it."""
    if slug == PUBLISH:
        return reverse("challenges:profile_completeness", args=[company.slug])
    return reverse("companies:profile_wizard", args=[company.slug, slug])


def build_wizard_steps(company: Company, current: str = "") -> WizardSteps:
    """Return all pages with two queries, or none if technologies and reference projects were prefetched."""
    lacking = _describe_gaps_for_matching(company, company.technology_links.all()) | {
        CASES: "" if company.reference_cases.all() else _("There is no case yet."),
        SHARING: "",
        PUBLISH: "" if company.is_published else _("The profile is not published."),
    }
    steps = []
    for number, slug in enumerate(SLUGS, 1):
        state, lacks = OPEN if lacking[slug] else DONE, lacking[slug]
        # Visibility has defaults from the start, so nobody has to fill it in, and nothing tells that somebody looked.
        if slug == SHARING or (slug in MAY_STAY_OPEN and lacks):
            state, lacks = OPTIONAL, ""
        url = get_step_url(company, slug)
        steps.append(WizardStep(number, slug, str(TITLES[slug]), url, state, slug == current, lacks))
    return WizardSteps(steps)


def list_steps_for_matching(company: Company, links: Iterable[CompanyTechnology]) -> tuple[list[WizardStep], int]:
    """Return the pages that matching needs and that are not done, and how many it needs; no queries."""
    lacking = _describe_gaps_for_matching(company, links)
    steps = [
        WizardStep(SLUGS.index(slug) + 1, slug, str(TITLES[slug]), get_step_url(company, slug), OPEN, False, lacks)
        for slug, lacks in lacking.items()
        if lacks
    ]
    return steps, len(lacking)


def _describe_gaps_for_matching(company: Company, links: Iterable[CompanyTechnology]) -> dict[str, str]:
    """Return in words what each page that matching needs still lacks, "" if it is done."""
    known = [link.known_as for link in links if link.known_as != KnownAs.REFUSED]
    gap = "" if known else _("None is named yet.")
    if proposed := known.count(KnownAs.PROPOSED):
        text = ngettext("One waits for your yes or no.", "%(number)d wait for your yes or no.", proposed)
        gap = text % {"number": proposed}
    return {
        WHO: "" if company.province_id or company.city else _("Your town or province is not told yet."),
        TEXT: "" if company.text_nl or company.text_en else _("There is no text yet."),
        TECHNOLOGIES: gap,
        MATURITY: _("Your TRL is not stated yet.") if company.trl is None else "",
    }
