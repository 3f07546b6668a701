"""What a challenge asks of whoever answers it: written by its ROM, looked at as a company sees it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.posting.permissions import get_editable_challenge
from challenges.responses.question_forms import QuestionsForm
from challenges.responses.questions import has_submitted_answers, list_questions, save_questions
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def question_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    asked = list_questions(challenge)
    form = QuestionsForm(asked, get_post_data(request))
    if save_form(form, save_questions, challenge):
        messages.success(request, _("The questions have been saved."))
        return redirect("challenges:question_edit", challenge.slug)
    context = {
        "challenge": challenge,
        "form": form,
        "questions": asked,
        "are_settled": has_submitted_answers(challenge),
        "are_usual": not asked[0].pk,
    }
    return render(request, "challenges/responses/question_edit.html", context)


@rom_staff
def question_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    context = {"challenge": challenge, "questions": list_questions(challenge)}
    return render(request, "challenges/responses/question_preview.html", context)
