"""A failed rule in words: which rule, what is asked, and what the company tells."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.posting.models import Challenge
from companies.declarations.models import Declaration
from companies.profiles.models import Company
from companies.profiles.visibility import counts_in
from portal.technologies.vocabulary import Vocabulary

NAMES: dict[str, Promise | str] = {
    "must_have": gettext_lazy("Technology"),
    "trl_floor": gettext_lazy("Maturity"),
    **dict(Declaration.Kind.choices),
    "vetted": gettext_lazy("Vetting"),
    "invited": gettext_lazy("Invitation"),
    "region": gettext_lazy("Region"),
}


@dataclass(frozen=True)
class Rule:
    """`sentence` speaks of the company to others, `to_you` to its own people."""

    name: str
    sentence: str
    to_you: str


def failed(rule: str, technology: int | None, challenge: Challenge, company: Company, vocabulary: Vocabulary) -> Rule:
    """rule and technology: as the match keeps them, or the engine's explanation names them."""
    if rule == "must_have":
        return _must_have(vocabulary.label(technology) if technology else "")
    return _SENTENCES.get(rule, _other)(challenge, company)


def met(rule: str, named: tuple[str, str], challenge: Challenge, company: Company) -> str:
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
    "screening": gettext_lazy("Has people who are willing to be screened. You: yes."),
    "vetted": gettext_lazy("Vetted. You: yes."),
    "invited": gettext_lazy("Invited. You: yes."),
}


def _must_have(technology: str) -> Rule:
    names = {"technology": technology or _("a technology that it must have")}
    return _rule(
        "must_have",
        _("%(technology)s is a must, and not found in the profile.") % names,
        _("%(technology)s is a must, and not found in your profile.") % names,
    )


def _trl_floor(challenge: Challenge, company: Company) -> Rule:
    levels = {"asked": challenge.trl_min, "found": company.trl}
    if not counts_in(company, challenge.rom):
        return _rule(
            "trl_floor",
            _("No TRL shared, at least TRL %(asked)s is asked.") % levels,
            _("At least TRL %(asked)s is asked. You share your TRL with the ROM of your region alone.") % levels,
        )
    if company.trl is None:
        return _rule(
            "trl_floor",
            _("No TRL stated, at least TRL %(asked)s is asked.") % levels,
            _("At least TRL %(asked)s is asked. Your profile states no TRL.") % levels,
        )
    return _rule(
        "trl_floor",
        _("TRL %(found)s, at least TRL %(asked)s is asked.") % levels,
        _("At least TRL %(asked)s is asked. Your profile says TRL %(found)s.") % levels,
    )


@dataclass(frozen=True)
class Declared:
    """A declaration that is not in force, or that says no: of the company to others, and to its own people."""

    none: Promise
    none_to_you: Promise
    no: Promise
    no_to_you: Promise


_DECLARED = {
    "ownership": Declared(
        gettext_lazy("No declaration in force that it is owned and controlled from the EU or a NATO country."),
        gettext_lazy(
            "You have no declaration in force that your company is owned and controlled from the EU or a NATO country."
        ),
        gettext_lazy("Not owned and controlled from the EU or a NATO country."),
        gettext_lazy("You declared that your company is not owned and controlled from the EU or a NATO country."),
    ),
    "established": Declared(
        gettext_lazy("Does not state whether it is established in the EU or a NATO country."),
        gettext_lazy("You have no declaration in force that your company is established in the EU or a NATO country."),
        gettext_lazy("Not established in the EU or a NATO country."),
        gettext_lazy("You declared that your company is not established in the EU or a NATO country."),
    ),
    "export_control": Declared(
        gettext_lazy("No declaration in force that it knows which of its products need an export licence."),
        gettext_lazy("You have no declaration in force that you know which of your products need an export licence."),
        gettext_lazy("Does not know which of its products need an export licence."),
        gettext_lazy("You declared that you do not know which of your products need an export licence."),
    ),
    "screening": Declared(
        gettext_lazy("No declaration in force that its people are willing to be screened."),
        gettext_lazy("You have no declaration in force that your people are willing to be screened."),
        gettext_lazy("Its people are not willing to be screened."),
        gettext_lazy("You declared that your people are not willing to be screened."),
    ),
}


def _declared(kind: str) -> Callable[[Challenge, Company], Rule]:
    def words(challenge: Challenge, company: Company) -> Rule:
        texts = _DECLARED[kind]
        if kind in company.declared:
            return _rule(kind, str(texts.no), str(texts.no_to_you))
        return _rule(kind, str(texts.none), str(texts.none_to_you))

    return words


def _vetted(challenge: Challenge, company: Company) -> Rule:
    return _rule("vetted", _("Not vetted yet."), _("Your company has not been vetted yet."))


def _invited(challenge: Challenge, company: Company) -> Rule:
    return _rule("invited", _("Not invited."), _("Your company has not been invited."))


def _region(challenge: Challenge, company: Company) -> Rule:
    names = {"rom": challenge.rom or "", "province": company.province or _("no province stated")}
    return _rule(
        "region",
        _("%(province)s; only the region of %(rom)s is asked.") % names,
        _("Only the region of %(rom)s is asked. Your profile says: %(province)s.") % names,
    )


def _other(challenge: Challenge, company: Company) -> Rule:
    return Rule(_("Rule"), _("Does not meet one of the rules."), _("You do not meet one of the rules."))


def _rule(name: str, sentence: str, to_you: str) -> Rule:
    return Rule(str(NAMES[name]), _capital(sentence), _capital(to_you))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_SENTENCES: dict[str, Callable[[Challenge, Company], Rule]] = {
    "trl_floor": _trl_floor,
    **{kind: _declared(kind) for kind in _DECLARED},
    "vetted": _vetted,
    "invited": _invited,
    "region": _region,
}
