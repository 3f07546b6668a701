"""Pages on which a timetable is published, commented on, repaired, locked, edited and made final."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.sessions.part_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.timetables.models import Remark
from challenges.timetables.plan_snapshot import record_plan_meetings
from challenges.timetables.programme import load_plan_input
from challenges.timetables.services.plans import make_due_plans, request_plan
from portal.ui.dates import format_date_time
from tests.challenges.timetables.scenario import Scene
from tests.challenges.timetables.test_repair import leaves, triples
from tests.factories import (
    MeetingTableFactory,
    MembershipFactory,
    PresenceFactory,
    RegistrationFactory,
    UserFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene(companies=3, hosts=2, slots=3)


def page(name, scene, *more):
    return reverse(f"challenges:{name}", args=[scene.session.slug, *more])


def text(response):
    return " ".join(response.content.decode().split())


def test_participant_sees_only_its_own_and_nothing_before_it_is_shown(client, scene, django_assert_max_num_queries):
    scene.plan((0, 0, 0), (1, 1, 0))
    client.force_login(scene.members[0])
    assert client.get(page("plan_own", scene)).status_code == 404
    client.force_login(scene.by)
    assert "3 bedrijven kregen bericht" in text(
        client.post(page("plan_detail", scene, 1), {"what": "provisional"}, follow=True)
    )
    Remark.objects.create(plan=Plan.objects.get(), registration=scene.coming[1], text="Van een ander.")
    client.force_login(scene.members[0])
    with django_assert_max_num_queries(20):
        shown = text(client.get(page("plan_own", scene)))
    own, other = scene.pitches[0].challenge.title_nl, scene.pitches[1].challenge.title_nl
    assert (own in shown, other in shown, "Van een ander" in shown, "Voorlopig" in shown) == (True, False, False, True)
    client.force_login(UserFactory(rom=scene.pitches[1].challenge.rom, rom_role="adviser"))
    shown = text(client.get(page("plan_own", scene)))
    assert (scene.coming[1].company.name in shown, scene.coming[0].company.name in shown) == (True, False)
    assert "Van een ander" not in shown
    client.force_login(UserFactory(adviser=True))
    assert client.get(page("plan_own", scene)).status_code == 404


def test_own_talks_are_those_of_one_company_and_lead_to_their_briefs(client, scene):
    """Also for who is of two companies that come, and so may see the talks of both."""
    scene.plan((0, 0, 0), (1, 1, 0))
    client.force_login(scene.by)
    client.post(page("plan_detail", scene, 1), {"what": "provisional"})
    MembershipFactory(company=scene.coming[1].company, user=scene.members[0])
    client.force_login(scene.members[0])
    shown = text(client.get(page("plan_own", scene)))
    own, other = scene.pitches[0].challenge.title_nl, scene.pitches[1].challenge.title_nl
    assert (own in shown, other in shown) == (True, False)
    brief = page("brief_detail", scene, scene.coming[0].pk, scene.pitches[0].pk)
    assert brief in shown
    Challenge.objects.filter(pk=scene.pitches[0].challenge_id).update(state="withdrawn")
    shown = text(client.get(page("plan_own", scene)))
    assert (own in shown, "niet meer te zien" in shown) == (False, True)


@pytest.mark.parametrize(("slot", "told"), [(0, True), (1, False)])
def test_people_of_a_company_with_two_talks_at_once_divide_themselves(client, scene, slot, told):
    scene.plan((0, 0, 0), (0, 1, slot))
    Plan.objects.update(provisional_at=timezone.now())
    client.force_login(scene.members[0])
    for name in ("plan_own", "agenda_own"):
        assert ("verdeel je mensen" in text(client.get(page(name, scene)))) is told


def test_version_list_calls_no_pitch_moved_that_stays(client, scene):
    """A pitch without its own table keeps its table in a version, even if another table is the first free one."""
    client.force_login(scene.by)
    pitch = scene.pitches[0]
    for number in (80, 90):
        MeetingTableFactory(session=scene.session, room=pitch.table.room, number=number)
    Pitch.objects.filter(pk=pitch.pk).update(table=None)
    pitch.table = last = scene.session.tables.get(number=90)
    plan = scene.plan((0, 0, 0))
    plan.programme = load_plan_input(plan).record.to_json()
    record_plan_meetings(plan)
    plan.save()
    assert "heeft een andere tafel" not in text(client.get(page("plan_list", scene)))
    last.delete()
    assert "heeft een andere tafel" in text(client.get(page("plan_list", scene)))


def test_remark_that_is_refused_is_not_lost(client, scene):
    client.force_login(scene.by)
    first, second = scene.plan((0, 0, 0)), scene.plan((0, 0, 1))
    client.post(page("plan_detail", scene, first.number), {"what": "provisional"})
    client.force_login(scene.members[0])
    said = {"text": "Pas na elf uur.", "plan": str(first.number)}
    client.post(page("plan_own", scene), said)
    client.force_login(scene.by)
    shown = text(client.get(page("plan_detail", scene, first.number)))
    assert (scene.coming[0].company.name in shown, "Pas na elf uur." in shown) == (True, True)
    assert "1 opmerking nog niet bekeken" in text(client.get(page("plan_list", scene)))
    client.post(page("plan_detail", scene, second.number), {"what": "provisional"})
    client.force_login(scene.members[0])
    refused = text(client.post(page("plan_own", scene), said | {"text": "En niet aan tafel 1."}))
    assert "En niet aan tafel 1.</textarea>" in refused
    assert "andere versie" in refused
    assert f'name="plan" value="{second.number}"' in refused
    assert Remark.objects.count() == 1
    client.force_login(scene.by)
    client.post(page("plan_detail", scene, second.number), {"what": "final"})
    client.force_login(scene.members[0])
    refused = text(client.post(page("plan_own", scene), said | {"text": "Toch niet.", "plan": str(second.number)}))
    assert ("Toch niet.</textarea>" in refused, "Bel of mail" in refused) == (True, True)


def test_organiser_says_until_when_remarks_can_be_made(client, scene):
    client.force_login(scene.by)
    scene.plan((0, 0, 0))
    until = timezone.localtime(scene.session.starts_at).replace(second=0, microsecond=0) - timedelta(minutes=5)
    data = {"what": "provisional"}
    for wrong in ("gisteren", "2020-01-01T10:00"):  # none, and one that is past
        shown = text(client.post(page("plan_detail", scene, 1), data | {"remarks_until": wrong}, follow=True))
        assert ("Fout:" in shown, f'value="{wrong}"' in shown) == (True, True)
        assert Plan.objects.get().provisional_at is None
    data |= {"remarks_until": f"{until:%Y-%m-%dT%H:%M}"}
    assert f"opmerkingen maken tot {format_date_time(until)}" in text(
        client.post(page("plan_detail", scene, 1), data, follow=True)
    )
    assert Plan.objects.get().remarks_until == until
    scene.plan((0, 0, 1))
    assert f'value="{data["remarks_until"]}"' in text(client.get(page("plan_detail", scene, 2)))


def test_organiser_repairs_and_accepts_the_difference(client, scene, django_assert_max_num_queries):
    client.force_login(scene.by)
    plan = scene.plan((0, 0, 0), (1, 1, 0), (2, 0, 1))
    client.post(page("plan_detail", scene, 1), {"what": "final"})
    leaves(scene, 0)
    late = RegistrationFactory(session=scene.session)
    WishFactory(registration=late, pitch=scene.pitches[0], wish="must")
    shown = text(client.get(page("plan_detail", scene, 1)))
    assert ("voldoet niet meer" in shown, 'value="final"' in shown) == (True, False)
    with django_assert_max_num_queries(32):
        shown = text(client.get(page("plan_repair", scene, 1)))
    assert (scene.coming[0].company.name in shown, late.company.name in shown) == (True, True)
    client.post(page("plan_repair", scene, 1), {"floor": "0", "after": "1"})
    make_due_plans()
    with django_assert_max_num_queries(45):
        shown = text(client.get(page("plan_detail", scene, 2)))
    for words in ("Bewezen", "Neem over en maak definitief", "2 gesprekken blijven waar ze zijn"):
        assert words in shown
    compared = client.get(page("plan_compare", scene), {"first": "1", "second": "2"})
    assert (late.company.name in text(compared), compared.context["difference"].kept) == (True, 2)
    assert client.get(page("plan_compare", scene), {"first": "1", "second": "99"}).context["difference"] is None
    client.post(page("plan_detail", scene, 2), {"what": "final"})
    assert Plan.objects.shown().get(session=scene.session).number == 2
    assert plan.session.plans.count() == 2


def test_locks_are_kept_by_a_plan_that_is_made_anew(client, scene):
    client.force_login(scene.by)
    plan = scene.plan((0, 0, 2), (1, 1, 1), (1, 0, 0))
    other = plan.meetings.get(registration=scene.coming[0]).pk
    client.post(page("plan_locks", scene, 1), {"all_of": scene.coming[1].pk, "locked": other})
    assert plan.meetings.filter(is_locked=True).count() == 3
    client.post(page("plan_locks", scene, 1), {"none_of": scene.coming[1].pk, "locked": other})
    stays = set(plan.meetings.filter(is_locked=True).values_list("registration", "pitch", "slot"))
    assert len(stays) == 1
    assert "versie 1: 1 gesprek" in text(client.get(page("plan_list", scene)))
    client.post(page("plan_list", scene), {"floor": "0", "after": "1", "keep": "1"})
    make_due_plans()
    made = Plan.objects.get(number=2)
    assert (made.kind, made.state, stays <= triples(made)) == ("solve", "solved", True)


def test_repair_that_cannot_keep_a_lock_says_so_and_leads_back_to_the_locks(client, scene):
    client.force_login(scene.by)
    plan = scene.plan((0, 0, 0), (1, 1, 0))
    plan.meetings.filter(registration=scene.coming[0]).update(is_locked=True)
    PresenceFactory(pitch=scene.pitches[0], starts_at=scene.slots[1].starts_at, ends_at=scene.session.ends_at)
    client.post(page("plan_repair", scene, 1), {"floor": "0", "after": "1"})
    make_due_plans()
    shown = text(client.get(page("plan_detail", scene, 2)))
    assert ("dat staat vast" in shown, page("plan_locks", scene, 1) in shown) == (True, True)
    assert Plan.objects.get(number=2).failure == "impossible"


def test_edit_by_hand_says_what_clashes_and_keeps_what_was_chosen(client, scene):
    client.force_login(scene.by)
    scene.plan((0, 0, 0))
    wrong = {"registration": scene.coming[1].pk, "pitch": scene.pitches[0].pk, "slot": scene.slots[0].pk, "what": "add"}
    page_of = page("plan_edit", scene, 1)
    refused = text(client.post(page_of, wrong))
    assert "heeft geen tijdslot of plek meer vrij" in refused
    assert f'<option value="{scene.slots[0].pk}" selected>' in refused
    assert "spreken elkaar in deze versie niet" in text(client.post(page_of, wrong | {"what": "remove"}))
    assert "Kies een tijd" in text(client.post(page_of, wrong | {"slot": ""}))
    right = client.post(page_of, wrong | {"slot": scene.slots[1].pk}, follow=True)
    assert right.redirect_chain[0][0] == page("plan_edit", scene, 2)
    moved = wrong | {"slot": scene.slots[2].pk, "what": "move"}
    assert "in versie 2" in text(client.post(page("plan_edit", scene, 2), moved, follow=True))
    assert (scene.coming[1].pk, scene.pitches[0].pk, scene.slots[2].pk) in triples(Plan.objects.get(number=2))
    assert "begon vanuit deze versie aan versie 2" in text(client.get(page_of))
    seen = {"seen": "stale", "registration": scene.coming[2].pk, "pitch": scene.pitches[1].pk}
    refused = text(client.post(page("plan_edit", scene, 2), moved | seen | {"what": "add"}))
    assert "collega" in refused


def test_pages_that_change_a_plan_are_of_one_that_is_ready(client, scene):
    client.force_login(scene.by)
    request_plan(scene.session, scene.by)
    for name in ("plan_repair", "plan_edit", "plan_locks"):
        assert client.get(page(name, scene, 1)).status_code == 404


def test_final_in_the_place_of_another_says_that_roms_hear_of_who_left(client, scene):
    client.force_login(scene.by)
    scene.plan((0, 0, 0), (1, 1, 0))
    client.post(page("plan_detail", scene, 1), {"what": "final"})
    leaves(scene, 0)
    scene.plan((1, 1, 0))
    shown = text(client.get(page("plan_detail", scene, 2)))
    assert "Voor geen enkel bedrijf verandert er iets. Ook de ROM’s van de challenges" in shown
