from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.policy import public, rom_staff


@public
def challenge_list(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/challenge_list.html")


@rom_staff
def challenge_create(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/challenge_create.html")


@public
def challenge_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "challenges/challenge_detail.html")


@rom_staff
def challenge_edit(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "challenges/challenge_edit.html")


@rom_staff
def challenge_move(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "challenges/challenge_move.html")


@rom_staff
def requirement_judge(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "challenges/requirement_judge.html")
