"""Words planted in all that is not for everyone; then every page is read as everyone, and the words looked for."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pgtrigger
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import IntroductionStep
from challenges.matching.inputs import load_company_profiles
from challenges.matching.models import Decision, Match
from challenges.posting.annex_models import Annex, AnnexReading
from challenges.posting.models import Challenge
from challenges.responses.models import Response
from challenges.sessions.part_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.services.preferences import save_company_preferences, save_host_preferences
from companies.profiles.models import Company
from companies.profiles.pages import ProfilePreviewReader
from companies.profiles.visibility_models import CompanyConfidential, CompanyContact
from companies.profiles.wizard import SLUGS
from portal.notifications.outbox_models import OutboxMail
from tests.addresses import addresses
from tests.clients import client_of
from tests.factories import (
    AnswerFactory,
    CompanyConfidentialFactory,
    CompanyContactFactory,
    CompanyTechnologyFactory,
    DecisionFactory,
    MatchFactory,
    PitchFactory,
    QuestionFactory,
    RemarkFactory,
    RequirementFactory,
    SubmissionFactory,
    TechnologyFactory,
    WishFactory,
)
from tests.safety import inline, unsafe
from tests.test_access import ANNEXES_READ, EVERYONE, OWN_ROM, PLAIN, SEEN, STAFF
from tests.world import CALENDAR, World

READ_WHOLE = {"visitor", "member", "adviser", "admin"}


@dataclass(frozen=True)
class Secret:
    word: str
    seen_by: frozenset[str]


def word(number: int) -> str:
    """Letters like no others, which no search takes for a mistyped other word."""
    digest = hashlib.sha256(str(number).encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:14])


@dataclass
class Planted:
    world: World
    secrets: list[Secret]
    technologies: dict[str, str]  # asked by one challenge alone: slug by the challenge's kind

    def next(self, seen_by: frozenset[str]) -> str:
        self.secrets.append(Secret(word(len(self.secrets)), seen_by))
        return self.secrets[-1].word


@pytest.fixture
def planted(world: World) -> Planted:
    planted = Planted(world, [], {})
    for kind, seen_by in SEEN.items():
        plant_challenge(planted, kind, frozenset(seen_by))
        plant_annex(planted, kind, frozenset(ANNEXES_READ[kind]))
    plant_companies(planted)
    plant_groups(planted, world.rows["unclaimed company"], OWN_ROM)
    plant_groups(planted, world.companies["member"], frozenset({"member", "admin"}))
    plant_people(planted)
    plant_matches(planted)
    plant_responses(planted)
    plant_introduction(planted)
    plant_host(planted)
    plant_registration(planted)
    return planted


def plant_challenge(planted: Planted, kind: str, seen_by: frozenset[str]) -> None:
    challenge: Challenge = planted.world.rows[kind]
    for field in ("title_nl", "title_en", "teaser_nl", "teaser_en", "source", "slug"):
        setattr(challenge, field, planted.next(seen_by))
    challenge.save()
    technology = TechnologyFactory()
    planted.technologies[kind] = technology.slug
    phrase, sentence = planted.next(seen_by), planted.next(seen_by)
    RequirementFactory(
        challenge=challenge, technology=technology, phrase=phrase, sentence=f"{sentence} {phrase}", language="nl"
    )
    CompanyTechnologyFactory(
        company=planted.world.rows["unclaimed company"],
        technology=technology,
        phrase="toestel",
        sentence="Het toestel.",
    )
    session = planted.world.rows["session"]
    if not session.pitches.filter(challenge=challenge).exists():
        PitchFactory(session=session, challenge=challenge)


def plant_annex(planted: Planted, kind: str, seen_by: frozenset[str]) -> None:
    texts = {field: planted.next(seen_by) for field in ("text_nl", "text_en")}
    Annex.objects.filter(challenge=planted.world.rows[kind]).update(**texts)


def plant_companies(planted: Planted) -> None:
    hidden: Company = planted.world.rows["draft company"]
    for field in ("name", "city", "text_nl", "text_en", "source", "slug"):
        setattr(hidden, field, planted.next(OWN_ROM))
    hidden.website = f"https://{planted.next(OWN_ROM)}.example"
    hidden.save()
    phrase = planted.next(OWN_ROM)
    CompanyTechnologyFactory(company=hidden, phrase=phrase, sentence=f"Ons {phrase}.")
    session = planted.world.rows["draft session"]
    for field in ("title_nl", "text_nl", "place", "city", "slug"):
        setattr(session, field, planted.next(OWN_ROM))
    session.save()
    session.programme.create(text_nl=planted.next(OWN_ROM))


def plant_groups(planted: Planted, company: Company, own: frozenset[str]) -> None:
    """Parts of a public profile that are for the own ROM and its people alone (`own`), or for staff everywhere."""
    staff = STAFF | {"admin"} | own
    company.audience_use = company.audience_contact = "staff"
    company.audience_references = company.audience_confidential = "own_rom"
    for field in ("civil_use_nl", "civil_use_en", "military_use_nl", "military_use_en"):
        setattr(company, field, planted.next(staff))
    company.save()
    company.reference_cases.create(year=2020, **{name: planted.next(own) for name in ("title", "customer", "text_nl")})
    CompanyContactFactory(company=company, name=planted.next(staff), email=f"{planted.next(staff)}@example.org")
    CompanyConfidentialFactory(company=company, text_nl=planted.next(own), text_en=planted.next(own))


def plant_people(planted: Planted) -> None:
    """Who claims a profile is known to the ROM that decides."""
    for kind, user in planted.world.people.items():
        if user:
            seen_by = frozenset({kind, "admin"} | ({"adviser"} if kind == "registered" else set()))
            user.name, user.email = planted.next(seen_by), f"{planted.next(seen_by)}@example.org"
            user.save()


def plant_matches(planted: Planted) -> None:
    """Totals are secrets, too: 71,1 of one company is nobody else's business."""
    world = planted.world
    challenge = world.rows["public challenge"]
    pairs = {**world.companies, "stale": world.rows["draft company"]}
    for number, (kind, company) in enumerate(pairs.items(), 1):
        parts = {"technology": 300 + number, "text": 210, "maturity": 200, "region": 0}
        MatchFactory(challenge=challenge, company=company, **parts)
        if kind != "stale":
            seen_by = OWN_ROM | {kind}
            planted.secrets.append(Secret(f"{710 + number}"[:2] + f",{number}", seen_by))
        DecisionFactory(
            challenge=challenge,
            company=company,
            kind=Decision.Kind.DISMISSED,
            reason="other",
            note=planted.next(OWN_ROM),
            decided_by=world.people["adviser"],
        )


