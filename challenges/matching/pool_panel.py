"""The pool of a challenge that is being written, in words: who qualifies, what each rule costs, what brings most."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.matching.engine.pool import Pool, Relaxation, RuleCount
from challenges.matching.pool import SimilarChallenge, compute_pool, find_new_proposals, find_similar_challenges
from challenges.posting.criteria import DECLARED
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs
from portal.technologies.suggestions import TechnologySuggestion
from portal.technologies.vocabulary import Vocabulary

NAMED = 4  # technologies that two challenges share, named


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
            lines=[_build_pool_line(rule, pool.qualified, challenge, vocabulary) for rule in pool.rules],
            best=_describe_best_relaxation(pool.best, pool.qualified, vocabulary) if pool.best else "",
            unoffered=[vocabulary.label(int(each)) for each in pool.unoffered],
            proposals=[
                FoundProposal(vocabulary.label(each.technology_id), each)
                for each in find_new_proposals(challenge, known)
            ],
            similar=[_build_similar_line(each, vocabulary) for each in find_similar_challenges(challenge, asked, user)],
        )


def _build_pool_line(rule: RuleCount, qualified: int, challenge: Challenge, vocabulary: Vocabulary) -> PoolRuleLine:
    return PoolRuleLine(_get_rule_label(rule, challenge, vocabulary), rule.meeting, rule.without - qualified)


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
        "screening": _("No demand on screening: from %(before)d to %(after)d companies."),
        "vetted": _("For more than vetted companies: from %(before)d to %(after)d companies."),
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
