"""Pages about matches: explanation, decision and comparison for a ROM; why not and completeness for a company."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.matching.comparison import annotate_compared_companies, build_comparison
from challenges.matching.completeness import CompletenessPage, compute_completeness
from challenges.matching.engine.points import STALE
from challenges.matching.explanation import explain_pair
from challenges.matching.forms import MOST_READ, CompanyComparisonForm, MatchDecisionForm, TechnologyCorrectionForm
from challenges.matching.longlists import build_longlist_table, freeze_longlist, list_asked_rules
from challenges.matching.model_services import get_active_points
from challenges.matching.models import Decision, Longlist, Match
from challenges.matching.pages import build_worked_example
from challenges.matching.permissions import (
    can_decide_matches,
    get_explainable_pair,
    list_correctable_sides,
)
from challenges.matching.selectors import list_fitting_challenges
from challenges.matching.services import (
    correct_technology,
    save_match_decision,
    undo_match_decision,
)
from challenges.matching.team_page import TeamPage, find_team_options, list_team_company_ids
from challenges.matching.why_not import WhyNotPage, compute_what_if
from challenges.posting.criteria import MUST, WISH
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_editable_challenge, get_visible_challenge
from challenges.posting.status_chips import get_full_status_chip
from companies.declarations.pages import DeclarationOverview
from companies.declarations.permissions import can_sign_declarations
from companies.profiles.forms import StaffProfileForm
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import (
    can_manage_profiles_in,
    company_member,
    get_editable_company,
    get_visible_company,
    require_own_company,
)
from companies.profiles.wizard import PUBLISH, build_wizard_steps
from portal.accounts.models import User
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, allow_public, require_sign_in, rom_staff
from portal.core.queue import enqueue_matching
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.match_bar import format_tenths

SAID = {
    Decision.Kind.SHORTLISTED.value: gettext_lazy("%(company)s is on the shortlist."),
    Decision.Kind.DISMISSED.value: gettext_lazy("%(company)s is dismissed; it stands at the end of the list."),
    MatchDecisionForm.UNDECIDED: gettext_lazy("%(company)s is undecided again."),
}


@allow_public
def score(request: HttpRequest) -> HttpResponse:
    """Explain the score with an example that adds up."""
    parts = build_worked_example(get_active_points())
    context = {"parts": parts, "total": sum(part.points for part in parts), "stale": STALE}
    return render(request, "challenges/matching/score.html", context)


@require_sign_in
def match_detail(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    challenge, subject = get_explainable_pair(request.user, slug, company)
    explained = explain_pair(challenge, subject, Vocabulary.load())
    decides = can_decide_matches(request.user, challenge)
    context = {
        "challenge": challenge,
        "company": subject,
        "score": explained.explanation.score,
        "explained": explained,
        "explanation": explained.explanation,
        "tags": explained.tags(list_correctable_sides(request.user, challenge, subject)),
        "is_own": not decides,
        "can_decide": decides,
        "decision": Decision.objects.visible_to(request.user).filter(challenge=challenge, company=subject).first(),
    }
    return render(request, "challenges/matching/match_detail.html", context)


@rom_staff
def match_decide(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """The form that dismisses; shortlisting and undoing post to it from the buttons elsewhere."""
    challenge, subject = get_decidable_pair(request.user, slug, company)
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


def get_decidable_pair(user: User, challenge_slug: str, company_slug: str) -> tuple[Challenge, Company]:
    """Return the challenge and the company; 404 when the user may not decide about them."""
    pair = get_explainable_pair(user, challenge_slug, company_slug)
    if not can_decide_matches(user, pair[0]):
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


@rom_staff
def match_compare(request: SignedInRequest, slug: str) -> HttpResponse:
    """?company=… two to four times; otherwise the page asks which, with what was chosen already."""
    challenge = get_editable_challenge(request.user, slug)
    chosen = list(dict.fromkeys(request.GET.getlist("company")))
    found = list(annotate_compared_companies(request.user, challenge).filter(slug__in=chosen[:MOST_READ]))
    form = CompanyComparisonForm(request.GET if chosen else None, known=[(each.slug, each.name) for each in found])
    context = {"challenge": challenge, "form": form}
    if form.is_valid():
        context["comparison"] = build_comparison(request.user, challenge, found)
    else:
        listed = (
            Match.objects.visible_to(request.user).of_challenge(challenge).values_list("company__slug", "company__name")
        )
        form.offer(dict([*((each.slug, each.name) for each in found), *listed]).items())
    return render(request, "challenges/matching/match_compare.html", context)


@rom_staff
def longlist_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The frozen lists of a challenge; posting freezes what stands now."""
    challenge = get_editable_challenge(request.user, slug)
    if request.method == "POST":
        try:
            made = freeze_longlist(challenge, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("challenges:longlist_list", challenge.slug)
        messages.success(request, _("Longlist %(number)d is kept as it stands now.") % {"number": made.number})
        return redirect(made)
    found = Longlist.objects.visible_to(request.user).filter(challenge=challenge).select_related("frozen_by")
    context = {"challenge": challenge, "longlists": found.prefetch_related("rows")}
    return render(request, "challenges/matching/longlist_list.html", context)


@rom_staff
def longlist_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """On the page, or with ?format=xlsx or csv as a file."""
    challenge = get_editable_challenge(request.user, slug)
    found = Longlist.objects.visible_to(request.user).filter(challenge=challenge).select_related("frozen_by")
    longlist = get_object_or_404(found, number=number)
    longlist.challenge = challenge
    rows = list(
        longlist.rows.select_related("company__province").defer(*(f"company__{name}" for name in Company.LONG_FIELDS))
    )
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        content = build_table_file(build_longlist_table(longlist, rows), kind)
        response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{challenge.slug}-{number}.{kind}"'
        return response
    context = {
        "challenge": challenge,
        "longlist": longlist,
        "rows": rows,
        "musts": list_asked_rules(longlist, MUST),
        "wishes": list_asked_rules(longlist, WISH),
    }
    return render(request, "challenges/matching/longlist_detail.html", context)


@rom_staff
def team_list(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge, vocabulary = get_editable_challenge(request.user, slug), Vocabulary.load()
    found = find_team_options(challenge, vocabulary)
    visible = Company.objects.visible_to(request.user).select_related("province").defer(*Company.LONG_FIELDS)
    page = TeamPage.of(found, visible.in_bulk(list_team_company_ids(found)), vocabulary, request.user)
    return render(request, "challenges/matching/team_list.html", {"challenge": challenge, "page": page})


@rom_staff
def company_challenges(request: SignedInRequest, slug: str) -> HttpResponse:
    """404 for staff of another region."""
    company = get_visible_company(request.user, slug)
    if not can_manage_profiles_in(request.user, company.province):
        raise Http404
    counting = CompanyTechnology.objects.counting().filter(company=company)
    offered = counting.order_by().values_list("technology_id", flat=True)
    rows = list_fitting_challenges(company, request.user, offered, Vocabulary.load(), timezone.now())
    return render(request, "challenges/matching/company_challenges.html", {"company": company, "rows": rows})


@require_sign_in
def profile_completeness(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    if StaffProfileForm.is_for(request.user, company):
        return redirect("companies:company_edit", company.slug)
    prefetch_related_objects([company], "technology_links", "reference_cases")
    completed = CompletenessPage(compute_completeness(company, request.user, timezone.now()), company)
    context = {
        "company": company,
        "steps": build_wizard_steps(company, PUBLISH),
        "completed": completed,
        "declarations": DeclarationOverview.load(company) if can_sign_declarations(request.user, company) else None,
    }
    return render(request, "challenges/matching/profile_completeness.html", context)


@company_member
def why_not_me(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge, company = get_visible_challenge(request.user, slug), require_own_company(request.user)
    vocabulary = Vocabulary.load()
    asked = compute_what_if(challenge, company, vocabulary)
    context = {
        "challenge": challenge,
        "company": company,
        "chip": get_full_status_chip(challenge, timezone.now()),
        "score": asked.what_if.now.score,
        "qualifies": asked.what_if.qualifies,
        "why": WhyNotPage(asked, challenge, company, vocabulary),
    }
    return render(request, "challenges/matching/why_not_me.html", context)


@company_member
def why_not_me_choose(request: SignedInRequest) -> HttpResponse:
    """Where the overview's choice of a challenge leads; without a choice, back to it."""
    if slug := request.GET.get("challenge", ""):
        return redirect("challenges:why_not_me", get_visible_challenge(request.user, slug).slug)
    return redirect(reverse("challenges:company_home") + "#why-not-me")
