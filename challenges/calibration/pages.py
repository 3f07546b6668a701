"""What outcomes teach, in words: what there is of what is needed, which outcome counts as what, and what came of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.calibration.engine.learning import FEWEST_CHALLENGES, FEWEST_PREFERENCES, FEWEST_ROMS
from challenges.calibration.models import LearningRun
from challenges.calibration.relevance_labels import DISMISSED, NOT_FITTING, REACHED, UNDONE, Grade
from challenges.calibration.services import NEW_NEEDED, Standing
from challenges.calibration.weight_texts import certainty, lesson_told, sources
from challenges.introductions.workflow import Reason
from challenges.matching.models import Decision
from portal.ui.dates import moment

Answer = LearningRun.Answer
FEWEST = {"preferences": FEWEST_PREFERENCES, "challenges": FEWEST_CHALLENGES, "roms": FEWEST_ROMS}
GRADES: dict[Grade | None, Promise] = {
    Grade.TURNED_DOWN: gettext_lazy("turned down: it does not fit"),
    Grade.CHOSEN: gettext_lazy("taken on"),
    Grade.INTRODUCED: gettext_lazy("taken on, counts twice"),
    Grade.TRIED: gettext_lazy("taken on, counts three times"),
    Grade.AGREED: gettext_lazy("taken on, counts four times"),
    Grade.LEFT_OUT: gettext_lazy("the pair is left out: the two sides contradict each other"),
    None: gettext_lazy("not at all: it says nothing about how well a company fits"),
}


@dataclass(frozen=True)
class Need:
    """So many of how many there must be."""

    label: str
    note: str
    there: int
    needed: int

    @property
    def told(self) -> str:
        text = _("%(there)d, enough") if self.there >= self.needed else _("%(there)d of %(needed)d")
        return text % {"there": self.there, "needed": self.needed}


@dataclass(frozen=True)
class Counted:
    grade: str
    events: list[str]


def needs(standing: Standing) -> list[Need]:
    found = _needs(standing.preferences, standing.challenges, standing.roms)
    if standing.new is not None:
        found.append(Need(_("New outcomes"), _("since the last proposal was decided upon"), standing.new, NEW_NEEDED))
    return found


def _needs(preferences: int, challenges: int, roms: int) -> list[Need]:
    pair = _("one company taken on and one turned down, for the same challenge")
    return [
        Need(_("Preferences"), pair, preferences, FEWEST_PREFERENCES),
        Need(_("Challenges"), _("with such a preference"), challenges, FEWEST_CHALLENGES),
        Need(_("ROMs"), _("whose challenges these are"), roms, FEWEST_ROMS),
    ]


def counted() -> list[Counted]:
    """The table of challenges.calibration.relevance_labels, row by row."""
    return [Counted(str(label), [*_events(grade)]) for grade, label in GRADES.items()]


def _events(grade: Grade | None) -> Iterator[str]:
    dismissed = [reason.label for reason in Decision.Reason if DISMISSED.get(reason) == grade]
    if dismissed:
        yield _("Dismissed: %(reason)s") % {"reason": _listed(dismissed)}
    if grade == Grade.CHOSEN:
        yield str(Decision.Kind.SHORTLISTED.label)
        yield _("The ROM of the challenge asks for an introduction, or says yes to one")
    if reached := [state.label for state, counts in REACHED.items() if counts == grade]:
        yield _listed(reached)
    if grade in ENDS:
        reasons = [reason.label for reason in Reason if (reason in NOT_FITTING) == (grade is not None)]
        yield str(ENDS[grade]) % {"reason": _listed(reasons)}
    if grade is None:
        yield _listed([state.label for state in UNDONE])


def _listed(labels: Iterable[object]) -> str:
    """The first one as it is, the others within the sentence."""
    first, *others = map(str, labels)
    return ", ".join([first, *(each[0].lower() + each[1:] for each in others)])


ENDS: dict[Grade | None, Promise] = {
    Grade.TURNED_DOWN: gettext_lazy("The ROM of the challenge declines or stops: %(reason)s"),
    Grade.LEFT_OUT: gettext_lazy("The company, or its own ROM, declines or stops: %(reason)s"),
    None: gettext_lazy("Somebody declines or stops: %(reason)s"),
}


def told(run: LearningRun) -> list[str]:
    """What one look brought, in sentences."""
    return [_when(run), *TOLD[Answer(run.answer)](run)]


def _when(run: LearningRun) -> str:
    who = run.asked_by or _("the machine")
    return _("Looked at %(at)s, by %(who)s.") % {"at": moment(run.asked_at), "who": who}


def _too_few(run: LearningRun) -> list[str]:
    there = (f"{need.label}: {need.told}." for need in _needs(*(run.figures[name] for name in FEWEST)))
    return [_("Nothing is proposed: there are too few outcomes to learn from."), " ".join(there)]


def _within_noise(run: LearningRun) -> list[str]:
    nothing = _("Nothing is proposed: other weights would not clearly tell better who is taken on.")
    return [nothing, sources(run.figures), *certainty(run.figures)]


def _too_soon(run: LearningRun) -> list[str]:
    there = {"new": run.figures["new"], "needed": NEW_NEEDED}
    return [
        _("Nothing is proposed: since the last proposal was decided upon too few outcomes are new."),
        _("There were %(new)d, and %(needed)d are needed.") % there,
    ]


def _proposed(run: LearningRun) -> list[str]:
    return lesson_told(run.version) if run.version else [_("The version that was proposed is gone.")]


TOLD: dict[Answer, Callable[[LearningRun], list[str]]] = {
    Answer.PROPOSED: _proposed,
    Answer.TOO_FEW: _too_few,
    Answer.WITHIN_NOISE: _within_noise,
    Answer.WAITS: lambda run: [_("Nothing new is proposed: a proposal waits already. Activate it or throw it away.")],
    Answer.TOO_SOON: _too_soon,
    Answer.UNMATCHED: lambda run: [_("Nothing is proposed: nothing has been matched yet.")],
}
