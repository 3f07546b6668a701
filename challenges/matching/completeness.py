"""What each thing that a profile does not say would do, over the open challenges that its people may see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from challenges.matching.engine.completeness import Completeness, completeness
from challenges.matching.engine.model import Model
from challenges.matching.loading import WANTS, confidence_in, load_tree, offer_of
from challenges.matching.model_services import active_fit
from challenges.posting.models import Challenge, ChallengeRevision
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES
from portal.technologies.evidence import KnownAs


@dataclass(frozen=True)
class TextLeft:
    """A language without a text: how many challenges are told in no other language, and the points that a text could
    still bring there at the utmost, in tenths."""

    language: str
    challenges: int
    most: int


@dataclass(frozen=True)
class Found:
    completeness: Completeness
    texts: list[TextLeft]


def completeness_of(company: Company, user: User, now: datetime) -> Found:
    """With the same rows and model as the stored matches; at most twelve queries, whatever the number of challenges."""
    challenges = _open_to(user, now)
    versions = {id_: version for id_, version, *_told in challenges}
    tree, fit = load_tree(), active_fit()
    links = [link for link in company.technology_links.all() if link.known_as != KnownAs.REFUSED]
    found = completeness(
        WANTS.of(versions, tree), offer_of(company, confidence_in(links)), tree, fit[1] if fit else Model()
    )
    only_in = {
        "nl": [id_ for id_, _version, dutch, english in challenges if dutch and not english],
        "en": [id_ for id_, _version, dutch, english in challenges if english and not dutch],
    }
    return Found(found, texts_left(company, only_in, found))


def _open_to(user: User, now: datetime) -> list[tuple[int, int, bool, bool]]:
    """The id and version of each challenge, and whether it is told in Dutch and in English."""
    visible = ChallengeRevision.objects.filter(owner__in=Challenge.objects.visible_to(user).open_at(now))
    told = {f"told_{language}": ~Q(**{f"owner__teaser_{language}": ""}) for language in LANGUAGES}
    return list(visible.annotate(**told).values_list("owner_id", "version", *told))


def texts_left(company: Company, only_in: Mapping[str, Collection[int]], found: Completeness) -> list[TextLeft]:
    """Of a profile without any text, one line for all challenges."""
    missing = [language for language in LANGUAGES if not getattr(company, f"text_{language}")]
    if len(missing) == len(LANGUAGES):
        return [_left("", found.text_left, found)]
    return [_left(language, only_in[language], found) for language in missing]


def _left(language: str, challenges: Collection[int | str], found: Completeness) -> TextLeft:
    left = [found.text_left[each] for each in challenges if each in found.text_left]
    return TextLeft(language, len(left), max(left, default=0))
