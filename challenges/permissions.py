"""What a person may do with challenges, matches and sessions; what they may see is `visible_to(user)` on each."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from challenges.models import (
    Annex,
    Attendee,
    Challenge,
    CoApplicant,
    Introduction,
    Meeting,
    Pitch,
    Plan,
    Registration,
    Response,
    Session,
    Submission,
)
from challenges.models.owning import owners_of, owns
from challenges.steps import COMPANY, COMPANY_ROM, OWNER, Side
from companies.models import Company, vetted
from companies.permissions import acts_for, companies_of, own_company
from portal.face.dates import today
from portal.models import User
from portal.permissions import can_act_for_rom


def can_edit_challenge(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """Staff edit what their ROM owns, alone or with others; admins all."""
    return owns(user, challenge)


def can_see_matches(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """The ranked companies are the business of the ROMs that own it."""
    return owns(user, challenge)


def can_share(user: User | AnonymousUser, thing: Challenge | Session) -> bool:
    """Which other ROMs own it too is for the ROM that posted it to say."""
    return can_act_for_rom(user, thing.rom)


def can_prepare(user: User | AnonymousUser, session: Session) -> bool:
    """The organisers of a session: staff of the ROMs that own it, and admins."""
    return owns(user, session)


def get_prepared_session(user: User, slug: str) -> Session:
    """404 for who does not organise it."""
    return get_object_or_404(Session.objects.owned_by(user).select_related("rom"), slug=slug)


def get_prepared_pitch(user: User, slug: str, number: int) -> Pitch:
    """404 for who does not organise its session, and where it is of another one."""
    owned = Session.objects.owned_by(user).filter(slug=slug)
    found = Pitch.objects.filter(session__in=owned).select_related("session__rom", "challenge", "table")
    return get_object_or_404(found, pk=number)


def can_say_for_host(user: User | AnonymousUser, pitch: Pitch) -> bool:
    """The ROMs that own the pitched challenge speak for its host, and so do the organisers of the session."""
    return owns(user, pitch.challenge) or can_prepare(user, pitch.session)


def get_coming(user: User, company: Company, slug: str) -> Registration:
    """The confirmed registration of the user's company; 404 for who has no seat."""
    mine = Registration.objects.visible_to(user).confirmed().filter(company=company, session__slug=slug)
    return get_object_or_404(mine.select_related("session__rom", "company"))


def spoken_pitches(user: User) -> QuerySet[Pitch]:
    """Those of which `can_say_for_host` says yes."""
    own = Q(challenge__in=Challenge.objects.owned_by(user).values("pk"))
    return Pitch.objects.filter(own | Q(session__in=Session.objects.owned_by(user).values("pk")))


def get_spoken_session(user: User, slug: str) -> tuple[Session, QuerySet[Pitch]]:
    """With the pitches that the user speaks for; 404 for who neither organises it nor speaks for one."""
    pitches = spoken_pitches(user)
    known = Q(pk__in=Session.objects.owned_by(user).values("pk"))
    spoken = Q(pk__in=Session.objects.visible_to(user).filter(pitches__in=pitches).values("pk"))
    session = get_object_or_404(Session.objects.filter(known | spoken).select_related("rom"), slug=slug)
    return session, pitches.filter(session=session)


def get_spoken_pitch(user: User, slug: str, number: int) -> Pitch:
    """404 for who does not speak for it, and where it is of another session."""
    found = spoken_pitches(user).filter(session__in=Session.objects.visible_to(user).filter(slug=slug))
    found = found.select_related("session__rom", "challenge__rom")
    return get_object_or_404(found, pk=number)


def get_plan(user: User, slug: str, number: int) -> Plan:
    """404 for who does not organise its session."""
    return get_object_or_404(
        Plan.objects.visible_to(user).select_related("session__rom", "made_by"), session__slug=slug, number=number
    )


def get_made_plan(user: User, slug: str, number: int) -> Plan:
    """The same, and 404 for one that is not ready."""
    plan = get_plan(user, slug, number)
    if not plan.is_made:
        raise Http404
    return plan


