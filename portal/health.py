from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from portal.core.policy import allow_public
from portal.notifications.outbox_models import OutboxMail


@allow_public
def health_live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@allow_public
def health_ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database does, and 503 (from `server_error`) when it does not.

    The answer reports mail that waits too long, but stays 200: the pages work without mail.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ok", "mail": "late" if OutboxMail.objects.late(timezone.now()) else "ok"})
