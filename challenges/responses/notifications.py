"""Receipts: to who sent it in with the text, to the company's others without it."""

import json
from typing import Any

from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.responses.models import Response, Submission
from portal.accounts.models import User
from portal.notifications.models import Kind
from portal.notifications.services import notify


def tell_submitted(submission: Submission, sender: User) -> None:
    """Once per submission. The text goes to its sender alone, and is kept in no log of mails."""
    response = submission.response
    context = {**_about(response, sender), "submission": submission}
    for person in members(response):
        is_sender = person.pk == sender.pk
        notify(
            person,
            Kind.RESPONSES,
            key=f"submission:{submission.pk}",
            template="challenges/mail/receipt" if is_sender else "challenges/mail/submitted",
            context=context | ({"answers": json.loads(submission.snapshot)["answers"]} if is_sender else {}),
            url=address(response),
            is_receipt=is_sender,
            is_secret=is_sender,
        )


def tell_co_applicants(submission: Submission, sender: User) -> None:
    """The people of who joins in get what was sent in their name, as far as they may see the challenge."""
    response = submission.response
    context = {**_about(response, sender), "submission": submission}
    context["answers"] = json.loads(submission.snapshot)["answers"]
    agreed = response.co_applicants.agreed().values("company")
    for person in User.objects.filter(memberships__company__in=agreed, is_active=True).distinct().order_by("pk"):
        if Challenge.objects.visible_to(person).filter(pk=response.challenge_id).exists():
            notify(
                person,
                Kind.RESPONSES,
                key=f"submission:{submission.pk}",
                template="challenges/mail/co_applicant_receipt",
                context=context,
                url=reverse("challenges:coapplication", args=[response.challenge.slug, response.company.slug]),
                is_secret=True,
            )


def tell_withdrawn(response: Response, by: User) -> None:
    """Once per submission that is taken back."""
    number = response.submissions.count()
    for person in members(response):
        notify(
            person,
            Kind.RESPONSES,
            key=f"withdrawal:{response.pk}:{number}",
            template="challenges/mail/withdrawn",
            context=_about(response, by),
            url=address(response),
        )


def members(response: Response) -> list[User]:
    return list(User.objects.filter(memberships__company=response.company_id, is_active=True).order_by("pk"))


def address(response: Response) -> str:
    return reverse("challenges:response_detail", args=[response.challenge.slug])


def _about(response: Response, by: User) -> dict[str, Any]:
    return {"response": response, "challenge": response.challenge, "company": response.company, "by": by}
