"""Work outside the request. Tasks take no data, call one service, and are safe to run twice and at once."""

from datetime import timedelta

from django.utils import timezone

from challenges.services import exposure, introductions, inviting, life, matching, responses
from challenges.services.matching import teaching
from challenges.services.sessions import asking, planning, seats, settling
from portal.queue import compare_versions, look_again, share, task

SECONDS_BETWEEN = 55  # two calls of reconcile_task, nearly: hints of before are worth nothing any more

PAUSE = timedelta(seconds=50)  # a run of changes costs the floor on exposure one answer a minute


@task
def match_due_task() -> None:
    """What is due; where that is much, its pieces. Workers of a refresh see to what came since."""
    if not matching.waiting():
        _match()


@task
def match_batch_task() -> None:
    """One piece of a refresh. Who does the last one of a round looks for what comes next."""
    kind = matching.work()
    if kind and matching.is_over(kind):
        _match()


@task
def compare_task() -> None:
    """When a comparison of versions is asked for; beat calls it every five minutes, too."""
    matching.compare_due()


@task
def teaching_task() -> None:
    """Beat calls this every night: once a month it looks at what outcomes teach."""
    run = teaching.look_if_due(timezone.now())
    if run and run.version:
        compare_versions()


@task
def reconcile_task() -> None:
    """Beat calls this every minute: what a lost message left behind is found here."""
    waiting = matching.waiting()
    if waiting:
        share(waiting, lasting=SECONDS_BETWEEN)
    else:
        _match()


def _match() -> None:
    matching.begin()
    share(matching.waiting())
    exposure.follow(pause=PAUSE)


@task
def life_task() -> None:
    """Beat calls this every minute: what is announced, opens or closes now, reviews that wait too long, and who is
    invited to what is shown by now."""
    now = timezone.now()
    if life.move_due(now):
        look_again()
    life.remind_of_reviews(now)
    inviting.tell_invited()


@task
def remind_task() -> None:
    """Beat calls this every ten minutes: who was reminded already is not reminded again."""
    responses.remind_of_drafts(timezone.now())


@task
def introductions_task() -> None:
    """Beat calls this every five minutes: each reminder and each end comes once."""
    introductions.follow_clock()


@task
def seats_task() -> None:
    """Beat calls this every minute: offers, their reminders and their ends, each once, also those of before."""
    seats.follow_clock()


@task
def plans_task() -> None:
    """When a timetable is asked for; beat calls it every minute, too: one whose worker died is taken up again."""
    planning.make_due()


@task
def outcomes_task() -> None:
    """Beat calls this every five minutes: who is asked what came of talks, each once, and what follows."""
    asking.ask_due()
    settling.settle_due()
