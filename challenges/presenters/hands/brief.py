"""A talk on one page, for who sits down to it: why you two, what is missing, and what was asked before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Appointment, Challenge, Introduction, Meeting, Response
from challenges.permissions import can_explain
from challenges.presenters.explanation import Explained
from challenges.presenters.hands.talks import Talk, talks_of
from challenges.services.matching import explain_pair
from challenges.services.questions import asked_by
from companies.models import Company
from portal.face.dates import day
from portal.face.local import reader
from portal.models import User
from portal.vocabulary import Vocabulary


@dataclass(frozen=True)
class Before:
    """Something that went before between these two; url "": the reader has no page of it."""

    text: str
    url: str = ""


@dataclass
class Brief:
    """talk: as agendas have it. explained: None where the reader may not see why they match. questions: what the
    challenge asks of everyone who answers it. is_own: read by the company's people."""

    meeting: Meeting
    talk: Talk
    is_own: bool
    explained: Explained | None = None
    before: list[Before] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def challenge(self) -> Challenge:
        return self.meeting.pitch.challenge

    @property
    def company(self) -> Company:
        return self.meeting.registration.company

    @property
    def walk_url(self) -> str:
        name = "agenda_own" if self.is_own else "sheet_list"
        return reverse(f"challenges:{name}", args=[self.meeting.plan.session.slug])


def brief_of(meeting: Meeting, user: User, now: datetime) -> Brief:
    """Each part by the rule of its own page: who may not read it there does not read it here."""
    challenge, company = meeting.pitch.challenge, meeting.registration.company
    is_own = user.memberships.filter(company=company).exists()
    is_seen = Challenge.objects.visible_to(user).filter(pk=challenge.pk).exists()
    seen = None if not is_own or is_seen else ()
    [talk] = talks_of(Meeting.objects.filter(pk=meeting.pk), reader(), seen)
    brief = Brief(meeting, talk, is_own)
    if is_seen:
        brief.questions = [str(question.local("text")) for question in asked_by(challenge)]
        brief.before = [*_introductions(meeting, user), *_answers(meeting, user), *_talks(meeting, user, now)]
    if is_seen and can_explain(user, challenge, company):
        vocabulary = Vocabulary.load()
        explanation = explain_pair(challenge, company, vocabulary)
        asked, offered = challenge.requirements.all(), company.technology_links.all()  # those that count
        brief.explained = Explained(explanation, challenge, company, asked, offered, vocabulary)
    return brief


def _introductions(meeting: Meeting, user: User) -> Iterable[Before]:
    found = Introduction.objects.visible_to(user).filter(
        challenge=meeting.pitch.challenge_id, company=meeting.registration.company_id
    )
    for each in found.order_by("-asked_at", "-pk"):
        told = {"day": day(each.asked_at), "state": each.get_state_display().lower(), "since": day(each.state_since)}
        text = _("Introduction asked for on %(day)s; %(state)s since %(since)s.") % told
        yield Before(text, reverse("challenges:introduction_detail", args=[each.pk]))


def _answers(meeting: Meeting, user: User) -> Iterable[Before]:
    """To the challenge's ROM, only once the challenge closed: as on the page of its responses."""
    found = Response.objects.visible_to(user).filter(
        challenge=meeting.pitch.challenge_id,
        company=meeting.registration.company_id,
        state=Response.State.SUBMITTED,
    )
    for each in found:
        yield Before(_("The company answered the challenge on %(day)s.") % {"day": day(each.submitted_at)})


def _talks(meeting: Meeting, user: User, now: datetime) -> Iterable[Before]:
    """At earlier sessions."""
    found = (
        Appointment.objects.visible_to(user)
        .standing()
        .filter(
            registration__company=meeting.registration.company_id,
            pitch__challenge=meeting.pitch.challenge_id,
            ends_at__lt=now,
        )
    )
    found = found.exclude(pitch__session=meeting.plan.session_id).select_related("pitch__session")
    for each in found.order_by("-starts_at"):
        told = {"session": each.pitch.session, "day": day(each.starts_at, "year")}
        yield Before(_("Talked at %(session)s, %(day)s.") % told)
