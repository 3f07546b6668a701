from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from challenges.introductions.models import Introduction
from challenges.introductions.services import (
    StepDetails,
    explain_start_refusal,
    start_introduction,
    take_introduction_step,
)
from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.ui.dates import AMSTERDAM, format_day, get_today
from tests.factories import ChallengeContactFactory, ChallengeFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
EVERYONE = {IntroductionParty.COMPANY, IntroductionParty.OWNER, IntroductionParty.COMPANY_ROM}


def steps_of(introduction):
    return list(introduction.steps.order_by("at", "pk").values_list("what", "side"))


@pytest.mark.parametrize("begun_by", sorted(EVERYONE))
def test_introduction_comes_when_every_side_has_said_yes(case, begun_by):
    introduction = case.begin(begun_by)
    assert introduction.accepted == {begun_by}
    first, last = sorted(EVERYONE - {begun_by})
    assert case.take(introduction, first, IntroductionAction.ACCEPT).state == IntroductionState.ASKED
    introduced = case.take(introduction, last, IntroductionAction.ACCEPT)
    assert (introduced.state, introduced.accepted) == (IntroductionState.INTRODUCED, EVERYONE)
    assert introduced.introduced_at == introduced.state_since > introduced.asked_at
    assert steps_of(introduction) == [("ask", begun_by), ("accept", first), ("accept", last)]


def test_company_of_the_rom_of_the_challenge_needs_no_third_yes(case):
    Challenge.objects.filter(pk=case.challenge.pk).update(rom=case.company.province.rom)
    case.owner.rom = case.company.province.rom
    case.owner.save()
    introduction = case.begin()
    assert introduction.company_rom is None
    assert (
        case.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT).state
        == IntroductionState.INTRODUCED
    )


def test_begun_twice_is_one(case):
    first, again = case.begin(note="Een"), case.begin(note="Twee")
    assert first == again
    assert steps_of(first) == [("ask", "company")]


def test_two_sides_that_both_begin_agree(case):
    introduction = case.begin(IntroductionParty.COMPANY)
    assert case.begin(IntroductionParty.OWNER, note="Wij ook") == introduction
    assert steps_of(introduction) == [("ask", "company"), ("accept", "owner")]
    assert introduction.steps.get(what="accept").note == "Wij ook"


@pytest.mark.parametrize("refuser", sorted(EVERYONE))
def test_after_a_no_who_said_it_may_begin_anew_and_the_others_a_month_later(case, refuser):
    begun_by = IntroductionParty.OWNER if refuser == IntroductionParty.COMPANY else IntroductionParty.COMPANY
    introduction = case.begin(begun_by)
    case.take(introduction, refuser, IntroductionAction.DECLINE)
    first = get_today() + timedelta(days=30)
    for other in EVERYONE - {refuser}:
        with pytest.raises(ValidationError) as refused:
            case.begin(other)
        assert refused.value.code == "cannot"
        assert format_day(first) in refused.value.messages[0]
        midnight = datetime.combine(first, time(), AMSTERDAM)
        assert why_not(case, other, midnight - timedelta(seconds=1))
        assert why_not(case, other, midnight) == ""
    assert case.begin(refuser).pk != introduction.pk


def why_not(case, side, now):
    return explain_start_refusal(case.challenge, case.company, side, now)


def test_last_introduction_alone_says_who_has_to_wait(case):
    """The ROM changed its mind, began anew and took that back: its old no counts no more."""
    case.take(case.begin(), IntroductionParty.OWNER, IntroductionAction.DECLINE)
    case.take(case.begin(IntroductionParty.OWNER), IntroductionParty.OWNER, IntroductionAction.WITHDRAW)
    again = case.begin()
    case.take(again, IntroductionParty.COMPANY, IntroductionAction.WITHDRAW)
    assert case.begin().pk != again.pk


@pytest.mark.parametrize("who", ["stranger", "owner", "neighbour"])
def test_nobody_begins_or_answers_for_a_side_of_others(case, who):
    person = getattr(case, who)
    with pytest.raises(ValidationError, match="kant"):
        start_introduction(person, case.challenge, case.company, IntroductionParty.COMPANY)
    introduction = case.begin(IntroductionParty.OWNER)
    with pytest.raises(ValidationError) as refused:
        take_introduction_step(person, introduction, IntroductionAction.ACCEPT, IntroductionParty.COMPANY)
    assert refused.value.code == "forbidden"
    assert steps_of(introduction) == [("ask", "owner")]


def test_admin_acts_for_both_roms_and_for_no_company(case):
    introduction, admin = case.begin(), UserFactory(admin=True)
    take_introduction_step(admin, introduction, IntroductionAction.ACCEPT, IntroductionParty.OWNER)
    taken = take_introduction_step(admin, introduction, IntroductionAction.ACCEPT, IntroductionParty.COMPANY_ROM)
    assert taken.state == IntroductionState.INTRODUCED
    roms = set(introduction.steps.filter(what="accept").values_list("rom", flat=True))
    assert roms == {case.challenge.rom_id, case.company.province.rom_id}
    with pytest.raises(ValidationError):
        start_introduction(admin, ChallengeFactory(), case.company, IntroductionParty.COMPANY)


