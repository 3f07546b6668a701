"""Work outside the request. Tasks take no data, call one service, and are safe to run twice and at once."""

from datetime import timedelta

from django.utils import timezone

from challenges.calibration import services
from challenges.calibration.model_comparison import compare_due
from challenges.exposure.services import follow
from challenges.introductions.periodic import follow_clock
from challenges.matching.refresh import batches
from challenges.matching.refresh.batches import is_over, work
from challenges.matching.refresh.runner import begin
from challenges.posting import invitations
from challenges.posting.periodic import move_due
from challenges.posting.review_reminders import remind_of_reviews
from challenges.responses.reminders import remind_of_drafts
from challenges.sessions.registrations import periodic
from challenges.timetables import follow_up, result_requests
from challenges.timetables import services as timetables_services
from portal.core.queue import compare_versions, look_again, share, task

SECONDS_BETWEEN = 55  # two calls of reconcile_task, nearly: hints of before are worth nothing any more

PAUSE = timedelta(seconds=50)  # a run of changes costs the floor on exposure one answer a minute


@task
def match_due_task() -> None:
    """What is due; where that is much, its pieces. Workers of a refresh see to what came since."""
    if not batches.waiting():
        _match()


@task
def match_batch_task() -> None:
    """One piece of a refresh. Who does the last one of a round looks for what comes next."""
    kind = work()
    if kind and is_over(kind):
        _match()


@task
def compare_task() -> None:
    """When a comparison of versions is asked for; beat calls it every five minutes, too."""
    compare_due()


@task
def teaching_task() -> None:
    """Beat calls this every night: once a month it looks at what outcomes teach."""
    run = services.look_if_due(timezone.now())
    if run and run.version:
        compare_versions()


@task
def reconcile_task() -> None:
    """Beat calls this every minute: what a lost message left behind is found here."""
    waiting = batches.waiting()
    if waiting:
        share(waiting, lasting=SECONDS_BETWEEN)
    else:
        _match()


def _match() -> None:
    begin()
    share(batches.waiting())
    follow(pause=PAUSE)


@task
def life_task() -> None:
    """Beat calls this every minute: what is announced, opens or closes now, reviews that wait too long, and who is
    invited to what is shown by now."""
    now = timezone.now()
    if move_due(now):
        look_again()
    remind_of_reviews(now)
    invitations.tell_invited()


@task
def remind_task() -> None:
    """Beat calls this every ten minutes: who was reminded already is not reminded again."""
    remind_of_drafts(timezone.now())


@task
def introductions_task() -> None:
    """Beat calls this every five minutes: each reminder and each end comes once."""
    follow_clock()


@task
def seats_task() -> None:
    """Beat calls this every minute: offers, their reminders and their ends, each once, also those of before."""
    periodic.follow_clock()


@task
def plans_task() -> None:
    """When a timetable is asked for; beat calls it every minute, too: one whose worker died is taken up again."""
    timetables_services.make_due()


@task
def outcomes_task() -> None:
    """Beat calls this every five minutes: who is asked what came of talks, each once, and what follows."""
    result_requests.ask_due()
    follow_up.settle_due()