def plant_responses(planted: Planted) -> None:
    """What a company writes is its own and its partners': as long as a challenge is open nobody else reads it."""
    world = planted.world
    challenge = world.rows["public challenge"]
    question = QuestionFactory(challenge=challenge, position=9)
    for kind, company in world.companies.items():
        response, _is_new = Response.objects.get_or_create(challenge=challenge, company=company)
        seen_by = frozenset({kind} | ({"vetted"} if response.co_applicants.exists() else set()))  # who joins in reads
        AnswerFactory(response=response, question=question, text=planted.next(seen_by))
        if kind == "vetted":
            Response.objects.filter(pk=response.pk).update(
                state=Response.State.SUBMITTED, sent_version=0, submitted_at=timezone.now()
            )
        sent = {"position": 9, "question_nl": "Wat?", "question_en": "What?", "words": 1, "word_limit": 9}
        sent["text"] = planted.next(seen_by)
        SubmissionFactory(response=response, number=2, snapshot=json.dumps({"answers": [sent]}))


def plant_introduction(planted: Planted) -> None:
    """As long as one side has not said yes, who asks stays with its ROM; what was written stays with the sides."""
    contact = ChallengeContact.objects.get(challenge=planted.world.introduction.challenge)
    contact.unit, contact.name = planted.next(OWN_ROM), planted.next(OWN_ROM)
    contact.email = f"{planted.next(OWN_ROM)}@example.org"
    contact.save()
    step = planted.world.introduction.steps.get()
    seen_by = OWN_ROM | {"member"}
    with pgtrigger.ignore("challenges.IntroductionStep:stays_as_it_was"):
        IntroductionStep.objects.filter(pk=step.pk).update(note=planted.next(seen_by))


