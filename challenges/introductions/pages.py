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
from challenges.introductions.cooldown import ended_by, refusal_of
from challenges.introductions.models import ACCEPTED, Introduction, IntroductionStep
from challenges.introductions.notification_texts import last_day, organisation, sentence
from challenges.introductions.workflow import CLOCK, COMPANY, COMPANY_ROM, INTRODUCED_STATES, OWNER, Side, State, What
from challenges.posting.models import Challenge
from challenges.posting.status_chips import Chip, Fact
from companies.profiles.models import Company
from companies.profiles.visibility import Disclosed, disclosed
from portal.accounts.models import User
from portal.ui.dates import as_day, day

ROLES = {
    COMPANY: gettext_lazy("Company"),
    OWNER: gettext_lazy("ROM of the challenge"),
    COMPANY_ROM: gettext_lazy("ROM of the company"),
}
ORDER = (COMPANY, COMPANY_ROM, OWNER)


class Yes(TextChoices):
    """What the mark before a side says."""

    GIVEN = "passed", gettext_lazy("said yes")
    REFUSED = "refused", gettext_lazy("said no")
    AWAITED = "current", gettext_lazy("has not answered yet")
    NEVER = "", gettext_lazy("did not answer")


@dataclass(frozen=True)
class Party:
    role: str
    name: str
    yes: Yes
    on: datetime | None


@dataclass(frozen=True)
class Event:
    """A line of the timeline."""

    at: datetime
    text: str
    happened_on: date | None
    reason: str
    note: str
    side: str


@dataclass(frozen=True)
class Contact:
    """Whom to call: one person, or an empty name with an address alone."""

    title: str
    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class Page:
    """introduction: with its challenge (and its contact), company and ROMs. sides: those that the reader acts for."""

    introduction: Introduction
    reader: User
    sides: frozenset[Side]
    steps: list[IntroductionStep]
    now: datetime

    @property
    def chip(self) -> Chip:
        return chip_of(self.introduction, self.now)

    @property
    def is_staff(self) -> bool:
        return self.sides != {COMPANY}

    @property
    def parties(self) -> list[Party]:
        held = self.introduction
        refused = {step.side for step in self.steps if step.what == What.DECLINE}
        return [
            Party(
                *(str(ROLES[side]), organisation(held, side)),
                yes=Yes.REFUSED if side in refused else yes_of(held, side),
                on=getattr(held, ACCEPTED[side]),
            )
            for side in ORDER
            if side in held.needed
        ]

    @property
    def asker(self) -> str:
        """Who of Defence asks, as far as this reader may know."""
        contact = contact_of(self.introduction)
        is_told = OWNER in self.sides or self.introduction.is_introduced or not self.introduction.is_anonymous
        if not is_told:
            return _("a unit of Defence")
        return contact.unit if contact and contact.unit else self.introduction.challenge.get_branch_display()

    @cached_property
    def anew(self) -> str:
        """After a no: from when the reader may begin anew; "" where nobody declined, or another one followed."""
        refusal = ended_by(self.introduction)
        if refusal is None:
            return ""
        if all(refusal.rests(side, as_day(self.now)) for side in self.sides):
            return refusal.sentence
        return _("You can begin a new introduction of these two whenever you like.")

    @property
    def facts(self) -> list[Fact]:
        held = self.introduction
        found = [Fact(_("Asked by"), self.asker), Fact(_("Began"), day(held.asked_at, "year"))]
        if held.state == State.ASKED:
            found.append(Fact(_("Answer until"), day(last_day(held), "year")))
        if held.introduced_at:
            found.append(Fact(_("Introduced"), day(held.introduced_at, "year")))
        return found

    @property
    def timeline(self) -> list[Event]:
        return [
            Event(
                *(step.at, sentence(step, self.who(step)), step.happened_on, step.get_reason_display(), step.note),
                side=step.side,
            )
            for step in self.steps
        ]

    def who(self, step: IntroductionStep) -> str:
        """People are named to their own side, and to all once both sides said yes; before that the organisation is."""
        is_named = step.side in self.sides or self.introduction.is_introduced or self.reader.is_superuser
        if step.side == CLOCK or step.by is None or not is_named:
            return ""
        told = {"person": step.by, "organisation": organisation(self.introduction, step.side, step)}
        return _("%(person)s of %(organisation)s") % told

    @property
    def shown(self) -> Disclosed:
        """The company, with its contact once both sides said yes."""
        return disclosed(self.introduction.company, self.reader, is_introduced=self.introduction.is_introduced)

    def contacts(self, shown: Disclosed) -> list[Contact]:
        """Of every side; none before all of them said yes, nor after it ended. One query."""
        if not self.introduction.is_introduced:
            return []
        held, found = self.introduction, []
        contact = shown.contact
        if contact and not contact.is_empty:
            found.append(Contact(str(held.company), contact.name, contact.email, contact.phone))
        else:
            found += self._actors(COMPANY)
        asker = contact_of(held)
        if asker and asker.is_person:
            found.append(Contact(self.asker, asker.name, asker.email, asker.phone))
        return [*found, *self._actors(OWNER), *self._actors(COMPANY_ROM)]

    def _actors(self, side: Side) -> list[Contact]:
        """Who said yes for a side."""
        people = {step.by: step for step in self.steps if step.side == side and step.by and step.what in YES}
        return [
            Contact(organisation(self.introduction, side, step), person.name, person.email, "")
            for person, step in people.items()
        ]

    @property
    def becomes_visible(self) -> str:
        """What the others will see of whom once everyone said yes, for who is about to say so."""
        if COMPANY in self.sides:
            return _("Once all said yes, the others see the contact of your company, or else your name and address.")
        return _("Once all said yes, the company sees the contact of the challenge, and your name and address.")


