"""Pages of meeting preferences and timetables."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.models import Wish
from challenges.timetables.services.plans import make_due_plans, request_plan
from portal.ui.dates import format_date_time
from tests.challenges.timetables.scenario import Scene
from tests.clients import client_of
from tests.factories import (
    ChallengeFactory,
    MatchFactory,
    MembershipFactory,
    PitchFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db


def page(name, session, *more):
    return reverse(f"challenges:{name}", args=[session.slug, *more])


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def session():
    session = SessionFactory(must_meets=1)
    SlotFactory(session=session)
    PitchFactory.create_batch(2, session=session)
    RegistrationFactory.create_batch(2, session=session)
    return session


@pytest.fixture
def organiser(client, session):
    user = UserFactory(rom=session.rom, rom_role="adviser")
    client.force_login(user)
    return user


def test_company_says_its_wishes_and_sees_the_match(client, session, django_assert_max_num_queries):
    registration, (one, two) = session.registrations.first(), session.pitches.order_by("pk")
    PitchFactory(session=session, challenge=ChallengeFactory(visibility="vetted", title_nl="Besloten"))
    MatchFactory(company=registration.company, challenge=one.challenge)
    WishFactory(registration=registration, pitch=two, side="host", wish="no")
    client.force_login(MembershipFactory(company=registration.company).user)
    with django_assert_max_num_queries(12):
        shown = text(client.get(page("preference_company", session)))
    assert "Match: <b>87</b>" in shown
    assert "Besloten" not in shown
    assert shown.count("checked") == 2  # what the host said is not shown
    chosen = {f"wish_{one.pk}": "must", f"wish_{two.pk}": "must", "seen": ""}
    assert "moet spreken" in text(client.post(page("preference_company", session), chosen))
    client.post(page("preference_company", session), chosen | {f"wish_{two.pk}": "no"})
    said = Wish.objects.filter(side="company").values_list("pitch", "wish")
    assert set(said) == {(one.pk, "must"), (two.pk, "no")}
    assert client.post(page("preference_company", session), {f"wish_{one.pk}": "perhaps"}).status_code == 200
    client.force_login(MembershipFactory().user)
    assert client.get(page("preference_company", session)).status_code == 404


def test_page_of_wishes_says_until_when_and_when_they_closed(client, session):
    registration, pitch = session.registrations.first(), session.pitches.first()
    client.force_login(MembershipFactory(company=registration.company).user)
    url = page("preference_company", session)
    until = timezone.now() + timedelta(days=1)
    Session.objects.update(wishes_until=until)
    assert f"tot {format_date_time(until)}" in text(client.get(url))
    Session.objects.update(wishes_until=timezone.now() - timedelta(days=1))
    shown = text(client.get(url))
    assert "gesloten" in shown
    assert "fieldset disabled" in shown
    assert "gesloten" in text(client.post(url, {f"wish_{pitch.pk}": "must", "seen": ""}))
    assert not Wish.objects.exists()


def test_host_says_its_wishes_and_the_organiser_sees_how_many(
    client, session, organiser, django_assert_max_num_queries
):
    pitch, registration = session.pitches.first(), session.registrations.select_related("company").first()
    client.post(page("preference_host", session, pitch.pk), {f"wish_{registration.pk}": "no"})
    assert Wish.objects.get().side == "host"
    client.get(page("preference_hosts", session))  # the message that it is saved
    with django_assert_max_num_queries(12):
        assert registration.company.name in text(client.get(page("preference_host", session, pitch.pk)))
    with django_assert_max_num_queries(12):
        shown = text(client.get(page("preference_hosts", session)))
    assert "0 van 2 bedrijven" in shown
    assert "1 wens van de vrager" in shown
    client.force_login(UserFactory(rom=pitch.challenge.rom, rom_role="adviser"))
    shown = text(client.get(page("preference_hosts", session)))
    assert "van 2 bedrijven" not in shown
    spoken_for = [f"/wishes/hosts/{each.pk}/" in shown for each in (pitch, session.pitches.last())]
    assert spoken_for == [True, False]
    client.force_login(UserFactory(adviser=True))
    for url in (
        page("preference_hosts", session),
        page("preference_host", session, pitch.pk),
        page("plan_list", session),
    ):
        assert client.get(url).status_code == 404


def test_organiser_asks_for_a_timetable_watches_stops_and_reads_it(
    client, session, organiser, django_assert_max_num_queries
):
    one = session.registrations.first()
    for pitch in session.pitches.all():
        WishFactory(registration=one, pitch=pitch, wish="must")
    assert "Nog geen rooster" in text(client.get(page("plan_list", session)))
    asked = client.post(page("plan_list", session), {"floor": "0"}, follow=True)
    assert "Stop, en bewaar het beste" in text(asked)
    again = client.post(page("plan_list", session), {"floor": "0"}, follow=True)
    assert "al een rooster gemaakt" in text(again)
    plan = Plan.objects.get()
    Plan.objects.update(state="solving")
    assert "Stoppen is aangevraagd" in text(client.post(page("plan_detail", session, 1), follow=True))
    Plan.objects.update(stop_asked_at=None)
    make_due_plans()
    with django_assert_max_num_queries(32):
        shown = text(client.get(page("plan_detail", session, 1)))
    missed = one.company.name
    assert "1 van 2" in shown
    assert f"<h3>{missed}</h3>" in shown
    assert "heeft op dat moment niemand vrij" in shown
    assert 'class="talk talk-must"' in shown
    with django_assert_max_num_queries(22):
        assert "Versie 1" in text(client.get(page("plan_list", session)))
    assert plan.number == 1


def test_missed_must_is_priced_when_asked(client, session, organiser):
    one, (kept, _other) = session.registrations.first(), session.pitches.order_by("pk")
    for pitch in session.pitches.all():
        WishFactory(registration=one, pitch=pitch, wish="must")
    request_plan(session, organiser)
    make_due_plans()
    missed = next(each for each in Plan.objects.get().reasons)
    asked = f"{missed['registration']}-{missed['pitch']}"
    url = page("plan_detail", session, 1)
    assert f"?price={asked}#price" in text(client.get(url))
    assert "Dat kost 1 ander gesprek dat moet" in text(client.get(url, {"price": asked}))
    for bad in ("", "-", "1-2-3", "x-1", f"{one.pk}-{kept.pk}0", "9" * 30 + "-1"):
        assert client.get(url, {"price": bad}).status_code == 200
    WishFactory(registration=session.registrations.last(), pitch=kept, wish="meet")
    assert "is intussen veranderd" in text(client.get(url, {"price": asked}))


def test_what_changed_since_is_told_with_the_talks_that_no_longer_hold(client, session, organiser):
    for registration in session.registrations.all():
        WishFactory(registration=registration, pitch=session.pitches.first(), side="host", wish="meet")
    request_plan(session, organiser)
    make_due_plans()
    pages = [page("plan_detail", session, 1), page("plan_list", session)]
    assert not any("Veranderd sindsdien" in text(client.get(url)) for url in pages)
    WishFactory(registration=session.registrations.first(), pitch=session.pitches.last(), wish="no")
    assert all("wensen of matches zijn veranderd" in text(client.get(url)).lower() for url in pages)
    gone = Meeting.objects.first().registration
    type(gone).objects.filter(pk=gone.pk).update(state="cancelled")
    assert all("1 bedrijf is vertrokken" in text(client.get(url)) for url in pages)
    shown = text(client.get(pages[0]))
    assert f"<li>{gone.company.name} aan tafel" in shown
    assert "<b>sindsdien weg</b>" in shown


def test_floors_are_priced_chosen_and_told(client, session, organiser):
    """Without a promise one company has both hosts in turn; with it, each has one."""
    SlotFactory(session=session, starts_at=session.slots.get().ends_at)
    rich, poor = session.registrations.select_related("company").order_by("pk")
    for pitch in session.pitches.all():
        WishFactory(registration=rich, pitch=pitch, wish="meet")
        WishFactory(registration=rich, pitch=pitch, wish="meet", side="host")
    costs = text(client.get(page("plan_list", session), {"costs": "1"}))
    assert [f'name="floor" value="{n}"' in costs for n in range(4)] == [True, True, True, False]
    assert "3 gesprekken voor elk bedrijf kan niet" in costs
    client.post(page("plan_list", session), {"floor": "1"})
    make_due_plans()
    shown = text(client.get(page("plan_detail", session, 1)))
    assert "Elk bedrijf heeft minstens 1 gesprek" in shown
    assert "het kost niets" in shown
    assert f"Minste gesprekken, 1: {poor.company.name}" in shown


def test_plan_stopped_before_it_began_says_so(client, session, organiser):
    client.post(page("plan_list", session), {"floor": "0"})
    shown = text(client.post(page("plan_detail", session, 1), follow=True))
    assert "gestopt voordat er een rooster was" in shown
    assert make_due_plans() == 0


def test_timetable_that_cannot_be_names_what_clashes(client, session, organiser):
    client.post(page("plan_list", session), {"floor": "2"})
    make_due_plans()
    shown = text(client.get(page("plan_detail", session, 1)))
    assert "gaan niet samen" in shown
    assert "minste aantal gesprekken beloofd" in shown


def test_what_everybody_is_promised_together_is_told_in_one_sentence():
    scene = Scene(companies=9, hosts=2, slots=2)
    request_plan(scene.session, scene.by, floor=1)
    make_due_plans()
    lines = client_of(scene.by).get(page("plan_detail", scene.session, 1).replace("/nl/", "/en/")).context["clash"]
    names = [each.company.name for each in scene.coming[4:]]
    assert lines[0] == f"5 companies are promised a least number of talks ({', '.join(names)})"
    assert len(lines) == 3
    assert all(each.startswith("The host of ") for each in lines[1:])
