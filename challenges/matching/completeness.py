"""What each thing that a profile does not say would do, over the open challenges that its people may see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from challenges.matching.engine.completeness import Completeness, assess_completeness
from challenges.matching.loading import (
    CHALLENGE_ROWS,
    build_company_profile,
    get_technology_confidence,
    load_technology_tree,
)
from challenges.matching.model_services import get_matching_model
from challenges.posting.models import Challenge, ChallengeRevision
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES
from portal.technologies.evidence import KnownAs


@dataclass(frozen=True)
class MissingText:
    """A language without a text: how many challenges are told in no other language, and the points that a text could
    still bring there at the utmost, in tenths."""

    language: str
    challenges: int
    most: int


@dataclass(frozen=True)
class CompletenessResult:
    completeness: Completeness
    texts: list[MissingText]


def compute_completeness(company: Company, user: User, now: datetime) -> CompletenessResult:
    """With the same rows and model as the stored matches; at most twelve queries, whatever the number of challenges."""
    challenges = _list_open_challenges(user, now)
    versions = {id_: version for id_, version, *_told in challenges}
    tree = load_technology_tree()
    links = [link for link in company.technology_links.all() if link.known_as != KnownAs.REFUSED]
    found = assess_completeness(
        CHALLENGE_ROWS.get_rows(versions, tree),
        build_company_profile(company, get_technology_confidence(links)),
        tree,
        get_matching_model(),
    )
    only_in = {
        "nl": [id_ for id_, _version, dutch, english in challenges if dutch and not english],
        "en": [id_ for id_, _version, dutch, english in challenges if english and not dutch],
    }
    return CompletenessResult(found, list_missing_texts(company, only_in, found))


def _list_open_challenges(user: User, now: datetime) -> list[tuple[int, int, bool, bool]]:
    """The id and version of each challenge, and whether it is told in Dutch and in English."""
    visible = ChallengeRevision.objects.filter(owner__in=Challenge.objects.visible_to(user).open_at(now))
    told = {f"told_{language}": ~Q(**{f"owner__teaser_{language}": ""}) for language in LANGUAGES}
    return list(visible.annotate(**told).values_list("owner_id", "version", *told))


def list_missing_texts(
    company: Company, only_in: Mapping[str, Collection[int]], found: Completeness
) -> list[MissingText]:
    """Of a profile without any text, one line for all challenges."""
    missing = [language for language in LANGUAGES if not getattr(company, f"text_{language}")]
    if len(missing) == len(LANGUAGES):
        return [_measure_missing_text("", found.text_left, found)]
    return [_measure_missing_text(language, only_in[language], found) for language in missing]


def _measure_missing_text(language: str, challenges: Collection[int | str], found: Completeness) -> MissingText:
    left = [found.text_left[each] for each in challenges if each in found.text_left]
    return MissingText(language, len(left), max(left, default=0))
