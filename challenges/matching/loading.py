"""From rows of the database to rows of the engine, each made once per revision and kept in the process."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from challenges.matching.engine.features import (
    ChallengeFeatures,
    CompanyFeatures,
    build_bare_features,
    build_challenge_features,
    build_company_features,
)
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, TechnologyId, TechnologyTree
from challenges.matching.engine.inputs import RequiredTechnology as Wanted
from challenges.matching.engine.points import PROPOSED
from challenges.posting.models import Challenge, ChallengeRevision
from challenges.posting.requirement_models import Requirement
from companies.declarations.models import Declaration
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.visibility_models import Audience, ProfileGroup
from portal.regions.models import Province
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import AMSTERDAM, get_today

# How much a technology counts by how it is known.
CONFIDENCE = {KnownAs.STATED: 1.0, KnownAs.CONFIRMED: 1.0, KnownAs.PROPOSED: PROPOSED}

# What rules look at, and how far a profile is trusted: all of a company but its texts.
FACTS = (
    *("trl", "province", "established", "claimed_at", "vetted_on", "stale_since", "audience_maturity"),
    *("reference_years", "reference_count", "audience_references"),
)

Row = TypeVar("Row")


@dataclass
class RowCache(Generic[Row]):
    """The engine's rows of one side, kept by id with the revision and the vocabulary that they were made of."""

    make: Callable[[Collection[int], TechnologyTree], Iterable[tuple[int, Row]]]
    kept: dict[int, tuple[Hashable, Row]] = field(default_factory=dict)

    def of(self, versions: dict[int, int], tree: TechnologyTree) -> list[Row]:
        """The rows of these ids at these versions; only those that changed are made anew."""
        vocabulary = hash_technology_tree(tree)
        stamps = {id_: (version, vocabulary) for id_, version in versions.items()}
        stale = [id_ for id_, stamp in stamps.items() if self.kept.get(id_, (None,))[0] != stamp]
        for id_, row in self.make(stale, tree) if stale else ():
            self.kept[id_] = (stamps[id_], row)
        return [self.kept[id_][1] for id_ in versions if id_ in self.kept]

    def forget(self) -> None:
        self.kept.clear()


def hash_technology_tree(tree: TechnologyTree) -> Hashable:
    """Equal for equal vocabularies."""
    return hash((frozenset(tree.parents.items()), frozenset(tree.related.items())))


def load_technology_tree() -> TechnologyTree:
    """The vocabulary as it is now."""
    return build_technology_tree(Vocabulary.load())


def build_technology_tree(vocabulary: Vocabulary) -> TechnologyTree:
    """The same as the engine sees it; no query."""
    parents: dict[TechnologyId, TechnologyId | None] = dict(vocabulary.parents.items())
    return TechnologyTree(parents, {one: frozenset[TechnologyId](others) for one, others in vocabulary.related.items()})


def get_challenge_area(challenge: Challenge) -> frozenset[int]:
    """The provinces of its ROM; one query, and none for a challenge that was read `with_ids`."""
    known: Collection[int] | None = getattr(challenge, "area", None)
    if known is None:
        known = Province.objects.filter(rom=challenge.rom_id).values_list("id", flat=True)
    return frozenset(known)


def get_invited_companies(challenge: Challenge) -> frozenset[int] | None:
    """The only companies that qualify, None where that is no rule; asked as `area_of` is."""
    if challenge.visibility != Challenge.Visibility.INVITED:
        return None
    known: Collection[int] | None = getattr(challenge, "invited", None)
    if known is None:
        known = [invitation.company_id for invitation in challenge.invitations.all()] if challenge.pk else []
    return frozenset(known)


def filter_company_revisions(ids: Collection[int] | None = None) -> QuerySet[CompanyRevision]:
    """The stock of supply: published companies, or those of these."""
    revisions = CompanyRevision.objects.filter(owner__state=Company.State.PUBLISHED)
    return revisions if ids is None else revisions.filter(owner__in=ids)


def filter_challenge_revisions(ids: Collection[int] | None = None) -> QuerySet[ChallengeRevision]:
    """The stock of demand: challenges that are matched, or those of these."""
    revisions = ChallengeRevision.objects.filter(owner__in=Challenge.objects.matchable())
    return revisions if ids is None else revisions.filter(owner__in=ids)


def load_company_versions(ids: Collection[int] | None = None) -> dict[int, int]:
    return dict(filter_company_revisions(ids).values_list("owner_id", "version"))


def load_challenge_versions(ids: Collection[int] | None = None) -> dict[int, int]:
    return dict(filter_challenge_revisions(ids).values_list("owner_id", "version"))


def load_company_profiles(companies: QuerySet[Company], *, with_texts: bool = True) -> Iterable[CompanyProfile]:
    """Companies as the engine sees them; without their texts for who asks only whether they qualify."""
    technologies: dict[int, dict[TechnologyId, float]] = {}
    counting = CompanyTechnology.objects.counting().filter(company__in=companies.values("pk")).order_by()
    for company, technology, known_as in counting.values_list("company_id", "technology_id", "known_as"):
        technologies.setdefault(company, {})[technology] = CONFIDENCE[KnownAs(known_as)]
    declared: dict[int, list[Declaration]] = {}  # a prefetch of Django makes a query set for each company
    for each in Declaration.objects.in_force(get_today()).filter(company__in=companies.values("pk")):
        declared.setdefault(each.company_id, []).append(each)
    for row in (companies if with_texts else companies.only(*FACTS)).iterator(chunk_size=1000):
        said = row.declared_in(declared.get(row.pk, ()))
        yield build_company_profile(row, technologies.get(row.pk, {}), said, with_texts=with_texts)