def shown_plan(session: Session) -> Plan | None:
    """What participants go by; None while nothing is shown to them. Its session is the one handed in."""
    plan = Plan.objects.shown().filter(session=session).first()
    if plan:
        plan.session = session
    return plan


def get_agenda(user: User, slug: str, number: int) -> tuple[Plan, Registration]:
    """Of one company, for the organisers; 404 for others, and where it is of another session."""
    session = get_prepared_session(user, slug)
    registration = get_object_or_404(session.registrations.confirmed().select_related("company"), pk=number)
    return _shown(session), registration


def get_sheet(user: User, slug: str, number: int) -> tuple[Plan, Pitch]:
    """404 for who does not speak for the host, and while nothing is shown."""
    pitch = get_spoken_pitch(user, slug, number)
    return _shown(pitch.session), pitch


def meetings_shown_to(user: User, slug: str) -> QuerySet[Meeting]:
    """Of the timetable that participants go by, in the order of the day: to its companies their own, to the ROM of a
    challenge those about it, to the organisers all."""
    found = Meeting.objects.visible_to(user).filter(
        plan__in=Plan.objects.shown().values("pk"), plan__session__slug=slug
    )
    found = found.select_related("plan__session__rom", "registration__company__province__rom", "slot", "table__room")
    found = found.select_related("pitch__challenge__rom")
    return found.order_by("slot__starts_at", "table__number", "pk")


def get_meeting(user: User, slug: str, registration: int, pitch: int) -> Meeting:
    """Of these two; 404 for who may not see it, and where they do not meet."""
    return get_object_or_404(meetings_shown_to(user, slug), registration=registration, pitch=pitch)


def _shown(session: Session) -> Plan:
    plan = shown_plan(session)
    if plan is None:
        raise Http404
    return plan