def hide_challenge(case):
    Challenge.objects.filter(pk=case.challenge.pk).update(state=Challenge.State.WITHDRAWN)


def archive_challenge(case):
    Challenge.objects.filter(pk=case.challenge.pk).update(state=Challenge.State.EVALUATING)
    Challenge.objects.filter(pk=case.challenge.pk).update(state=Challenge.State.DECIDED)
    Challenge.objects.filter(pk=case.challenge.pk).update(state=Challenge.State.ARCHIVED)


def orphan_challenge(case):
    Challenge.objects.filter(pk=case.challenge.pk).update(rom=None)


def invite_others(case):
    Challenge.objects.filter(pk=case.challenge.pk).update(visibility=Challenge.Visibility.INVITED)


def hide_company(case):
    Company.objects.filter(pk=case.company.pk).update(state=Company.State.WITHDRAWN)


@pytest.mark.parametrize("change", [hide_challenge, archive_challenge, invite_others, hide_company])
def test_what_is_not_for_the_company_is_not_introduced(case, change):
    change(case)
    with pytest.raises(ValidationError) as refused:
        case.begin(IntroductionParty.OWNER)
    assert refused.value.code == "cannot"
    assert not Introduction.objects.exists()


def test_challenge_without_a_rom_is_not_introduced(case):
    orphan_challenge(case)
    with pytest.raises(ValidationError) as refused:
        case.begin(IntroductionParty.COMPANY)
    assert refused.value.code == "cannot"


def test_company_that_nobody_acts_for_is_not_introduced(case):
    case.company = MembershipFactory(company__claimed_at=None).company
    case.company.memberships.all().delete()
    with pytest.raises(ValidationError) as refused:
        case.begin(IntroductionParty.OWNER)
    assert refused.value.code == "cannot"


def test_decline_says_why(case):
    introduction = case.begin()
    for said, field in (
        (StepDetails(), "reason"),
        (StepDetails(reason="nonsense"), "reason"),
        (StepDetails(reason="other"), "note"),
    ):
        with pytest.raises(ValidationError) as refused:
            take_introduction_step(case.owner, introduction, IntroductionAction.DECLINE, IntroductionParty.OWNER, said)
        assert list(refused.value.error_dict) == [field]
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.DECLINE, reason="other", note="Al voorzien.")
    assert introduction.steps.filter(what="decline", reason="other", note="Al voorzien.").exists()


def test_pipeline_keeps_the_day_of_each_step(case):
    introduction = case.introduced()
    Introduction.objects.filter(pk=introduction.pk).update(
        asked_at=introduction.asked_at - timedelta(days=40),
        introduced_at=introduction.introduced_at - timedelta(days=30),
    )
    early = get_today() - timedelta(days=20)
    case.take(introduction, IntroductionParty.COMPANY, IntroductionAction.MEET, happened_on=early)
    for wrong in (None, early - timedelta(days=1), get_today() + timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            case.take(introduction, IntroductionParty.OWNER, IntroductionAction.PILOT, happened_on=wrong)
        assert list(refused.value.error_dict) == ["happened_on"]
    piloted = case.take(introduction, IntroductionParty.OWNER, IntroductionAction.PILOT, happened_on=get_today())
    assert piloted.state == IntroductionState.PILOT
    assert introduction.steps.get(what="meet").happened_on == early


def test_meeting_lies_not_before_the_introduction(case):
    introduction = case.introduced()
    with pytest.raises(ValidationError):
        case.take(
            introduction, IntroductionParty.OWNER, IntroductionAction.MEET, happened_on=get_today() - timedelta(days=1)
        )


def test_the_same_step_by_the_same_person_is_taken_once(case):
    introduction = case.begin()
    for _time in range(2):
        case.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
    assert steps_of(introduction) == [("ask", "company"), ("accept", "owner")]


def test_step_that_came_too_late_tells_what_became_of_it(case):
    introduction = case.begin()
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.DECLINE)
    with pytest.raises(ValidationError) as refused:
        case.take(introduction, IntroductionParty.COMPANY_ROM, IntroductionAction.ACCEPT)
    assert refused.value.code == "changed"


def test_anonymity_and_days_are_those_of_the_beginning(case):
    contact = ChallengeContactFactory(challenge=case.challenge, is_anonymous=True, answer_days=20)
    introduction = case.begin()
    contact.is_anonymous, contact.answer_days = False, 2
    contact.save()
    introduction.refresh_from_db()
    assert introduction.is_anonymous
    assert introduction.lapses_at - introduction.asked_at > timedelta(days=26)


def test_rom_that_owns_the_challenge_too_says_yes_for_it(case):
    """Also where it is the company's own ROM: that has one say, as an owner."""
    case.challenge.co_owners.add(case.company.province.rom, case.stranger.rom)
    introduction = case.begin()
    assert introduction.company_rom is None
    assert Introduction.objects.visible_to(case.stranger).get() == introduction
    taken = take_introduction_step(case.stranger, introduction, IntroductionAction.ACCEPT, IntroductionParty.OWNER)
    assert taken.state == IntroductionState.INTRODUCED
    assert introduction.steps.get(what="accept").rom == case.stranger.rom
