"""What a challenge asks, as two lists: what everyone must meet, and what brings points."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.catalogue.selectors import (
    count_published_at_trl,
    count_published_with_technologies,
    get_published_companies,
    load_company_values,
)
from companies.declarations.models import build_declared_condition, build_vetted_condition
from companies.profiles.models import Company
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import get_today

DECLARED = {
    "ownership": gettext_lazy("Owned and controlled from the EU or a NATO country"),
    "established": gettext_lazy("Established in the EU or a NATO country"),
    "export_control": gettext_lazy("Knows which of its products need an export licence"),
    "screening": gettext_lazy("Staff will cooperate with a security screening"),
}


@dataclass(frozen=True)
class Criterion:
    """One line; `met`: the condition on companies, the technologies any of which will do, or the lowest TRL."""

    label: str
    met: Q | frozenset[int] | int
    must: bool = True
    count: int | None = None
    total: int | None = None


def list_criteria(challenge: Challenge, requirements: Iterable[Requirement], vocabulary: Vocabulary) -> list[Criterion]:
    return [
        *_list_technology_criteria(requirements, vocabulary),
        *_list_rule_criteria(challenge),
        *_list_trl_preferences(challenge),
    ]


MUST, WISH = "must", "wish"


def describe_criteria(
    challenge: Challenge, requirements: Sequence[Requirement], vocabulary: Vocabulary
) -> list[dict[str, str]]:
    """What a challenge asks, to be kept with a longlist in every language of its readers."""
    kept: list[dict[str, str]] = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            lines = list_criteria(challenge, requirements, vocabulary)
            kept = kept or [{"rule": MUST if line.must else WISH} for line in lines]
            for rule, line in zip(kept, lines, strict=True):
                rule[code] = str(line.label)
    return kept


def count_matching_companies(lines: Sequence[Criterion], area: Collection[int]) -> list[Criterion]:
    """The same with the number of published companies that meet each, and of all; two queries at most.

    area: the provinces of the ROM that asks.
    """
    rules = {place: line.met for place, line in enumerate(lines) if isinstance(line.met, Q)}
    wanted = {f"n{place}": Count("pk", filter=met) for place, met in rules.items()}
    numbers = Company.objects.published().aggregate(**wanted) if wanted else {}
    values = load_company_values()
    total = get_published_companies(values).bit_count()

    def count(place: int, met: Q | frozenset[int] | int) -> int:
        if isinstance(met, int):
            return count_published_at_trl(values, met, area)
        return numbers[f"n{place}"] if isinstance(met, Q) else count_published_with_technologies(values, met)

    return [replace(line, total=total, count=count(place, line.met)) for place, line in enumerate(lines)]


def group_criteria(lines: Sequence[Criterion]) -> dict[str, list[Criterion]]:
    return {"musts": [line for line in lines if line.must], "wishes": [line for line in lines if not line.must]}


def _list_technology_criteria(requirements: Iterable[Requirement], vocabulary: Vocabulary) -> list[Criterion]:
    lines = []
    for requirement in requirements:
        label = vocabulary.label(requirement.technology_id)
        if requirement.known_as == KnownAs.PROPOSED:
            label = _("%(technology)s (found in the text, not confirmed)") % {"technology": label}
        must = requirement.necessity == Requirement.Necessity.MUST
        lines.append(Criterion(label, vocabulary.below(requirement.technology_id), must))
    return lines


def _list_rule_criteria(challenge: Challenge) -> list[Criterion]:
    lines = []
    if challenge.trl_min:
        label = _("Maturity: at least TRL %(level)d") % {"level": challenge.trl_min}
        lines.append(Criterion(label, challenge.trl_min))
    lines += [
        Criterion(str(DECLARED[kind]), build_declared_condition(kind, get_today())) for kind in challenge.needs_declared
    ]
    if challenge.only_region and challenge.rom:
        label = _("In the region of %(rom)s") % {"rom": challenge.rom}
        lines.append(Criterion(label, Q(province__rom=challenge.rom)))
    if challenge.visibility == Challenge.Visibility.VETTED:
        lines.append(Criterion(_("Vetted"), build_vetted_condition(get_today())))
    if challenge.visibility == Challenge.Visibility.INVITED:
        lines.append(Criterion(_("Invited"), Q(challenge_invitations__challenge=challenge)))
    return lines


def _list_trl_preferences(challenge: Challenge) -> list[Criterion]:
    """The top of the TRL range brings points and keeps nobody out."""
    if not challenge.trl_max or challenge.trl_max == challenge.trl_min:
        return []
    label = _("Maturity: TRL %(level)d or higher") % {"level": challenge.trl_max}
    return [Criterion(label, challenge.trl_max, must=False)]
