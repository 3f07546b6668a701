"""A form sent twice, one after the other or at once: one row, and never an error of the server."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from challenges.exposure.models import ExposureFloor
from challenges.exposure.services import hash_floor_cost, recompute_exposure_floors
from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import Introduction
from challenges.matching import models as matching
from challenges.matching.refresh.runner import refresh_all_matches, run_due_matching
from challenges.matching.services import correct_technology
from challenges.posting.annex_models import Annex
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.responses.attachment_models import Attachment
from challenges.responses.models import Response, Submission
from challenges.responses.partner_models import CoApplicant
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.timetables.models import CalendarFeed
from companies.declarations.models import Declaration, Vetting
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.part_models import FreshnessCall, Logo, ReferenceCase
from companies.profiles.visibility_models import CompanyConfidential, CompanyContact
from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.ui.dates import get_today
from tests.challenges.introductions.conftest import make_case
from tests.challenges.sessions.registrations.conftest import make_case as seats_case
from tests.clients import client_of
from tests.companies.profiles.test_views_logos import png
from tests.factories import (
    AppointmentFactory,
    ChallengeFactory,
    CoApplicantFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    ProvinceFactory,
    QuestionFactory,
    RegistrationFactory,
    RequirementFactory,
    SlotFactory,
    SubmissionFactory,
    TechnologyFactory,
    UserFactory,
)
from tests.files import pdf
from tests.test_bad_forms import (
    ANNEX,
    CASE,
    CHALLENGE,
    CONTACT,
    FIRST_PAGE,
    QUESTION,
    SESSION_FORMS,
    SHARING,
    SIGNING,
    VETTING,
    answered,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uncounted")]


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """What each returned, all begun at the same moment in threads of their own."""
    results: list[Any] = [None] * len(actions)
    ready = threading.Barrier(len(actions))

    def act(place: int) -> None:
        ready.wait(10)
        try:
            results[place] = actions[place]()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[place]) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def post(user: User | None, url: str, data: dict[str, Any]) -> Callable[[], int]:
    client = client_of(user, raise_request_exception=False) if user else Client(raise_request_exception=False)
    return lambda: int(client.post(url, data).status_code)


def send_twice(user: User | None, url: str, data: dict[str, Any]) -> None:
    """At once, and then once more."""
    codes = at_once(post(user, url, data), post(user, url, data), post(user, url, data))
    codes.append(post(user, url, data)())
    assert set(codes) <= {200, 302}, codes


def test_company():
    person = UserFactory()
    send_twice(person, reverse("companies:company_create"), FIRST_PAGE)
    assert Company.objects.count() == 1
    assert Membership.objects.filter(user=person).count() == 1


def test_who_sees_what():
    member = MembershipFactory().user
    company = member.memberships.get().company
    send_twice(member, reverse("companies:company_visibility", args=[company.slug]), SHARING)
    assert CompanyContact.objects.count() == CompanyConfidential.objects.count() == 1


def test_logo():
    member = MembershipFactory().user
    url = reverse("companies:logo_edit", args=[member.memberships.get().company.slug])
    clients = [client_of(member, raise_request_exception=False) for _ in range(3)]
    sent = [partial(sent_logo, client, url) for client in clients]
    assert at_once(*sent) == [302, 302, 302]
    assert Logo.objects.count() == 1
    assert sent[0]() == 302
    assert Logo.pgh_event_model.objects.count() == 1
    send_twice(member, url, {"remove": "yes"})
    assert not Logo.objects.exists()


def sent_logo(client: Client, url: str) -> int:
    return int(client.post(url, {"logo": SimpleUploadedFile("logo.png", png())}).status_code)


def test_annex():
    staff = UserFactory(adviser=True)
    challenge = ChallengeFactory(draft=True, rom=staff.rom)
    send_twice(staff, reverse("challenges:annex_edit", args=[challenge.slug]), ANNEX | {"seen": "0"})
    assert Annex.objects.get().version == 1


def test_vetting():
    """The same said twice is one vetting; withdrawn twice it is withdrawn once."""
    company = CompanyFactory()
    staff = UserFactory(rom_role="adviser", rom=company.province.rom)
    send_twice(staff, reverse("companies:company_vetting", args=[company.slug]), VETTING)
    vetting = Vetting.objects.get()
    gone = {"vetting": vetting.pk, "reason": "Verkocht."}
    send_twice(staff, reverse("companies:vetting_withdraw", args=[company.slug]), gone)
    vetting.refresh_from_db()
    assert vetting.withdrawn_by == staff


def test_company_by_two_people_at_once():
    """The same KvK number: one gets it, the other reads why not and keeps the text."""
    url = reverse("companies:company_create")
    codes = at_once(post(UserFactory(), url, FIRST_PAGE), post(UserFactory(), url, FIRST_PAGE))
    assert sorted(codes) == [200, 302]
    assert Company.objects.count() == 1


def test_challenge():
    send_twice(UserFactory(adviser=True), reverse("challenges:challenge_create"), CHALLENGE)
    assert Challenge.objects.count() == 1


def test_another_challenge_of_the_same_title_is_another_one():
    adviser = UserFactory(adviser=True)
    for teaser in ("Een.", "Twee."):
        post(adviser, reverse("challenges:challenge_create"), CHALLENGE | {"teaser_nl": teaser})()
    assert Challenge.objects.count() == 2


@pytest.fixture
def pair():
    """A challenge with its adviser, and a company with its member."""
    adviser, member = UserFactory(adviser=True), MembershipFactory(company__province=ProvinceFactory())
    return ChallengeFactory(rom=adviser.rom), member.company, adviser, member.user


def test_decision(pair):
    challenge, company, adviser, _ = pair
    url = reverse("challenges:match_decide", args=[challenge.slug, company.slug])
    send_twice(adviser, url, {"kind": "dismissed", "reason": "other", "note": "Te jong."})
    assert matching.Decision.objects.count() == 1


def test_opposite_decisions_of_two_advisers(pair):
    challenge, company, adviser, _ = pair
    colleague = UserFactory(rom=adviser.rom, rom_role="adviser")
    url = reverse("challenges:match_decide", args=[challenge.slug, company.slug])
    kinds = [{"kind": "shortlisted"}, {"kind": "dismissed", "reason": "known"}, {"kind": "undecided"}]
    codes = at_once(*(post(person, url, kind) for person in (adviser, colleague) for kind in kinds))
    assert set(codes) == {302}
    assert matching.Decision.objects.count() <= 1


def test_verdict_on_a_technology_of_a_company(pair):
    _, company, _, member = pair
    proposed, added = CompanyTechnologyFactory(company=company, known_as="proposed"), TechnologyFactory()
    answers = {f"verdict_{proposed.technology_id}": "yes", "add": added.slug}
    send_twice(member, reverse("companies:profile_wizard", args=[company.slug, "technologies"]), answers)
    assert CompanyTechnology.objects.count() == 2


def test_page_of_a_profile(pair):
    _, company, _, member = pair
    url = reverse("companies:profile_wizard", args=[company.slug, "text"])
    seen = client_of(member).get(url).context["form"]["seen"].value()
    codes = at_once(*[post(member, url, {"text_nl": "Wij maken radar.", "seen": seen})] * 3)
    assert set(codes) == {302}


def test_reference_case(pair):
    _, company, _, member = pair
    send_twice(member, reverse("companies:profile_wizard", args=[company.slug, "cases"]), CASE)
    assert ReferenceCase.objects.count() == 1


def test_signing_declarations(pair):
    _, company, _, member = pair
    send_twice(member, reverse("companies:declaration_sign", args=[company.slug]), SIGNING)
    assert sorted(Declaration.objects.values_list("kind", "end")) == [("ownership", ""), ("screening", "")]


def test_withdrawing_a_declaration(pair):
    _, company, _, member = pair
    signed = DeclarationFactory(company=company)
    send_twice(member, reverse("companies:declaration_withdraw", args=[company.slug]), {"declaration": signed.pk})
    assert Declaration.objects.get().end == "withdrawn"


def test_publishing_a_profile(pair):
    _, company, _, member = pair
    Company.objects.filter(pk=company.pk).update(state="draft")
    send_twice(member, reverse("companies:profile_publish", args=[company.slug]), {})
    assert Company.objects.get(pk=company.pk).state == "published"


def test_verdict_on_a_technology_of_a_challenge(pair):
    challenge, _, adviser, _ = pair
    answer = {"technology": TechnologyFactory().slug, "verdict": "must", "weight": 4}
    send_twice(adviser, reverse("challenges:requirement_judge", args=[challenge.slug]), answer)
    assert Requirement.objects.count() == 1


def test_question(pair):
    challenge, _, adviser, _ = pair
    send_twice(adviser, reverse("challenges:question_edit", args=[challenge.slug]), QUESTION)
    asked = list(challenge.questions.values_list("text_nl", flat=True))
    assert (len(asked), asked[0], asked[3]) == (4, "Wat bied je aan?", "En hoe?")


def test_preparing_a_session(pair):
    """Made, copied, laid out and given a host twice: each is there once."""
    challenge, _, adviser, _ = pair
    send_twice(adviser, reverse("challenges:session_create"), SESSION_FORMS["session_create"])
    session = Session.objects.get()
    for name in ("copy", "rooms", "slots", "programme"):
        send_twice(adviser, session_page(session, f"session_{name}"), SESSION_FORMS[f"session_{name}"])
    send_twice(adviser, session_page(session, "session_pitches"), {"challenge": challenge.slug})
    pitch = session.pitches.get()
    page = reverse("challenges:pitch_edit", args=[session.slug, pitch.pk])
    send_twice(adviser, page, SESSION_FORMS["pitch_edit"])
    send_twice(adviser, session_page(session, "session_publish"), {"state": "published"})
    counts = (session.rooms.count(), session.tables.count(), session.slots.count(), session.programme.count())
    assert (Session.objects.count(), counts, pitch.presences.count()) == (2, (1, 5, 1, 1), 1)


def session_page(session, name):
    return reverse(f"challenges:{name}", args=[session.slug])


def test_call_about_a_profile():
    adviser = UserFactory(adviser=True)
    company = CompanyFactory(province=ProvinceFactory(rom=adviser.rom))
    data = {"outcome": "not_reached", "note": "Voicemail.", "seen": "0"}
    send_twice(adviser, reverse("companies:company_call", args=[company.slug]), data)
    assert FreshnessCall.objects.count() == 1


def test_submitting_for_review():
    adviser = UserFactory(adviser=True)
    draft = RequirementFactory(challenge__rom=adviser.rom, challenge__draft=True).challenge
    send_twice(adviser, reverse("challenges:challenge_move", args=[draft.slug]), {"state": "in_review"})
    assert Challenge.objects.get().state == Challenge.State.IN_REVIEW
    assert draft.moves.count() == 1


def test_account():
    data = {"name": "Iemand", "email": "iemand@example.org", "password1": "een lange zin 42"}
    send_twice(None, reverse("account_signup"), data)
    assert User.objects.filter(email="iemand@example.org").count() == 1
    assert OutboxMail.objects.exists()


def test_writing_and_matching_at_once_do_not_wait_for_each_other(pair):
    """A person holds the row of a company or challenge while matching writes rows that point to it."""
    challenge, company, adviser, member = pair
    technology = RequirementFactory(challenge=challenge).technology
    CompanyTechnologyFactory(company=company, technology=technology)
    refresh_all_matches()
    Company.objects.filter(pk=company.pk).update(text_nl="Een andere tekst.")
    results = at_once(
        lambda: correct_technology(member, challenge, company, technology, matching.COMPANY),
        run_due_matching,
        lambda: correct_technology(adviser, challenge, company, technology, matching.CHALLENGE),
        run_due_matching,
    )
    assert [result for result in results if isinstance(result, Exception)] == []


def test_a_locked_challenge_can_be_pointed_to(pair):
    """What keeps the two above apart, held still: the lock leaves the row's key alone."""
    challenge, company, _, _ = pair
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Challenge.objects.lock().get(pk=challenge.pk)
            held.set()
            done.wait(10)

    def point() -> bool:
        held.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        matching.Decision.objects.create(challenge=challenge, company=company, kind="shortlisted")
        done.set()
        return True

    assert at_once(hold, point)[1] is True


