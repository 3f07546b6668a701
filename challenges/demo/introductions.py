"""Introductions of example companies, each as far as its steps lead; nobody is told of what lies in the past."""

from datetime import datetime, timedelta

from challenges.demo.files import Table, read_contacts, read_introductions
from challenges.introductions.contact_models import USUAL_DAYS, ChallengeContact
from challenges.introductions.models import Introduction
from challenges.introductions.permissions import get_other_rom_id
from challenges.introductions.services import StepDetails, compute_answer_deadlines, record_introduction_step
from challenges.introductions.workflow import DATED, IntroductionAction, IntroductionParty, IntroductionState
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import to_local_day


def load_demo_introductions(challenges: list[Challenge], now: datetime) -> None:
    """Of the challenges that were created just now."""
    by_slug = {challenge.slug: challenge for challenge in challenges}
    for table in read_contacts():
        if challenge := by_slug.get(table["challenge"]):
            fields = {name: value for name, value in table.items() if name != "challenge"}
            ChallengeContact.objects.create(challenge=challenge, **fields)
    for table in read_introductions():
        company = Company.objects.select_related("province").filter(slug=table["company"]).first()
        if company and (challenge := by_slug.get(table["challenge"])):
            create_demo_introduction(challenge, company, table["steps"], now)


def create_demo_introduction(challenge: Challenge, company: Company, steps: list[Table], now: datetime) -> None:
    """Without what comes after a step of somebody who is not there, and the yes of a ROM that is not asked."""
    people = {user.email: user for user in User.objects.filter(email__in=[step.get("by") for step in steps])}
    asked_at = now - timedelta(days=steps[0]["ago"])
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first()
    remind_at, lapses_at = compute_answer_deadlines(asked_at, contact.answer_days if contact else USUAL_DAYS)
    introduction = Introduction(
        challenge=challenge,
        company=company,
        company_rom_id=get_other_rom_id(company, challenge),
        begun_by=steps[0]["side"],
        is_anonymous=bool(contact and contact.is_anonymous),
        state=IntroductionState.ASKED,
        state_since=asked_at,
        asked_at=asked_at,
        remind_at=remind_at,
        lapses_at=lapses_at,
    )
    for step in steps:
        if "by" in step and step["by"] not in people:
            return
        if step["side"] == IntroductionParty.COMPANY_ROM and introduction.company_rom_id is None:
            continue
        _take_demo_step(introduction, step, people.get(step.get("by", "")), now)


def _take_demo_step(introduction: Introduction, step: Table, user: User | None, now: datetime) -> None:
    what, at = IntroductionAction(step["what"]), now - timedelta(days=step["ago"])
    happened_on = (
        to_local_day(now - timedelta(days=step["day"] if "day" in step else step["ago"])) if what in DATED else None
    )
    said = StepDetails(happened_on, step.get("reason", ""), step.get("note", ""))
    record_introduction_step(introduction, what, IntroductionParty(step["side"]), user, said, at)
