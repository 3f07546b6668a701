from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from challenges.calibration.model_comparison import make_due_comparisons
from challenges.calibration.services import propose_weights_if_due
from challenges.exposure.services import recompute_exposure_floors
from challenges.introductions.services import run_due_introductions
from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.review_reminders import send_review_reminders
from challenges.posting.services import apply_due_transitions
from challenges.responses.reminders import send_draft_reminders
from challenges.sessions.registrations.periodic import run_due_registrations
from challenges.timetables.services.plans import make_due_plans
from challenges.timetables.services.results import request_due_results, settle_due_meetings
from companies.declarations.services import run_due_declarations
from companies.members.requests import remind_owners
from companies.profiles.periodic import run_due_freshness
from portal.notifications.digests import send_due_digests
from portal.notifications.outbox import send_due_mail


class Command(BaseCommand):
    help = "Find and do what a lost message left behind; beat does the same every minute."

    def handle(self, **options: Any) -> None:
        aged = run_due_freshness(timezone.now())
        self.stdout.write(f"{aged.asked} profiles came of age and their people are asked; {aged.sunk} became stale.")
        self.stdout.write(f"{run_due_declarations()} declarations ran out, or will soon.")
        self.stdout.write(
            f"{apply_due_transitions(timezone.now())} challenges were announced, opened or closed by the clock."
        )
        self.stdout.write(f"{send_review_reminders(timezone.now())} people were told of reviews that wait.")
        self.stdout.write(f"{run_due_matching()} challenges and companies were due.")
        self.stdout.write(f"{recompute_exposure_floors()} floors on exposure were worked out again.")
        self.stdout.write(f"Outcomes were looked at: {'yes' if propose_weights_if_due(timezone.now()) else 'not due'}.")
        self.stdout.write(f"{make_due_comparisons()} comparisons of versions were made.")
        self.stdout.write(f"{send_draft_reminders(timezone.now())} reminders of drafts were due.")
        reminded, lapsed = run_due_introductions()
        self.stdout.write(f"{reminded} introductions were reminded of; {lapsed} lapsed.")
        told, ended, made = run_due_registrations()
        self.stdout.write(f"{made} offers of seats were made; {told} were reminded of; {ended} lapsed.")
        self.stdout.write(f"{request_due_results()} people were asked what came of their talks.")
        self.stdout.write(f"{settle_due_meetings()} introductions follow from talks.")
        self.stdout.write(f"{make_due_plans()} timetables were made.")
        self.stdout.write(f"{remind_owners()} requests to join were a week old.")
        self.stdout.write(f"{send_due_digests()} digests were due.")
        self.stdout.write(f"{send_due_mail()} mails were sent.")
