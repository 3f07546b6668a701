from django.urls import path

from companies.catalogue import views
from companies.catalogue.preview_views import company_preview
from companies.declarations import vetting_views
from companies.declarations import views as declarations_views
from companies.members import claim_views, erasure_views, join_views
from companies.members import views as members_views
from companies.profiles import call_views, edit_views, freshness_views, logo_views, visibility_views, wizard_views

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="company_list"),
    path("companies/new/", join_views.company_create, name="company_create"),
    path("companies/join/<str:number>/", join_views.join_by_number, name="join_by_number"),
    path("companies/<slug:slug>/", views.company_detail, name="company_detail"),
    path("companies/<slug:slug>/edit/", edit_views.company_edit, name="company_edit"),
    path("companies/<slug:slug>/call/", call_views.company_call, name="company_call"),
    path("companies/<slug:slug>/confirm/", freshness_views.company_confirm, name="company_confirm"),
    path("companies/<slug:slug>/edit/<slug:step>/", wizard_views.wizard, name="wizard"),
    path("companies/<slug:slug>/publish/", edit_views.profile_publish, name="profile_publish"),
    path("companies/<slug:slug>/logo/", logo_views.company_logo, name="company_logo"),
    path("companies/<slug:slug>/logo/edit/", logo_views.logo_edit, name="logo_edit"),
    path("companies/<slug:slug>/sharing/", visibility_views.company_sharing, name="company_sharing"),
    path("companies/<slug:slug>/preview/", company_preview, name="company_preview"),
    path("companies/<slug:slug>/vetting/", vetting_views.company_vetting, name="company_vetting"),
    path("companies/<slug:slug>/vetting/withdraw/", vetting_views.vetting_withdraw, name="vetting_withdraw"),
    path("companies/<slug:slug>/technologies/", edit_views.technology_judge, name="technology_judge"),
    path("call-list/", call_views.call_list, name="call_list"),
    path("call-list/export/", call_views.call_export, name="call_export"),
    path("still-true/<str:token>/", freshness_views.still_true, name="still_true"),
    path("companies/<slug:slug>/join/", join_views.join, name="join"),
    path("companies/<slug:slug>/claim/", join_views.claim, name="claim"),
    path("companies/<slug:slug>/people/", members_views.people, name="people"),
    path("companies/<slug:slug>/people/change/", members_views.member_change, name="member_change"),
    path("companies/<slug:slug>/people/request/", members_views.request_decide, name="request_decide"),
    path("companies/<slug:slug>/people/invitation/", members_views.invitation_change, name="invitation_change"),
    path("claims/", claim_views.claim_list, name="claim_list"),
    path("claims/<str:number>/", claim_views.claim_judge, name="claim_judge"),
    path("claims/link/<str:link>/", join_views.claim_confirm, name="claim_confirm"),
    path("invitations/<str:link>/", join_views.invitation, name="invitation"),
    path("joining/", join_views.joining, name="joining"),
    path("companies/<slug:slug>/declarations/", declarations_views.declarations, name="declarations"),
    path(
        "companies/<slug:slug>/declarations/withdraw/",
        declarations_views.declaration_withdraw,
        name="declaration_withdraw",
    ),
    path("companies/<slug:slug>/delete/", erasure_views.company_erase, name="company_erase"),
    path("account/data/delete/", erasure_views.account_erase, name="account_erase"),
    path("profile/", edit_views.company_profile, name="company_profile"),
]
