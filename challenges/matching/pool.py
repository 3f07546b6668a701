"""The pool of a challenge that is being written: who would qualify, what the text proposes, and who asks the same.

What rules look at is kept in this process for every published company, and made anew for those alone that changed: so
the answer takes no longer at ten thousand companies than a person takes to lift a finger.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from challenges.matching.engine.eligibility import EligibilityColumns, build_eligibility_columns
from challenges.matching.engine.features import build_challenge_features
from challenges.matching.engine.inputs import TechnologyId, TechnologyTree
from challenges.matching.engine.pool import Pool, SimilarItem, count_pool, find_most_similar
from challenges.matching.loading import (
    BARE_COMPANY_ROWS,
    COMPANY,
    build_challenge_profile,
    get_challenge_area,
    hash_technology_tree,
    load_versions,
)
from challenges.posting.models import Challenge
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.ownership import get_co_owner_ids
from challenges.posting.requirement_models import Requirement
from portal.accounts.models import User
from portal.technologies.suggestions import TechnologySuggestion, suggest_technologies
from portal.technologies.vocabulary import Vocabulary

_kept: list[tuple[Hashable, EligibilityColumns]] = []


def compute_pool(challenge: Challenge, requirements: Collection[Requirement], vocabulary: Vocabulary) -> Pool:
    """Who would qualify for the challenge as it stands in memory, saved or not; at most two queries when nothing of
    the pool has changed. `requirements`: those that count."""
    return count_pool(
        build_challenge_features(build_challenge_profile(challenge, get_challenge_area(challenge), requirements)),
        load_eligibility_facts(vocabulary),
    )


def load_eligibility_facts(vocabulary: Vocabulary) -> EligibilityColumns:
    """What rules look at, of every published company as it is now."""
    parents: dict[TechnologyId, TechnologyId | None] = dict(vocabulary.parents.items())
    versions, tree = load_versions(COMPANY), TechnologyTree(parents)  # no rule asks what is related
    stamp = hash((hash_technology_tree(tree), frozenset(versions.items())))
    if not _kept or _kept[0][0] != stamp:
        _kept[:] = [(stamp, build_eligibility_columns(BARE_COMPANY_ROWS.get_rows(versions, tree)))]
    return _kept[0][1]


@dataclass(frozen=True)
class SimilarChallenge:
    challenge: Challenge
    alike: SimilarItem[int]


def find_similar_challenges(challenge: Challenge, asked: frozenset[int], user: User) -> list[SimilarChallenge]:
    """The published challenges of ROMs that do not own this one, of those that this person may see, that ask most of
    the same; at most one query where the challenge was read `with_ids`."""
    if not asked:
        return []
    owners = [challenge.rom_id, *get_co_owner_ids(challenge)] if challenge.pk else [challenge.rom_id]
    links = ChallengeCoOwner.objects.filter(challenge=OuterRef("pk"), rom__in=owners)
    counting = Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by("pk")
    others = Challenge.objects.visible_to(user).published().exclude(rom__in=owners).exclude(Exists(links))
    rows = (
        others.exclude(pk=challenge.pk)
        .filter(Exists(counting))
        .annotate(asked=ArraySubquery(counting.values("technology")))
        .select_related("rom")
        .only("slug", "title_nl", "title_en", "rom__name")
        .order_by("pk")
    )
    by_id = {each.pk: each for each in rows}
    found = find_most_similar(asked, {pk: frozenset(each.asked) for pk, each in by_id.items()})
    return [SimilarChallenge(by_id[each.id], each) for each in found]


def find_new_proposals(challenge: Challenge, known: frozenset[int]) -> list[TechnologySuggestion]:
    """What the text as it stands in memory names beyond the technologies `known`, those refused included."""
    texts = {language: challenge.text_in(language) for language in ("nl", "en")}
    return [each for each in suggest_technologies(texts) if each.technology_id not in known]