def get_technology_confidence(links: Iterable[CompanyTechnology]) -> dict[TechnologyId, float]:
    """How sure we are of each technology. `links`: those that count."""
    return {link.technology_id: CONFIDENCE[KnownAs(link.known_as)] for link in links}


def build_company_profile(
    company: Company,
    technologies: Mapping[TechnologyId, float],
    declared: Mapping[str, bool] | None = None,
    *,
    with_texts: bool = True,
) -> CompanyProfile:
    """`technologies`: how sure we are of each that counts. `declared`: what it declares, where that was read."""
    return CompanyProfile(
        id=company.pk,
        texts=tuple(text for _language, text in company.matched_texts) if with_texts else (),
        technologies=technologies,
        trl=company.trl,
        province=company.province_id,
        declared=company.declared if declared is None else declared,
        vetted=company.vetted_on is not None,
        stale=company.stale_since is not None,
        years=tuple(company.reference_years),
        projects=company.reference_count or 0,
        years_stay_home=company.audience(ProfileGroup.REFERENCES) == Audience.OWN_ROM,
        trl_stays_home=company.audience(ProfileGroup.MATURITY) == Audience.OWN_ROM,
    )


def load_challenge_profiles(challenges: QuerySet[Challenge]) -> Iterable[ChallengeProfile]:
    """Challenges as the engine sees them."""
    areas: dict[int, set[int]] = {}
    for rom, province in Province.objects.values_list("rom_id", "id"):
        areas.setdefault(rom, set()).add(province)
    counting = Requirement.objects.counting().only("challenge_id", "technology_id", "known_as", "necessity", "weight")
    related = (Prefetch("requirements", counting), "invitations")
    for challenge in challenges.prefetch_related(*related).iterator(chunk_size=1000):
        yield build_challenge_profile(challenge, frozenset(areas.get(challenge.rom_id or 0, ())))


def prefetch_requirements(challenge: Challenge) -> None:
    """The requirements that `want_of` looks at."""
    prefetch_related_objects([challenge], Prefetch("requirements", Requirement.objects.counting()))


def build_challenge_profile(
    challenge: Challenge, area: frozenset[int], requirements: Iterable[Requirement] | None = None
) -> ChallengeProfile:
    """The top of the TRL range is what the asker hopes for, its bottom keeps out. `area`: the ROM's provinces;
    `requirements`: those that count, where the challenge has them not prefetched."""
    if requirements is None:
        requirements = challenge.requirements.all()
    return ChallengeProfile(
        id=challenge.pk,
        titles=tuple(text for text in (challenge.title_nl, challenge.title_en) if text),
        texts=tuple(text for text in (challenge.teaser_nl, challenge.teaser_en) if text),
        requirements=tuple(build_wanted_technology(requirement) for requirement in requirements),
        trl_min=challenge.trl_max or challenge.trl_min,
        trl_floor=challenge.trl_min,
        provinces=area,
        needs_declared=frozenset(challenge.needs_declared),
        needs_vetted=challenge.visibility == Challenge.Visibility.VETTED,
        invited=get_invited_companies(challenge),
        only_provinces=area if challenge.only_region else None,
        year=get_experience_year(challenge) if challenge.counts_experience else None,
    )


def get_experience_year(challenge: Challenge) -> int:
    """In which experience is looked at: that of its opening, in the Netherlands; this year while it has none."""
    return timezone.localdate(challenge.opens_at, AMSTERDAM).year


def build_wanted_technology(requirement: Requirement) -> Wanted:
    return Wanted(
        requirement.technology_id,
        must=requirement.necessity == Requirement.Necessity.MUST,
        weight=requirement.weight,
        confidence=CONFIDENCE[KnownAs(requirement.known_as)],
    )


def _make_company_features(ids: Collection[int], tree: TechnologyTree) -> Iterable[tuple[int, CompanyFeatures]]:
    return (
        (int(offer.id), build_company_features(offer, tree))
        for offer in load_company_profiles(Company.objects.filter(pk__in=ids))
    )


def _make_bare_features(ids: Collection[int], tree: TechnologyTree) -> Iterable[tuple[int, CompanyFeatures]]:
    found = load_company_profiles(Company.objects.filter(pk__in=ids), with_texts=False)
    return ((int(offer.id), build_bare_features(offer, tree)) for offer in found)


def _make_challenge_features(ids: Collection[int], tree: TechnologyTree) -> Iterable[tuple[int, ChallengeFeatures]]:
    return (
        (int(want.id), build_challenge_features(want))
        for want in load_challenge_profiles(Challenge.objects.filter(pk__in=ids))
    )


OFFERS: RowCache[CompanyFeatures] = RowCache(_make_company_features)
BARE: RowCache[CompanyFeatures] = RowCache(_make_bare_features)
WANTS: RowCache[ChallengeFeatures] = RowCache(_make_challenge_features)
