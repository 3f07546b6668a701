"""The pool of a challenge that is being written: who would qualify, what the text proposes, and who asks the same.

What rules look at is kept in this process for every published company, and made anew for those alone that changed: so
the answer takes no longer at ten thousand companies than a person takes to lift a finger.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from challenges.matching.engine.eligibility import EligibilityColumns, build_eligibility_columns
from challenges.matching.engine.features import build_challenge_features
from challenges.matching.engine.inputs import TechnologyId, TechnologyTree
from challenges.matching.engine.pool import Pool, Relaxation, RuleCount, SimilarItem, count_pool, find_most_similar
from challenges.matching.inputs import (
    BARE_COMPANY_ROWS,
    build_challenge_profile,
    get_challenge_area,
    hash_technology_tree,
    load_versions,
)
from challenges.matching.models import COMPANY
from challenges.posting.criteria import DECLARED
from challenges.posting.models import Challenge
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.ownership import get_co_owner_ids
from challenges.posting.requirement_models import Requirement
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs
from portal.technologies.suggestions import TechnologySuggestion, suggest_technologies
from portal.technologies.vocabulary import Vocabulary

NAMED = 4  # technologies that two challenges share, named


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


@dataclass(frozen=True)
class PoolRuleLine:
    """A rule: how many companies meet it, and how many more would qualify without it."""

    label: str
    meeting: int
    more: int


@dataclass(frozen=True)
class FoundProposal:
    label: str
    proposal: TechnologySuggestion


@dataclass(frozen=True)
class SimilarLine:
    challenge: Challenge
    percent: int
    shared: str


@dataclass(frozen=True)
class PoolPanel:
    pool: Pool
    lines: list[PoolRuleLine]
    best: str
    unoffered: list[str]
    proposals: list[FoundProposal]
    similar: list[SimilarLine]

    @classmethod
    def of(
        cls, challenge: Challenge, requirements: Collection[Requirement], vocabulary: Vocabulary, user: User
    ) -> "PoolPanel":
        """`requirements`: of the challenge, every one that a person or the text named, the refused ones too."""
        counting = [each for each in requirements if each.known_as != KnownAs.REFUSED]
        asked = frozenset(each.technology_id for each in counting)
        known = frozenset(each.technology_id for each in requirements)
        pool = compute_pool(challenge, counting, vocabulary)
        return cls(
            pool=pool,
            lines=[
                PoolRuleLine(_get_rule_label(rule, challenge, vocabulary), rule.meeting, rule.without - pool.qualified)
                for rule in pool.rules
            ],
            best=_describe_best_relaxation(pool.best, pool.qualified, vocabulary) if pool.best else "",
            unoffered=[vocabulary.label(int(each)) for each in pool.unoffered],
            proposals=[
                FoundProposal(vocabulary.label(each.technology_id), each)
                for each in find_new_proposals(challenge, known)
            ],
            similar=[_build_similar_line(each, vocabulary) for each in find_similar_challenges(challenge, asked, user)],
        )


def _get_rule_label(rule: RuleCount, challenge: Challenge, vocabulary: Vocabulary) -> str:
    if rule.rule == "must_have":
        return vocabulary.label(int(str(rule.asked)))
    if rule.rule == "trl_floor":
        return _("Maturity: at least TRL %(level)d") % {"level": rule.asked}
    if rule.rule in DECLARED:
        return str(DECLARED[rule.rule])
    if rule.rule == "region":
        return _("In the region of %(rom)s") % {"rom": challenge.rom or ""}
    return {"vetted": _("Vetted"), "invited": _("Invited")}[rule.rule]


def _describe_best_relaxation(best: Relaxation, before: int, vocabulary: Vocabulary) -> str:
    """The relaxation as one sentence, with the numbers before and after."""
    names = {"before": before, "after": best.qualified, "asked": best.asked, "instead": best.instead}
    if best.rule == "must_have":
        names["technology"] = vocabulary.label(int(str(best.asked)))
        return _("“%(technology)s” a wish instead of a must: from %(before)d to %(after)d companies.") % names
    if best.instead is not None:
        return _("TRL %(asked)d to %(instead)d: from %(before)d to %(after)d companies.") % names
    sentences = {
        "trl_floor": _("No lowest TRL: from %(before)d to %(after)d companies."),
        "ownership": _("No demand on ownership and control: from %(before)d to %(after)d companies."),
        "established": _("No demand on where the company is established: from %(before)d to %(after)d companies."),
        "export_control": _("No demand on export licences: from %(before)d to %(after)d companies."),
        "screening": _("No requirement on security screening: from %(before)d to %(after)d companies."),
        "vetted": _("Open to more than vetted companies: from %(before)d to %(after)d companies."),
        "invited": _("For more than invited companies: from %(before)d to %(after)d companies."),
        "region": _("From the whole country: from %(before)d to %(after)d companies."),
    }
    return sentences[best.rule] % names


def _build_similar_line(similar: SimilarChallenge, vocabulary: Vocabulary) -> SimilarLine:
    labels = vocabulary.labels(int(each) for each in similar.alike.shared)
    named = ", ".join(labels[:NAMED])
    if len(labels) > NAMED:
        named = _("%(named)s and %(more)d more") % {"named": named, "more": len(labels) - NAMED}
    return SimilarLine(similar.challenge, max(1, round(100 * similar.alike.share)), named)
