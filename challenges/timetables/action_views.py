"""The buttons on the page of a timetable: stop, show, make final, and a remark that was seen to."""

from collections.abc import Callable

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.comment_models import Remark
from challenges.timetables.comments import see_to
from challenges.timetables.forms import ShowForm
from challenges.timetables.publishing import Announced, make_final, show_provisional
from challenges.timetables.services import ask_to_stop
from portal.core.forms import attempt, row_number, told
from portal.core.policy import SignedInRequest


def press(request: SignedInRequest, plan: Plan, what: str) -> ShowForm | None:
    """Without a name it is the button to stop. A form that comes back holds what is to be mended."""
    return _show(request, plan) if what == "provisional" else _PRESSED.get(what, _stop)(request, plan)


def _stop(request: SignedInRequest, plan: Plan) -> None:
    """Said of one that is still being made; one that nobody had begun has ended by then."""
    if told(request, lambda: ask_to_stop(plan, request.user)) and Plan.objects.at_work().filter(pk=plan.pk).exists():
        messages.success(request, _("It stops as soon as it can, and keeps the best so far."))


def _show(request: SignedInRequest, plan: Plan) -> ShowForm | None:
    form, instead_of = ShowForm(request.POST), row_number(request.POST.get("instead_of"))
    if form.is_valid():
        until = form.cleaned_data["remarks_until"]
        announced = attempt(
            form, lambda: show_provisional(plan, request.user, instead_of=instead_of, remarks_until=until)
        )
        if announced:
            messages.success(request, _("Participants see it now, as provisional.") + " " + heard(announced))
    for problem in form.non_field_errors():
        messages.error(request, problem)
    return form if form.has_error("remarks_until") else None


def _finish(request: SignedInRequest, plan: Plan) -> None:
    instead_of = row_number(request.POST.get("instead_of"))
    announced = told(request, lambda: make_final(plan, request.user, instead_of=instead_of))
    if isinstance(announced, Announced):
        messages.success(request, _("This timetable is final.") + " " + heard(announced))


def heard(announced: Announced) -> str:
    """How many were told."""
    number = announced.told.companies
    if not number:
        return _("No company had to be told.")
    return ngettext("%(count)d company was told.", "%(count)d companies were told.", number) % {"count": number}


def _see(request: SignedInRequest, plan: Plan) -> None:
    """A remark that is not there (any more) is seen to by nobody."""
    found = Remark.objects.filter(plan=plan, pk=row_number(request.POST.get("remark")) or 0)
    made = found.select_related("plan__session").first()
    if made:
        told(request, lambda: see_to(made, request.user), _("The company reads that you have seen to it."))


_PRESSED: dict[str, Callable[[SignedInRequest, Plan], None]] = {"final": _finish, "seen": _see}
