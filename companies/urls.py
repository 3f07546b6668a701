from django.urls import path

from companies.views import companies

app_name = "companies"
urlpatterns = [
    path("companies/", companies.company_list, name="company_list"),
    path("companies/new/", companies.company_create, name="company_create"),
    path("companies/<slug:slug>/", companies.company_detail, name="company_detail"),
    path("companies/<slug:slug>/edit/", companies.company_edit, name="company_edit"),
    path("companies/<slug:slug>/technologies/", companies.technology_judge, name="technology_judge"),
    path("profile/", companies.company_profile, name="company_profile"),
]
