"""A few companies of a challenge side by side, for who may see its matches."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import IntroductionState
from challenges.matching.comparison import Comparison, ComparisonColumn
from challenges.matching.comparison_forms import MOST_READ, CompanyComparisonForm
from challenges.matching.explain_pair import explain_company_pairs
from challenges.matching.explanation import ExplainedMatch
from challenges.matching.models import Decision, Match
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_editable_challenge
from companies.profiles.models import Company
from companies.profiles.visibility import disclose_company
from portal.accounts.models import User
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


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


def annotate_compared_companies(user: User, challenge: Challenge) -> QuerySet[Company]:
    """The companies that this person sees, with number and state of the last introduction to the challenge, if any."""
    made = Introduction.objects.visible_to(user).filter(challenge=challenge, company=OuterRef("pk"))
    last = made.order_by("-asked_at", "-pk")
    return (
        Company.objects.visible_to(user)
        .select_related("province")
        .annotate(introduction=Subquery(last.values("pk")[:1]), introduction_state=Subquery(last.values("state")[:1]))
    )


def build_comparison(user: User, challenge: Challenge, companies: list[Company]) -> Comparison:
    """The best first; who fails a rule after those that qualify."""
    vocabulary = Vocabulary.load()
    explanations = explain_company_pairs(challenge, companies, vocabulary)
    decisions = {
        each.company_id: each
        for each in Decision.objects.visible_to(user).filter(challenge=challenge, company__in=companies)
    }
    columns = [
        ComparisonColumn(
            ExplainedMatch(
                explanation,
                challenge,
                company,
                challenge.requirements.all(),
                company.technology_links.all(),
                vocabulary,
            ),
            disclose_company(company, user),
            decisions.get(company.pk),
            (company.introduction, IntroductionState(company.introduction_state)) if company.introduction else None,
        )
        for company, explanation in zip(companies, explanations, strict=True)
    ]
    return Comparison(challenge, sorted(columns, key=lambda column: (len(column.failures), -column.total)))
