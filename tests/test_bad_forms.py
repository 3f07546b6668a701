"""Absurd values in every field of every form: told in the reader's language, and nothing else typed is lost."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from challenges.introductions.models import Introduction
from challenges.responses.questions import build_usual_questions, hash_questions
from companies.profiles.visibility_models import ProfileGroup
from portal.ui.dates import get_today
from tests.clients import client_of
from tests.factories import (
    CompanyTechnologyFactory,
    DeclarationFactory,
    QuestionFactory,
    RequirementFactory,
    SlotFactory,
)
from tests.world import CODE, World

pytestmark = pytest.mark.usefixtures("one_world", "uncounted", "unlogged")
ENCODED = "application/x-www-form-urlencoded"
ABSURD = {
    "nothing": b"",
    "NUL": b"a\x00b",
    "a lone surrogate": b"\xed\xa0\x80",
    "no UTF-8": b"\xff\xc3\x28",
    "long": b"x" * 10_000,
    "a float": b"9e99",
    "a big number": b"9223372036854775808",
    "a negative number": b"-1",
    "not a number": b"NaN",
    "an impossible moment": b"2026-02-31T25:61",
    "the first year": b"0001-01-01T00:00",
    "the last year": b"9999-12-31T23:59",
    "markup": "<script>“'\\%s{{ x }}\u202e</script>".encode(),
}

COMPANY = {
    "name": "Torenvalk Sensing",
    "kvk_number": "12345678",
    "kind": "startup",
    "city": "Lelystad",
    "province": "",
    "website": "https://torenvalk.example",
    "text_nl": "Wij horen toestellen aankomen.",
    "text_en": "We hear things.",
    "trl": "6",
    "team_size": "12",
    "founded_year": "2019",
}
FIRST_PAGE = {name: COMPANY[name] for name in ("name", "kvk_number", "kind", "city", "province")}
FIRST_PAGE |= {name: COMPANY[name] for name in ("website", "team_size", "founded_year")}
CHALLENGE = {
    "title_nl": "Een zaak van gewicht",
    "teaser_nl": "Wat er nu misgaat.",
    "title_en": "A weighty matter",
    "teaser_en": "What goes wrong now.",
    "branch": "army",
    "visibility": "public",
    "trl_min": "3",
    "trl_max": "7",
    "opens_at": "2026-12-01T09:00",
    "closes_at": "2027-01-31T17:00",
    "budget_eur": "250000",
}
QUESTION = {
    "order": "usual1,new",
    "seen": hash_questions(build_usual_questions(None)),
    "usual1-text_nl": "Wat bied je aan?",
    "usual1-word_limit": "300",
    "new-text_nl": "En hoe?",
    "new-word_limit": "100",
    "up": "usual1",
}
CASE = {"title": "Haven", "year": "2021", "customer": "Gemeente", "for_government": "on", "text_nl": "Een winter."}
USES = dict.fromkeys(("civil_use_nl", "civil_use_en", "military_use_nl", "military_use_en"), "Een poort bewaken.")
PAGES = {"who": COMPANY, "text": COMPANY, "maturity": {"trl": "6", **USES}, "cases": CASE}
PASSWORD = "een lange zin 42"
PLAIN = {
    "companies:company_create": ("registered", FIRST_PAGE),
    "challenges:challenge_create": ("adviser", CHALLENGE),
    "account_login": ("visitor", {"login": "iemand@example.org", "password": PASSWORD, "next": "/nl/"}),
    "account_signup": ("visitor", {"name": "Iemand", "email": "iemand@example.org", "password1": PASSWORD}),
    "account_reset_password": ("visitor", {"email": "iemand@example.org"}),
    "account_email": ("registered", {"email": "ander@example.org", "action_add": "1"}),
    "account_change_password": ("registered", {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}),
    "account_reauthenticate": ("registered", {"password": PASSWORD}),
    "mfa_activate_totp": ("registered", {"code": "123456"}),
    "mfa_generate_recovery_codes": ("registered", {"x": "1"}),
}
FORMS = [
    *PLAIN,
    *(f"wizard {page}" for page in PAGES),
    "wizard technologies",
    "challenge_edit",
    "challenge_pool",
    "challenge_pool_new",
    "requirement_judge",
    "challenge_move",
    "challenge_owners",
    "challenge_invitations",
    "annex_edit",
    "company_vetting",
    "vetting_withdraw",
]
FORMS += ["match_decide", "match_wrong", "question_edit", "company_call", "company_visibility"]
FORMS += ["declaration_sign", "declaration_withdraw", "response_edit", "answer_save", "response_withdraw"]
ANSWER = {"text": "Wij horen ze aankomen.", "base": "0", "window": "2" * 32, "seq": "1"}
FORMS += ["logo_edit", "coapplicant_add", "coapplicant_end", "coapplication", "attachments"]

FORMS += [
    "introduction_ask",
    "introduction_propose",
    "introduction_decline",
    "introduction_onward",
    "challenge_contact",
]
FORMS += ["exposure_floor", "exposure_floor_on"]
FORMS += ["session_create", *(f"session_{name}" for name in ("edit", "copy", "owners", "rooms", "slots", "programme"))]
FORMS += ["session_layout", "session_pitches", "pitch_edit"]
FORMS += ["registration_own", "registration_change", "registration_list", "registration_cancel"]
FORMS += ["preference_company", "preference_host", "plan_list", "plan_own", "plan_repair", "plan_edit", "plan_locks"]
FORMS += ["calendar_own", "calendar_host", "result_own", "result_host", "result_hosts"]
FORMS += ["registration_take_back", "registration_group", "check_in", "check_in_walk_in"]
PEOPLE = {"name_1": "Noor", "email_1": "noor@example.org", "name_2": "", "email_2": "", "version": "1"}
CONTACT = {"unit": "Havenwacht", "is_anonymous": "on", "name": "Bram", "email": "b@example.org"}
CONTACT |= {"phone": "+31 118 555 010", "answer_days": "10"}
ANNEX = {"text_nl": "Bij de haven.", "text_en": "At the port.", "visibility": "invited", "seen": "1"}
VETTING = {"scope": "rom", "reason": "Bestuurders nagezien.", "expires_on": "2027-11-01"}
SIGNING = {"ownership": "yes", "screening": "no", "name": "Noor de Wit", "may_sign": "on"}
SHARING = {
    **{f"audience_{group}": "own_rom" for group in ProfileGroup},
    "contact_name": "Noor de Wit",
    "contact_email": "noor@example.org",
    "contact_phone": "+31 20 123 45 67",
    "confidential_nl": "Onze eerste klant is een grote werf.",
    "confidential_en": "",
}


SESSION = {"title_nl": "Sessie", "title_en": "Session", "text_nl": "Kom.", "text_en": "Come.", "place": "Aviodrome"}
SESSION |= {"starts_at": "2027-03-01T13:00", "ends_at": "2027-03-01T17:00", "city": "Lelystad", "address": "Weg 1"}
SESSION |= {"latitude": "52.4569", "longitude": "5.5277", "travel_nl": "Bus 7.", "travel_en": "Bus 7.", "entry": "open"}
SESSION |= {"capacity": "80", "most_people": "2", "offer_hours": "8", "least_meetings": "0", "most_meetings": "6"}
SESSION |= {"must_meets": "3", "entry_opens_at": "", "entry_closes_at": "", "matched_first_until": "", "province": ""}
ROWS = {"rows": "1", "seen": ""}
SESSION_FORMS = {
    "session_create": SESSION,
    "session_edit": SESSION | {"seen": "1"},
    "session_copy": {"day": "2027-04-01", "title_nl": "Nog eens", "title_en": "Once more"},
    "session_owners": {"rom": "another-rom", "leave": "1"},
    "session_rooms": ROWS | {"name_nl_0": "Zaal", "name_en_0": "Hall", "tables_0": "1-4, 7", "room_0": ""},
    "session_slots": ROWS | {"starts_0": "13:00", "ends_0": "13:20"},
    "session_layout": {"lay_out": "1", "starts": "13:00", "number": "3", "minutes": "20", "pause": "5"},
    "session_programme": ROWS | {"starts_0": "13:00", "text_nl_0": "Welkom", "text_en_0": "Welcome"},
    "session_pitches": {"challenge": "no-such-challenge"},
    "pitch_edit": {"host_name": "Bram", "host_organisation": "Havenwacht", "places": "1", "least_meetings": "0"}
    | {"most_meetings": "", "hours": "13:00-14:00", "table": "", "seen": ""},
}


def answered(question: int) -> dict[str, str]:
    """The form of a response, to be sent in."""
    names = (f"answer_{question}", f"base_{question}", f"was_{question}")
    fields = dict(zip(names, (ANSWER["text"], "0", ""), strict=True))
    return fields | {"key": "1" * 32, "window": "2" * 32, "seq": "1", "do": "submit"}


def form(world: World, name: str) -> tuple[str, str, dict[str, str]]:
    """Whose form it is, where it is posted, and what they might type there."""
    if name in PLAIN:
        kind, data = PLAIN[name]
        return kind, reverse(name), data
    if name in SESSION_FORMS:
        page = {"session_layout": "session_slots"}.get(name, name)
        numbers = [world.pitch.pk] if name == "pitch_edit" else []
        slug = [] if name == "session_create" else [world.rows["session"].slug]
        return "adviser", reverse(f"challenges:{page}", args=[*slug, *numbers]), SESSION_FORMS[name]
    challenge, company = world.rows["public challenge"], world.companies["member"]
    pair = [challenge.slug, company.slug]
    technology = RequirementFactory(challenge=challenge).technology
    CompanyTechnologyFactory(company=company, technology=technology)
    if name.startswith("wizard "):
        page = name.removeprefix("wizard ")
        answers = {f"verdict_{technology.pk}": "yes", "add": "", "seen": f"{technology.pk}:stated"}
        return "member", reverse("companies:profile_wizard", args=[company.slug, page]), PAGES.get(page, answers)
    if name.startswith("exposure_floor"):
        data = {"what": "ask", "least": "1", "places": "2", "lost": "5"}
        data = {"what": "on", "seen": "", "sure": "on"} if name.endswith("on") else data
        return "admin", reverse("challenges:exposure_floor"), data
    if name in {"introduction_decline", "introduction_onward"}:
        return "adviser", world.introduction.get_absolute_url(), introduction_step(world, name)
    if name.startswith(("registration_", "check_in", "preference_", "plan_", "calendar_", "result_")):
        return seats_form(world, name)
    asked = QuestionFactory(challenge=challenge, position=1)
    kind, app, arguments, data = {
        "response_edit": ("member", "challenges", pair[:1], answered(asked.pk)),
        "answer_save": ("member", "challenges", pair[:1], ANSWER | {"question": str(asked.pk)}),
        "response_withdraw": ("member", "challenges", pair[:1], {"x": "1"}),
        "coapplicant_add": ("member", "challenges", pair[:1], {"company": world.companies["invited"].slug}),
        "coapplicant_end": ("member", "challenges", pair[:1], {"company": world.companies["vetted"].slug}),
        "coapplication": ("vetted", "challenges", pair, {"do": "agree", "version": "1"}),
        "attachments": (
            *("member", "challenges", pair[:1]),
            answered(asked.pk) | {"do": "attach", "detach": str(world.attachment.pk)},
        ),
        "introduction_ask": ("member", "challenges", pair[:1], {"note": "Wij meten dit al."}),
        "introduction_propose": ("adviser", "challenges", pair, {"note": "Past precies."}),
        "challenge_contact": ("adviser", "challenges", pair[:1], CONTACT),
        "logo_edit": ("member", "companies", pair[1:], {"logo": "logo.png"}),
        "company_visibility": ("member", "companies", pair[1:], SHARING),
        "declaration_sign": ("member", "companies", pair[1:], SIGNING),
        "declaration_withdraw": (
            *("member", "companies", pair[1:]),
            {"declaration": str(DeclarationFactory(company=company).pk)},
        ),
        "challenge_edit": ("adviser", "challenges", pair[:1], CHALLENGE),
        "challenge_pool": ("adviser", "challenges", pair[:1], CHALLENGE),
        "challenge_pool_new": ("adviser", "challenges", (), CHALLENGE),
        "requirement_judge": (
            *("adviser", "challenges", pair[:1]),
            {"technology": technology.slug, "verdict": "must", "weight": "4"},
        ),
        "question_edit": ("adviser", "challenges", pair[:1], QUESTION),
        "company_vetting": ("adviser", "companies", [world.rows["unclaimed company"].slug], VETTING),
        "vetting_withdraw": (
            *("adviser", "companies", [world.rows["unclaimed company"].slug]),
            {"vetting": "1", "reason": "Verkocht."},
        ),
        "annex_edit": ("adviser", "challenges", pair[:1], ANNEX),
        "challenge_owners": ("adviser", "challenges", pair[:1], {"rom": "another-rom", "leave": "1"}),
        "challenge_invitations": ("adviser", "challenges", pair[:1], {"company": pair[1], "take_back": "1"}),
        "challenge_move": ("adviser", "challenges", pair[:1], {"state": "evaluating"}),
        "match_decide": (
            "adviser",
            "challenges",
            pair,
            {"kind": "dismissed", "reason": "other", "note": "Te jong nog."},
        ),
        "company_call": (
            *("adviser", "companies", [world.rows["unclaimed company"].slug]),
            {"outcome": "other", "note": "Bellen na de zomer.", "seen": "0"},
        ),
        "match_wrong": ("member", "challenges", pair, {"technology": technology.slug, "side": "company"}),
    }[name]
    page = "response_edit" if name == "attachments" else name
    return kind, reverse(f"{app}:{page}", args=arguments), data


def seats_form(world: World, name: str) -> tuple[str, str, dict[str, str]]:
    """Of the plain member's registration, or of who organises the session."""
    slug, number = world.things["session"], world.registration.pk
    detail = ("adviser", "registration_detail", [slug, number])
    kind, page, arguments, data = {
        "registration_own": ("vetted", "registration_own", [slug], PEOPLE | {"what": "register"}),
        "registration_change": ("member", "registration_own", [slug], PEOPLE | {"what": "change"}),
        "preference_company": ("member", "preference_company", [slug], {f"wish_{world.pitch.pk}": "must"}),
        "calendar_own": ("member", "calendar_own", [], {"seen": "0", "language": "nl"}),
        "calendar_host": ("adviser", "calendar_host", [slug, world.pitch.pk], {"seen": "0", "language": "nl"}),
        "result_own": ("member", "result_own", [slug], {"talk": "1", "kind": "goes_on"}),
        "result_host": ("adviser", "result_host", [slug, world.pitch.pk], {"talk": "1", "kind": "no_fit"}),
        "result_hosts": ("adviser", "result_hosts", [slug], {"talk": "1", "kind": "not_met"}),
        "preference_host": ("adviser", "preference_host", [slug, world.pitch.pk], {f"wish_{number}": "no"}),
        "plan_list": ("adviser", "plan_list", [slug], {"floor": "1"}),
        "plan_repair": ("adviser", "plan_repair", [slug, 2], {"floor": "1", "after": "2"}),
        "plan_edit": ("adviser", "plan_edit", [slug, 2], edited(world) | {"what": "add"}),
        "plan_locks": ("adviser", "plan_locks", [slug, 2], {"locked": "1", "seen": "", "all_of": str(number)}),
        "plan_own": ("member", "plan_own", [slug], {"text": "Pas na elf uur.", "plan": "2"}),
        "registration_list": ("adviser", "registration_list", [slug], {"capacity": "9"}),
        "registration_take_back": ("adviser", "registration_list", [slug], {"take_back": "een-bedrijf"}),
        "registration_cancel": (*detail, {"what": "cancel", "reason": "Dubbel."}),
        "registration_group": (*detail, PEOPLE | {"what": "change"}),
        "check_in": ("adviser", "check_in", [slug], {"what": "code", "code": CODE}),
        "check_in_walk_in": ("adviser", "check_in", [slug], {"what": "walk_in", "company": "X", "names": "Noor"}),
    }[name]
    return kind, reverse(f"challenges:{page}", args=arguments), data