def test_response(pair):
    """The same form, sent by impatient fingers: one draft, one submission, one mail."""
    challenge, _, _, member = pair
    question = QuestionFactory(challenge=challenge, position=1)
    send_twice(member, reverse("challenges:response_edit", args=[challenge.slug]), answered(question.pk))
    assert Response.objects.count() == Submission.objects.count() == 1
    assert OutboxMail.objects.filter(user=member).count() == 1


def test_response_taken_back(pair):
    challenge, company, _, member = pair
    SubmissionFactory(response__challenge=challenge, response__company=company)
    send_twice(member, reverse("challenges:response_withdraw", args=[challenge.slug]), {})
    assert Response.objects.get().state == Response.State.WITHDRAWN
    assert OutboxMail.objects.filter(user=member).count() == 1


def test_file_with_a_response(pair):
    """Three times at once, and once more: it goes along once."""
    challenge, _company, _, member = pair
    question = QuestionFactory(challenge=challenge, position=1)
    url = reverse("challenges:response_edit", args=[challenge.slug])
    data = answered(question.pk) | {"do": "attach"}
    clients = [client_of(member, raise_request_exception=False) for _ in range(4)]
    sent = [partial(sent_file, client, url, data) for client in clients]
    assert {*at_once(*sent[:3]), sent[3]()} <= {200, 302}
    assert Attachment.objects.filter(removed_at=None).count() == 1


