from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.policy import rom_staff, signed_in


@signed_in
def match_detail(request: HttpRequest, slug: str, company: str) -> HttpResponse:
    return render(request, "challenges/match_detail.html")


@rom_staff
def match_decide(request: HttpRequest, slug: str, company: str) -> HttpResponse:
    return render(request, "challenges/match_decide.html")


@signed_in
def match_wrong(request: HttpRequest, slug: str, company: str) -> HttpResponse:
    return render(request, "challenges/match_wrong.html")
