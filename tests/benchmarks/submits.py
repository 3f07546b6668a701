"""A hundred companies that submit at the same second, the deadline's: each gets a receipt or a refusal."""

import random
import threading
import time
from argparse import Namespace
from datetime import timedelta
from uuid import uuid4

from tests.benchmarks.figures import told
from tests.benchmarks.site import site

PEOPLE = 100
SPREAD = 2.0  # seconds around the deadline in which they press the button


def run(options: Namespace) -> None:
    with site(redis=False):
        measure()


def measure() -> None:
    from challenges.posting.models import Challenge
    from challenges.responses.models import Submission
    from portal.notifications.outbox_models import OutboxMail
    from tests.challenges.responses.conftest import make_case
    from tests.factories import MembershipFactory

    case = make_case()
    people = [MembershipFactory(company__province=case.company.province) for _number in range(PEOPLE)]
    results = together(case, people)
    deadline = Challenge.objects.get().closes_at
    sent = {result for _seconds, result in results if isinstance(result, int)}
    odd = [result for _seconds, result in results if not isinstance(result, int) and result != "closed"]
    stored = dict(Submission.objects.values_list("pk", "submitted_at"))
    print(told("one submit, receipt or refusal", [seconds for seconds, _result in results]))
    print(f"receipts {len(sent)}, refusals {PEOPLE - len(sent) - len(odd)}, anything else {len(odd)}")
    print(f"the database holds the same submissions: {sent == stored.keys()}")
    print(f"all before the deadline: {all(at < deadline for at in stored.values())}")
    print(f"one mail for each: {OutboxMail.objects.count() == len(sent)}")


def together(case, people):
    """(seconds, the submission's id or the code of the refusal) of each, with a connection of their own.

    The deadline is set once all are connected, however long that takes on a busy machine.
    """
    from django.core.exceptions import ValidationError
    from django.db import connection

    from challenges.posting.models import Challenge
    from challenges.responses.submissions import save_and_submit
    from portal.core.database_clock import database_now

    def set_deadline() -> None:
        Challenge.objects.update(closes_at=database_now() + timedelta(seconds=SPREAD / 2 + 1))

    changes = [case.change("een"), case.change("", question=1)]
    chance, ready = random.Random(1), threading.Barrier(len(people), action=set_deadline)
    waits = [1 + chance.uniform(0, SPREAD) for _person in people]
    results = [None] * len(people)

    def submit(place: int) -> None:
        person = people[place]
        connection.ensure_connection()
        ready.wait(120)
        time.sleep(waits[place])
        began = time.perf_counter()
        try:
            done = save_and_submit(person.user, case.challenge, person.company, changes, key=uuid4(), language="nl")
            result = done.submission.pk
        except ValidationError as error:
            result = error.code
        except Exception as error:
            result = repr(error)
        results[place] = (time.perf_counter() - began, result)
        connection.close()

    threads = [threading.Thread(target=submit, args=[place]) for place in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
