"""Matches in words: failed and met rules, the reason why a pair fits, and the parts of the score."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.declarations.models import Declaration
from companies.profiles.models import Company
from companies.profiles.visibility import is_trl_counted
from portal.technologies.vocabulary import Vocabulary

NAMED = 3  # technologies in the sentence
WORDS_MEET = 100  # tenths of the text part from which the sentence speaks of the words


NAMES: dict[str, Promise | str] = {
    "must_have": gettext_lazy("Technology"),
    "trl_floor": gettext_lazy("Maturity"),
    **dict(Declaration.Kind.choices),
    "vetted": gettext_lazy("Vetting"),
    "invited": gettext_lazy("Invitation"),
    "region": gettext_lazy("Region"),
}


@dataclass(frozen=True)
class RuleText:
    """`sentence` speaks of the company to others, `to_you` to its own people."""

    name: str
    sentence: str
    to_you: str


def describe_failure(
    rule: str, technology: int | None, challenge: Challenge, company: Company, vocabulary: Vocabulary
) -> RuleText:
    """rule and technology: as the match keeps them, or the engine's explanation names them."""
    if rule == "must_have":
        return _describe_must_have(vocabulary.label(technology) if technology else "")
    return _SENTENCES.get(rule, _describe_other_rule)(challenge, company)


def describe_met_rule(rule: str, named: tuple[str, str], challenge: Challenge, company: Company) -> str:
    """A rule that is met, to the company's own people: what is asked, and theirs. `named`: the technology asked for,
    and the company's own that answers it."""
    asked, own = named
    if rule == "must_have" and asked == own:
        return _("%(technology)s. Your profile names it.") % {"technology": asked}
    if rule == "must_have":
        return _("%(technology)s. You: %(own)s.") % {"technology": asked, "own": own}
    if rule == "trl_floor":
        return _("At least TRL %(asked)s. You: TRL %(found)s.") % {"asked": challenge.trl_min, "found": company.trl}
    if rule == "region":
        names = {"rom": challenge.rom or "", "province": company.province or ""}
        return _("In the region of %(rom)s. You: %(province)s.") % names
    return str(_MET[rule])


_MET: dict[str, Promise] = {
    "ownership": gettext_lazy("Owned and controlled from the EU or a NATO country. You: yes."),
    "established": gettext_lazy("Established in the EU or a NATO country. You: yes."),
    "export_control": gettext_lazy("Knows which of its products need an export licence. You: yes."),
    "screening": gettext_lazy("Has people who will cooperate with a security screening. You: yes."),
    "vetted": gettext_lazy("Vetted. You: yes."),
    "invited": gettext_lazy("Invited. You: yes."),
}


def _describe_must_have(technology: str) -> RuleText:
    names = {"technology": technology or _("a technology that it must have")}
    return _build_rule_text(
        "must_have",
        _("Required: %(technology)s. The profile does not mention it.") % names,
        _("Required: %(technology)s. Your profile does not mention it.") % names,
    )


def _describe_trl_rule(challenge: Challenge, company: Company) -> RuleText:
    levels = {"asked": challenge.trl_min, "found": company.trl}
    if not is_trl_counted(company, challenge.rom):
        return _build_rule_text(
            "trl_floor",
            _("No TRL shared, at least TRL %(asked)s is asked.") % levels,
            _("At least TRL %(asked)s is asked. You share your TRL with the ROM of your region alone.") % levels,
        )
    if company.trl is None:
        return _build_rule_text(
            "trl_floor",
            _("No TRL stated, at least TRL %(asked)s is asked.") % levels,
            _("At least TRL %(asked)s is asked. Your profile states no TRL.") % levels,
        )
    return _build_rule_text(
        "trl_floor",
        _("TRL %(found)s, at least TRL %(asked)s is asked.") % levels,
        _("At least TRL %(asked)s is asked. Your profile says TRL %(found)s.") % levels,
    )


@dataclass(frozen=True)
class DeclarationTexts:
    """A declaration that is not in force, or that says no: of the company to others, and to its own people."""

    none: Promise
    none_to_you: Promise
    no: Promise
    no_to_you: Promise


_DECLARED = {
    "ownership": DeclarationTexts(
        gettext_lazy("No declaration in force that it is owned and controlled from the EU or a NATO country."),
        gettext_lazy(
            "You have no declaration in force that your company is owned and controlled from the EU or a NATO country."
        ),
        gettext_lazy("Not owned and controlled from the EU or a NATO country."),
        gettext_lazy("You declared that your company is not owned and controlled from the EU or a NATO country."),
    ),
    "established": DeclarationTexts(
        gettext_lazy("Does not state whether it is established in the EU or a NATO country."),
        gettext_lazy("You have no declaration in force that your company is established in the EU or a NATO country."),
        gettext_lazy("Not established in the EU or a NATO country."),
        gettext_lazy("You declared that your company is not established in the EU or a NATO country."),
    ),
    "export_control": DeclarationTexts(
        gettext_lazy("No declaration in force that it knows which of its products need an export licence."),
        gettext_lazy("You have no declaration in force that you know which of your products need an export licence."),
        gettext_lazy("Does not know which of its products need an export licence."),
        gettext_lazy("You declared that you do not know which of your products need an export licence."),
    ),
    "screening": DeclarationTexts(
        gettext_lazy("No valid declaration that its people will cooperate with a security screening."),
        gettext_lazy("You have no valid declaration that your people will cooperate with a security screening."),
        gettext_lazy("Its people will not cooperate with a security screening."),
        gettext_lazy("You declared that your people will not cooperate with a security screening."),
    ),
}


def _get_declaration_describer(kind: str) -> Callable[[Challenge, Company], RuleText]:
    def words(challenge: Challenge, company: Company) -> RuleText:
        texts = _DECLARED[kind]
        if kind in company.declared:
            return _build_rule_text(kind, str(texts.no), str(texts.no_to_you))
        return _build_rule_text(kind, str(texts.none), str(texts.none_to_you))

    return words


def _describe_vetting_rule(challenge: Challenge, company: Company) -> RuleText:
    return _build_rule_text("vetted", _("Not vetted yet."), _("Your company has not been vetted yet."))


def _describe_invited_rule(challenge: Challenge, company: Company) -> RuleText:
    return _build_rule_text("invited", _("Not invited."), _("Your company has not been invited."))


def _describe_region_rule(challenge: Challenge, company: Company) -> RuleText:
    names = {"rom": challenge.rom or "", "province": company.province or _("no province stated")}
    return _build_rule_text(
        "region",
        _("%(province)s; only the region of %(rom)s is asked.") % names,
        _("Only the region of %(rom)s is asked. Your profile says: %(province)s.") % names,
    )


def _describe_other_rule(challenge: Challenge, company: Company) -> RuleText:
    return RuleText(_("Rule"), _("Does not meet one of the rules."), _("You do not meet one of the rules."))


def _build_rule_text(name: str, sentence: str, to_you: str) -> RuleText:
    return RuleText(str(NAMES[name]), _capitalise(sentence), _capitalise(to_you))


def _capitalise(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_SENTENCES: dict[str, Callable[[Challenge, Company], RuleText]] = {
    "trl_floor": _describe_trl_rule,
    **{kind: _get_declaration_describer(kind) for kind in _DECLARED},
    "vetted": _describe_vetting_rule,
    "invited": _describe_invited_rule,
    "region": _describe_region_rule,
}


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


def get_part_label(name: str) -> str:
    return capfirst(str(Match._meta.get_field(name).verbose_name))