YES = (What.ASK, What.ACCEPT)


def contact_of(introduction: Introduction) -> ChallengeContact | None:
    return getattr(introduction.challenge, "contact", None)


def yes_of(introduction: Introduction, side: Side) -> Yes:
    if side in introduction.accepted:
        return Yes.GIVEN
    return Yes.AWAITED if introduction.state == State.ASKED else Yes.NEVER


def chip_of(introduction: Introduction, now: datetime) -> Chip:
    """ "Asked" as long as it can be answered: what the clock has ended is over, whether or not that was noted."""
    if introduction.state == State.ASKED and introduction.lapses_at <= now:
        return Chip("closed", str(State.LAPSED.label))
    if introduction.state == State.ASKED:
        return Chip("soon", introduction.get_state_display())
    shape = "open" if introduction.state in INTRODUCED_STATES else "closed"
    return Chip(shape, introduction.get_state_display())


def awaited(introduction: Introduction) -> list[Side]:
    """The sides that have yet to answer."""
    if introduction.state != State.ASKED:
        return []
    return [side for side in ORDER if side in introduction.needed - introduction.accepted]


def names(introduction: Introduction, sides: Collection[Side]) -> str:
    return ", ".join(organisation(introduction, side) for side in sides)


@dataclass(frozen=True)
class WayToMeet:
    """From a challenge's page to the introduction of one's company: asking for one, or the one that there is."""

    label: str
    sentence: str
    url: str


def way_to_meet(user: User, challenge: Challenge, company: Company, now: datetime) -> WayToMeet | None:
    """None where the challenge is for looking at only. One query, and three after a no."""
    visible = Introduction.objects.visible_to(user).filter(challenge=challenge, company=company)
    last = visible.order_by("-asked_at", "-pk").first()
    if last and last.is_living:
        return WayToMeet(_("Your introduction"), chip_of(last, now).label + ".", last.get_absolute_url())
    if challenge.rom_id is None or not company.is_published:
        return None
    refusal = refusal_of(challenge, company) if last and last.state == State.DECLINED else None
    if last and refusal and refusal.rests(COMPANY, as_day(now)):
        return WayToMeet(_("Your introduction"), refusal.sentence, last.get_absolute_url())
    sentence = _("The ROM introduces you to who asks, if they want to meet you too.")
    if last:
        sentence = _("The last introduction: %(state)s. You can ask again.") % {
            "state": chip_of(last, now).label.lower()
        }
    return WayToMeet(_("I am interested"), sentence, reverse("challenges:introduction_ask", args=[challenge.slug]))