def plant_host(planted: Planted) -> None:
    """Who sits at a table is known to the organisers, and to the companies that meet them there."""
    seen_by = OWN_ROM | {"member"}
    Pitch.objects.filter(pk=planted.world.pitch.pk).update(
        host_name=planted.next(seen_by), host_organisation=planted.next(seen_by)
    )


def plant_registration(planted: Planted) -> None:
    """Who comes is known to their company and to the organisers."""
    seen_by = OWN_ROM | {"member"}
    planted.world.registration.attendees.update(
        name=planted.next(seen_by), email=f"{planted.next(seen_by)}@example.org"
    )
    plan = planted.world.rows["session"].plans.get(number=2)
    RemarkFactory(plan=plan, registration=planted.world.registration, text=planted.next(seen_by))


def pages(world: World) -> Iterator[str]:
    """Every page, and every page of a thing for each of the things."""
    yield from (url for _name, url in addresses(world))
    things = world.things
    challenges = [slug for kind, slug in things.items() if kind in SEEN]
    companies = {each.slug for each in (*world.companies.values(), world.rows["draft company"])}
    for challenge in challenges:
        for name in (
            "challenge_contact",
            "introduction_ask",
            "challenge_detail",
            "challenge_edit",
            "response_edit",
            "response_detail",
            "response_inbox",
        ):
            yield reverse(f"challenges:{name}", args=[challenge])
        for name in ("annex_read", "annex_edit"):
            yield reverse(f"challenges:{name}", args=[challenge])
        for company in companies:
            yield from (
                reverse(f"challenges:{name}", args=[challenge, company]) for name in ("match_detail", "match_decide")
            )
    for company in companies:
        yield from (reverse(f"companies:{name}", args=[company]) for name in ("company_detail", "company_edit"))
        yield from (reverse("companies:profile_wizard", args=[company, step]) for step in SLUGS)
        yield reverse("challenges:profile_completeness", args=[company])
        yield from (
            reverse(f"companies:{name}", args=[company]) for name in ("technology_review", "company_visibility")
        )
        yield from (
            reverse("companies:company_preview", args=[company]) + f"?as={eyes}" for eyes in ProfilePreviewReader
        )
    yield from (reverse("challenges:session_detail", args=[things[kind]]) for kind in ("session", "draft session"))
    for name in ("session_pitches", "session_rooms", "session_edit", "session_copy"):
        yield reverse(f"challenges:{name}", args=[things["session"]])
    yield reverse("challenges:pitch_edit", args=[things["session"], world.pitch.pk])
    for name in ("agenda_own", "agenda_list", "sheet_list"):
        yield reverse(f"challenges:{name}", args=[things["session"]]) + "?format=pdf"
    yield reverse("challenges:agenda_own", args=[things["session"]]) + "?format=briefs"
    for kind in ("pdf", "briefs"):
        yield reverse("challenges:sheet_detail", args=[things["session"], world.pitch.pk]) + f"?format={kind}"
    talk = [things["session"], world.registration.pk, world.pitch.pk]
    yield reverse("challenges:brief_detail", args=talk) + "?format=pdf"
    for kind in ("pdf", "xlsx", "csv"):
        yield reverse("challenges:plan_whole", args=[things["session"], 2]) + f"?format={kind}"
    yield from (reverse(name) for name in PLAIN)


def unset(_template: str, data: dict[str, Any]) -> bytes:
    """In place of a PDF, whose words are packed: what it is set from."""
    return json.dumps(data, ensure_ascii=False).encode()


def text_of(response: HttpResponse) -> str:
    """All words of an answer, a page or a logo; of an archive, those of the files in it."""
    content = response.getvalue().replace(b"\r\n ", b"")  # a calendar breaks its lines within words
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    archive = ZipFile(BytesIO(content))
    return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def leaked(response: HttpResponse, kind: str, secrets: list[Secret], typed: Sequence[str] = ()) -> list[str]:
    text = text_of(response)
    for word in typed:
        text = text.replace(word, "")
    text += str(response.headers)
    return [each.word for each in secrets if kind not in each.seen_by and each.word in text]


