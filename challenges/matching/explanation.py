"""Explain pairs to a reader: the phrases of both sides, where every point comes from, and what is missing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.engine.explanation import Explanation, Quote, TechnologyLine, explain_match
from challenges.matching.inputs import (
    build_challenge_profile,
    build_company_profile,
    build_technology_tree,
    get_challenge_area,
    get_technology_confidence,
    prefetch_requirements,
)
from challenges.matching.match_texts import RuleText, describe_failure
from challenges.matching.model_services import get_matching_model
from challenges.matching.models import CHALLENGE, COMPANY
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.declarations.models import Declaration
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.pages import format_unconfirmed_since
from companies.profiles.visibility import is_trl_counted
from portal.technologies.evidence import KnownAs
from portal.technologies.phrases import QuotedPhrase
from portal.technologies.tagger.language import detect_language
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import get_today
from portal.ui.match_bar import format_tenths


@dataclass(frozen=True)
class TechnologyPair:
    """A technology asked for, with what each side says of it: a row of the evidence pair.

    A proposal of the tagger counts for less until a person confirms it: `unsure_offer` of the company's, `unsure_want`
    of the challenge's.
    """

    technology: str
    points: int
    maximum: int
    how: str
    must: bool
    offer: QuotedPhrase | None
    want: QuotedPhrase | None
    via: str  # the company's own technology, where it is another one
    unsure_offer: bool
    unsure_want: bool


@dataclass(frozen=True)
class TechnologyTag:
    """A technology of one side, which its owner can take away."""

    side: str
    label: str
    slug: str


@dataclass(frozen=True)
class ScorePart:
    """`maximum`: None for what is taken off."""

    label: str
    why: str
    points: int
    maximum: int | None


@dataclass(frozen=True)
class MissingPoint:
    strong: str
    text: str
    met: bool = False


@dataclass(frozen=True)
class SentencePiece:
    """A stretch of a sentence; marked where both texts use the word."""

    text: str
    marked: bool


@dataclass(frozen=True)
class MarkedSentence:
    pieces: list[SentencePiece]
    language: str


@dataclass
class ExplainedMatch:
    """The explanation of one pair in words, made from the engine's and the rows that it rests on; runs no queries."""

    explanation: Explanation
    challenge: Challenge
    company: Company
    requirements: Iterable[Requirement]
    links: Iterable[CompanyTechnology]
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        self._asked = {each.technology_id: each for each in self.requirements}
        self._offered = {each.technology_id: each for each in self.links}

    @property
    def pairs(self) -> list[TechnologyPair]:
        return [self._pair(line) for line in self.explanation.technologies]

    def tags(self, sides: Collection[str]) -> list[TechnologyTag]:
        """What the explanation rests on, on the sides that the reader may correct; each once."""
        found: dict[TechnologyTag, None] = {}
        for line in self.explanation.technologies:
            for side, technology in ((COMPANY, line.via), (CHALLENGE, line.technology_id)):
                known = self.vocabulary.by_id.get(_to_technology_id(technology) or 0)
                if known and side in sides:
                    found[TechnologyTag(side, str(known), known.slug)] = None
        return list(found)

    @property
    def unconfirmed(self) -> list[str]:
        """What nobody has said yes to, on one side or both: it counts for less."""
        return [pair.technology for pair in self.pairs if pair.unsure_offer or pair.unsure_want]

    @property
    def parts(self) -> list[ScorePart]:
        score, most = self.explanation.score, self.explanation.most
        found = [
            ScorePart(_("Technology"), self._why_technology(), score.technology, most.technology),
            ScorePart(_("Text"), self._why_text(), score.text, most.text),
            ScorePart(_("Maturity"), self._why_maturity(), score.maturity, most.maturity),
            ScorePart(_("Region"), self._why_region(), score.region, most.region),
            ScorePart(_("Experience"), self._why_experience(), score.experience, most.experience),
        ]
        if score.freshness:
            found.append(ScorePart(_("Freshness"), format_unconfirmed_since(self.company), score.freshness, None))
        return found

    @property
    def failures(self) -> list[RuleText]:
        return [
            describe_failure(
                each.rule, _to_technology_id(each.technology_id), self.challenge, self.company, self.vocabulary
            )
            for each in self.explanation.failures
        ]

    @property
    def missing(self) -> list[MissingPoint]:
        """What would bring more points, with how many."""
        found = []
        for line in self.explanation.technologies:
            if line.how == "missing" and not line.must:
                label = self.vocabulary.label(int(line.technology_id))
                found.append(
                    MissingPoint(label, _("is not in the profile: %(points)s points.") % _format_points(line.maximum))
                )
        lost = self.explanation.most.maturity - self.explanation.score.maturity
        if lost and self.explanation.maturity != "not asked":
            found.append(MissingPoint(_("Maturity"), _("could bring %(points)s points more.") % _format_points(lost)))
        return found

    @property
    def sentences(self) -> tuple[MarkedSentence, MarkedSentence] | None:
        """The closest two sentences: the company's, then the challenge's."""
        if not self.explanation.sentences:
            return None
        want, offer = self.explanation.sentences
        return split_quote(offer), split_quote(want)

    def _pair(self, line: TechnologyLine) -> TechnologyPair:
        technology = int(line.technology_id)
        asked = self._asked.get(technology)
        offered = self._offered.get(_to_technology_id(line.via) or 0)
        return TechnologyPair(
            technology=self.vocabulary.label(technology),
            points=line.points,
            maximum=line.maximum,
            how=line.how.removeprefix("more "),
            must=line.must,
            offer=QuotedPhrase.of(offered) or _build_stated_phrase(offered, self.vocabulary),
            want=QuotedPhrase.of(asked) or _build_stated_phrase(asked, self.vocabulary),
            via=self.vocabulary.label(offered.technology_id) if offered and offered.technology_id != technology else "",
            unsure_offer=_is_unsure(offered),
            unsure_want=_is_unsure(asked),
        )

    def _why_technology(self) -> str:
        lines = self.explanation.technologies
        if not lines:
            return _("The challenge asks for no technology from the list")
        found = sum(line.how != "missing" for line in lines)
        return _("%(found)d of %(asked)d technologies found") % {"found": found, "asked": len(lines)}

    def _why_text(self) -> str:
        words = [word.in_offer for word in self.explanation.words[:3]]
        if not words:
            return _("The texts have few words in common")
        return _("Words in common, such as %(words)s") % {"words": ", ".join(f"“{word}”" for word in words)}

    def _why_maturity(self) -> str:
        hoped, found = self.challenge.trl_max or self.challenge.trl_min, self.company.trl
        levels = {"hoped": hoped, "found": found}
        if hoped is None:
            return _("The challenge asks for no level: the same for everyone")
        if not is_trl_counted(self.company, self.challenge.rom):
            return _("TRL not shared with this ROM; the challenge hopes for TRL %(hoped)d") % levels
        if found is None:
            return _("No TRL stated; the challenge hopes for TRL %(hoped)d") % levels
        if found >= hoped:
            return _("TRL %(found)d; the challenge hopes for TRL %(hoped)d") % levels
        return _("TRL %(found)d, below the TRL %(hoped)d hoped for") % levels

    def _why_region(self) -> str:
        names = {"province": self.company.province or "", "rom": self.challenge.rom or ""}
        if self.challenge.rom is None:
            return _("The challenge belongs to no region: the same for everyone")
        if self.company.province is None:
            return _("No province in the Netherlands stated")
        if self.company.province.rom_id == self.challenge.rom_id:
            return _("%(province)s is in the region of %(rom)s") % names
        return _("%(province)s is outside the region of %(rom)s") % names

    def _why_experience(self) -> str:
        if not self.challenge.counts_experience:
            return _("The challenge does not count experience: the same for everyone")
        last, number = self.explanation.last_project, self.explanation.projects
        if last is None:
            return _("No earlier project told that counts here")
        told = ngettext("%(number)d earlier project", "%(number)d earlier projects", number)
        ago = _("the last in the year of the challenge") if not last else _("the last %(years)d years before")
        if last == 1:
            ago = _("the last a year before")
        return f"{told}, {ago}" % {"number": number, "years": last}


