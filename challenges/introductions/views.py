"""Introductions: beginning one, answering it, noting what came of it, and the lists."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.filters import (
    LEGENDS,
    IntroductionFilter,
    IntroductionFilterOptions,
    count_introduction_facets,
)
from challenges.introductions.forms import (
    IntroductionAnswerForm,
    IntroductionEndForm,
    IntroductionFollowUpForm,
    IntroductionStartForm,
)
from challenges.introductions.funnel import compute_funnel
from challenges.introductions.introduction_list import build_introduction_rows
from challenges.introductions.models import Introduction
from challenges.introductions.pages import IntroductionPage
from challenges.introductions.permissions import (
    get_starting_sides,
    get_user_sides,
    get_visible_introduction,
    get_visible_sides,
)
from challenges.introductions.pipeline import build_funnel_bars, build_pipeline_lines
from challenges.introductions.services import explain_start_refusal, start_introduction, take_introduction_step
from challenges.introductions.workflow import (
    COMPANY,
    INTRODUCED_STATES,
    OWNER,
    REASONED,
    IntroductionAction,
    IntroductionParty,
    IntroductionState,
    list_possible_steps,
)
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_visible_challenge
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, get_own_company, require_own_company
from companies.profiles.visibility_models import ProfileGroup
from companies.profiles.visibility_services import record_profile_reading
from portal.core.forms import call_or_add_errors, get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.regions.models import ROM
from portal.search.filters import build_facets, get_counted_page, list_active_filters

DONE = {
    IntroductionAction.ACCEPT: gettext_lazy("You said yes."),
    IntroductionAction.DECLINE: gettext_lazy("You declined. The others read why."),
    IntroductionAction.WITHDRAW: gettext_lazy("You took it back."),
    IntroductionAction.STOP: gettext_lazy("The introduction is stopped."),
}
PER_PAGE = 25
NOTED = gettext_lazy("Noted.")
INTRODUCED = gettext_lazy("Everyone said yes. You now see whom to call.")


@company_member
def introduction_ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """ "I am interested": a company asks for an introduction."""
    challenge, company = get_visible_challenge(request.user, slug), require_own_company(request.user)
    return _handle_start_form(request, challenge, company, COMPANY)


@rom_staff
def introduction_propose(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """Staff bring two together: for their own challenge, or a company of their region for another ROM's."""
    challenge = get_visible_challenge(request.user, slug)
    visible = Company.objects.visible_to(request.user).select_related("province")
    subject = get_object_or_404(visible, slug=company)
    sides = get_starting_sides(request.user, challenge, subject) - {COMPANY}
    if not sides:
        raise Http404
    return _handle_start_form(request, challenge, subject, OWNER if OWNER in sides else next(iter(sides)))


def _handle_start_form(
    request: SignedInRequest, challenge: Challenge, company: Company, side: IntroductionParty
) -> HttpResponse:
    living = Introduction.objects.visible_to(request.user).living().filter(challenge=challenge, company=company).first()
    if living and request.method != "POST":
        return redirect(living)
    form = IntroductionStartForm(get_post_data(request))
    if begun := save_form(form, start_introduction, request.user, challenge, company, side):
        messages.success(request, _("The others are told, and answer here."))
        return redirect(begun)
    context = {
        "challenge": challenge,
        "company": company,
        "form": form,
        "is_own": side == COMPANY,
        "why_not": explain_start_refusal(challenge, company, side, timezone.now()),
    }
    return render(request, "challenges/introductions/introduction_begin.html", context)


@require_sign_in
def introduction_detail(request: SignedInRequest, number: int) -> HttpResponse:
    """The page of one: its timeline, and what this reader can do now."""
    introduction, now = get_visible_introduction(request.user, number), timezone.now()
    steps = list(introduction.steps.select_related("by", "rom").order_by("at", "pk"))
    for step in steps:
        step.introduction = introduction
    sides = get_visible_sides(request.user, introduction)
    standing = introduction.standing(now, frozenset(IntroductionAction(step.what) for step in steps))
    open_to_me = {what: side for side, what in list_possible_steps(standing, sides)}
    form = None
    if request.method == "POST":
        form = _read_posted_form(request, open_to_me)
        if form is None or (form.is_valid() and _take_posted_step(request, introduction, open_to_me, form)):
            return redirect(introduction)
    page = IntroductionPage(introduction, request.user, sides, steps, now)
    shown = page.shown
    contacts = page.contacts(shown)
    if contacts:
        record_profile_reading(request.user, shown, [ProfileGroup.CONTACT])
    context = {
        "page": page,
        "introduction": introduction,
        "challenge": introduction.challenge,
        "sees_challenge": introduction.sees_challenge,
        "contacts": contacts,
        **_build_step_forms(open_to_me, form),
    }
    return render(request, "challenges/introductions/introduction_detail.html", context)


Forms = IntroductionAnswerForm | IntroductionFollowUpForm


