from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.policy import public


@public
def session_list(request: HttpRequest) -> HttpResponse:
    return render(request, "challenges/session_list.html")


@public
def session_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "challenges/session_detail.html")
