"""What a challenge asks of whoever answers it: written by its ROM, looked at as a company sees it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.posting.permissions import get_editable_challenge
from challenges.responses import questions as services
from challenges.responses.question_forms import QuestionsForm
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def question_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    asked = services.asked_by(challenge)
    form = QuestionsForm(asked, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if attempt(form, lambda: services.save_questions(challenge, form.wanted(), seen=seen)):
            messages.success(request, _("The questions are saved."))
            return redirect("challenges:question_edit", challenge.slug)
        form.show_version(services.asked_by(challenge))
    context = {
        "challenge": challenge,
        "form": form,
        "questions": asked,
        "are_settled": services.are_settled(challenge),
        "are_usual": not asked[0].pk,
    }
    return render(request, "challenges/question_edit.html", context)


@rom_staff
def question_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    context = {"challenge": challenge, "questions": services.asked_by(challenge)}
    return render(request, "challenges/question_preview.html", context)
