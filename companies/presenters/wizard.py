"""The seven pages of a profile: where one is, what is done, and what is open."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from companies.models import Company
from portal.models.evidence import KnownAs

WHO, TEXT, TECHNOLOGIES, MATURITY, CASES, SHARING, PUBLISH = (
    *("who", "text", "technologies", "maturity", "cases", "sharing", "publish"),
)
TITLES: dict[str, Promise] = {
    WHO: gettext_lazy("Who you are"),
    TEXT: gettext_lazy("What you make"),
    TECHNOLOGIES: gettext_lazy("Technologies"),
    MATURITY: gettext_lazy("Maturity and use"),
    CASES: gettext_lazy("Reference cases"),
    SHARING: gettext_lazy("Who sees what"),
    PUBLISH: gettext_lazy("Check and publish"),
}
SLUGS = tuple(TITLES)
OPEN, DONE, OPTIONAL = "open", "done", "optional"
FIRST_ASKED = (TEXT, TECHNOLOGIES, MATURITY)  # what a profile needs to be matched well


class Step(NamedTuple):
    number: int
    slug: str
    title: str
    url: str
    state: str
    is_current: bool


@dataclass(frozen=True)
class Steps:
    """All seven, in order."""

    all: list[Step]

    @property
    def current(self) -> Step | None:
        return next((step for step in self.all if step.is_current), None)

    @property
    def previous(self) -> Step | None:
        return self._beside(-1)

    @property
    def next(self) -> Step | None:
        return self._beside(1)

    @property
    def first_open(self) -> Step:
        """The first page that matching needs and that is not done; the last page where all are."""
        asked = (step for step in self.all if step.slug in FIRST_ASKED and step.state == OPEN)
        return next(asked, self.all[-1])

    def _beside(self, distance: int) -> Step | None:
        place = self.current.number - 1 + distance if self.current else -1
        return self.all[place] if 0 <= place < len(self.all) else None


def url_of(company: Company, slug: str) -> str:
    """The last page asks the matching engine, so another app shows it."""
    if slug == PUBLISH:
        return reverse("challenges:profile_completeness", args=[company.slug])
    return reverse("companies:wizard", args=[company.slug, slug])


def steps_of(company: Company, current: str = "") -> Steps:
    """Two queries, or none where the profile's technologies and cases are at hand."""
    states = _states(company)
    return Steps(
        [
            Step(number, slug, str(TITLES[slug]), url_of(company, slug), states[slug], slug == current)
            for number, slug in enumerate(SLUGS, 1)
        ]
    )


def _states(company: Company) -> dict[str, str]:
    known = {link.known_as for link in company.technology_links.all()} - {KnownAs.REFUSED}
    done = {
        WHO: bool(company.province_id or company.city),
        TEXT: bool(company.text_nl or company.text_en),
        TECHNOLOGIES: bool(known) and KnownAs.PROPOSED not in known,
        MATURITY: company.trl is not None,
        CASES: bool(company.reference_cases.all()),
        SHARING: False,
        PUBLISH: company.is_published,
    }
    otherwise = {CASES: OPTIONAL, SHARING: OPTIONAL}
    return {slug: DONE if is_done else otherwise.get(slug, OPEN) for slug, is_done in done.items()}
