"""Receipts: to who sent it in with the text, to the company's others without it."""

import json
from typing import Any

from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.responses.models import Response, Submission
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify_user


def notify_submission(submission: Submission, sender: User) -> None:
    """Once per submission. The text goes to its sender alone, and is kept in no log of mails."""
    response = submission.response
    context = {**_build_receipt_context(response, sender), "submission": submission}
    for person in list_response_members(response):
        is_sender = person.pk == sender.pk
        notify_user(
            person,
            NotificationKind.RESPONSES,
            key=f"submission:{submission.pk}",
            template="challenges/responses/mail/receipt" if is_sender else "challenges/responses/mail/submitted",
            context=context | ({"answers": json.loads(submission.snapshot)["answers"]} if is_sender else {}),
            url=get_response_url(response),
            is_receipt=is_sender,
            is_secret=is_sender,
        )


def notify_partners_submitted(submission: Submission, sender: User) -> None:
    """The people of who joins in get what was sent in their name, as far as they may see the challenge."""
    response = submission.response
    context = {**_build_receipt_context(response, sender), "submission": submission}
    context["answers"] = json.loads(submission.snapshot)["answers"]
    agreed = response.co_applicants.agreed().values("company")
    for person in User.objects.filter(memberships__company__in=agreed, is_active=True).distinct().order_by("pk"):
        if Challenge.objects.visible_to(person).filter(pk=response.challenge_id).exists():
            notify_user(
                person,
                NotificationKind.RESPONSES,
                key=f"submission:{submission.pk}",
                template="challenges/responses/mail/co_applicant_receipt",
                context=context,
                url=reverse("challenges:coapplication", args=[response.challenge.slug, response.company.slug]),
                is_secret=True,
            )


def notify_response_withdrawn(response: Response, by: User) -> None:
    """Once per submission that is taken back."""
    number = response.submissions.count()
    for person in list_response_members(response):
        notify_user(
            person,
            NotificationKind.RESPONSES,
            key=f"withdrawal:{response.pk}:{number}",
            template="challenges/responses/mail/withdrawn",
            context=_build_receipt_context(response, by),
            url=get_response_url(response),
        )


def list_response_members(response: Response) -> list[User]:
    return list(User.objects.filter(memberships__company=response.company_id, is_active=True).order_by("pk"))


def get_response_url(response: Response) -> str:
    return reverse("challenges:response_detail", args=[response.challenge.slug])


def _build_receipt_context(response: Response, by: User) -> dict[str, Any]:
    return {"response": response, "challenge": response.challenge, "company": response.company, "by": by}
