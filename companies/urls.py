from django.urls import path

from companies.views import (
    calls,
    claims,
    companies,
    declarations,
    editing,
    freshness,
    joining,
    logos,
    members,
    sharing,
    wizard,
)

app_name = "companies"
urlpatterns = [
    path("companies/", companies.company_list, name="company_list"),
    path("companies/new/", joining.company_create, name="company_create"),
    path("companies/join/<str:number>/", joining.join_by_number, name="join_by_number"),
    path("companies/<slug:slug>/", companies.company_detail, name="company_detail"),
    path("companies/<slug:slug>/edit/", editing.company_edit, name="company_edit"),
    path("companies/<slug:slug>/call/", calls.company_call, name="company_call"),
    path("companies/<slug:slug>/confirm/", freshness.company_confirm, name="company_confirm"),
    path("companies/<slug:slug>/edit/<slug:step>/", wizard.wizard, name="wizard"),
    path("companies/<slug:slug>/publish/", editing.profile_publish, name="profile_publish"),
    path("companies/<slug:slug>/logo/", logos.company_logo, name="company_logo"),
    path("companies/<slug:slug>/logo/edit/", logos.logo_edit, name="logo_edit"),
    path("companies/<slug:slug>/sharing/", sharing.company_sharing, name="company_sharing"),
    path("companies/<slug:slug>/preview/", sharing.company_preview, name="company_preview"),
    path("companies/<slug:slug>/technologies/", editing.technology_judge, name="technology_judge"),
    path("call-list/", calls.call_list, name="call_list"),
    path("call-list/export/", calls.call_export, name="call_export"),
    path("still-true/<str:token>/", freshness.still_true, name="still_true"),
    path("companies/<slug:slug>/join/", joining.join, name="join"),
    path("companies/<slug:slug>/claim/", joining.claim, name="claim"),
    path("companies/<slug:slug>/people/", members.people, name="people"),
    path("companies/<slug:slug>/people/change/", members.member_change, name="member_change"),
    path("companies/<slug:slug>/people/request/", members.request_decide, name="request_decide"),
    path("companies/<slug:slug>/people/invitation/", members.invitation_change, name="invitation_change"),
    path("claims/", claims.claim_list, name="claim_list"),
    path("claims/<str:number>/", claims.claim_judge, name="claim_judge"),
    path("claims/link/<str:link>/", joining.claim_confirm, name="claim_confirm"),
    path("invitations/<str:link>/", joining.invitation, name="invitation"),
    path("joining/", joining.joining, name="joining"),
    path("companies/<slug:slug>/declarations/", declarations.declarations, name="declarations"),
    path(
        "companies/<slug:slug>/declarations/withdraw/", declarations.declaration_withdraw, name="declaration_withdraw"
    ),
    path("profile/", editing.company_profile, name="company_profile"),
]
