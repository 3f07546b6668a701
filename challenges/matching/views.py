"""One challenge and one company: why they fit, what the ROM decides, and what is wrong about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.matching import corrections, decisions
from challenges.matching.explain_pair import explain_pair
from challenges.matching.explanation import Explained
from challenges.matching.forms import DecisionForm, WrongForm
from challenges.matching.models import Decision
from challenges.matching.permissions import can_decide, get_explainable_pair
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff, signed_in
from portal.core.queue import look_again
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.match_bar import points

SAID = {
    Decision.Kind.SHORTLISTED.value: gettext_lazy("%(company)s is on the shortlist."),
    Decision.Kind.DISMISSED.value: gettext_lazy("%(company)s is dismissed; it stands at the end of the list."),
    DecisionForm.UNDECIDED: gettext_lazy("%(company)s is undecided again."),
}


@signed_in
def match_detail(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    challenge, subject = get_explainable_pair(request.user, slug, company)
    vocabulary = Vocabulary.load()
    explanation = explain_pair(challenge, subject, vocabulary)
    decides = can_decide(request.user, challenge)
    asked, offered = challenge.requirements.all(), subject.technology_links.all()  # read above, those that count
    explained = Explained(explanation, challenge, subject, asked, offered, vocabulary)
    context = {
        "challenge": challenge,
        "company": subject,
        "score": explanation.score,
        "explained": explained,
        "explanation": explanation,
        "tags": explained.tags(sides_of(request.user, challenge, subject)),
        "is_own": not decides,
        "can_decide": decides,
        "decision": Decision.objects.visible_to(request.user).filter(challenge=challenge, company=subject).first(),
    }
    return render(request, "challenges/match_detail.html", context)


def sides_of(user: User, challenge: Challenge, company: Company) -> list[str]:
    """Those whose technologies this person may call wrong."""
    both = (corrections.COMPANY, corrections.CHALLENGE)
    return [side for side in both if corrections.can_correct(user, challenge, company, side)]


@rom_staff
def match_decide(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """The form that dismisses; shortlisting and undoing post to it from the buttons elsewhere."""
    challenge, subject = get_decidable_pair(request, slug, company)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: decide(request, challenge, subject, form))
    ):
        messages.success(request, SAID[form.cleaned_data["kind"]] % {"company": subject})
        return redirect(came_from(request, challenge))
    context = {"challenge": challenge, "company": subject, "form": form, "back": came_from(request, challenge)}
    return render(request, "challenges/match_decide.html", context)


def came_from(request: SignedInRequest, challenge: Challenge) -> str:
    """The comparison whose companies the address names; else the list."""
    if compared := request.GET.getlist("company"):
        query = urlencode({"company": compared}, doseq=True)
        return reverse("challenges:match_compare", args=[challenge.slug]) + f"?{query}"
    return reverse("challenges:challenge_detail", args=[challenge.slug]) + "#matches"


@signed_in
def match_wrong(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """Take a technology away from one side, and say at once what that does to the points."""
    challenge, subject = get_explainable_pair(request.user, slug, company)
    here = redirect("challenges:match_detail", challenge.slug, subject.slug)
    if request.method != "POST":
        return here
    form = WrongForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: the page did not say which technology is wrong."))
        return here
    technology = get_object_or_404(Technology.objects.current(), slug=form.cleaned_data["technology"])
    before, after = corrections.refuse(request.user, challenge, subject, technology, form.cleaned_data["side"])
    look_again()
    told = {"technology": technology, "before": points(before), "after": points(after)}
    messages.success(request, _("“%(technology)s” no longer counts. From %(before)s to %(after)s points.") % told)
    return here


def get_decidable_pair(request: SignedInRequest, challenge: str, company: str) -> tuple[Challenge, Company]:
    """404 for a pair that is not this person's to decide on."""
    pair = get_explainable_pair(request.user, challenge, company)
    if not can_decide(request.user, pair[0]):
        raise Http404
    return pair


def decide(request: SignedInRequest, challenge: Challenge, company: Company, form: DecisionForm) -> bool:
    data = form.cleaned_data
    if data["kind"] == DecisionForm.UNDECIDED:
        decisions.undo_decision(challenge, company)
    else:
        decisions.decide(request.user, challenge, company, kind=data["kind"], reason=data["reason"], note=data["note"])
    return True
