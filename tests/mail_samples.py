"""What every mail is about, made up: for each template the contexts that reach all of its sentences. No database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from challenges.introductions.notifications import StepNotice
from challenges.introductions.workflow import IntroductionParty
from challenges.sessions.registrations.notifications import RegistrationNotice
from challenges.timetables.notifications import ResultRequestNotice, TimetableNotice
from challenges.timetables.plan_snapshot import MeetingChange, MeetingPlace
from companies.declarations.models import Declaration
from portal.notifications.models import NotificationKind
from tests import factories

NOW = datetime(2027, 3, 5, 10, 0, tzinfo=UTC)
DAY = date(2027, 3, 5)
WRITTEN = "First line of O'Neill & <Co>.\n\nA second one:\n- with a list\n> and a quote"
Samples = dict[str, list[dict[str, Any]]]


def build_samples() -> Samples:
    """Contexts by the name of the template, without its folder and ending."""
    rom = factories.ROMFactory.build(name="ROM O'Neill & <Co>")
    company = factories.CompanyFactory.build(
        name="Van der <Berg> & O'Neill " + "Beheer " * 12, slug="berg", confirmed_at=NOW, province=None
    )
    by = factories.UserFactory.build(name='Noor "de" <Vries> & Co', email="noor@example.org", pk=1)
    challenge = factories.ChallengeFactory.build(
        title_nl="Drones & <radar>", title_en="Detecting “drones” without radar", rom=rom, slug="radar"
    )
    challenge.opens_at, challenge.closes_at = NOW + timedelta(days=1), NOW + timedelta(days=30)
    opened = factories.ChallengeFactory.build(title_nl="Alleen Nederlands", title_en="", rom=None)
    opened.opens_at, opened.closes_at = NOW - timedelta(days=1), NOW + timedelta(days=30)
    session = factories.SessionFactory.build(title_nl="Sessie <Water> & lucht", title_en="", slug="water", rom=rom)
    session.starts_at, session.ends_at = NOW, NOW + timedelta(hours=3)
    return {
        **_build_portal_samples(by),
        **_build_company_samples(company),
        **_build_challenge_samples(challenge, opened, by),
        **_build_response_samples(challenge, company, by),
        **_build_introduction_samples(challenge, company, rom),
        **_build_session_samples(session, company, by),
        **_build_timetable_samples(session, company, challenge),
    }


def _build_portal_samples(by: Any) -> Samples:
    titles = ["Nieuw & <mooi>", "Zonder adres", "In English"]
    rows = [factories.NotificationFactory.build(title=title, user=by) for title in titles]
    rows[1].url, rows[2].language = "", "en"
    groups = [(NotificationKind.JOINING, rows[:2]), (NotificationKind.SESSIONS, rows[2:])]
    return {
        "data_exported": [{}],
        "erased": [{}],
        "digest": [
            {"user": by, "count": count, "more": more, "groups": groups}
            for count, more in ((1, 0), (3, 0), (4, 1), (9, 6))
        ],
    }


def _build_company_samples(company: Any) -> Samples:
    kinds = [Declaration.Kind.ESTABLISHED, Declaration.Kind.values[1]]
    declarations = [factories.DeclarationFactory.build(kind=kind, signed_by=None, company=company) for kind in kinds]
    declared = [{"company": company, "declarations": declarations[:number], "expires_on": DAY} for number in (1, 2)]
    vetting = factories.VettingFactory.build(company=company, withdrawn_on=DAY, vetted_on=DAY, expires_on=DAY)
    return {
        "declarations_expire": declared,
        "declarations_lapsed": declared,
        "inactive": [{"days": 1}, {"days": 30}],
        "membership": [
            {"title": "O'Neill & <Co>", "text": "Zeg ja & nee.", "label": "Kijk & <lees>", "quote": q}
            for q in ("", WRITTEN)
        ],
        "freshness_question": [
            {"company": company, "months": 9, "sinks_on": DAY, "sunk": sunk} for sunk in (False, True)
        ],
        "vetting": [
            {"vetting": vetting, "company": company, "news": news, "until": until}
            for news in ("vetted", "withdrawn", "ran_out")
            for until in (None, DAY)
        ],
    }


def _build_challenge_samples(challenge: Any, opened: Any, by: Any) -> Samples:
    move = factories.ChallengeMoveFactory.build(challenge=challenge, by=by, reason=WRITTEN)
    move.at = NOW
    by_import = factories.ChallengeMoveFactory.build(challenge=challenge, by=None)
    by_import.at = NOW
    company = factories.CompanyFactory.build(name="Berg & O'Neill", province=None)
    waiting = {"challenge": challenge, "asked_at": NOW}
    return {
        "review_asked": [{"challenge": challenge, "made": made} for made in (move, by_import)],
        "review_refused": [{"challenge": challenge, "made": move}],
        "review_approved": [{"challenge": each, "made": move} for each in (challenge, opened)],
        "review_due": [waiting],
        "review_late": [waiting],
        "co_owner": [{"challenge": challenge, "who": by}],
        "invited": [{"challenge": each, "company": company} for each in (challenge, opened)],
        "invitation_taken_back": [
            {"challenge": challenge, "company": company, "is_hidden": is_hidden} for is_hidden in (False, True)
        ],
        "weights_proposed": [{}],
    }


def _build_response_samples(challenge: Any, company: Any, by: Any) -> Samples:
    response = factories.ResponseFactory.build(challenge=challenge, company=company)
    sent = factories.ResponseFactory.build(challenge=challenge, company=company, submitted=True)
    partner = factories.CompanyFactory.build(name="Partner & <Zoon>", province=None)
    row = factories.CoApplicantFactory.build(response=response, company=partner)
    joint = {"row": row, "challenge": challenge, "lead": company, "by": by}
    submission = factories.SubmissionFactory.build(response=sent, submitted_at=NOW)
    answers = [
        {"position": 1, "question_nl": "Wat & <hoe>?", "question_en": "", "text": WRITTEN},
        {"position": 2, "question_nl": "Waar?", "question_en": "Where?", "text": ""},
    ]
    receipt = {
        "response": sent,
        "challenge": challenge,
        "company": company,
        "by": by,
        "submission": submission,
        "answers": answers,
    }
    return {
        "co_applicant_asked": [joint],
        "co_applicant_agreed": [joint],
        "co_applicant_declined": [joint],
        "co_applicant_left": [joint],
        "co_applicant_receipt": [receipt],
        "receipt": [receipt],
        "submitted": [receipt],
        "withdrawn": [receipt],
        "draft_due": [{"response": each, "challenge": challenge, "company": company} for each in (response, sent)],
    }


def _build_introduction_samples(challenge: Any, company: Any, rom: Any) -> Samples:
    news = []
    for state, what, side in (
        ("asked", "ask", "company"),
        ("asked", "ask", "owner"),
        ("asked", "remind", "clock"),
        ("introduced", "accept", "owner"),
        ("declined", "decline", "owner"),
    ):
        introduction = factories.IntroductionFactory.build(
            challenge=challenge, company=company, lapses_at=NOW, state=state
        )
        step = factories.IntroductionStepFactory.build(
            introduction=introduction, what=what, side=side, state=state, reason="not_now" if what == "decline" else ""
        )
        news += [StepNotice(step, reader) for reader in (IntroductionParty.COMPANY, IntroductionParty.OWNER)]
    return {"introduction": [{"news": each, "has_reason": bool(each.step.reason)} for each in news]}


def _build_session_samples(session: Any, company: Any, by: Any) -> Samples:
    guest = factories.AttendeeFactory.build(code="ABC234", name="Jan & <Piet>", registration=None)
    seat = {"guest": guest, "company": company, "session": session, "when": "vrijdag 5 maart, 11.00 – 14.00"}
    steps = []
    for state, what, reason in (
        ("requested", "register", ""),
        ("waiting", "register", ""),
        ("offered", "offer", ""),
        ("offered", "remind", ""),
        ("confirmed", "accept", ""),
        ("refused", "refuse", WRITTEN),
        ("lapsed", "lapse", ""),
        ("cancelled", "cancel", "Te <weinig> plek"),
    ):
        registration = factories.RegistrationFactory.build(
            session=session, company=company, state=state, offer_lapses_at=NOW
        )
        step = factories.RegistrationStepFactory.build(
            registration=registration, what=what, state=state, reason=reason, place=3, seats=1 + bool(reason)
        )
        steps.append({"news": RegistrationNotice(step)})
    return {
        "registration": steps,
        "registration_requested": steps[:1],
        "entry_code": [seat],
        "attendee_removed": [seat],
        "session_co_owner": [{"session": session, "who": by}],
        "session_invitation": [{"session": session}],
        "session_invitation_withdrawn": [{"session": session, "company": company}],
    }


def _build_timetable_samples(session: Any, company: Any, challenge: Any) -> Samples:
    first = MeetingPlace(NOW, NOW + timedelta(minutes=20), 1, 4)
    later = MeetingPlace(NOW + timedelta(hours=1), NOW + timedelta(hours=1, minutes=20), None)
    changes = [
        MeetingChange((1, 1), None, first),
        MeetingChange((1, 2), first, later),
        MeetingChange((1, 3), later, None),
    ]
    news = [
        TimetableNotice(
            session, is_final, is_first, told, {1: "Berg & <Zoon>"}, {1: challenge, 2: challenge}, of_host, until
        )
        for is_final, is_first, told, of_host, until in (
            (False, True, changes, False, None),
            (False, True, changes[:1], False, NOW),
            (True, True, [], False, None),
            (True, False, changes, False, None),
            (True, True, changes, True, None),
            (True, False, changes, True, None),
        )
    ]
    gap = {"session": session, "company": company}
    return {
        "timetable": [{"news": each} for each in news],
        "timetable_gap": [{**gap, "has_left": has_left} for has_left in (False, True)],
        "comment": [gap],
        "meeting_results": [
            {"news": ResultRequestNotice(session, number, is_again, of_host)}
            for number, is_again, of_host in ((1, False, False), (2, True, False), (3, True, True))
        ],
    }
