"""Tell companies what happens to their response and to those in which they join."""

import json
from typing import Any

from django.urls import reverse

from challenges.posting.permissions import filter_challenge_readers
from challenges.responses.locking import LockedResponse
from challenges.responses.models import Response, Submission
from challenges.responses.partner_models import CoApplicant
from companies.profiles.models import Company
from companies.profiles.permissions import list_company_members
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import Notice, notify, notify_each


def notify_submission(submission: Submission, sender: User) -> None:
    """Send the receipt to the sender, and tell the others of the company without the text; once per submission."""
    response = submission.response
    context = {**_build_receipt_context(response, sender), "submission": submission}
    notices = []
    for person in list_company_members(response.company_id):
        is_sender = person.pk == sender.pk
        notices.append(
            Notice(
                person,
                NotificationKind.RESPONSES,
                "challenges/responses/mail/receipt.html" if is_sender else "challenges/responses/mail/submitted.html",
                f"submission:{submission.pk}",
                context | ({"answers": json.loads(submission.snapshot)["answers"]} if is_sender else {}),
                get_response_url(response),
                is_receipt=is_sender,
                is_secret=is_sender,
            )
        )
    notify_each(notices)


def notify_partners_submitted(submission: Submission, sender: User) -> None:
    """Send partners what was submitted in their name, as far as they may see the challenge."""
    response = submission.response
    context = {**_build_receipt_context(response, sender), "submission": submission}
    context["answers"] = json.loads(submission.snapshot)["answers"]
    agreed = response.co_applicants.agreed().values("company")
    people = User.objects.filter(memberships__company__in=agreed, is_active=True).distinct().order_by("pk")
    notify(
        filter_challenge_readers(people, response.challenge),
        NotificationKind.RESPONSES,
        "challenges/responses/mail/co_applicant_receipt.html",
        key=f"submission:{submission.pk}",
        context=context,
        url=reverse("challenges:coapplication", args=[response.challenge.slug, response.company.slug]),
        is_secret=True,
    )


def notify_partner_company(row: CoApplicant, company: Company, template: str, by: User, held: LockedResponse) -> None:
    """Tell the people of one company of the two, as far as they may see the challenge."""
    is_lead = company.pk == held.response.company_id
    url = reverse("challenges:response_edit", args=[held.challenge.slug])
    if not is_lead:
        url = reverse("challenges:coapplication", args=[held.challenge.slug, held.response.company.slug])
    notify(
        filter_challenge_readers(list_company_members(company.pk), held.challenge),
        NotificationKind.RESPONSES,
        template,
        key=f"co-applicant:{row.pk}:{held.response.version}",
        context={"row": row, "challenge": held.challenge, "lead": held.response.company, "by": by},
        url=url,
    )


def notify_response_withdrawn(response: Response, by: User) -> None:
    """Tell the people of the company, once per submission that is withdrawn."""
    number = response.submissions.count()
    notify(
        list_company_members(response.company_id),
        NotificationKind.RESPONSES,
        "challenges/responses/mail/withdrawn.html",
        key=f"withdrawal:{response.pk}:{number}",
        context=_build_receipt_context(response, by),
        url=get_response_url(response),
    )


def get_response_url(response: Response) -> str:
    return reverse("challenges:response_detail", args=[response.challenge.slug])


def _build_receipt_context(response: Response, by: User) -> dict[str, Any]:
    return {"response": response, "challenge": response.challenge, "company": response.company, "by": by}
