from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from challenges.services import exposure, introductions, life, matching, responses
from challenges.services.matching import teaching
from challenges.services.sessions import asking, planning, seats, settling
from companies.services import declarations
from companies.services.clock import look_at_ages
from companies.services.joining import requests
from portal.services import digests, outbox


class Command(BaseCommand):
    help = "Find and do what a lost message left behind; beat does the same every minute."

    def handle(self, **options: Any) -> None:
        aged = look_at_ages(timezone.now())
        self.stdout.write(f"{aged.asked} profiles came of age and their people are asked; {aged.sunk} became stale.")
        self.stdout.write(f"{declarations.follow_calendar()} declarations ran out, or will soon.")
        self.stdout.write(f"{life.move_due(timezone.now())} challenges were announced, opened or closed by the clock.")
        self.stdout.write(f"{life.remind_of_reviews(timezone.now())} people were told of reviews that wait.")
        self.stdout.write(f"{matching.match_due()} challenges and companies were due.")
        self.stdout.write(f"{exposure.follow()} floors on exposure were worked out again.")
        self.stdout.write(f"Outcomes were looked at: {'yes' if teaching.look_if_due(timezone.now()) else 'not due'}.")
        self.stdout.write(f"{matching.compare_due()} comparisons of versions were made.")
        self.stdout.write(f"{responses.remind_of_drafts(timezone.now())} reminders of drafts were due.")
        reminded, lapsed = introductions.follow_clock()
        self.stdout.write(f"{reminded} introductions were reminded of; {lapsed} lapsed.")
        told, ended, made = seats.follow_clock()
        self.stdout.write(f"{made} offers of seats were made; {told} were reminded of; {ended} lapsed.")
        self.stdout.write(f"{asking.ask_due()} people were asked what came of their talks.")
        self.stdout.write(f"{settling.settle_due()} introductions follow from talks.")
        self.stdout.write(f"{planning.make_due()} timetables were made.")
        self.stdout.write(f"{requests.remind_owners()} requests to join were a week old.")
        self.stdout.write(f"{digests.send_digests()} digests were due.")
        self.stdout.write(f"{outbox.send_due()} mails were sent.")