@pytest.mark.usefixtures("uncounted", "unlogged", "users_loaded_once")
@pytest.mark.parametrize("kind", sorted(EVERYONE))
def test_no_page_tells_a_secret_or_lacks_what_keeps_the_reader_safe(planted, kind, monkeypatch):
    """Each page is asked once, and judged in both ways: asking is what takes long. Reading all for what stands inline
    takes long, too, and is done for some."""
    monkeypatch.setattr("challenges.timetables.views.handouts.render_pdf", unset)
    client = client_of(planted.world.people[kind])
    of_address = {each.word for each in planted.secrets}
    read_whole = {url for _name, url in addresses(planted.world)} if kind in READ_WHOLE else set()
    told, unsafe_pages = {}, {}
    for url in sorted(set(pages(planted.world))):
        response = client.get(url)
        told[url] = leaked(response, kind, planted.secrets)
        unsafe_pages[url] = unsafe(response, signed_in=kind != "visitor")
        unsafe_pages[url] += inline(response) if url in read_whole else []
    if kind != "member":
        del told[reverse("feeds:calendar_feed", args=[CALENDAR])]  # a secret of its own, the member's
    assert {url: words for url, words in told.items() if not all(w in url and w in of_address for w in words)} == {}
    assert {url: wrong for url, wrong in unsafe_pages.items() if wrong} == {}


def searched(client: Client, page: str, **query: str) -> HttpResponse:
    return client.get(reverse(page), query)


@pytest.mark.usefixtures("uncounted", "unlogged")
@pytest.mark.parametrize("kind", sorted(EVERYONE - {"admin"}))
def test_no_search_finds_a_secret(planted, kind):
    """Neither the thing itself, nor a number that counts it."""
    client = client_of(planted.world.people[kind])
    hidden = [each.word for each in planted.secrets if kind not in each.seen_by and "," not in each.word]
    told = []
    for page, words in product(("challenges:challenge_list", "companies:company_list"), searches(hidden, planted)):
        response = searched(client, page, q=" or ".join(words))
        told += [(page, words, count)] if (count := response.context["page"].paginator.count) else []
        told += [(page, words, leak)] if (leak := leaked(response, kind, planted.secrets, typed=words)) else []
    assert told == []


def searches(hidden: list[str], planted: Planted) -> Iterator[list[str]]:
    """As many words at once as fit, neighbours apart: what is typed is no leak, and a thing has them side by side. Each
    name also alone, as names are what mistyped words are compared with."""
    batches = len(hidden) // 10 + 1
    yield from (hidden[first::batches] for first in range(batches))
    named = {planted.world.rows["draft company"].name}
    named |= {
        title for kind in SEEN for title in (planted.world.rows[kind].title_nl, planted.world.rows[kind].title_en)
    }
    yield from ([name] for name in sorted(named.intersection(hidden)))


def test_a_search_of_many_words_finds_what_has_one_of_them(planted):
    """Or the test above would find nothing, whatever is told."""
    public = planted.world.rows["public challenge"]
    for words in ([public.title_nl], [word(number) for number in range(900, 909)] + [public.teaser_en]):
        response = searched(client_of(None), "challenges:challenge_list", q=" or ".join(words))
        assert response.context["page"].paginator.count == 1


@pytest.mark.parametrize("kind", sorted(EVERYONE))
def test_numbers_count_what_the_reader_sees(planted, kind):
    world = planted.world
    client = client_of(world.people[kind])
    seen = {thing for thing, people in SEEN.items() if kind in people}
    response = client.get(reverse("challenges:challenge_list"))
    assert response.context["page"].paginator.count == len(seen)
    counts = {
        option.value: option.count
        for facet in response.context["facets"]
        if facet.name == "technology"
        for option in (*facet.options, *facet.more)
    }
    assert counts == {planted.technologies[thing]: 1 for thing in seen}
    for facet in response.context["facets"]:
        assert max(option.count for option in (*facet.options, *facet.more)) <= len(seen)
    chosen = client.get(reverse("challenges:challenge_list"), {"technology": list(planted.technologies.values())})
    assert chosen.context["page"].paginator.count == len(seen)
    companies = client.get(reverse("companies:company_list"))
    assert companies.context["page"].paginator.count == Company.objects.visible_to(user_of(world, kind)).count()