def can_decide(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """Shortlisting and dismissing belong to who sees the matches."""
    return can_see_matches(user, challenge)


def owning_roms(challenge: Challenge) -> frozenset[int]:
    """The ROMs whose staff may edit it: the same rule as `can_edit_challenge`, by ROM."""
    return frozenset(rom.pk for rom in owners_of(challenge))


def other_rom_of(company: Company, challenge: Challenge) -> int | None:
    """The ROM of the company's province, where it does not own the challenge: it has a say in an introduction."""
    rom = company.province.rom_id if company.province else None
    return None if rom in owning_roms(challenge) else rom


def sides_to_begin(user: User | AnonymousUser, challenge: Challenge, company: Company) -> frozenset[Side]:
    """On whose behalf a person may begin an introduction of these two."""
    return _sides(user, challenge, other_rom_of(company, challenge), acts=acts_for(user, company))


def sides_of(user: User | AnonymousUser, introduction: Introduction) -> frozenset[Side]:
    """On whose behalf a person acts in it: an admin for both ROMs, never for a company."""
    acts = acts_for(user, introduction.company)
    return _sides(user, introduction.challenge, introduction.company_rom_id, acts=acts)


def sides_shown_to(user: User, introduction: Introduction) -> frozenset[Side]:
    """The same to decide what to show: whom the user acts for is asked once per request."""
    acts = introduction.company_id in companies_of(user)
    return _sides(user, introduction.challenge, introduction.company_rom_id, acts=acts)


def _sides(user: User | AnonymousUser, challenge: Challenge, other_rom: int | None, *, acts: bool) -> frozenset[Side]:
    found = {COMPANY} if acts else set()
    if can_edit_challenge(user, challenge):
        found.add(OWNER)
    if other_rom is not None and user.is_authenticated and (user.is_superuser or user.rom_id == other_rom):
        found.add(COMPANY_ROM)
    return frozenset(found)


def get_visible_introduction(user: User, number: int) -> Introduction:
    """404 for who is of none of its sides. Annotated: sees_challenge, whether the user does."""
    visible = Challenge.objects.visible_to(user).filter(pk=OuterRef("challenge"))
    found = Introduction.objects.visible_to(user).select_related(
        "challenge__rom", "company__province", "company_rom", "challenge__contact"
    )
    found = found.annotate(sees_challenge=Exists(visible))
    return get_object_or_404(found, pk=number)


def can_explain(user: User | AnonymousUser, challenge: Challenge, company: Company) -> bool:
    """The owning ROM for every company; a member for their own company. Asked of a challenge that they see."""
    return can_see_matches(user, challenge) or company.pk in companies_of(user)


def audiences_closed_to(user: User | AnonymousUser) -> list[Challenge.Visibility]:
    """Those whose published challenges are all hidden from the reader, where to others all are shown.

    Invited is none of them: some see some of it, so that each count of it would tell them of the others.
    """
    if not user.is_authenticated:
        return [Challenge.Visibility.REGISTERED, Challenge.Visibility.VETTED]
    sees_vetted = user.is_superuser or user.rom_id is not None
    if sees_vetted or Company.objects.filter(vetted(today()), memberships__user=user).exists():
        return []
    return [Challenge.Visibility.VETTED]


def can_answer(user: User | AnonymousUser, challenge: Challenge, now: datetime) -> bool:
    """A member of a company, on a challenge that is open and that they may see."""
    return (
        own_company(user) is not None
        and Challenge.objects.visible_to(user).open_at(now).filter(pk=challenge.pk).exists()
    )


def get_answerable_challenge(user: User, company: Company, slug: str) -> Challenge:
    """A challenge that the user may see, or that their company has a response to already; 404 for others."""
    answered = Response.objects.visible_to(user).filter(company=company).values("challenge")
    known = Challenge.objects.visible_to(user).values("pk")
    found = Challenge.objects.filter(Q(pk__in=known) | Q(pk__in=answered)).select_related("rom")
    return get_object_or_404(found, slug=slug)


def get_own_response(user: User, company: Company, slug: str) -> Response:
    """The response of the user's company to the challenge; 404 when there is none, or the user is no member."""
    own = Response.objects.of_members(user).select_related("challenge__rom", "company")
    return get_object_or_404(own, company=company, challenge__slug=slug)


def get_visible_challenge(user: User | AnonymousUser, slug: str) -> Challenge:
    """404 when the user may not know that it exists. Its ids are at hand, and `has_annex`: one that this user reads."""
    annexes = Annex.objects.written().filter(challenge=OuterRef("pk"))
    known = Challenge.objects.visible_to(user).with_ids().annotate(has_annex=Exists(annexes))
    challenge = get_object_or_404(known.select_related("rom", "matched"), slug=slug)
    if challenge.has_annex and not can_edit_challenge(user, challenge):  # most have none: who reads it is asked of few
        challenge.has_annex = Annex.objects.visible_to(user).filter(challenge=challenge).exists()
    return challenge


def get_editable_challenge(user: User, slug: str) -> Challenge:
    """404 when the user may not know that it exists, or may read it only: one answer for both tells nothing."""
    challenge = get_visible_challenge(user, slug)
    if not can_edit_challenge(user, challenge):
        raise Http404
    return challenge


def get_readable_annex(user: User, slug: str) -> Annex:
    """404 for who may not read it, and where there is none."""
    found = Annex.objects.visible_to(user).written().select_related("challenge__rom")
    return get_object_or_404(found, challenge__slug=slug)


def company_that_reads(annex: Annex, user: User) -> Company | None:
    """On behalf of which company a person reads it: of several the one they joined first; None for staff and admins."""
    companies = Company.objects.filter(memberships__user=user).order_by("memberships__created_at", "pk")
    if annex.visibility == Annex.Audience.VETTED:
        companies = companies.filter(vetted(today()))
    elif annex.visibility == Annex.Audience.INVITED:
        companies = companies.filter(challenge_invitations__challenge=annex.pk)
    return companies.only("pk", "name").first()


def get_explainable_pair(user: User, challenge_slug: str, company_slug: str) -> tuple[Challenge, Company]:
    """The challenge and the company of an explanation; 404 when the user may not read it."""
    challenge = get_visible_challenge(user, challenge_slug)
    company = get_object_or_404(Company.objects.visible_to(user).select_related("province__rom"), slug=company_slug)
    if not can_explain(user, challenge, company):
        raise Http404
    return challenge, company


def get_shared_response(user: User, challenge_slug: str, company_slug: str) -> CoApplicant:
    """The part of the user's company in another's response; 404 for who was not asked, or is in no more."""
    shared = CoApplicant.objects.filter(
        company__in=user.memberships.values("company"), response__in=Response.objects.shared_with(user).values("pk")
    )
    rows = shared.select_related("response__challenge__rom", "response__company", "company")
    rows = rows.order_by("pk")
    found = rows.filter(response__challenge__slug=challenge_slug, response__company__slug=company_slug).first()
    if found is None:
        raise Http404
    return found


def get_submission(user: User, challenge_slug: str, company_slug: str) -> Submission:
    """What counts of a company, or was submitted last: for its own people always, for the ROM once it closed."""
    found = Submission.objects.latest_of(Response.objects.visible_to(user))
    found = found.select_related("response__challenge__rom", "response__company")
    return get_object_or_404(found, response__challenge__slug=challenge_slug, response__company__slug=company_slug)


def get_visible_session(user: User | AnonymousUser, slug: str) -> Session:
    """404 for who may not know that it exists."""
    return get_object_or_404(Session.objects.visible_to(user).select_related("rom"), slug=slug)


def get_own_session(user: User, slug: str) -> Session:
    """404 for all but its organisers: the staff of the ROMs that own it, and admins."""
    session = get_visible_session(user, slug)
    if not owns(user, session):
        raise Http404
    return session


def get_session_to_register_for(user: User, company: Company, slug: str) -> Session:
    """One that the user may see, or that their company has a registration for already; 404 for others."""
    registered = Registration.objects.visible_to(user).filter(company=company).values("session")
    known = Session.objects.visible_to(user).values("pk")
    found = Session.objects.filter(Q(pk__in=known) | Q(pk__in=registered)).select_related("rom")
    return get_object_or_404(found, slug=slug)


def get_attendee(user: User, slug: str, code: str) -> Attendee:
    """The person with this code: for the company's people, the organisers, and that person; 404 for others."""
    seen = Q(registration__in=Registration.objects.visible_to(user).values("pk")) | Q(user=user)
    found = Attendee.objects.filter(seen).select_related("registration__session__rom", "registration__company")
    return get_object_or_404(found, registration__session__slug=slug, code=code)


def reads_for_rom(user: User, response: Response) -> bool:
    """Whether this person reads it as staff or admin, and not as one of its company: that is noted."""
    return not user.memberships.filter(company=response.company_id).exists()


def has_own_plan(user: User | AnonymousUser, session: Session) -> bool:
    """Whether `get_shown_plan` lets this person in."""
    if not user.is_authenticated:
        return False
    mine = Registration.objects.confirmed().filter(company__in=user.memberships.values("company"))
    hosted = Pitch.objects.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))
    concerned = Q(session__in=mine.values("session")) | Q(session__in=hosted.values("session"))
    return Plan.objects.shown().filter(concerned, session=session).exists()


def get_shown_plan(user: User, slug: str) -> tuple[Plan, Registration | None, QuerySet[Pitch]]:
    """What participants of a session go by, with the seat of the user's company and the pitches of the user's ROM.

    404 before anything is shown, and for who has no seat and no pitch there.
    """
    plan = get_object_or_404(Plan.objects.shown().select_related("session__rom"), session__slug=slug)
    mine = plan.session.registrations.confirmed().filter(company__in=user.memberships.values("company"))
    registration = mine.select_related("company").order_by("pk").first()
    pitches = plan.session.pitches.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))
    if registration is None and not pitches.exists():
        raise Http404
    return plan, registration, pitches
