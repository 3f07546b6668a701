"""Work outside the request. Tasks take no data, call one service, and are safe to run twice and at once."""

from datetime import timedelta

from django.utils import timezone

from challenges.calibration.model_comparison import make_due_comparisons
from challenges.calibration.services import propose_weights_if_due
from challenges.exposure.services import recompute_exposure_floors
from challenges.introductions.services import run_due_introductions
from challenges.matching.refresh.runner import (
    count_waiting_batches,
    is_batch_kind_done,
    process_next_batch,
    start_due_matching,
)
from challenges.posting.invitations import notify_invited_companies
from challenges.posting.review_reminders import send_review_reminders
from challenges.posting.services import apply_due_transitions
from challenges.responses.reminders import send_draft_reminders
from challenges.sessions.registrations.periodic import run_due_registrations
from challenges.timetables.services.plans import make_due_plans
from challenges.timetables.services.results import request_due_results, settle_due_meetings
from portal.core.queue import enqueue_batches, enqueue_comparisons, enqueue_matching, register_task

SECONDS_BETWEEN = 55  # two calls of reconcile_task, nearly: hints of before are worth nothing any more

PAUSE = timedelta(seconds=50)  # a run of changes costs the floor on exposure one answer a minute


@register_task
def match_due_task() -> None:
    """What is due; where that is much, its pieces. Workers of a refresh see to what came since."""
    if not count_waiting_batches():
        _start_matching()


@register_task
def match_batch_task() -> None:
    """One piece of a refresh. Who does the last one of a round looks for what comes next."""
    kind = process_next_batch()
    if kind and is_batch_kind_done(kind):
        _start_matching()


@register_task
def compare_task() -> None:
    """When a comparison of versions is asked for; beat calls it every five minutes, too."""
    make_due_comparisons()


@register_task
def teaching_task() -> None:
    """Beat calls this every night: once a month it looks at what outcomes teach."""
    run = propose_weights_if_due(timezone.now())
    if run and run.version:
        enqueue_comparisons()


@register_task
def reconcile_task() -> None:
    """Beat calls this every minute: what a lost message left behind is found here."""
    waiting = count_waiting_batches()
    if waiting:
        enqueue_batches(waiting, lasting=SECONDS_BETWEEN)
    else:
        _start_matching()


def _start_matching() -> None:
    start_due_matching()
    enqueue_batches(count_waiting_batches())
    recompute_exposure_floors(pause=PAUSE)


@register_task
def life_task() -> None:
    """Beat calls this every minute: what is announced, opens or closes now, reviews that wait too long, and who is
    invited to what is shown by now."""
    now = timezone.now()
    if apply_due_transitions(now):
        enqueue_matching()
    send_review_reminders(now)
    notify_invited_companies()


@register_task
def remind_task() -> None:
    """Beat calls this every ten minutes: who was reminded already is not reminded again."""
    send_draft_reminders(timezone.now())


@register_task
def introductions_task() -> None:
    """Beat calls this every five minutes: each reminder and each end comes once."""
    run_due_introductions()


@register_task
def seats_task() -> None:
    """Beat calls this every minute: offers, their reminders and their ends, each once, also those of before."""
    run_due_registrations()


@register_task
def plans_task() -> None:
    """When a timetable is asked for; beat calls it every minute, too: one whose worker died is taken up again."""
    make_due_plans()


@register_task
def outcomes_task() -> None:
    """Beat calls this every five minutes: who is asked what came of talks, each once, and what follows."""
    request_due_results()
    settle_due_meetings()
