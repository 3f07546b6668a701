"""An introduction as one reader gets it: who takes part, what happened, whom to call, and what they can do now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.cooldown import find_last_decline, get_final_decline
from challenges.introductions.models import ACCEPTED, Introduction, IntroductionStep
from challenges.introductions.notifications import (
    describe_introduction_step,
    get_last_answer_day,
    get_organisation_name,
)
from challenges.introductions.workflow import (
    CLOCK,
    COMPANY,
    COMPANY_ROM,
    INTRODUCED_STATES,
    OWNER,
    IntroductionAction,
    IntroductionParty,
    IntroductionState,
)
from challenges.posting.models import Challenge
from challenges.posting.status_chips import ChallengeFact, StatusChip
from companies.profiles.models import Company
from companies.profiles.visibility import DisclosedCompany, disclose_company
from portal.accounts.models import User
from portal.ui.dates import format_day, to_local_day

ROLES = {
    COMPANY: gettext_lazy("Company"),
    OWNER: gettext_lazy("ROM of the challenge"),
    COMPANY_ROM: gettext_lazy("ROM of the company"),
}
ORDER = (COMPANY, COMPANY_ROM, OWNER)


class ApprovalMark(TextChoices):
    """What the mark before a side says."""

    GIVEN = "passed", gettext_lazy("said yes")
    REFUSED = "refused", gettext_lazy("said no")
    AWAITED = "current", gettext_lazy("has not answered yet")
    NEVER = "", gettext_lazy("did not answer")


@dataclass(frozen=True)
class PartyLine:
    role: str
    name: str
    yes: ApprovalMark
    on: datetime | None


@dataclass(frozen=True)
class TimelineEvent:
    """A line of the timeline."""

    at: datetime
    text: str
    happened_on: date | None
    reason: str
    note: str
    side: str


@dataclass(frozen=True)
class ContactCard:
    """Whom to call: one person, or an empty name with an address alone."""

    title: str
    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class IntroductionPage:
    """introduction: with its challenge (and its contact), company and ROMs. sides: those that the reader acts for."""

    introduction: Introduction
    reader: User
    sides: frozenset[IntroductionParty]
    steps: list[IntroductionStep]
    now: datetime

    @property
    def chip(self) -> StatusChip:
        return get_introduction_chip(self.introduction, self.now)

    @property
    def is_staff(self) -> bool:
        return self.sides != {COMPANY}

    @property
    def parties(self) -> list[PartyLine]:
        held = self.introduction
        refused = {step.side for step in self.steps if step.what == IntroductionAction.DECLINE}
        return [
            PartyLine(
                *(str(ROLES[side]), get_organisation_name(held, side)),
                yes=ApprovalMark.REFUSED if side in refused else get_approval_mark(held, side),
                on=getattr(held, ACCEPTED[side]),
            )
            for side in ORDER
            if side in held.needed
        ]

    @property
    def asker(self) -> str:
        """Who of Defence asks, as far as this reader may know."""
        contact = get_challenge_contact(self.introduction)
        is_told = OWNER in self.sides or self.introduction.is_introduced or not self.introduction.is_anonymous
        if not is_told:
            return _("a unit of Defence")
        return contact.unit if contact and contact.unit else self.introduction.challenge.get_branch_display()

    @cached_property
    def anew(self) -> str:
        """After a no: from when the reader may begin anew; "" where nobody declined, or another one followed."""
        refusal = get_final_decline(self.introduction)
        if refusal is None:
            return ""
        if all(refusal.rests(side, to_local_day(self.now)) for side in self.sides):
            return refusal.sentence
        return _("You can begin a new introduction of these two whenever you like.")

    @property
    def facts(self) -> list[ChallengeFact]:
        held = self.introduction
        found = [ChallengeFact(_("Asked by"), self.asker), ChallengeFact(_("Began"), format_day(held.asked_at, "year"))]
        if held.state == IntroductionState.ASKED:
            found.append(ChallengeFact(_("Answer until"), format_day(get_last_answer_day(held), "year")))
        if held.introduced_at:
            found.append(ChallengeFact(_("Introduced"), format_day(held.introduced_at, "year")))
        return found

    @property
    def timeline(self) -> list[TimelineEvent]:
        return [
            TimelineEvent(
                *(
                    step.at,
                    describe_introduction_step(step, self.who(step)),
                    step.happened_on,
                    step.get_reason_display(),
                    step.note,
                ),
                side=step.side,
            )
            for step in self.steps
        ]

    def who(self, step: IntroductionStep) -> str:
        """People are named to their own side, and to all once both sides said yes; before that the organisation is."""
        is_named = step.side in self.sides or self.introduction.is_introduced or self.reader.is_superuser
        if step.side == CLOCK or step.by is None or not is_named:
            return ""
        told = {"person": step.by, "organisation": get_organisation_name(self.introduction, step.side, step)}
        return _("%(person)s of %(organisation)s") % told

    @property
    def shown(self) -> DisclosedCompany:
        """The company, with its contact once both sides said yes."""
        return disclose_company(self.introduction.company, self.reader, is_introduced=self.introduction.is_introduced)

    def contacts(self, shown: DisclosedCompany) -> list[ContactCard]:
        """Of every side; none before all of them said yes, nor after it ended. One query."""
        if not self.introduction.is_introduced:
            return []
        held, found = self.introduction, []
        contact = shown.contact
        if contact and not contact.is_empty:
            found.append(ContactCard(str(held.company), contact.name, contact.email, contact.phone))
        else:
            found += self._actors(COMPANY)
        asker = get_challenge_contact(held)
        if asker and asker.is_person:
            found.append(ContactCard(self.asker, asker.name, asker.email, asker.phone))
        return [*found, *self._actors(OWNER), *self._actors(COMPANY_ROM)]

    def _actors(self, side: IntroductionParty) -> list[ContactCard]:
        """Who said yes for a side."""
        people = {step.by: step for step in self.steps if step.side == side and step.by and step.what in YES}
        return [
            ContactCard(get_organisation_name(self.introduction, side, step), person.name, person.email, "")
            for person, step in people.items()
        ]

    @property
    def becomes_visible(self) -> str:
        """What the others will see of whom once everyone said yes, for who is about to say so."""
        if COMPANY in self.sides:
            return _("Once all said yes, the others see the contact of your company, or else your name and address.")
        return _("Once all said yes, the company sees the contact of the challenge, and your name and address.")


YES = (IntroductionAction.ASK, IntroductionAction.ACCEPT)


def get_challenge_contact(introduction: Introduction) -> ChallengeContact | None:
    return getattr(introduction.challenge, "contact", None)


def get_approval_mark(introduction: Introduction, side: IntroductionParty) -> ApprovalMark:
    if side in introduction.accepted:
        return ApprovalMark.GIVEN
    return ApprovalMark.AWAITED if introduction.state == IntroductionState.ASKED else ApprovalMark.NEVER


def get_introduction_chip(introduction: Introduction, now: datetime) -> StatusChip:
    """ "Asked" as long as it can be answered: what the clock has ended is over, whether or not that was noted."""
    if introduction.state == IntroductionState.ASKED and introduction.lapses_at <= now:
        return StatusChip("closed", str(IntroductionState.LAPSED.label))
    if introduction.state == IntroductionState.ASKED:
        return StatusChip("soon", introduction.get_state_display())
    shape = "open" if introduction.state in INTRODUCED_STATES else "closed"
    return StatusChip(shape, introduction.get_state_display())


def list_awaited_sides(introduction: Introduction) -> list[IntroductionParty]:
    """The sides that have yet to answer."""
    if introduction.state != IntroductionState.ASKED:
        return []
    return [side for side in ORDER if side in introduction.needed - introduction.accepted]


def format_side_names(introduction: Introduction, sides: Collection[IntroductionParty]) -> str:
    return ", ".join(get_organisation_name(introduction, side) for side in sides)


@dataclass(frozen=True)
class IntroductionLink:
    """From a challenge's page to the introduction of one's company: asking for one, or the one that there is."""

    label: str
    sentence: str
    url: str


def get_introduction_link(user: User, challenge: Challenge, company: Company, now: datetime) -> IntroductionLink | None:
    """None where the challenge is for looking at only. One query, and three after a no."""
    visible = Introduction.objects.visible_to(user).filter(challenge=challenge, company=company)
    last = visible.order_by("-asked_at", "-pk").first()
    if last and last.is_living:
        return IntroductionLink(
            _("Your introduction"), get_introduction_chip(last, now).label + ".", last.get_absolute_url()
        )
    if challenge.rom_id is None or not company.is_published:
        return None
    refusal = find_last_decline(challenge, company) if last and last.state == IntroductionState.DECLINED else None
    if last and refusal and refusal.rests(COMPANY, to_local_day(now)):
        return IntroductionLink(_("Your introduction"), refusal.sentence, last.get_absolute_url())
    sentence = _("The ROM introduces you to who asks, if they want to meet you too.")
    if last:
        sentence = _("The last introduction: %(state)s. You can ask again.") % {
            "state": get_introduction_chip(last, now).label.lower()
        }
    return IntroductionLink(
        _("I am interested"), sentence, reverse("challenges:introduction_ask", args=[challenge.slug])
    )
