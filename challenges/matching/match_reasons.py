"""Why a pair fits, in one sentence: what is asked and named, and the first that is not."""

from collections.abc import Collection, Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from challenges.matching.models import Match
from challenges.posting.requirement_models import Requirement
from portal.technologies.vocabulary import Vocabulary

NAMED = 3  # technologies in the sentence
WORDS_MEET = 100  # tenths of the text part from which the sentence speaks of the words


def describe_match_reason(
    match: Match, asked: Iterable[Requirement], offered: Collection[int], vocabulary: Vocabulary
) -> str:
    """Of the company, to others."""
    named, missing = split_answered_labels(asked, offered, vocabulary)
    if not named:
        return _describe_other_strength(match)
    parts = {"named": join_labels(named), "missing": missing[0] if missing else ""}
    if missing:
        return _("Names %(named)s; not %(missing)s.") % parts
    return _("Names %(named)s: everything that is asked.") % parts


def describe_own_reason(
    match: Match, asked: Iterable[Requirement], offered: Collection[int], vocabulary: Vocabulary
) -> str:
    """To the company's own people."""
    named, missing = split_answered_labels(asked, offered, vocabulary)
    if not named:
        return _describe_other_strength(match)
    parts = {"named": join_labels(named), "missing": missing[0] if missing else ""}
    if missing:
        return _("You name %(named)s; you do not name %(missing)s yet.") % parts
    return _("You name %(named)s: everything that is asked.") % parts


def split_answered_labels(
    asked: Iterable[Requirement], offered: Collection[int], vocabulary: Vocabulary
) -> tuple[list[str], list[str]]:
    """Labels of what is asked and named (itself or more specific), and of what is not; the weightiest first."""
    named: list[str] = []
    missing: list[str] = []
    for requirement in sorted(asked, key=get_requirement_order):
        met = not vocabulary.below(requirement.technology_id).isdisjoint(offered)
        (named if met else missing).append(vocabulary.in_sentence(requirement.technology_id))
    return named, missing


def get_requirement_order(requirement: Requirement) -> tuple[bool, int, int]:
    return requirement.necessity != Requirement.Necessity.MUST, -requirement.weight, requirement.pk


def join_labels(labels: list[str]) -> str:
    if len(labels) > NAMED:
        more = _("%(number)d more") % {"number": len(labels) - NAMED}
        return str(get_text_list([*labels[:NAMED], more], _("and")))
    return str(get_text_list(labels, _("and")))


def _describe_other_strength(match: Match) -> str:
    if match.technology:
        return _("Comes near what is asked, with a broader or a related technology.")
    if match.text >= WORDS_MEET:
        return _("Both texts use the same words; no technology that is asked was found.")
    return _("Fits in maturity or region; no technology that is asked was found.")
