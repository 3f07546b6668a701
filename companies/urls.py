from django.urls import path

from companies.catalogue.views import company_detail, company_list, company_preview
from companies.declarations.views import company_vetting, declaration_sign, declaration_withdraw, vetting_withdraw
from companies.members.join_views import (
    claim_confirm,
    company_claim,
    company_create,
    company_join,
    company_join_by_number,
    invitation_detail,
    membership_requests,
)
from companies.members.views import (
    account_erase,
    claim_list,
    claim_review,
    company_erase,
    invitation_change,
    join_request_decide,
    member_change,
    member_list,
)
from companies.profiles.views import (
    call_export,
    call_list,
    company_call,
    company_confirm,
    company_edit,
    company_logo,
    company_profile,
    company_visibility,
    freshness_answer,
    logo_edit,
    profile_publish,
    technology_review,
)
from companies.profiles.wizard_views import profile_wizard

app_name = "companies"
urlpatterns = [
    path("companies/", company_list, name="company_list"),
    path("companies/new/", company_create, name="company_create"),
    path("companies/join/<str:number>/", company_join_by_number, name="company_join_by_number"),
    path("companies/<slug:slug>/", company_detail, name="company_detail"),
    path("companies/<slug:slug>/edit/", company_edit, name="company_edit"),
    path("companies/<slug:slug>/call/", company_call, name="company_call"),
    path("companies/<slug:slug>/confirm/", company_confirm, name="company_confirm"),
    path("companies/<slug:slug>/edit/<slug:step>/", profile_wizard, name="profile_wizard"),
    path("companies/<slug:slug>/publish/", profile_publish, name="profile_publish"),
    path("companies/<slug:slug>/logo/", company_logo, name="company_logo"),
    path("companies/<slug:slug>/logo/edit/", logo_edit, name="logo_edit"),
    path("companies/<slug:slug>/sharing/", company_visibility, name="company_visibility"),
    path("companies/<slug:slug>/preview/", company_preview, name="company_preview"),
    path("companies/<slug:slug>/vetting/", company_vetting, name="company_vetting"),
    path("companies/<slug:slug>/vetting/withdraw/", vetting_withdraw, name="vetting_withdraw"),
    path("companies/<slug:slug>/technologies/", technology_review, name="technology_review"),
    path("call-list/", call_list, name="call_list"),
    path("call-list/export/", call_export, name="call_export"),
    path("still-true/<str:token>/", freshness_answer, name="freshness_answer"),
    path("companies/<slug:slug>/join/", company_join, name="company_join"),
    path("companies/<slug:slug>/claim/", company_claim, name="company_claim"),
    path("companies/<slug:slug>/people/", member_list, name="member_list"),
    path("companies/<slug:slug>/people/change/", member_change, name="member_change"),
    path("companies/<slug:slug>/people/request/", join_request_decide, name="join_request_decide"),
    path("companies/<slug:slug>/people/invitation/", invitation_change, name="invitation_change"),
    path("claims/", claim_list, name="claim_list"),
    path("claims/<str:number>/", claim_review, name="claim_review"),
    path("claims/link/<str:link>/", claim_confirm, name="claim_confirm"),
    path("invitations/<str:link>/", invitation_detail, name="invitation_detail"),
    path("joining/", membership_requests, name="membership_requests"),
    path("companies/<slug:slug>/declarations/", declaration_sign, name="declaration_sign"),
    path(
        "companies/<slug:slug>/declarations/withdraw/",
        declaration_withdraw,
        name="declaration_withdraw",
    ),
    path("companies/<slug:slug>/delete/", company_erase, name="company_erase"),
    path("account/data/delete/", account_erase, name="account_erase"),
    path("profile/", company_profile, name="company_profile"),
]
