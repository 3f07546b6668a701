from django.urls import path

from challenges.catalogue import edit_views, preview_views, views
from challenges.dashboard import map_views
from challenges.dashboard import views as dashboard_views
from challenges.exposure import views as exposure_views
from challenges.introductions import contact_views
from challenges.introductions import views as introductions_views
from challenges.matching import (
    company_views,
    comparison_views,
    completeness_views,
    shortlist_views,
    team_views,
    why_not_views,
)
from challenges.matching import views as matching_views
from challenges.posting import annex_views, invitation_views, owner_views
from challenges.responses import attachment_views, inbox_views, partner_views, question_views
from challenges.responses import views as responses_views
from challenges.sessions import check_in_views, own_registration_views, registration_views
from challenges.sessions import edit_views as session_editing
from challenges.sessions import part_views as session_parts
from challenges.sessions import pitch_views as session_pitches
from challenges.sessions import views as sessions
from challenges.timetables import comparison_views as session_versions
from challenges.timetables import edit_views as session_handwork
from challenges.timetables import own_result_views, result_views
from challenges.timetables import own_timetable_views as session_own_plan
from challenges.timetables import preference_views as session_wishes
from challenges.timetables import repair_views as session_repairing
from challenges.timetables import views as session_plans
from challenges.timetables.handout_views import agendas, briefs, calendars, table_sheets, whole_plan

