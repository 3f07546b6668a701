from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.policy import allow_public
from portal.regions.models import Agreement


@allow_public
def agreement_list(request: HttpRequest) -> HttpResponse:
    agreements = Agreement.objects.prefetch_related("roms", "provinces", "signatories")
    return render(request, "portal/regions/agreement_list.html", {"agreements": agreements})
