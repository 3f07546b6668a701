"""Why not me: what a challenge asks with mine against it, and what I may truthfully add; to a company's own people."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.advice import AdviceCard, AdviceWriter
from challenges.matching.engine.eligibility import RuleFailure
from challenges.matching.engine.explanation import Explanation, explain_match
from challenges.matching.engine.what_if import (
    MOST_CHANGES,
    STATE,
    ChangeOutcome,
    ProfileChange,
    WhatIf,
    explore_what_if,
)
from challenges.matching.explanation import ExplainedMatch, MissingPoint, ScorePart
from challenges.matching.inputs import (
    build_challenge_profile,
    build_company_profile,
    build_technology_tree,
    get_challenge_area,
    get_technology_confidence,
    prefetch_requirements,
)
from challenges.matching.match_texts import NAMES, describe_failure, describe_met_rule
from challenges.matching.model_services import get_matching_model
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company, CompanyTechnology
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary
from portal.ui.match_bar import format_tenths

WAYS_SHOWN = 3


@dataclass(frozen=True)
class WhatIfAnswer:
    """The answer, with the rows that it rests on. `links`: the technologies that count; `refused`: those denied."""

    what_if: WhatIf
    explanation: Explanation
    requirements: Sequence[Requirement]
    links: Sequence[CompanyTechnology]
    refused: frozenset[int]


def compute_what_if(challenge: Challenge, company: Company, vocabulary: Vocabulary) -> WhatIfAnswer:
    """Also for a pair that is not matched; at most five queries, whatever the size of the stock."""
    known = list(company.technology_links.all())
    links = [link for link in known if link.known_as != KnownAs.REFUSED]
    refused = frozenset(link.technology_id for link in known if link.known_as == KnownAs.REFUSED)
    prefetch_requirements(challenge)
    want, offer = (
        build_challenge_profile(challenge, get_challenge_area(challenge)),
        build_company_profile(company, get_technology_confidence(links)),
    )
    tree = build_technology_tree(vocabulary)
    model = get_matching_model()
    return WhatIfAnswer(
        explore_what_if(want, offer, tree, model, unasked=refused),
        explain_match(want, offer, tree, model),
        list(challenge.requirements.all()),
        links,
        refused,
    )


@dataclass(frozen=True)
class WayInAdvice:
    """Changes that together bring the company in, and the points that it then has at least."""

    advice: list[AdviceCard]
    total: int
    is_first: bool

    @property
    def title(self) -> str:
        number = len(self.advice)
        if self.is_first:
            words = ngettext("This alone is enough", "These %(number)d together are enough", number)
        else:
            words = ngettext("Or this alone", "Or these %(number)d together", number)
        return words % {"number": number}


@dataclass
class WhyNotPage:
    """The page in words; runs no queries."""

    asked: WhatIfAnswer
    challenge: Challenge
    company: Company
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        self.found = self.asked.what_if
        self.adviser = AdviceWriter(self.found, self.challenge, self.company, self.vocabulary)
        self.readable = {each.technology_id for each in self.asked.requirements}

    @property
    def title(self) -> str:
        missed, all_ = len(self.found.now.failures), len(self.found.rules)
        names = {"number": missed, "total": all_, "points": format_tenths(self.found.now.score.total)}
        if not missed:
            return _("You meet all musts: %(points)s of 100 points") % names
        if all_ == 1:
            return _("You miss the only must")
        return ngettext("You miss one must of %(total)d", "You miss %(number)d musts of %(total)d", missed) % names

    @property
    def rules(self) -> list[MissingPoint]:
        """Those that fail first."""
        return [self._rule(rule, passed) for rule, passed in sorted(self.found.rules, key=lambda each: each[1])]

    @property
    def parts(self) -> list[ScorePart]:
        asked = self.asked
        explained = ExplainedMatch(
            asked.explanation, self.challenge, self.company, asked.requirements, asked.links, self.vocabulary
        )
        return explained.parts

    @cached_property
    def all_ways(self) -> list[ChangeOutcome]:
        return [way for way in self.found.ways if all(self._is_told(change) for change in way.changes)]

    @property
    def ways(self) -> list[WayInAdvice]:
        return [
            WayInAdvice(
                [self.adviser.advice(self.adviser.step_of(change)) for change in way.changes],
                way.score.total,
                is_first=place == 0,
            )
            for place, way in enumerate(self.all_ways[:WAYS_SHOWN])
        ]

    @property
    def more_ways(self) -> int:
        return max(0, len(self.all_ways) - WAYS_SHOWN)

    @property
    def others(self) -> list[AdviceCard]:
        """What is in no way that is shown; what meets a must stands first."""
        shown = {change for way in self.all_ways[:WAYS_SHOWN] for change in way.changes}
        steps = [step for step in self.found.steps if step.change not in shown and self._is_told(step.change)]
        return [self.adviser.advice(step) for step in steps]

    @property
    def no_way(self) -> str:
        """Why nothing that could truthfully be said would bring the company in."""
        stuck = [self._name(rule) for rule in self._stuck()]
        if not stuck:
            return _("You would need more than %(most)d changes to meet all musts.") % {"most": MOST_CHANGES}
        stands = ", ".join(dict.fromkeys(stuck))
        return _("Nothing that you could add to your profile changes this: %(rules)s.") % {"rules": stands}

    def _stuck(self) -> Sequence[RuleFailure]:
        """The rules that still fail after each single step."""
        left = {_get_failure_key(failure) for failure in self.found.now.failures}
        for step in self.found.steps:
            if self._is_told(step.change):
                left &= {_get_failure_key(failure) for failure in step.outcomes[0].failures}
        return [failure for failure in self.found.now.failures if _get_failure_key(failure) in left]

    def _rule(self, rule: RuleFailure, passed: bool) -> MissingPoint:
        technology = None if rule.technology_id is None else int(rule.technology_id)
        if not self._is_readable(technology):
            return MissingPoint(_("Requirement:"), _("This is a requirement that you may not read."), passed)
        if passed:
            return MissingPoint(
                "", describe_met_rule(rule.rule, self._via(technology), self.challenge, self.company), True
            )
        words = describe_failure(rule.rule, technology, self.challenge, self.company, self.vocabulary)
        denied = _("You took it away from your profile.") if technology in self.asked.refused else ""
        return MissingPoint(f"{words.name}:", f"{words.to_you} {denied}".strip())

    def _via(self, technology: int | None) -> tuple[str, str]:
        """The technology asked for, and the company's own that answers it."""
        lines = {int(line.technology_id): line.via for line in self.asked.explanation.technologies}
        own = lines.get(technology or 0)
        return self.vocabulary.label(technology or 0), self.vocabulary.label(int(own)) if own is not None else ""

    def _name(self, rule: RuleFailure) -> str:
        technology = None if rule.technology_id is None else int(rule.technology_id)
        if technology is None:
            return str(NAMES[rule.rule]).lower()
        return self.vocabulary.in_sentence(technology) if self._is_readable(technology) else _("a hidden requirement")

    def _is_readable(self, technology: int | None) -> bool:
        return technology is None or technology in self.readable

    def _is_told(self, change: ProfileChange) -> bool:
        """Of a requirement that may not be read, nothing is asked."""
        kind, value = change
        return kind != STATE or self._is_readable(int(str(value)))


def _get_failure_key(failure: RuleFailure) -> tuple[str, object]:
    return failure.rule, failure.asked
