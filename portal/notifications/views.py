"""Pages about one's own notifications: the list, the preferences, the emails sent, and unsubscribing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.core.bilingual import get_reader_language, localise_path
from portal.core.forms import parse_row_number
from portal.core.policy import SignedInRequest, allow_public, require_sign_in
from portal.notifications.forms import PreferencesForm
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import (
    get_mail_frequencies,
    get_scope_label,
    read_unsubscribe_token,
    revoke_unsubscribe_links,
    set_mail_frequencies,
    unsubscribe_user,
)
from portal.notifications.services import mark_notifications_read

PER_PAGE = 20


@require_sign_in
def notification_list(request: SignedInRequest) -> HttpResponse:
    mine = Notification.objects.visible_to(request.user).unread_first()
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/notifications/notification_list.html", {"page": page})


@require_sign_in
@require_POST
def notification_read(request: SignedInRequest) -> HttpResponse:
    """Mark one notification read, or all if none is named; `open` leads on to what it is about."""
    mine = Notification.objects.visible_to(request.user)
    if "notification" not in request.POST:
        count = mark_notifications_read(mine)
        said = ngettext("%(count)d message is read.", "%(count)d messages are read.", count)
        messages.success(request, said % {"count": count})
        return redirect("notification_list")
    notification = get_own_notification(request, request.POST["notification"])
    mark_notifications_read(mine.filter(pk=notification.pk))
    if "open" in request.POST and notification.url:
        return redirect(localise_path(notification.url, get_reader_language()))
    return redirect("notification_list")


def get_own_notification(request: SignedInRequest, number: str) -> Notification:
    """Return it; raise Http404 for one of another person, and for what is no number."""
    return get_object_or_404(Notification.objects.visible_to(request.user), pk=parse_row_number(number))


@require_sign_in
def notification_preferences(request: SignedInRequest) -> HttpResponse:
    if "revoke" in request.POST:
        revoke_unsubscribe_links(request.user)
        messages.success(request, _("The links in earlier mails work no longer."))
        return redirect("notification_preferences")
    current = get_mail_frequencies(request.user)
    form = PreferencesForm(request.user, request.POST or None, initial=dict(current))
    if form.is_valid():
        set_mail_frequencies(request.user, form.wanted())
        messages.success(request, _("Saved."))
        return redirect("notification_preferences")
    return render(request, "portal/notifications/notification_preferences.html", {"form": form})


@require_sign_in
def mail_log(request: SignedInRequest) -> HttpResponse:
    mine = OutboxMail.objects.visible_to(request.user)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/notifications/mail_log.html", {"page": page})


@csrf_exempt  # the signed link is the proof; a mail program posts without a cookie (RFC 8058)
@allow_public
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribe on POST only: mail scanners follow links, so showing the page changes nothing."""
    found = read_unsubscribe_token(token)
    if found is None:
        raise Http404
    user, scope = found
    if request.method == "POST":
        unsubscribe_user(user, scope)
    context = {"about": get_scope_label(scope), "address": user.email, "is_done": request.method == "POST"}
    return render(request, "portal/notifications/unsubscribe.html", context)