def user_of(world: World, kind: str) -> Any:
    return world.people[kind] or AnonymousUser()


def test_home_page_counts_open_challenges_that_the_reader_sees(planted):
    for kind, user in planted.world.people.items():
        hidden = {"draft challenge", "withdrawn challenge"}
        seen = {thing for thing, people in SEEN.items() if kind in people and thing not in hidden}
        assert client_of(user).get(reverse("challenges:home")).context["challenge_count"] == len(seen)


def test_a_match_with_a_company_that_went_into_hiding_is_not_shown(planted):
    """Between a withdrawal and the next matching, lists still hold the company."""
    world = planted.world
    company = world.companies["vetted"]
    Company.objects.filter(pk=company.pk).update(state=Company.State.WITHDRAWN, name="Verdwenen")
    page = client_of(world.people["adviser"]).get(
        reverse("challenges:challenge_detail", args=[world.things["public challenge"]])
    )
    assert Match.objects.filter(company=company).exists()
    assert "Verdwenen" not in page.content.decode()


def test_example_on_the_home_page_is_of_public_things_alone(planted):
    world = planted.world
    Challenge.objects.update(is_example=True)
    Company.objects.update(is_example=True)
    Company.objects.filter(pk=world.companies["member"].pk).update(state=Company.State.DRAFT)
    client = client_of(None)
    hidden = {each.word for each in planted.secrets if "visitor" not in each.seen_by and "," not in each.word}
    assert not hidden & set(re.findall(r"\w+", client.get(reverse("challenges:home")).content.decode()))
    assert world.companies["member"].name not in client.get(reverse("challenges:home")).content.decode()


def test_log_holds_no_password(db, caplog):
    """What goes wrong is logged by address, without what was typed."""
    client = client_of(None)
    with caplog.at_level("DEBUG", "django"):
        client.post(reverse("account_login"), {"login": "iemand@example.org", "password": "geheim wachtwoord"})
    assert "geheim wachtwoord" not in caplog.text


def test_admin_tables_and_history_hold_no_confidential_word(planted):
    """Nor does the audit trail: what is confidential is read on its own page, where reading it is noted."""
    world, admin = planted.world, client_of(planted.world.people["admin"])
    confidential = CompanyConfidential.objects.get(company=world.companies["member"])
    contact = CompanyContact.objects.get(company=world.companies["member"])
    words = [confidential.text_nl, confidential.text_en, contact.name, contact.email]
    parts = ("company", "companycontact", "companyconfidential")
    pages = [
        reverse("admin:companies_company_export"),
        reverse("admin:companies_company_change", args=[confidential.pk]),
        *(reverse(f"admin:companies_{name}_changelist") for name in (*parts, "reading")),
        *(reverse(f"admin:companies_{name}_history", args=[confidential.pk]) for name in parts),
    ]
    told = [(page, word) for page in pages for word in words if word in admin.get(page).content.decode()]
    assert told == []
    table = admin.post(reverse("admin:companies_company_export"), {"format": "1", "resource": ""})
    assert table.status_code == 200
    assert not any(word in table.content.decode() for word in words)


def near_an_annex(world: World) -> Iterator[str]:
    names = ("challenge_detail", "challenge_edit", "challenge_preview", "response_edit", "annex_read", "annex_edit")
    yield from (reverse(f"challenges:{name}", args=[world.things[kind]]) for kind in SEEN for name in names)
    yield from (reverse(f"challenges:{name}") for name in ("challenge_list", "staff_dashboard", "company_home"))


