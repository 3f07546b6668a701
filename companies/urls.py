from django.urls import path

from companies.views import companies, editing, freshness, wizard

app_name = "companies"
urlpatterns = [
    path("companies/", companies.company_list, name="company_list"),
    path("companies/new/", editing.company_create, name="company_create"),
    path("companies/<slug:slug>/", companies.company_detail, name="company_detail"),
    path("companies/<slug:slug>/edit/", editing.company_edit, name="company_edit"),
    path("companies/<slug:slug>/confirm/", freshness.company_confirm, name="company_confirm"),
    path("companies/<slug:slug>/edit/<slug:step>/", wizard.wizard, name="wizard"),
    path("companies/<slug:slug>/publish/", editing.profile_publish, name="profile_publish"),
    path("companies/<slug:slug>/technologies/", editing.technology_judge, name="technology_judge"),
    path("still-true/<str:token>/", freshness.still_true, name="still_true"),
    path("profile/", editing.company_profile, name="company_profile"),
]