def sent_file(client: Client, url: str, data: dict[str, str]) -> int:
    file = SimpleUploadedFile("plan.pdf", pdf(), "application/pdf")
    return int(client.post(url, data | {"files": file}).status_code)


def test_asking_a_company_to_join_in(pair):
    challenge, _company, _, member = pair
    QuestionFactory(challenge=challenge, position=1)
    other = MembershipFactory(company=CompanyFactory(claimed=True))
    send_twice(
        member,
        reverse("challenges:coapplicant_add", args=[challenge.slug]),
        {"company": other.company.slug},
    )
    assert CoApplicant.objects.count() == 1
    assert Notification.objects.filter(user=other.user).count() == 1


def test_joining_in_a_response(pair):
    challenge, company, _, member = pair
    asked = CoApplicantFactory(response__challenge=challenge, response__company=company)
    person = MembershipFactory(company=asked.company).user
    url = reverse("challenges:coapplication", args=[challenge.slug, company.slug])
    send_twice(person, url, {"do": "agree", "version": "0"})
    asked.refresh_from_db()
    assert asked.state == CoApplicant.State.AGREED
    assert Notification.objects.filter(user=member).count() == 1


def test_introduction():
    """Asked, answered and carried on, each form several times: each step once."""
    case = make_case()
    send_twice(case.member, reverse("challenges:introduction_ask", args=[case.challenge.slug]), {"note": "Graag."})
    introduction = Introduction.objects.get()
    url = introduction.get_absolute_url()
    for person in (case.owner, case.neighbour):
        send_twice(person, url, {"what": "accept"})
    send_twice(case.owner, url, {"onward": "yes", "what": "meet", "happened_on": get_today().isoformat()})
    send_twice(case.owner, url, {"what": "stop", "reason": "not_now", "happened_on": get_today().isoformat()})
    assert list(introduction.steps.order_by("pk").values_list("what", flat=True)) == [
        *("ask", "accept", "accept", "meet", "stop")
    ]