def edited(world: World) -> dict[str, str]:
    """A talk put in by hand."""
    session = world.rows["session"]
    slot = SlotFactory(session=session, starts_at=session.starts_at + timedelta(hours=1))
    return {"registration": str(world.registration.pk), "pitch": str(world.pitch.pk), "slot": str(slot.pk), "seen": ""}


BAD_FILES = {
    "nothing": ("plan.pdf", b""),
    "no PDF": ("plan.pdf", b"\x00\xff not a PDF"),
    "a program": ("plan.exe", b"MZ\x90\x00"),
    "no name": ("\u202e", b"%PDF-1.7"),
    "a long name": ("x" * 400 + ".pdf", b"%PDF-1.7"),
    "a path": ("../../etc/passwd", b"root"),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_bad_file_is_told_and_the_answer_is_kept(world, what):
    kind, url, data = form(world, "attachments")
    del data["detach"]
    name, content = BAD_FILES[what]
    sent = SimpleUploadedFile(name, content, "application/pdf")
    client = client_of(world.people[kind])
    page = client.post(url, data | {"files": sent}, follow=True)
    assert page.status_code == 200
    assert page.context["attachments"] == [world.attachment]
    assert "messages" in page.content.decode()
    assert ANSWER["text"] in page.content.decode()


def introduction_step(world: World, name: str) -> dict[str, str]:
    """What its ROM types who declines, or tells what came of it once everyone said yes."""
    if name == "introduction_decline":
        return {"what": "decline", "reason": "other", "note": "Al voorzien."}
    now = timezone.now()
    Introduction.objects.filter(pk=world.introduction.pk).update(
        state="introduced", owner_accepted_at=now, introduced_at=now
    )
    return {"onward": "yes", "what": "pilot", "happened_on": get_today().isoformat(), "note": "Acht weken."}


def variants(data: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """What goes wrong, and all that is posted."""
    for what, value in ABSURD.items():
        yield f"{what} everywhere", dict.fromkeys(data, value)
        yield from ((f"{what} in {name}", data | {name: value}) for name in data if is_tried_alone(what, data[name]))
    yield "every field twice", [*data.items(), *data.items()]
    yield "every field twice, the second absurd", [*data.items(), *((name, b"\xff") for name in data)]
    yield "a megabyte", data | {next(iter(data)): b"x" * 1_000_000}
    yield "unknown fields", data | {"is_superuser": "1", "state": "nonsense", "rom": "1", "id": "1", "pk": "1"}
    yield from ((f"no {name}", {other: value for other, value in data.items() if other != name}) for name in data)


def is_tried_alone(what: str, right_value: str) -> bool:
    """Return whether a field with this right value is tried with this absurd one while the other fields are right.

    Only a field for a number reads a number, and only a field for a moment reads a year.
    """
    is_number = right_value.replace(".", "").isdigit()
    if what == "a float":
        return is_number
    if what == "the first year":
        return right_value.startswith("20") and not is_number
    return what in ("nothing", "NUL")


@pytest.mark.usefixtures("users_loaded_once")
@pytest.mark.parametrize("name", FORMS)
def test_absurd_values(world, name):
    kind, url, data = form(world, name)
    wrong = []
    for what, posted in variants(data):
        code = world.client(kind).post(url, urlencode(posted), content_type=ENCODED).status_code
        if code not in {200, 302, 400, 404}:
            wrong.append((what, code))
    assert wrong == []


@pytest.mark.parametrize("name", ["companies:company_create", "challenges:challenge_create", "match_decide"])
def test_absurd_values_in_several_parts(world, name):
    kind, url, data = form(world, name)
    for value in ("a\x00b", "\udc80", "x" * 10_000):
        parts = [f'--b\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n' for each in data]
        body = ("".join(parts) + "--b--\r\n").encode(errors="surrogateescape")
        client = client_of(world.people[kind], raise_request_exception=False)
        assert client.post(url, body, content_type="multipart/form-data; boundary=b").status_code == 200


TYPED = {"companies:company_create": FIRST_PAGE, "challenges:challenge_create": CHALLENGE}
MISTAKES = [
    *(("companies:company_create", each) for each in ({"kind": "bank"}, {"kvk_number": "x"}, {"website": "nowhere"})),
    *(("companies:company_create", each) for each in ({"city": "a\x00b"}, {"team_size": "9e99"}, {"province": "0"})),
    *(("challenges:challenge_create", each) for each in ({"trl_min": "8"}, {"closes_at": "x"}, {"branch": "police"})),
    *(("challenges:challenge_create", each) for each in ({"budget_eur": "9" * 20}, {"closes_at": "2026-11-30T09:00"})),
]


def problems(page: HttpResponse) -> set[str]:
    """What the page's form says, in the language of this moment."""
    form = page.context.get("form")
    return {str(text) for texts in form.errors.values() for text in texts} if form else set()


def mistaken(world: World, name: str, mistake: dict[str, str]) -> HttpResponse:
    client = client_of(world.people[PLAIN[name][0]])
    return client.post(reverse(name), TYPED[name] | mistake)


@pytest.mark.parametrize(("name", "mistake"), MISTAKES)
def test_nothing_typed_is_lost(world, name, mistake):
    page = mistaken(world, name, mistake)
    assert page.status_code == 200
    told = page.context["form"].errors
    assert told
    kept = {field: value for field, value in TYPED[name].items() if field not in mistake}
    assert {field: value for field, value in kept.items() if str(page.context["form"][field].value()) != value} == {}
    html = page.content.decode()
    assert [value for value in kept.values() if value not in html] == []


@pytest.mark.parametrize(("name", "mistake"), MISTAKES)
def test_a_mistake_is_told_in_the_language_of_the_reader(world, name, mistake):
    told = {}
    for language in ("nl", "en"):
        with override(language):
            page = mistaken(world, name, mistake)
            told[language] = problems(page)
        html = unescape(page.content.decode())
        assert [text for text in told[language] if text not in html] == []
    assert told["nl"].isdisjoint(told["en"])


@pytest.mark.parametrize("name", [name for name in PLAIN if name.startswith(("account", "mfa_activate"))])
def test_packaged_forms_speak_the_language_of_the_reader(world, name):
    kind, _url, data = form(world, name)
    for value in ("", "nonsense", "x" * 10_000):
        told = {}
        for language in ("nl", "en"):
            client: Client = client_of(world.people[kind])
            with override(language):
                told[language] = problems(client.post(reverse(name), dict.fromkeys(data, value), follow=True))
        assert told["nl"].isdisjoint(told["en"])
