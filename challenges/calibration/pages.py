"""What outcomes teach, in words: what there is of what is needed, which outcome counts as what, and what came of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.calibration.engine.learning import FEWEST_CHALLENGES, FEWEST_PREFERENCES, FEWEST_ROMS
from challenges.calibration.models import LearningRun
from challenges.calibration.relevance_labels import DISMISSED, NOT_FITTING, REACHED, UNDONE, RelevanceGrade
from challenges.calibration.services import NEW_NEEDED, LearningEvidence
from challenges.calibration.weight_texts import describe_lesson, describe_lesson_certainty, describe_lesson_sources
from challenges.introductions.workflow import EndReason
from challenges.matching.models import Decision
from portal.ui.dates import format_date_time

Answer = LearningRun.Answer
FEWEST = {"preferences": FEWEST_PREFERENCES, "challenges": FEWEST_CHALLENGES, "roms": FEWEST_ROMS}
GRADES: dict[RelevanceGrade | None, Promise] = {
    RelevanceGrade.TURNED_DOWN: gettext_lazy("turned down: it does not fit"),
    RelevanceGrade.CHOSEN: gettext_lazy("taken on"),
    RelevanceGrade.INTRODUCED: gettext_lazy("taken on, counts twice"),
    RelevanceGrade.TRIED: gettext_lazy("taken on, counts three times"),
    RelevanceGrade.AGREED: gettext_lazy("taken on, counts four times"),
    RelevanceGrade.LEFT_OUT: gettext_lazy("the pair is left out: the two sides contradict each other"),
    None: gettext_lazy("not at all: it says nothing about how well a company fits"),
}


@dataclass(frozen=True)
class LearningNeed:
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
class GradeEvents:
    grade: str
    events: list[str]


def list_learning_needs(standing: LearningEvidence) -> list[LearningNeed]:
    found = _build_learning_needs(standing.preferences, standing.challenges, standing.roms)
    if standing.new is not None:
        found.append(
            LearningNeed(_("New outcomes"), _("since the last proposal was decided upon"), standing.new, NEW_NEEDED)
        )
    return found


def _build_learning_needs(preferences: int, challenges: int, roms: int) -> list[LearningNeed]:
    pair = _("one company taken on and one turned down, for the same challenge")
    return [
        LearningNeed(_("Preferences"), pair, preferences, FEWEST_PREFERENCES),
        LearningNeed(_("Challenges"), _("with such a preference"), challenges, FEWEST_CHALLENGES),
        LearningNeed(_("ROMs"), _("whose challenges these are"), roms, FEWEST_ROMS),
    ]


def list_grade_events() -> list[GradeEvents]:
    """The table of challenges.calibration.relevance_labels, row by row."""
    return [GradeEvents(str(label), [*_iter_grade_events(grade)]) for grade, label in GRADES.items()]


def _iter_grade_events(grade: RelevanceGrade | None) -> Iterator[str]:
    dismissed = [reason.label for reason in Decision.Reason if DISMISSED.get(reason) == grade]
    if dismissed:
        yield _("Dismissed: %(reason)s") % {"reason": _join_in_sentence(dismissed)}
    if grade == RelevanceGrade.CHOSEN:
        yield str(Decision.Kind.SHORTLISTED.label)
        yield _("The ROM of the challenge asks for an introduction, or says yes to one")
    if reached := [state.label for state, counts in REACHED.items() if counts == grade]:
        yield _join_in_sentence(reached)
    if grade in ENDS:
        reasons = [reason.label for reason in EndReason if (reason in NOT_FITTING) == (grade is not None)]
        yield str(ENDS[grade]) % {"reason": _join_in_sentence(reasons)}
    if grade is None:
        yield _join_in_sentence([state.label for state in UNDONE])


def _join_in_sentence(labels: Iterable[object]) -> str:
    """The first one as it is, the others within the sentence."""
    first, *others = map(str, labels)
    return ", ".join([first, *(each[0].lower() + each[1:] for each in others)])


ENDS: dict[RelevanceGrade | None, Promise] = {
    RelevanceGrade.TURNED_DOWN: gettext_lazy("The ROM of the challenge declines or stops: %(reason)s"),
    RelevanceGrade.LEFT_OUT: gettext_lazy("The company, or its own ROM, declines or stops: %(reason)s"),
    None: gettext_lazy("Somebody declines or stops: %(reason)s"),
}


def describe_learning_run(run: LearningRun) -> list[str]:
    """What one look brought, in sentences."""
    return [_describe_run_time(run), *TOLD[Answer(run.answer)](run)]


def _describe_run_time(run: LearningRun) -> str:
    who = run.asked_by or _("the machine")
    return _("Looked at %(at)s, by %(who)s.") % {"at": format_date_time(run.asked_at), "who": who}


def _describe_too_few(run: LearningRun) -> list[str]:
    there = (f"{need.label}: {need.told}." for need in _build_learning_needs(*(run.figures[name] for name in FEWEST)))
    return [_("Nothing is proposed: there are too few outcomes to learn from."), " ".join(there)]


def _describe_within_noise(run: LearningRun) -> list[str]:
    nothing = _("Nothing is proposed: other weights would not clearly tell better who is taken on.")
    return [nothing, describe_lesson_sources(run.figures), *describe_lesson_certainty(run.figures)]


def _describe_too_soon(run: LearningRun) -> list[str]:
    there = {"new": run.figures["new"], "needed": NEW_NEEDED}
    return [
        _("Nothing is proposed: since the last proposal was decided upon too few outcomes are new."),
        _("There were %(new)d, and %(needed)d are needed.") % there,
    ]


def _describe_proposed(run: LearningRun) -> list[str]:
    return describe_lesson(run.version) if run.version else [_("The version that was proposed is gone.")]


TOLD: dict[Answer, Callable[[LearningRun], list[str]]] = {
    Answer.PROPOSED: _describe_proposed,
    Answer.TOO_FEW: _describe_too_few,
    Answer.WITHIN_NOISE: _describe_within_noise,
    Answer.WAITS: lambda run: [_("Nothing new is proposed: a proposal waits already. Activate it or throw it away.")],
    Answer.TOO_SOON: _describe_too_soon,
    Answer.UNMATCHED: lambda run: [_("Nothing is proposed: nothing has been matched yet.")],
}
