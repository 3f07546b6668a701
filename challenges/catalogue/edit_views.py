"""Posting a challenge: the form, the technologies found in it, and its way through its states."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.matching.pool import PoolPanel
from challenges.posting.annex_redaction import find_annex_leaks
from challenges.posting.forms import ChallengeForm, ChallengeMoveForm, PoolForm, RequirementForm
from challenges.posting.models import Challenge
from challenges.posting.pages import describe_last_transition, get_review_status, list_move_buttons
from challenges.posting.permissions import get_editable_challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.reviewers import get_review_involvement
from challenges.posting.services import (
    create_challenge,
    get_editor_roles,
    reject_requirement,
    require_technology,
    transition_challenge,
    update_challenge,
)
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_matching
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary


@rom_staff
def challenge_create(request: SignedInRequest) -> HttpResponse:
    form = ChallengeForm(get_post_data(request), user=request.user)
    if challenge := save_form(form, create_challenge, request.user):
        enqueue_matching()
        messages.success(request, _("Saved as a draft. Say of each technology found whether it is asked."))
        return redirect(get_technologies_url(challenge))
    return render(
        request, "challenges/catalogue/challenge_create.html", {"form": form, "pool": build_draft_pool(request, form)}
    )


@rom_staff
def challenge_pool_new(request: SignedInRequest) -> HttpResponse:
    """Who would qualify for a challenge that is not saved yet; the page as it was left, or that part of it alone."""
    if request.method != "POST":
        return redirect("challenges:challenge_create")
    form = PoolForm(request.POST, user=request.user)
    form.is_valid()
    pool = build_draft_pool(request, form)
    if request.headers.get("X-Part") == "pool":
        return HttpResponse(render_to_string("challenges/matching/_pool.html", {"pool": pool}))
    return render(request, "challenges/catalogue/challenge_create.html", {"form": form, "pool": pool})


def build_draft_pool(request: SignedInRequest, form: ChallengeForm) -> PoolPanel:
    """Counted for the ROM that would post it; a text names technologies, and none is asked yet."""
    draft: Challenge = form.instance
    chosen = form.cleaned_data.get("rom") if form.is_bound else None
    draft.rom = chosen or request.user.rom
    return PoolPanel.of(draft, [], Vocabulary.load(), request.user)


@rom_staff
def challenge_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    form = ChallengeForm(get_post_data(request), user=request.user, instance=copy(challenge))
    if save_form(form, update_challenge, challenge, request.user):
        enqueue_matching()
        messages.success(request, _("Your changes have been saved."))
        return redirect(get_technologies_url(challenge))
    return render(request, "challenges/catalogue/challenge_edit.html", build_edit_context(request, challenge, form))


@rom_staff
def challenge_pool(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who would qualify with what stands in the form; nothing is saved. The script of the page asks for that part."""
    challenge = get_editable_challenge(request.user, slug)
    if request.method != "POST":
        return redirect("challenges:challenge_edit", challenge.slug)
    form = PoolForm(request.POST, user=request.user, instance=copy(challenge))
    form.is_valid()
    if request.headers.get("X-Part") == "pool":
        pool = PoolPanel.of(form.instance, list(challenge.requirements.all()), Vocabulary.load(), request.user)
        return HttpResponse(render_to_string("challenges/matching/_pool.html", {"pool": pool}))
    return render(request, "challenges/catalogue/challenge_edit.html", build_edit_context(request, challenge, form))


def build_edit_context(request: SignedInRequest, challenge: Challenge, form: ChallengeForm) -> dict[str, Any]:
    known = list(challenge.requirements.select_related("technology"))
    requirements = [each for each in known if each.known_as != KnownAs.REFUSED]
    has_written, reviewers = get_review_involvement(challenge, request.user)
    roles = get_editor_roles(has_written=has_written)
    moves, vocabulary = list_move_buttons(challenge, roles), Vocabulary.load()
    add = RequirementForm(auto_id="add_%s", initial={"verdict": Requirement.Necessity.NICE})
    add.offer(vocabulary)
    return {
        "challenge": challenge,
        "form": form,
        "pool": PoolPanel.of(form.instance, known, vocabulary, request.user),
        "proposed": [each for each in requirements if each.known_as == KnownAs.PROPOSED],
        "settled": [each for each in requirements if each.known_as != KnownAs.PROPOSED],
        "add": add,
        "weights": range(1, 6),
        "moves": moves,
        "seen": challenge.saved_version,
        "asks_reason": any(each.asks_reason for each in moves),
        "leaks": find_annex_leaks(challenge) if getattr(challenge, "has_annex", False) else [],
        "review": get_review_status(challenge, request.user, roles, reviewers),
    }


@rom_staff
def challenge_move(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    if request.method != "POST":
        return redirect("challenges:challenge_edit", challenge.slug)
    form = ChallengeMoveForm(request.POST)
    moved = save_form(form, transition_challenge, challenge, by=request.user)
    if moved is None:
        for problem in form.problems():
            messages.error(request, problem)
        return render_refused_edit(request, slug)
    enqueue_matching()
    messages.success(request, describe_last_transition(moved, request.user))
    return redirect(challenge)


def render_refused_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """As it stands by now, with the reason that was typed."""
    challenge = get_editable_challenge(request.user, slug)
    context = build_edit_context(request, challenge, ChallengeForm(user=request.user, instance=copy(challenge)))
    context["reason"] = request.POST.get("reason", "")
    return render(request, "challenges/catalogue/challenge_edit.html", context)


@rom_staff
def requirement_judge(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    if request.method != "POST":
        return redirect(get_technologies_url(challenge))
    form = RequirementForm(request.POST)
    if form.is_valid():
        save_requirement_verdict(challenge, form)
        enqueue_matching()
        messages.success(request, _("“%(technology)s” is noted.") % form.cleaned_data)
    else:
        messages.error(request, " ".join(problem for problems in form.errors.values() for problem in problems))
    return redirect(get_technologies_url(challenge))


def save_requirement_verdict(challenge: Challenge, form: RequirementForm) -> None:
    technology, verdict = form.cleaned_data["technology"], form.cleaned_data["verdict"]
    if verdict == RequirementForm.REFUSED:
        reject_requirement(challenge, technology)
    else:
        require_technology(challenge, technology, necessity=verdict, weight=form.cleaned_data["weight"])


def get_technologies_url(challenge: Challenge) -> str:
    """The part of the form's page where technologies are judged."""
    return reverse("challenges:challenge_edit", args=[challenge.slug]) + "#technologies"
