"""Load what matching reads: database rows become the engine's profiles, and profiles become features.

Counting the words of a profile takes most of the time, so `RowCache` keeps features in the process, by revision.
`Stock` says which challenges and companies take part, and at which revision.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
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
from challenges.matching.engine.inputs import (
    ChallengeProfile,
    CompanyProfile,
    RequiredTechnology,
    TechnologyId,
    TechnologyTree,
)
from challenges.matching.engine.points import PROPOSED
from challenges.matching.models import CHALLENGE, COMPANY
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

# The fields of a company that rules and points read: all but its texts.
FACTS = (
    *("trl", "province", "established", "claimed_at", "vetted_on", "stale_since", "audience_maturity"),
    *("reference_years", "reference_count", "audience_references"),
)

Row = TypeVar("Row", ChallengeFeatures, CompanyFeatures)


def hash_technology_tree(tree: TechnologyTree) -> Hashable:
    """Return a value that is equal for equal vocabularies."""
    return hash((frozenset(tree.parents.items()), frozenset(tree.related.items())))


def load_technology_tree() -> TechnologyTree:
    """Return the vocabulary as it is now."""
    return build_technology_tree(Vocabulary.load())


def build_technology_tree(vocabulary: Vocabulary) -> TechnologyTree:
    """Return the vocabulary as the engine sees it; runs no query."""
    parents: dict[TechnologyId, TechnologyId | None] = dict(vocabulary.parents.items())
    return TechnologyTree(parents, {one: frozenset[TechnologyId](others) for one, others in vocabulary.related.items()})


def get_challenge_area(challenge: Challenge) -> frozenset[int]:
    """Return the provinces of its ROM; one query, or none for a challenge that was read `with_ids`."""
    known: Collection[int] | None = getattr(challenge, "area", None)
    if known is None:
        known = Province.objects.filter(rom=challenge.rom_id).values_list("id", flat=True)
    return frozenset(known)


def get_invited_companies(challenge: Challenge) -> frozenset[int] | None:
    """Return the only companies that are eligible, None without such a rule; queries as `get_challenge_area`."""
    if challenge.visibility != Challenge.Visibility.INVITED:
        return None
    known: Collection[int] | None = getattr(challenge, "invited", None)
    if known is None:
        known = [invitation.company_id for invitation in challenge.invitations.all()] if challenge.pk else []
    return frozenset(known)


def filter_revisions(
    side: str, ids: Collection[int] | None = None
) -> QuerySet[ChallengeRevision] | QuerySet[CompanyRevision]:
    """Return the revisions of everything on this side that takes part in matching, or of these ids among it."""
    revisions: QuerySet[ChallengeRevision] | QuerySet[CompanyRevision]
    if side == CHALLENGE:
        revisions = ChallengeRevision.objects.filter(owner__in=Challenge.objects.matchable())
    else:
        revisions = CompanyRevision.objects.filter(owner__state=Company.State.PUBLISHED)
    return revisions if ids is None else revisions.filter(owner__in=ids)


def load_versions(side: str, ids: Collection[int] | None = None) -> dict[int, int]:
    """Return the revision by id of everything on this side that takes part in matching, or of these ids among it."""
    return dict(filter_revisions(side, ids).values_list("owner_id", "version"))


def load_company_profiles(companies: QuerySet[Company], *, with_texts: bool = True) -> Iterable[CompanyProfile]:
    """Yield companies as the engine sees them; without their texts when only eligibility is asked."""
    technologies: dict[int, dict[TechnologyId, float]] = {}
    counting = CompanyTechnology.objects.counting().filter(company__in=companies.values("pk")).order_by()
    for company, technology, known_as in counting.values_list("company_id", "technology_id", "known_as"):
        technologies.setdefault(company, {})[technology] = CONFIDENCE[KnownAs(known_as)]
    declared: dict[int, list[Declaration]] = {}  # not prefetched: Django would build a queryset for each company
    for each in Declaration.objects.in_force(get_today()).filter(company__in=companies.values("pk")):
        declared.setdefault(each.company_id, []).append(each)
    for row in (companies if with_texts else companies.only(*FACTS)).iterator(chunk_size=1000):
        said = row.declared_in(declared.get(row.pk, ()))
        yield build_company_profile(row, technologies.get(row.pk, {}), said, with_texts=with_texts)


def get_technology_confidence(links: Iterable[CompanyTechnology]) -> dict[TechnologyId, float]:
    """Return the confidence in each technology; `links`: those that count."""
    return {link.technology_id: CONFIDENCE[KnownAs(link.known_as)] for link in links}


def build_company_profile(
    company: Company,
    technologies: Mapping[TechnologyId, float],
    declared: Mapping[str, bool] | None = None,
    *,
    with_texts: bool = True,
) -> CompanyProfile:
    """Return a company as the engine sees it.

    `technologies`: the confidence in each that counts. `declared`: its declarations in force, if they have been read.
    """
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
    """Yield challenges as the engine sees them."""
    areas: dict[int, set[int]] = {}
    for rom, province in Province.objects.values_list("rom_id", "id"):
        areas.setdefault(rom, set()).add(province)
    counting = Requirement.objects.counting().only("challenge_id", "technology_id", "known_as", "necessity", "weight")
    related = (Prefetch("requirements", counting), "invitations")
    for challenge in challenges.prefetch_related(*related).iterator(chunk_size=1000):
        yield build_challenge_profile(challenge, frozenset(areas.get(challenge.rom_id or 0, ())))


def prefetch_requirements(challenge: Challenge) -> None:
    """Read the requirements that `build_challenge_profile` needs."""
    prefetch_related_objects([challenge], Prefetch("requirements", Requirement.objects.counting()))


def build_challenge_profile(
    challenge: Challenge, area: frozenset[int], requirements: Iterable[Requirement] | None = None
) -> ChallengeProfile:
    """Return a challenge as the engine sees it.

    The top of its TRL range earns points, and below the bottom no company is eligible. `area`: the provinces of its
    ROM. `requirements`: those that count; None if they have been prefetched.
    """
    if requirements is None:
        requirements = challenge.requirements.all()
    return ChallengeProfile(
        id=challenge.pk,
        titles=tuple(text for text in (challenge.title_nl, challenge.title_en) if text),
        texts=tuple(text for text in (challenge.teaser_nl, challenge.teaser_en) if text),
        requirements=tuple(
            RequiredTechnology(
                requirement.technology_id,
                must=requirement.necessity == Requirement.Necessity.MUST,
                weight=requirement.weight,
                confidence=CONFIDENCE[KnownAs(requirement.known_as)],
            )
            for requirement in requirements
        ),
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
    """Return the year up to which projects count: that of the opening in Dutch time, or this year without one."""
    return timezone.localdate(challenge.opens_at, AMSTERDAM).year


@dataclass
class RowCache(Generic[Row]):
    """The features of one side, kept by id with the revision and the vocabulary from which they were made."""

    make: Callable[[Collection[int], TechnologyTree], Iterable[Row]]
    kept: dict[int, tuple[Hashable, Row]] = field(default_factory=dict)

    def get_rows(self, versions: Mapping[int, int], tree: TechnologyTree) -> list[Row]:
        """Return the rows of these ids at these revisions; only rows that changed are made again."""
        vocabulary = hash_technology_tree(tree)
        stamps = {id_: (version, vocabulary) for id_, version in versions.items()}
        stale = [id_ for id_, stamp in stamps.items() if self.kept.get(id_, (None,))[0] != stamp]
        for row in self.make(stale, tree) if stale else ():
            self.kept[int(row.id)] = (stamps[int(row.id)], row)
        return [self.kept[id_][1] for id_ in versions if id_ in self.kept]


def _make_challenge_features(ids: Collection[int], _tree: TechnologyTree) -> Iterable[ChallengeFeatures]:
    return map(build_challenge_features, load_challenge_profiles(Challenge.objects.filter(pk__in=ids)))


def _make_company_features(ids: Collection[int], tree: TechnologyTree) -> Iterable[CompanyFeatures]:
    profiles = load_company_profiles(Company.objects.filter(pk__in=ids))
    return (build_company_features(profile, tree) for profile in profiles)


def _make_bare_features(ids: Collection[int], tree: TechnologyTree) -> Iterable[CompanyFeatures]:
    profiles = load_company_profiles(Company.objects.filter(pk__in=ids), with_texts=False)
    return (build_bare_features(profile, tree) for profile in profiles)


CHALLENGE_ROWS: RowCache[ChallengeFeatures] = RowCache(_make_challenge_features)
COMPANY_ROWS: RowCache[CompanyFeatures] = RowCache(_make_company_features)
BARE_COMPANY_ROWS: RowCache[CompanyFeatures] = RowCache(_make_bare_features)  # without texts, for rules alone


@dataclass(frozen=True)
class Stock:
    """The challenges and companies that take part in matching, each at one revision.

    Revisions are read when they are first needed, and rows after them. What changes in between is matched at a later
    revision than is recorded, so it is due again and never missed. `read_versions`: as `load_versions`.
    """

    tree: TechnologyTree
    read_versions: Callable[[str, Collection[int] | None], dict[int, int]] = load_versions

    @classmethod
    def now(cls) -> "Stock":
        return cls(load_technology_tree())

    @cached_property
    def challenges(self) -> dict[int, int]:
        """The revision of every challenge, by id."""
        return self.read_versions(CHALLENGE, None)

    @cached_property
    def companies(self) -> dict[int, int]:
        """The revision of every company, by id."""
        return self.read_versions(COMPANY, None)

    def get_challenge_rows(self, ids: Collection[int] | None = None) -> list[ChallengeFeatures]:
        """Return the features of all challenges, or of these ids as far as they take part."""
        versions = self.challenges if ids is None else self.read_versions(CHALLENGE, ids)
        return CHALLENGE_ROWS.get_rows(versions, self.tree)

    def get_company_rows(self, ids: Collection[int] | None = None) -> list[CompanyFeatures]:
        """Return the features of all companies, or of these ids as far as they take part."""
        versions = self.companies if ids is None else self.read_versions(COMPANY, ids)
        return COMPANY_ROWS.get_rows(versions, self.tree)
