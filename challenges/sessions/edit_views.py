"""A session of one's own ROM: made, changed, copied, published, shared."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.posting.forms import CoOwnerForm
from challenges.posting.ownership import list_owner_roms
from challenges.posting.permissions import can_share_ownership
from challenges.sessions.copy import copy_session
from challenges.sessions.forms import SessionCopyForm, SessionForm
from challenges.sessions.models import Session
from challenges.sessions.owners import share_session, unshare_session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.services import create_session, publish_session, update_session, withdraw_session
from portal.core.forms import call_or_add_errors, call_with_messages, get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def session_create(request: SignedInRequest) -> HttpResponse:
    form = SessionForm(get_post_data(request), user=request.user)
    if session := save_form(form, create_session):
        messages.success(request, _("Saved as a draft. The line below says what comes next."))
        return redirect(session)
    return render(request, "challenges/sessions/session_create.html", {"form": form})


@rom_staff
def session_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = SessionForm(get_post_data(request), user=request.user, instance=copy(session))
    if save_form(form, update_session, session, request.user):
        messages.success(request, _("Your changes are saved."))
        return redirect(session)
    return render(request, "challenges/sessions/session_edit.html", {"session": session, "form": form})


@rom_staff
def session_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    titles = {"title_nl": session.title_nl, "title_en": session.title_en}
    form = SessionCopyForm(get_post_data(request), initial=titles)
    if made := save_form(form, copy_session, session, request.user):
        messages.success(request, _("Copied as a draft. Nobody has registered for it."))
        return redirect(made)
    return render(request, "challenges/sessions/session_copy.html", {"session": session, "form": form})


@rom_staff
def session_publish(request: SignedInRequest, slug: str) -> HttpResponse:
    """state: published or draft."""
    session = get_prepared_session(request.user, slug)
    if request.method == "POST":
        if request.POST.get("state") == Session.State.DRAFT:
            call_with_messages(request, lambda: withdraw_session(session, request.user), _("It is a draft again."))
        elif request.POST.get("state") == Session.State.PUBLISHED:
            call_with_messages(
                request, lambda: publish_session(session, request.user), _("Published: everyone sees it now.")
            )
        else:
            messages.error(request, _("A session knows no such state."))
    return redirect(session)


@rom_staff
def session_owners(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = CoOwnerForm(get_post_data(request))
    if form.is_valid() and call_or_add_errors(form, lambda: _save_session_owner(request, session, form)):
        if Session.objects.owned_by(request.user).filter(pk=session.pk).exists():
            return redirect("challenges:session_owners", session.slug)
        return redirect("challenges:desk")
    context = {
        "session": session,
        "form": form,
        "co_owners": [rom for rom in list_owner_roms(session) if rom != session.rom],
        "can_share": can_share_ownership(request.user, session),
    }
    return render(request, "challenges/sessions/session_owners.html", context)


def _save_session_owner(request: SignedInRequest, session: Session, form: CoOwnerForm) -> bool:
    rom = form.cleaned_data["rom"]
    if form.cleaned_data["leave"]:
        unshare_session(session, rom, request.user)
        messages.success(request, _("%(rom)s does not own it any more.") % {"rom": rom})
    else:
        share_session(session, rom, request.user)
        messages.success(request, _("%(rom)s owns it too from now on.") % {"rom": rom})
    return True
