"""What a challenge asks, as two lists: what everyone must meet, and what brings points."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.catalogue.facet_index import published, published_having, published_reaching
from companies.declarations.models import declares
from companies.declarations.vetting_models import vetted
from companies.profiles.models import Company
from portal.core.facet_index import Snapshot
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import today

DECLARED = {
    "ownership": gettext_lazy("Owned and controlled from the EU or a NATO country"),
    "established": gettext_lazy("Established in the EU or a NATO country"),
    "export_control": gettext_lazy("Knows which of its products need an export licence"),
    "screening": gettext_lazy("People who are willing to be screened"),
}


@dataclass(frozen=True)
class Asked:
    """One line; `met`: the condition on companies, the technologies any of which will do, or the lowest TRL."""

    label: str
    met: Q | frozenset[int] | int
    must: bool = True
    count: int | None = None
    total: int | None = None


def asked_lines(challenge: Challenge, requirements: Iterable[Requirement], vocabulary: Vocabulary) -> list[Asked]:
    return [*_technologies(requirements, vocabulary), *_rules(challenge), *_hopes(challenge)]


MUST, WISH = "must", "wish"


def rules_in_words(
    challenge: Challenge, requirements: Sequence[Requirement], vocabulary: Vocabulary
) -> list[dict[str, str]]:
    """What a challenge asks, to be kept with a longlist in every language of its readers."""
    kept: list[dict[str, str]] = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            lines = asked_lines(challenge, requirements, vocabulary)
            kept = kept or [{"rule": MUST if line.must else WISH} for line in lines]
            for rule, line in zip(kept, lines, strict=True):
                rule[code] = str(line.label)
    return kept


def counted(lines: Sequence[Asked], kept: Snapshot, area: Collection[int]) -> list[Asked]:
    """The same with the number of published companies that meet each, and of all; one query at most.

    area: the provinces of the ROM that asks.
    """
    rules = {place: line.met for place, line in enumerate(lines) if isinstance(line.met, Q)}
    wanted = {f"n{place}": Count("pk", filter=met) for place, met in rules.items()}
    numbers = Company.objects.published().aggregate(**wanted) if wanted else {}
    total = published(kept).bit_count()

    def count(place: int, met: Q | frozenset[int] | int) -> int:
        if isinstance(met, int):
            return published_reaching(kept, met, area)
        return numbers[f"n{place}"] if isinstance(met, Q) else published_having(kept, met)

    return [replace(line, total=total, count=count(place, line.met)) for place, line in enumerate(lines)]


def sorted_out(lines: Sequence[Asked]) -> dict[str, list[Asked]]:
    return {"musts": [line for line in lines if line.must], "wishes": [line for line in lines if not line.must]}


def _technologies(requirements: Iterable[Requirement], vocabulary: Vocabulary) -> list[Asked]:
    lines = []
    for requirement in requirements:
        label = vocabulary.label(requirement.technology_id)
        if requirement.known_as == KnownAs.PROPOSED:
            label = _("%(technology)s (found in the text, not confirmed)") % {"technology": label}
        must = requirement.necessity == Requirement.Necessity.MUST
        lines.append(Asked(label, vocabulary.below(requirement.technology_id), must))
    return lines


def _rules(challenge: Challenge) -> list[Asked]:
    lines = []
    if challenge.trl_min:
        label = _("Maturity: at least TRL %(level)d") % {"level": challenge.trl_min}
        lines.append(Asked(label, challenge.trl_min))
    lines += [Asked(str(DECLARED[kind]), declares(kind, today())) for kind in challenge.needs_declared]
    if challenge.only_region and challenge.rom:
        label = _("In the region of %(rom)s") % {"rom": challenge.rom}
        lines.append(Asked(label, Q(province__rom=challenge.rom)))
    if challenge.visibility == Challenge.Visibility.VETTED:
        lines.append(Asked(_("Vetted"), vetted(today())))
    if challenge.visibility == Challenge.Visibility.INVITED:
        lines.append(Asked(_("Invited"), Q(challenge_invitations__challenge=challenge)))
    return lines


def _hopes(challenge: Challenge) -> list[Asked]:
    """The top of the TRL range brings points and keeps nobody out."""
    if not challenge.trl_max or challenge.trl_max == challenge.trl_min:
        return []
    label = _("Maturity: TRL %(level)d or higher") % {"level": challenge.trl_max}
    return [Asked(label, challenge.trl_max, must=False)]
