from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.policy import public, signed_in


@public
def company_list(request: HttpRequest) -> HttpResponse:
    return render(request, "companies/company_list.html")


@signed_in
def company_create(request: HttpRequest) -> HttpResponse:
    return render(request, "companies/company_create.html")


@public
def company_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "companies/company_detail.html")


@signed_in
def company_profile(request: HttpRequest) -> HttpResponse:
    return render(request, "companies/company_profile.html")


@signed_in
def company_edit(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "companies/company_edit.html")


@signed_in
def technology_judge(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "companies/technology_judge.html")
