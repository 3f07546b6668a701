"""One challenge and one company: why they fit, what the ROM decides, and what is wrong about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.matching.corrections import CHALLENGE, COMPANY, can_correct_technology, correct_technology
from challenges.matching.decisions import save_match_decision, undo_match_decision
from challenges.matching.explain_pair import explain_pair
from challenges.matching.explanation import ExplainedMatch
from challenges.matching.forms import MatchDecisionForm, TechnologyCorrectionForm
from challenges.matching.models import Decision
from challenges.matching.permissions import can_decide_matches, get_explainable_pair
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.core.queue import enqueue_matching
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.match_bar import format_tenths

SAID = {
    Decision.Kind.SHORTLISTED.value: gettext_lazy("%(company)s is on the shortlist."),
    Decision.Kind.DISMISSED.value: gettext_lazy("%(company)s is dismissed; it stands at the end of the list."),
    MatchDecisionForm.UNDECIDED: gettext_lazy("%(company)s is undecided again."),
}


@require_sign_in
def match_detail(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    challenge, subject = get_explainable_pair(request.user, slug, company)
    vocabulary = Vocabulary.load()
    explanation = explain_pair(challenge, subject, vocabulary)
    decides = can_decide_matches(request.user, challenge)
    asked, offered = challenge.requirements.all(), subject.technology_links.all()  # read above, those that count
    explained = ExplainedMatch(explanation, challenge, subject, asked, offered, vocabulary)
    context = {
        "challenge": challenge,
        "company": subject,
        "score": explanation.score,
        "explained": explained,
        "explanation": explanation,
        "tags": explained.tags(list_correctable_sides(request.user, challenge, subject)),
        "is_own": not decides,
        "can_decide": decides,
        "decision": Decision.objects.visible_to(request.user).filter(challenge=challenge, company=subject).first(),
    }
    return render(request, "challenges/matching/match_detail.html", context)


def list_correctable_sides(user: User, challenge: Challenge, company: Company) -> list[str]:
    """Those whose technologies this person may call wrong."""
    both = (COMPANY, CHALLENGE)
    return [side for side in both if can_correct_technology(user, challenge, company, side)]


@rom_staff
def match_decide(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """The form that dismisses; shortlisting and undoing post to it from the buttons elsewhere."""
    challenge, subject = get_decidable_pair(request, slug, company)
    form = MatchDecisionForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and call_or_add_errors(form, lambda: save_posted_decision(request, challenge, subject, form))
    ):
        messages.success(request, SAID[form.cleaned_data["kind"]] % {"company": subject})
        return redirect(get_return_url(request, challenge))
    context = {"challenge": challenge, "company": subject, "form": form, "back": get_return_url(request, challenge)}
    return render(request, "challenges/matching/match_decide.html", context)


def get_return_url(request: SignedInRequest, challenge: Challenge) -> str:
    """The comparison whose companies the address names; else the list."""
    if compared := request.GET.getlist("company"):
        query = urlencode({"company": compared}, doseq=True)
        return reverse("challenges:match_compare", args=[challenge.slug]) + f"?{query}"
    return reverse("challenges:challenge_detail", args=[challenge.slug]) + "#matches"


@require_sign_in
def match_wrong(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """Take a technology away from one side, and say at once what that does to the points."""
    challenge, subject = get_explainable_pair(request.user, slug, company)
    here = redirect("challenges:match_detail", challenge.slug, subject.slug)
    if request.method != "POST":
        return here
    form = TechnologyCorrectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: the page did not say which technology is wrong."))
        return here
    technology = get_object_or_404(Technology.objects.current(), slug=form.cleaned_data["technology"])
    before, after = correct_technology(request.user, challenge, subject, technology, form.cleaned_data["side"])
    enqueue_matching()
    told = {"technology": technology, "before": format_tenths(before), "after": format_tenths(after)}
    messages.success(request, _("“%(technology)s” no longer counts. From %(before)s to %(after)s points.") % told)
    return here


def get_decidable_pair(request: SignedInRequest, challenge: str, company: str) -> tuple[Challenge, Company]:
    """404 for a pair that is not this person's to decide on."""
    pair = get_explainable_pair(request.user, challenge, company)
    if not can_decide_matches(request.user, pair[0]):
        raise Http404
    return pair


def save_posted_decision(
    request: SignedInRequest, challenge: Challenge, company: Company, form: MatchDecisionForm
) -> bool:
    data = form.cleaned_data
    if data["kind"] == MatchDecisionForm.UNDECIDED:
        undo_match_decision(challenge, company)
    else:
        save_match_decision(
            request.user, challenge, company, kind=data["kind"], reason=data["reason"], note=data["note"]
        )
    return True