def explain_company_pairs(
    challenge: Challenge, companies: Sequence[Company], vocabulary: Vocabulary
) -> list["ExplainedMatch"]:
    """Explain the score of each company, also of one that is not eligible or in no list; at most six queries.

    The rows and the model are those of the stored matches, so the points are the same. Requirements and technologies
    are prefetched only as far as they count.
    """
    prefetch_requirements(challenge)
    counting = CompanyTechnology.objects.counting().order_by("pk")
    in_force = Prefetch("declarations", Declaration.objects.in_force(get_today()))
    prefetch_related_objects(companies, Prefetch("technology_links", counting), in_force)
    want = build_challenge_profile(challenge, get_challenge_area(challenge))
    tree, model, requirements = build_technology_tree(vocabulary), get_matching_model(), challenge.requirements.all()
    explained = []
    for company in companies:
        links = company.technology_links.all()
        offer = build_company_profile(company, get_technology_confidence(links))
        explanation = explain_match(want, offer, tree, model)
        explained.append(ExplainedMatch(explanation, challenge, company, requirements, links, vocabulary))
    return explained


def explain_pair(challenge: Challenge, company: Company, vocabulary: Vocabulary) -> "ExplainedMatch":
    """Explain the score of one company."""
    return explain_company_pairs(challenge, [company], vocabulary)[0]


def split_quote(quote: Quote) -> MarkedSentence:
    """Cut at its marks."""
    found, at = [], 0
    for start, end in quote.marks:
        found += [SentencePiece(quote.text[at:start], False), SentencePiece(quote.text[start:end], True)]
        at = end
    kept = [piece for piece in (*found, SentencePiece(quote.text[at:], False)) if piece.text]
    return MarkedSentence(kept, detect_language(quote.text))


def _build_stated_phrase(
    evidence: Requirement | CompanyTechnology | None, vocabulary: Vocabulary
) -> QuotedPhrase | None:
    """Chosen by a person, without a phrase in the text."""
    if evidence is None or evidence.phrase:
        return None
    return QuotedPhrase(_("Chosen from the list: "), vocabulary.label(evidence.technology_id), "", "")


def _is_unsure(side: Requirement | CompanyTechnology | None) -> bool:
    return side is not None and side.known_as == KnownAs.PROPOSED


def _to_technology_id(technology: int | str | None) -> int | None:
    return None if technology is None else int(technology)


def _format_points(tenths: int) -> dict[str, str]:
    return {"points": format_tenths(tenths)}