def test_invitation_to_a_challenge(pair):
    challenge, company, adviser, member = pair
    Challenge.objects.filter(pk=challenge.pk).update(visibility="invited")
    url = reverse("challenges:challenge_invitations", args=[challenge.slug])
    send_twice(adviser, url, {"company": company.slug})
    assert challenge.invitations.count() == 1
    assert Notification.objects.filter(user=member, key__startswith="invited:").count() == 1
    send_twice(adviser, url, {"company": company.slug, "take_back": "1"})
    assert challenge.invitations.count() == 0


def test_registration_for_a_session():
    """Registered, changed, cancelled: each form several times, each step once."""
    case = seats_case(capacity=1)
    user, company = case.company()
    url = reverse("challenges:registration_own", args=[case.session.slug])
    people = {"name_1": "Noor", "email_1": "noor@example.org"}
    send_twice(user, url, people | {"what": "register"})
    registration = Registration.objects.get(company=company)
    send_twice(user, url, people | {"name_1": "Sem", "version": "1", "what": "change"})
    organiser = reverse("challenges:registration_detail", args=[case.session.slug, registration.pk])
    send_twice(case.organiser, organiser, {"what": "cancel", "reason": "Dubbel."})
    assert list(registration.steps.order_by("pk").values_list("what", flat=True)) == ["register", "change", "cancel"]
    assert OutboxMail.objects.filter(user=user).count() == 2


def test_wishes_and_timetable_of_a_session():
    """The timetable that is at work is the one that the second asks for."""
    case = seats_case(capacity=1)
    user, company = case.company()
    registration = RegistrationFactory(session=case.session, company=company)
    pitch = PitchFactory(session=case.session)
    send_twice(user, reverse("challenges:preference_company", args=[case.session.slug]), {f"wish_{pitch.pk}": "must"})
    host = reverse("challenges:preference_host", args=[case.session.slug, pitch.pk])
    send_twice(case.organiser, host, {f"wish_{registration.pk}": "no"})
    assert pitch.wishes.count() == 2
    send_twice(case.organiser, reverse("challenges:plan_list", args=[case.session.slug]), {"floor": "0", "after": "0"})
    send_twice(case.organiser, reverse("challenges:plan_detail", args=[case.session.slug, 1]), {})
    assert case.session.plans.count() == 1


