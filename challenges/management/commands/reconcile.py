from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from challenges.calibration import services
from challenges.calibration.model_comparison import compare_due
from challenges.exposure.services import follow
from challenges.introductions.periodic import follow_clock
from challenges.matching.refresh.runner import match_due
from challenges.posting.periodic import move_due
from challenges.posting.review_reminders import remind_of_reviews
from challenges.responses.reminders import remind_of_drafts
from challenges.sessions.registrations import periodic
from challenges.timetables import follow_up, result_requests
from challenges.timetables import services as timetables_services
from companies.declarations import services as declarations_services
from companies.members import requests
from companies.profiles.periodic import look_at_ages
from portal.notifications import digests, outbox


class Command(BaseCommand):
    help = "Find and do what a lost message left behind; beat does the same every minute."

    def handle(self, **options: Any) -> None:
        aged = look_at_ages(timezone.now())
        self.stdout.write(f"{aged.asked} profiles came of age and their people are asked; {aged.sunk} became stale.")
        self.stdout.write(f"{declarations_services.follow_calendar()} declarations ran out, or will soon.")
        self.stdout.write(f"{move_due(timezone.now())} challenges were announced, opened or closed by the clock.")
        self.stdout.write(f"{remind_of_reviews(timezone.now())} people were told of reviews that wait.")
        self.stdout.write(f"{match_due()} challenges and companies were due.")
        self.stdout.write(f"{follow()} floors on exposure were worked out again.")
        self.stdout.write(f"Outcomes were looked at: {'yes' if services.look_if_due(timezone.now()) else 'not due'}.")
        self.stdout.write(f"{compare_due()} comparisons of versions were made.")
        self.stdout.write(f"{remind_of_drafts(timezone.now())} reminders of drafts were due.")
        reminded, lapsed = follow_clock()
        self.stdout.write(f"{reminded} introductions were reminded of; {lapsed} lapsed.")
        told, ended, made = periodic.follow_clock()
        self.stdout.write(f"{made} offers of seats were made; {told} were reminded of; {ended} lapsed.")
        self.stdout.write(f"{result_requests.ask_due()} people were asked what came of their talks.")
        self.stdout.write(f"{follow_up.settle_due()} introductions follow from talks.")
        self.stdout.write(f"{timetables_services.make_due()} timetables were made.")
        self.stdout.write(f"{requests.remind_owners()} requests to join were a week old.")
        self.stdout.write(f"{digests.send_digests()} digests were due.")
        self.stdout.write(f"{outbox.send_due()} mails were sent.")
