from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.permissions import company_member
from portal.policy import public, rom_staff


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/home.html")


@public
def score(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/score.html")


@company_member
def company_home(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/company_home.html")


@rom_staff
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/desk.html")