app_name = "challenges"
urlpatterns = [
    path("", dashboard_views.home, name="home"),
    path("score/", dashboard_views.score, name="score"),
    path("overview/", dashboard_views.company_home, name="company_home"),
    path("overview/why-not-me/", why_not_views.why_not_me_choose, name="why_not_me_choose"),
    path("responses/", responses_views.response_list, name="response_list"),
    path("desk/", dashboard_views.desk, name="desk"),
    path("exposure/", exposure_views.exposure, name="exposure"),
    path("exposure/companies/", exposure_views.exposure_companies, name="exposure_companies"),
    path("exposure/floor/", exposure_views.exposure_floor, name="exposure_floor"),
    path("exposure/floor/below/", exposure_views.exposure_misses, name="exposure_misses"),
    path("map/", map_views.province_map, name="province_map"),
    path("challenges/", views.challenge_list, name="challenge_list"),
    path("challenges/new/", edit_views.challenge_create, name="challenge_create"),
    path("challenges/new/pool/", edit_views.challenge_pool_new, name="challenge_pool_new"),
    path("challenges/<slug:slug>/", views.challenge_detail, name="challenge_detail"),
    path("challenges/<slug:slug>/edit/", edit_views.challenge_edit, name="challenge_edit"),
    path("challenges/<slug:slug>/pool/", edit_views.challenge_pool, name="challenge_pool"),
    path("challenges/<slug:slug>/longlists/", shortlist_views.longlist_list, name="longlist_list"),
    path("challenges/<slug:slug>/longlists/<int:number>/", shortlist_views.longlist_detail, name="longlist_detail"),
    path("challenges/<slug:slug>/teams/", team_views.team_list, name="team_list"),
    path("challenges/<slug:slug>/questions/", question_views.question_edit, name="question_edit"),
    path("challenges/<slug:slug>/questions/preview/", question_views.question_preview, name="question_preview"),
    path("challenges/<slug:slug>/move/", edit_views.challenge_move, name="challenge_move"),
    path("challenges/<slug:slug>/owners/", owner_views.challenge_owners, name="challenge_owners"),
    path("challenges/<slug:slug>/invitations/", invitation_views.challenge_invitations, name="challenge_invitations"),
    path("challenges/<slug:slug>/preview/", preview_views.challenge_preview, name="challenge_preview"),
    path("challenges/<slug:slug>/annex/", annex_views.annex_read, name="annex_read"),
    path("challenges/<slug:slug>/annex/edit/", annex_views.annex_edit, name="annex_edit"),
    path("challenges/<slug:slug>/technologies/", edit_views.requirement_judge, name="requirement_judge"),
    path("challenges/<slug:slug>/why-not-me/", why_not_views.why_not_me, name="why_not_me"),
    path("challenges/<slug:slug>/response/", responses_views.response_detail, name="response_detail"),
    path("challenges/<slug:slug>/response/edit/", responses_views.response_edit, name="response_edit"),
    path("challenges/<slug:slug>/response/answer/", responses_views.answer_save, name="answer_save"),
    path("challenges/<slug:slug>/response/withdraw/", responses_views.response_withdraw, name="response_withdraw"),
    path("challenges/<slug:slug>/response/partners/", partner_views.coapplicant_add, name="coapplicant_add"),
    path("challenges/<slug:slug>/response/partners/end/", partner_views.coapplicant_end, name="coapplicant_end"),
    path("challenges/<slug:slug>/responses/", inbox_views.response_inbox, name="response_inbox"),
    path("challenges/<slug:slug>/responses/table/", inbox_views.response_table, name="response_table"),
    path("challenges/<slug:slug>/responses/<slug:company>/", inbox_views.response_read, name="response_read"),
    path(
        "challenges/<slug:slug>/responses/<slug:company>/zip/", inbox_views.response_download, name="response_download"
    ),
    path("challenges/<slug:slug>/responses/<slug:company>/join/", partner_views.coapplication, name="coapplication"),
    path(
        "challenges/<slug:slug>/responses/<slug:company>/files/<int:number>/",
        attachment_views.attachment_file,
        name="attachment_file",
    ),
    path("challenges/<slug:slug>/compare/", comparison_views.match_compare, name="match_compare"),
    path("challenges/<slug:slug>/matches/<slug:company>/", matching_views.match_detail, name="match_detail"),
    path("challenges/<slug:slug>/matches/<slug:company>/decision/", matching_views.match_decide, name="match_decide"),
    path("challenges/<slug:slug>/matches/<slug:company>/wrong/", matching_views.match_wrong, name="match_wrong"),
    path("companies/<slug:slug>/challenges/", company_views.company_challenges, name="company_challenges"),
    path("companies/<slug:slug>/completeness/", completeness_views.profile_completeness, name="profile_completeness"),
    path("challenges/<slug:slug>/contact/", contact_views.challenge_contact, name="challenge_contact"),
    path("challenges/<slug:slug>/interest/", introductions_views.introduction_ask, name="introduction_ask"),
    path(
        "challenges/<slug:slug>/matches/<slug:company>/introduce/",
        introductions_views.introduction_propose,
        name="introduction_propose",
    ),
    path("introductions/", introductions_views.introduction_list, name="introduction_list"),
    path("introductions/pipeline/", introductions_views.introduction_pipeline, name="introduction_pipeline"),
    path("introductions/<int:number>/", introductions_views.introduction_detail, name="introduction_detail"),
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/new/", session_editing.session_create, name="session_create"),
    path("sessions/<slug:slug>/", sessions.session_detail, name="session_detail"),
    path("sessions/<slug:slug>/edit/", session_editing.session_edit, name="session_edit"),
    path("sessions/<slug:slug>/copy/", session_editing.session_copy, name="session_copy"),
    path("sessions/<slug:slug>/publish/", session_editing.session_publish, name="session_publish"),
    path("sessions/<slug:slug>/owners/", session_editing.session_owners, name="session_owners"),
    path("sessions/<slug:slug>/floor/", session_parts.session_floor, name="session_floor"),
    path("sessions/<slug:slug>/slots/", session_parts.session_slots, name="session_slots"),
    path("sessions/<slug:slug>/programme/", session_parts.session_programme, name="session_programme"),
    path("sessions/<slug:slug>/pitches/", session_pitches.session_pitches, name="session_pitches"),
    path("sessions/<slug:slug>/pitches/<int:number>/", session_pitches.pitch_edit, name="pitch_edit"),
    path("sessions/<slug:slug>/wishes/", session_wishes.wish_company, name="wish_company"),
    path("sessions/<slug:slug>/wishes/hosts/", session_wishes.wish_hosts, name="wish_hosts"),
    path("sessions/<slug:slug>/wishes/hosts/<int:number>/", session_wishes.wish_host, name="wish_host"),
    path("sessions/<slug:slug>/plans/", session_plans.plan_list, name="plan_list"),
    path("sessions/<slug:slug>/plans/compare/", session_versions.plan_compare, name="plan_compare"),
    path("sessions/<slug:slug>/timetable/", session_own_plan.plan_own, name="plan_own"),
    path("sessions/<slug:slug>/plans/<int:number>/", session_plans.plan_detail, name="plan_detail"),
    path("sessions/<slug:slug>/plans/<int:number>/whole/", whole_plan.plan_whole, name="plan_whole"),
    path("sessions/<slug:slug>/agenda/", agendas.agenda_own, name="agenda_own"),
    path("sessions/<slug:slug>/agendas/", agendas.agenda_list, name="agenda_list"),
    path("sessions/<slug:slug>/agendas/<int:number>/", agendas.agenda_detail, name="agenda_detail"),
    path("sessions/<slug:slug>/sheets/", table_sheets.sheet_list, name="sheet_list"),
    path("sessions/<slug:slug>/sheets/<int:number>/", table_sheets.sheet_detail, name="sheet_detail"),
    path("sessions/<slug:slug>/outcomes/", own_result_views.outcome_own, name="outcome_own"),
    path("sessions/<slug:slug>/outcomes/hosts/", own_result_views.outcome_hosts, name="outcome_hosts"),
    path("sessions/<slug:slug>/pitches/<int:number>/outcomes/", own_result_views.outcome_host, name="outcome_host"),
    path("sessions/<slug:slug>/results/", result_views.session_results, name="session_results"),
    path("sessions/<slug:slug>/results/list/", result_views.session_result_list, name="session_result_list"),
    path("sessions/<slug:slug>/talks/<int:registration>/<int:pitch>/", briefs.brief_detail, name="brief_detail"),
    path("sessions/<slug:slug>/pitches/<int:number>/calendar/", calendars.calendar_host, name="calendar_host"),
    path("calendar/", calendars.calendar_own, name="calendar_own"),
    path("sessions/<slug:slug>/plans/<int:number>/repair/", session_repairing.plan_repair, name="plan_repair"),
    path("sessions/<slug:slug>/plans/<int:number>/edit/", session_handwork.plan_edit, name="plan_edit"),
    path("sessions/<slug:slug>/plans/<int:number>/locks/", session_handwork.plan_locks, name="plan_locks"),
    path("sessions/<slug:slug>/register/", own_registration_views.registration_own, name="registration_own"),
    path(
        "sessions/<slug:slug>/register/<slug:code>/", own_registration_views.registration_code, name="registration_code"
    ),
    path("sessions/<slug:slug>/registrations/", registration_views.registration_list, name="registration_list"),
    path(
        "sessions/<slug:slug>/registrations/<int:number>/",
        registration_views.registration_detail,
        name="registration_detail",
    ),
    path("sessions/<slug:slug>/check-in/", check_in_views.check_in, name="check_in"),
    path("sessions/<slug:slug>/check-in/list/", check_in_views.check_in_list, name="check_in_list"),
]
