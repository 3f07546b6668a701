"""The pool of a challenge that is being written: who would qualify, what the text proposes, and who asks the same.

What rules look at is kept in this process for every published company, and made anew for those alone that changed: so
the answer takes no longer at ten thousand companies than a person takes to lift a finger.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from challenges.matching.engine.challenge_similarity import Alike, most_alike
from challenges.matching.engine.eligibility_columns import Facts, facts_of
from challenges.matching.engine.features import want_row
from challenges.matching.engine.inputs import TechnologyId, Tree
from challenges.matching.engine.pool import Pool, count_pool
from challenges.matching.loading import BARE, area_of, company_versions, id_of, want_of
from challenges.posting.models import Challenge
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.ownership import shared_with
from challenges.posting.requirement_models import Requirement
from portal.accounts.models import User
from portal.technologies.suggestions import Proposal, propose
from portal.technologies.vocabulary import Vocabulary

_kept: list[tuple[Hashable, Facts]] = []


def pool_of(challenge: Challenge, requirements: Collection[Requirement], vocabulary: Vocabulary) -> Pool:
    """Who would qualify for the challenge as it stands in memory, saved or not; at most two queries when nothing of
    the pool has changed. `requirements`: those that count."""
    return count_pool(want_row(want_of(challenge, area_of(challenge), requirements)), facts_now(vocabulary))


def facts_now(vocabulary: Vocabulary) -> Facts:
    """What rules look at, of every published company as it is now."""
    parents: dict[TechnologyId, TechnologyId | None] = dict(vocabulary.parents.items())
    versions, tree = company_versions(), Tree(parents)  # no rule asks what is related
    stamp = hash((id_of(tree), frozenset(versions.items())))
    if not _kept or _kept[0][0] != stamp:
        _kept[:] = [(stamp, facts_of(BARE.of(versions, tree)))]
    return _kept[0][1]


@dataclass(frozen=True)
class Similar:
    challenge: Challenge
    alike: Alike[int]


def similar_challenges(challenge: Challenge, asked: frozenset[int], user: User) -> list[Similar]:
    """The published challenges of ROMs that do not own this one, of those that this person may see, that ask most of
    the same; at most one query where the challenge was read `with_ids`."""
    if not asked:
        return []
    owners = [challenge.rom_id, *shared_with(challenge)] if challenge.pk else [challenge.rom_id]
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
    found = most_alike(asked, {pk: frozenset(each.asked) for pk, each in by_id.items()})
    return [Similar(by_id[each.id], each) for each in found]


def new_proposals(challenge: Challenge, known: frozenset[int]) -> list[Proposal]:
    """What the text as it stands in memory names beyond the technologies `known`, those refused included."""
    texts = {language: challenge.text_in(language) for language in ("nl", "en")}
    return [each for each in propose(texts) if each.technology_id not in known]
