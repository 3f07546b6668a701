"""What a profile does not say and what that would bring, in words and figures; runs no queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.matching.advice import DECLARED, AdviceCard
from challenges.matching.engine.completeness import Completeness, ProfileQuestion, assess_completeness
from challenges.matching.engine.what_if import CONFIRM, PROVINCE, STALE, TRL
from challenges.matching.inputs import (
    CHALLENGE_ROWS,
    build_company_profile,
    get_technology_confidence,
    load_technology_tree,
)
from challenges.matching.model_services import get_matching_model
from challenges.posting.models import Challenge, ChallengeRevision
from companies.profiles.models import Company
from companies.profiles.wizard import CASES, MATURITY, TECHNOLOGIES, TEXT, WHO, get_step_url
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES
from portal.technologies.evidence import KnownAs
from portal.ui.match_bar import format_tenths

SHORT = 2
WRITE = {"nl": gettext_lazy("Write it in Dutch, too"), "en": gettext_lazy("Write it in English, too")}


@dataclass(frozen=True)
class MissingText:
    """A language without a text: how many challenges are told in no other language, and the points that a text could
    still bring there at the utmost, in tenths."""

    language: str
    challenges: int
    most: int


@dataclass(frozen=True)
class CompletenessResult:
    completeness: Completeness
    texts: list[MissingText]


def compute_completeness(company: Company, user: User, now: datetime) -> CompletenessResult:
    """With the same rows and model as the stored matches; at most twelve queries, whatever the number of challenges."""
    challenges = _list_open_challenges(user, now)
    versions = {id_: version for id_, version, *_told in challenges}
    tree = load_technology_tree()
    links = [link for link in company.technology_links.all() if link.known_as != KnownAs.REFUSED]
    found = assess_completeness(
        CHALLENGE_ROWS.get_rows(versions, tree),
        build_company_profile(company, get_technology_confidence(links)),
        tree,
        get_matching_model(),
    )
    only_in = {
        "nl": [id_ for id_, _version, dutch, english in challenges if dutch and not english],
        "en": [id_ for id_, _version, dutch, english in challenges if english and not dutch],
    }
    return CompletenessResult(found, list_missing_texts(company, only_in, found))


def _list_open_challenges(user: User, now: datetime) -> list[tuple[int, int, bool, bool]]:
    """The id and version of each challenge, and whether it is told in Dutch and in English."""
    visible = ChallengeRevision.objects.filter(owner__in=Challenge.objects.visible_to(user).open_at(now))
    told = {f"told_{language}": ~Q(**{f"owner__teaser_{language}": ""}) for language in LANGUAGES}
    return list(visible.annotate(**told).values_list("owner_id", "version", *told))


def list_missing_texts(
    company: Company, only_in: Mapping[str, Collection[int]], found: Completeness
) -> list[MissingText]:
    """Of a profile without any text, one line for all challenges."""
    missing = [language for language in LANGUAGES if not getattr(company, f"text_{language}")]
    if len(missing) == len(LANGUAGES):
        return [_measure_missing_text("", found.text_left, found)]
    return [_measure_missing_text(language, only_in[language], found) for language in missing]


def _measure_missing_text(language: str, challenges: Collection[int | str], found: Completeness) -> MissingText:
    left = [found.text_left[each] for each in challenges if each in found.text_left]
    return MissingText(language, len(left), max(left, default=0))


TITLES: dict[str, tuple[Promise, Promise]] = {  # the question, and what the button says
    TRL: (gettext_lazy("State how far your product is"), gettext_lazy("State your TRL")),
    PROVINCE: (gettext_lazy("State your province"), gettext_lazy("Fill in")),
    CONFIRM: (gettext_lazy("Say yes or no to what was found in your text"), gettext_lazy("Say yes or no")),
    STALE: (gettext_lazy("Say whether your profile is still true"), gettext_lazy("Look and answer")),
    **{kind: (title, gettext_lazy("Declare yes or no")) for kind, title in DECLARED.items()},
}


@dataclass(frozen=True)
class CompletenessPage:
    """`counted`: what changes the figures, the most first; `told`: what people read, or of which nobody can say what it
    would bring before it is written."""

    found: CompletenessResult
    company: Company

    @property
    def summary(self) -> str:
        """With why to publish all the same, where no challenge of now would be won by it."""
        why = _("Published, ROMs find you, and each challenge that opens is matched with you at once.")
        is_told = self.company.state == Company.State.DRAFT and not self.found.completeness.qualified
        return f"{self._calculated} {why}" if is_told else self._calculated

    @property
    def _calculated(self) -> str:
        number = self.found.completeness.challenges
        if not number:
            return _("No challenge is open now that you may see, so nothing can be calculated.")
        names = {"number": number, "qualified": self.found.completeness.qualified}
        return (
            ngettext(
                "Calculated with the one challenge that is open now.",
                "Calculated with the %(number)d challenges that are open now; of %(qualified)d you meet all musts.",
                number,
            )
            % names
        )

    @property
    def counted(self) -> list[AdviceCard]:
        texts = [self._text(left) for left in self.found.texts if left.challenges and left.most]
        questions = [self._question(question) for question in self.found.completeness.questions]
        return [*texts, *questions] if self._is_silent else [*questions, *texts]

    @property
    def told(self) -> list[AdviceCard]:
        company, found = self.company, self._unconfirmed
        if not any((company.civil_use_nl, company.civil_use_en, company.military_use_nl, company.military_use_en)):
            text = _("Matching reads it together with your text; what it brings depends on what you write.")
            found.append(
                AdviceCard(_("Tell what it is used for"), text, "", get_step_url(company, MATURITY), _("Write"))
            )
        if not company.reference_cases.all():
            text = _("People at the ROM and at Defence read it. It does not change your points.")
            found.append(
                AdviceCard(_("Tell what you did before"), text, "", get_step_url(company, CASES), _("Add a case"))
            )
        found += [self._other_language(left) for left in self.found.texts if left.language and not left.challenges]
        return found

    @property
    def _unconfirmed(self) -> list[AdviceCard]:
        """Why the page of technologies is open where an answer brings nothing now."""
        is_counted = any(question.kind == CONFIRM for question in self.found.completeness.questions)
        proposed = [link for link in self.company.technology_links.all() if link.known_as == KnownAs.PROPOSED]
        if is_counted or not proposed:
            return []
        title, action = TITLES[CONFIRM]
        text = _("This earns no extra points today, but advisers read it and future challenges may ask for it.")
        return [AdviceCard(str(title), text, "", get_step_url(self.company, TECHNOLOGIES), str(action))]

    @property
    def short(self) -> list[AdviceCard]:
        """What brings most, for a page that is about something else."""
        return self.counted[:SHORT]

    @property
    def _is_silent(self) -> bool:
        return not (self.company.text_nl or self.company.text_en)

    def _question(self, question: ProfileQuestion) -> AdviceCard:
        title, action = TITLES[question.kind]
        return AdviceCard(
            str(title), explain_gain_range(question), format_question_gain(question), self._place(question), str(action)
        )

    def _place(self, question: ProfileQuestion) -> str:
        if question.kind == STALE:
            return reverse("companies:company_confirm", args=[self.company.slug])
        if question.kind in DECLARED:
            return reverse("companies:declaration_sign", args=[self.company.slug]) + f"?from=profile#{question.kind}"
        if question.kind == CONFIRM:
            return get_step_url(self.company, TECHNOLOGIES)
        if question.kind == TRL:
            return get_step_url(self.company, MATURITY) + "#id_trl"
        return get_step_url(self.company, WHO) + f"#id_{question.kind}"

    def _text(self, left: MissingText) -> AdviceCard:
        names = {"points": format_tenths(left.most), "number": left.challenges}
        place = get_step_url(self.company, TEXT) + f"#id_text_{left.language or 'nl'}"
        if not left.language:
            text = ngettext(
                "Up to %(points)s points in one challenge",
                "Up to %(points)s points in %(number)d challenges",
                names["number"],
            )
            why = _("What it brings depends on what you write; without a text you cannot publish.")
            return AdviceCard(_("Tell what you make"), why, text % names, place, _("Write"))
        text = ngettext(
            "At most %(points)s points more in one challenge",
            "At most %(points)s points more in %(number)d challenges",
            left.challenges,
        )
        return AdviceCard(
            str(WRITE[left.language]), _("They are told in that language only."), text % names, place, _("Write")
        )

    def _other_language(self, left: MissingText) -> AdviceCard:
        place = get_step_url(self.company, TEXT) + f"#id_text_{left.language}"
        text = _("No open challenge is written in that language only, but a text in both languages is easier to read.")
        return AdviceCard(str(WRITE[left.language]), text, "", place, _("Write"))


def format_question_gain(question: ProfileQuestion) -> str:
    """ "Up to 3 challenges more in reach, and up to 12 points in 9": of the answer that brings most."""
    best, is_sure = question.best, len(question.answers) == 1
    found = []
    if best.entered:
        sure = ngettext("%(number)d challenge more in reach", "%(number)d challenges more in reach", best.entered)
        most = ngettext(
            "up to %(number)d challenge more in reach", "up to %(number)d challenges more in reach", best.entered
        )
        found.append((sure if is_sure else most) % {"number": best.entered})
    if best.raised:
        names = {"points": format_tenths(best.most), "number": best.raised}
        alone = ngettext(
            "up to %(points)s points more in one challenge",
            "up to %(points)s points more in %(number)d challenges",
            best.raised,
        )
        found.append((_("up to %(points)s points more in %(number)d") if found else alone) % names)
    text = _("%(one)s, and %(other)s") % {"one": found[0], "other": found[1]} if len(found) == 2 else found[0]
    return text[:1].upper() + text[1:]


def explain_gain_range(question: ProfileQuestion) -> str:
    """What the figure leaves out: other answers bring less, or cost points."""
    if question.kind == CONFIRM:
        return _("If all of it is right.")
    least = min(answer.least for answer in question.answers)
    if least < 0:
        return _("It depends on your answer; some cost up to %(points)s points.") % {"points": format_tenths(-least)}
    return _("It depends on your answer.") if len(question.answers) > 1 else _("If so.")