def _read_posted_form(
    request: SignedInRequest, open_to_me: dict[IntroductionAction, IntroductionParty]
) -> Forms | None:
    """The form of the button that was pressed; None, with the reason said, where that step is not there."""
    asked = request.POST.get("what", "")
    what = next((each for each in IntroductionAction if each == asked), None)
    onward = _list_follow_up_actions(open_to_me)
    if "onward" in request.POST and onward:
        return IntroductionFollowUpForm(onward, request.POST)
    if what is None:
        messages.error(request, _("Nothing was changed: choose what happened."))
        return None
    return IntroductionEndForm(what, request.POST) if what in REASONED else IntroductionAnswerForm(what, request.POST)


def _take_posted_step(
    request: SignedInRequest,
    introduction: Introduction,
    open_to_me: dict[IntroductionAction, IntroductionParty],
    form: Forms,
) -> Introduction | None:
    what = IntroductionAction(form.cleaned_data["what"]) if isinstance(form, IntroductionFollowUpForm) else form.what
    side = open_to_me.get(what) or next(iter(sorted(get_user_sides(request.user, introduction))))
    taken: Introduction | None = call_or_add_errors(
        form, lambda: take_introduction_step(request.user, introduction, what, side, form.said())
    )
    if taken:
        is_introduced = what == IntroductionAction.ACCEPT and taken.state == IntroductionState.INTRODUCED
        messages.success(request, INTRODUCED if is_introduced else DONE.get(what, NOTED))
    return taken


def _list_follow_up_actions(open_to_me: dict[IntroductionAction, IntroductionParty]) -> list[IntroductionAction]:
    return [what for what in open_to_me if what not in DONE]


def _build_step_forms(open_to_me: dict[IntroductionAction, IntroductionParty], form: Forms | None) -> dict[str, Any]:
    """The forms that this reader has now; the one that was posted with what was typed in it."""
    onward = _list_follow_up_actions(open_to_me)
    posted = form.what if isinstance(form, IntroductionAnswerForm) else None
    ends = {what: IntroductionEndForm(what) for what in open_to_me if what in REASONED}
    if isinstance(form, IntroductionEndForm):
        ends[form.what] = form
    return {
        "form": form,
        "can_accept": IntroductionAction.ACCEPT in open_to_me,
        "can_withdraw": IntroductionAction.WITHDRAW in open_to_me,
        "ends": [(what, each, what == posted) for what, each in ends.items()],
        "onward": form
        if isinstance(form, IntroductionFollowUpForm)
        else IntroductionFollowUpForm(onward)
        if onward
        else None,
    }


@require_sign_in
def introduction_list(request: SignedInRequest) -> HttpResponse:
    """Those of one's company, or of one's ROM."""
    now, company = timezone.now(), get_own_company(request.user)
    visible = Introduction.objects.visible_to(request.user)
    filterset = IntroductionFilter(request.GET, visible, IntroductionFilterOptions(request.user, company, now))
    counts = count_introduction_facets(filterset)
    found = filterset.qs.select_related("challenge__rom", "company", "company_rom").defer(
        *(f"company__{name}" for name in Company.LONG_FIELDS)
    )
    page = get_counted_page(found.running_first(), request, counts)
    listed = [each.challenge_id for each in page.object_list]
    own = Challenge.objects.owned_by(request.user).filter(pk__in=listed).values_list("pk", flat=True)
    context = {
        "filterset": filterset,
        "facets": build_facets(filterset, counts, LEGENDS),
        "active": list_active_filters(filterset, request.GET),
        "page": page,
        "rows": build_introduction_rows(page.object_list, request.user, frozenset(own), now),
        "company": company,
        "is_staff": request.user.is_rom_staff or request.user.is_superuser,
        "is_empty": not any(counts["state"].values()) and not filterset.chosen,
    }
    return render(request, "challenges/introductions/introduction_list.html", context)


@rom_staff
def introduction_pipeline(request: SignedInRequest) -> HttpResponse:
    """How far the introductions of a ROM came, and how long that took; an admin chooses whose."""
    visible = Introduction.objects.visible_to(request.user)
    roms, chosen = [], None
    if request.user.is_superuser:
        roms = list(ROM.objects.order_by("name"))
        chosen = next((rom for rom in roms if rom.slug == request.GET.get("rom")), None)
        visible = visible.of_rom(chosen) if chosen else visible
    living = visible.filter(state__in=INTRODUCED_STATES).select_related("challenge", "company")
    living = living.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))
    ordered = living.prefetch_related("steps").order_by("state_since", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rom": request.user.rom or chosen,
        "roms": roms,
        "chosen": chosen,
        "bars": build_funnel_bars(compute_funnel(visible)),
        "page": page,
        "rows": build_pipeline_lines(page.object_list),
    }
    return render(request, "challenges/introductions/introduction_pipeline.html", context)