def test_what_came_of_a_talk():
    """Each side once, however often the button is pressed."""
    case = seats_case(capacity=1)
    user, company = case.company()
    registration = RegistrationFactory(session=case.session, company=company)
    started = timezone.now() - timedelta(minutes=10)
    talk = AppointmentFactory(registration=registration, starts_at=started, pitch__session=case.session)
    own = reverse("challenges:result_own", args=[case.session.slug])
    host = reverse("challenges:result_host", args=[case.session.slug, talk.pitch_id])
    send_twice(user, own, {"talk": str(talk.pk), "kind": "goes_on"})
    send_twice(case.organiser, host, {"talk": str(talk.pk), "kind": "later"})
    send_twice(case.organiser, reverse("challenges:result_hosts", args=[case.session.slug]), {"talk": "0"})
    assert sorted(talk.outcomes.values_list("side", "kind")) == [("company", "goes_on"), ("host", "later")]


def test_address_for_a_calendar():
    """The first makes it; the others hear that it was made, and do not revoke what was just told."""
    case = seats_case(capacity=1)
    user, _company = case.company()
    pitch = PitchFactory(session=case.session)
    made = {"seen": "0", "language": "nl"}
    send_twice(user, reverse("challenges:calendar_own"), made)
    send_twice(case.organiser, reverse("challenges:calendar_host", args=[case.session.slug, pitch.pk]), made)
    assert CalendarFeed.objects.filter(revoked_at=None).count() == CalendarFeed.objects.count() == 2


def test_timetable_shown_and_remarked_on():
    """Each button and form several times: told once, and said once."""
    case = seats_case(capacity=1)
    user, company = case.company()
    RegistrationFactory(session=case.session, company=company)
    plan = PlanFactory(session=case.session, number=1, solved=True)
    url = reverse("challenges:plan_detail", args=[case.session.slug, 1])
    send_twice(case.organiser, url, {"what": "provisional"})
    own = reverse("challenges:plan_own", args=[case.session.slug])
    send_twice(user, own, {"text": "Pas na elf uur.", "plan": "1"})
    send_twice(case.organiser, url, {"what": "seen", "remark": str(plan.remarks.get().pk)})
    send_twice(case.organiser, url, {"what": "final"})
    assert Notification.objects.filter(user=user).count() == 2


def test_timetable_repaired_and_changed_by_hand():
    """Each form several times: one repair, one draft, and each lock once."""
    case = seats_case(capacity=1)
    _user, company = case.company()
    registration, pitch = RegistrationFactory(session=case.session, company=company), PitchFactory(session=case.session)
    PlanFactory(session=case.session, number=1, solved=True)
    slot = SlotFactory(session=case.session)

    def page(name, number):
        return reverse(f"challenges:{name}", args=[case.session.slug, number])

    talk = {"registration": registration.pk, "pitch": pitch.pk, "slot": slot.pk, "what": "add"}
    send_twice(case.organiser, page("plan_edit", 1), talk)
    draft = case.session.plans.get(number=2)
    send_twice(case.organiser, page("plan_locks", 2), {"locked": draft.meetings.get().pk})
    send_twice(case.organiser, page("plan_repair", 2), {"floor": "0", "after": "2"})
    assert case.session.plans.count() == 3
    assert draft.meetings.get().is_locked


def test_floor_on_exposure():
    """Asked once, on once, and off once."""
    admin, url = UserFactory(admin=True), reverse("challenges:exposure_floor")
    send_twice(admin, url, {"what": "ask", "least": "1", "places": "2", "lost": "5"})
    recompute_exposure_floors()
    send_twice(admin, url, {"what": "on", "sure": "on", "seen": hash_floor_cost(ExposureFloor.objects.get())})
    assert ExposureFloor.objects.get().state == "on"
    send_twice(admin, url, {"what": "off"})
    assert ExposureFloor.objects.get().state == "ended"


def test_contact_of_a_challenge():
    case = make_case()
    send_twice(case.owner, reverse("challenges:challenge_contact", args=[case.challenge.slug]), CONTACT)
    assert ChallengeContact.objects.count() == 1