def test_an_annex_is_on_its_own_pages_alone_and_reading_it_is_noted(planted):
    """Whoever may read it finds its words nowhere else: not in the challenge, its matches, the lists, or a mail."""
    words = [word for annex in Annex.objects.all() for word in (annex.text_nl, annex.text_en)]
    for kind in ("adviser", "invited"):
        client = client_of(planted.world.people[kind])
        for url in near_an_annex(planted.world):
            text = text_of(client.get(url))
            assert "/annex/" in url or not any(word in text for word in words), url
    assert not any(
        word in f"{mail.subject}{mail.text}{mail.html}" for word in words for mail in OutboxMail.objects.all()
    )
    readers = AnnexReading.objects.values_list("user", "annex")
    adviser, invited = (planted.world.people[kind].pk for kind in ("adviser", "invited"))
    assert {annex for user, annex in readers if user == adviser} == set(Annex.objects.values_list("pk", flat=True))
    rows = planted.world.rows
    assert {annex for user, annex in readers if user == invited} == {
        rows[kind].pk for kind, people in ANNEXES_READ.items() if "invited" in people
    }


def test_mails_hold_no_confidential_word(planted, mailoutbox):
    words = [word for row in CompanyConfidential.objects.all() for word in (row.text_nl, row.text_en)]
    rows = [f"{mail.subject}{mail.text}{mail.html}" for mail in OutboxMail.objects.all()]
    rows += [mail.subject + mail.body for mail in mailoutbox]
    assert not any(word in row for word in words for row in rows)


def test_matching_never_reads_a_word_that_is_not_for_everyone(planted):
    hidden = {word for company in Company.objects.all() for word in hidden_words(company)}
    read = " ".join(text for offer in load_company_profiles(Company.objects.all()) for text in offer.texts)
    assert hidden
    assert not any(word in read for word in hidden)


def hidden_words(company: Company) -> list[str]:
    uses = [company.civil_use_nl, company.civil_use_en, company.military_use_nl, company.military_use_en]
    confidential = CompanyConfidential.objects.filter(company=company)
    cases = company.reference_cases.values_list("title", "customer", "text_nl")
    texts = confidential.values_list("text_nl", "text_en")
    return [word for words in (uses, *cases, *texts) for word in words if word]


@pytest.mark.usefixtures("uncounted", "unlogged")
def test_nobody_can_tell_who_does_not_want_to_meet(planted):
    """No thanks is no word to look for: pages are the same before and after it is said, also of a missed must-meet."""
    world, people = planted.world, planted.world.people
    registration, pitch = world.registration, world.pitch
    WishFactory(registration=registration, pitch=pitch, side="company", wish="must")
    shown_plan(registration, pitch)
    readers = sorted(EVERYONE - OWN_ROM)
    before = {kind: pages_of_session(world, kind) for kind in readers}
    assert any(registration.session.title_nl in page for page in before["member"].values())
    mails = OutboxMail.objects.count()
    assert save_host_preferences(pitch, people["adviser"], {registration.pk: "no"})
    reasons = [{"registration": registration.pk, "pitch": pitch.pk, "grounds": [{"rule": "never"}]}]
    Plan.objects.update(reasons=reasons)
    assert changed(before["member"], pages_of_session(world, "member")) == []
    assert save_company_preferences(registration, people["member"], {pitch.pk: "no"})
    for kind in set(readers) - {"member"}:
        assert changed(before[kind], pages_of_session(world, kind)) == [], kind
    assert OutboxMail.objects.count() == mails


def shown_plan(registration: Registration, pitch: Pitch) -> None:
    """A timetable that participants go by, with a must-meet that is missed."""
    figures = {"value": 0, "bound": 0, "musts": 1, "musts_kept": 0, "fewest": 0, "idle_tables": 0}
    now = timezone.now()
    Plan.objects.filter(session=registration.session).update(
        state="solved", ended_at=now, provisional_at=now, **figures
    )


def pages_of_session(world: World, kind: str) -> dict[str, str]:
    """By address, without what is new at each look."""
    slug, client = world.things["session"], world.client(kind)
    asked = {url for _name, url in addresses(world) if f"/{slug}/" in url} | {reverse(name) for name in PLAIN}
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    return {url: token.sub("", text_of(client.get(url))) for url in sorted(asked)}


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [url for url in before if before[url] != after[url]]
