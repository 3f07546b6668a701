"""The buttons on the page of a timetable: stop, show, make final, and a remark that was seen to."""

from collections.abc import Callable

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.comment_models import Remark
from challenges.timetables.comments import mark_comment_handled
from challenges.timetables.forms import PublishPlanForm
from challenges.timetables.publishing import PublicationResult, publish_final_plan, publish_provisional_plan
from challenges.timetables.services import request_plan_stop
from portal.core.forms import call_or_add_errors, call_with_messages, parse_row_number
from portal.core.policy import SignedInRequest


def handle_plan_action(request: SignedInRequest, plan: Plan, what: str) -> PublishPlanForm | None:
    """Without a name it is the button to stop. A form that comes back holds what is to be mended."""
    return (
        _publish_provisional(request, plan)
        if what == "provisional"
        else _PRESSED.get(what, _stop_planning)(request, plan)
    )


def _stop_planning(request: SignedInRequest, plan: Plan) -> None:
    """Said of one that is still being made; one that nobody had begun has ended by then."""
    if (
        call_with_messages(request, lambda: request_plan_stop(plan, request.user))
        and Plan.objects.at_work().filter(pk=plan.pk).exists()
    ):
        messages.success(request, _("It stops as soon as it can, and keeps the best so far."))


def _publish_provisional(request: SignedInRequest, plan: Plan) -> PublishPlanForm | None:
    form, instead_of = PublishPlanForm(request.POST), parse_row_number(request.POST.get("instead_of"))
    if form.is_valid():
        until = form.cleaned_data["remarks_until"]
        announced = call_or_add_errors(
            form, lambda: publish_provisional_plan(plan, request.user, instead_of=instead_of, remarks_until=until)
        )
        if announced:
            messages.success(
                request, _("Participants see it now, as provisional.") + " " + format_notified_companies(announced)
            )
    for problem in form.non_field_errors():
        messages.error(request, problem)
    return form if form.has_error("remarks_until") else None


def _publish_final(request: SignedInRequest, plan: Plan) -> None:
    instead_of = parse_row_number(request.POST.get("instead_of"))
    announced = call_with_messages(request, lambda: publish_final_plan(plan, request.user, instead_of=instead_of))
    if isinstance(announced, PublicationResult):
        messages.success(request, _("This timetable is final.") + " " + format_notified_companies(announced))


def format_notified_companies(announced: PublicationResult) -> str:
    """How many were told."""
    number = announced.told.companies
    if not number:
        return _("No company had to be told.")
    return ngettext("%(count)d company was told.", "%(count)d companies were told.", number) % {"count": number}


def _mark_comment_seen(request: SignedInRequest, plan: Plan) -> None:
    """A remark that is not there (any more) is seen to by nobody."""
    found = Remark.objects.filter(plan=plan, pk=parse_row_number(request.POST.get("remark")) or 0)
    made = found.select_related("plan__session").first()
    if made:
        call_with_messages(
            request, lambda: mark_comment_handled(made, request.user), _("The company reads that you have seen to it.")
        )


_PRESSED: dict[str, Callable[[SignedInRequest, Plan], None]] = {"final": _publish_final, "seen": _mark_comment_seen}
