from django.urls import path

from challenges.catalogue.edit_views import (
    challenge_create,
    challenge_edit,
    challenge_move,
    challenge_pool,
    challenge_pool_new,
    requirement_judge,
)
from challenges.catalogue.invitation_views import challenge_invitations
from challenges.catalogue.views import challenge_detail, challenge_list, challenge_preview
from challenges.dashboard.views import company_home, home, province_map, staff_dashboard
from challenges.exposure.views import exposure, exposure_companies, exposure_floor, exposure_misses
from challenges.introductions.contact_views import challenge_contact
from challenges.introductions.views import (
    introduction_ask,
    introduction_detail,
    introduction_list,
    introduction_pipeline,
    introduction_propose,
)
from challenges.matching.views import (
    company_challenges,
    longlist_detail,
    longlist_list,
    match_compare,
    match_decide,
    match_detail,
    match_wrong,
    profile_completeness,
    score,
    team_list,
    why_not_me,
    why_not_me_choose,
)
from challenges.posting.annex_views import annex_edit, annex_read
from challenges.posting.owner_views import challenge_owners
from challenges.responses.attachment_views import attachment_file
from challenges.responses.inbox_views import response_download, response_inbox, response_read, response_table
from challenges.responses.partner_views import coapplicant_add, coapplicant_end, coapplication
from challenges.responses.question_views import question_edit, question_preview
from challenges.responses.views import answer_save, response_detail, response_edit, response_list, response_withdraw
from challenges.sessions.registration_views import (
    check_in,
    check_in_list,
    registration_code,
    registration_detail,
    registration_list,
    registration_own,
)
from challenges.sessions.views import (
    pitch_edit,
    session_copy,
    session_create,
    session_detail,
    session_edit,
    session_list,
    session_owners,
    session_pitches,
    session_programme,
    session_publish,
    session_rooms,
    session_slots,
)
from challenges.timetables.views.calendars import calendar_host, calendar_own
from challenges.timetables.views.edits import plan_edit, plan_locks
from challenges.timetables.views.handouts import (
    agenda_detail,
    agenda_list,
    agenda_own,
    brief_detail,
    plan_whole,
    sheet_detail,
    sheet_list,
)
from challenges.timetables.views.own_results import result_host, result_hosts, result_own
from challenges.timetables.views.own_timetable import plan_own
from challenges.timetables.views.plans import plan_compare, plan_detail, plan_list, plan_repair
from challenges.timetables.views.preferences import preference_company, preference_host, preference_hosts
from challenges.timetables.views.results import session_result_list, session_results

app_name = "challenges"
urlpatterns = [
    path("", home, name="home"),
    path("score/", score, name="score"),
    path("overview/", company_home, name="company_home"),
    path("overview/why-not-me/", why_not_me_choose, name="why_not_me_choose"),
    path("responses/", response_list, name="response_list"),
    path("desk/", staff_dashboard, name="staff_dashboard"),
    path("exposure/", exposure, name="exposure"),
    path("exposure/companies/", exposure_companies, name="exposure_companies"),
    path("exposure/floor/", exposure_floor, name="exposure_floor"),
    path("exposure/floor/below/", exposure_misses, name="exposure_misses"),
    path("map/", province_map, name="province_map"),
    path("challenges/", challenge_list, name="challenge_list"),
    path("challenges/new/", challenge_create, name="challenge_create"),
    path("challenges/new/pool/", challenge_pool_new, name="challenge_pool_new"),
    path("challenges/<slug:slug>/", challenge_detail, name="challenge_detail"),
    path("challenges/<slug:slug>/edit/", challenge_edit, name="challenge_edit"),
    path("challenges/<slug:slug>/pool/", challenge_pool, name="challenge_pool"),
    path("challenges/<slug:slug>/longlists/", longlist_list, name="longlist_list"),
    path("challenges/<slug:slug>/longlists/<int:number>/", longlist_detail, name="longlist_detail"),
    path("challenges/<slug:slug>/teams/", team_list, name="team_list"),
    path("challenges/<slug:slug>/questions/", question_edit, name="question_edit"),
    path("challenges/<slug:slug>/questions/preview/", question_preview, name="question_preview"),
    path("challenges/<slug:slug>/move/", challenge_move, name="challenge_move"),
    path("challenges/<slug:slug>/owners/", challenge_owners, name="challenge_owners"),
    path("challenges/<slug:slug>/invitations/", challenge_invitations, name="challenge_invitations"),
    path("challenges/<slug:slug>/preview/", challenge_preview, name="challenge_preview"),
    path("challenges/<slug:slug>/annex/", annex_read, name="annex_read"),
    path("challenges/<slug:slug>/annex/edit/", annex_edit, name="annex_edit"),
    path("challenges/<slug:slug>/technologies/", requirement_judge, name="requirement_judge"),
    path("challenges/<slug:slug>/why-not-me/", why_not_me, name="why_not_me"),
    path("challenges/<slug:slug>/response/", response_detail, name="response_detail"),
    path("challenges/<slug:slug>/response/edit/", response_edit, name="response_edit"),
    path("challenges/<slug:slug>/response/answer/", answer_save, name="answer_save"),
    path("challenges/<slug:slug>/response/withdraw/", response_withdraw, name="response_withdraw"),
    path("challenges/<slug:slug>/response/partners/", coapplicant_add, name="coapplicant_add"),
    path("challenges/<slug:slug>/response/partners/end/", coapplicant_end, name="coapplicant_end"),
    path("challenges/<slug:slug>/responses/", response_inbox, name="response_inbox"),
    path("challenges/<slug:slug>/responses/table/", response_table, name="response_table"),
    path("challenges/<slug:slug>/responses/<slug:company>/", response_read, name="response_read"),
    path("challenges/<slug:slug>/responses/<slug:company>/zip/", response_download, name="response_download"),
    path("challenges/<slug:slug>/responses/<slug:company>/join/", coapplication, name="coapplication"),
    path(
        "challenges/<slug:slug>/responses/<slug:company>/files/<int:number>/",
        attachment_file,
        name="attachment_file",
    ),
    path("challenges/<slug:slug>/compare/", match_compare, name="match_compare"),
    path("challenges/<slug:slug>/matches/<slug:company>/", match_detail, name="match_detail"),
    path("challenges/<slug:slug>/matches/<slug:company>/decision/", match_decide, name="match_decide"),
    path("challenges/<slug:slug>/matches/<slug:company>/wrong/", match_wrong, name="match_wrong"),
    path("companies/<slug:slug>/challenges/", company_challenges, name="company_challenges"),
    path("companies/<slug:slug>/completeness/", profile_completeness, name="profile_completeness"),
    path("challenges/<slug:slug>/contact/", challenge_contact, name="challenge_contact"),
    path("challenges/<slug:slug>/interest/", introduction_ask, name="introduction_ask"),
    path(
        "challenges/<slug:slug>/matches/<slug:company>/introduce/",
        introduction_propose,
        name="introduction_propose",
    ),
    path("introductions/", introduction_list, name="introduction_list"),
    path("introductions/pipeline/", introduction_pipeline, name="introduction_pipeline"),
    path("introductions/<int:number>/", introduction_detail, name="introduction_detail"),
    path("sessions/", session_list, name="session_list"),
    path("sessions/new/", session_create, name="session_create"),
    path("sessions/<slug:slug>/", session_detail, name="session_detail"),
    path("sessions/<slug:slug>/edit/", session_edit, name="session_edit"),
    path("sessions/<slug:slug>/copy/", session_copy, name="session_copy"),
    path("sessions/<slug:slug>/publish/", session_publish, name="session_publish"),
    path("sessions/<slug:slug>/owners/", session_owners, name="session_owners"),
    path("sessions/<slug:slug>/floor/", session_rooms, name="session_rooms"),
    path("sessions/<slug:slug>/slots/", session_slots, name="session_slots"),
    path("sessions/<slug:slug>/programme/", session_programme, name="session_programme"),
    path("sessions/<slug:slug>/pitches/", session_pitches, name="session_pitches"),
    path("sessions/<slug:slug>/pitches/<int:number>/", pitch_edit, name="pitch_edit"),
    path("sessions/<slug:slug>/wishes/", preference_company, name="preference_company"),
    path("sessions/<slug:slug>/wishes/hosts/", preference_hosts, name="preference_hosts"),
    path("sessions/<slug:slug>/wishes/hosts/<int:number>/", preference_host, name="preference_host"),
    path("sessions/<slug:slug>/plans/", plan_list, name="plan_list"),
    path("sessions/<slug:slug>/plans/compare/", plan_compare, name="plan_compare"),
    path("sessions/<slug:slug>/timetable/", plan_own, name="plan_own"),
    path("sessions/<slug:slug>/plans/<int:number>/", plan_detail, name="plan_detail"),
    path("sessions/<slug:slug>/plans/<int:number>/whole/", plan_whole, name="plan_whole"),
    path("sessions/<slug:slug>/agenda/", agenda_own, name="agenda_own"),
    path("sessions/<slug:slug>/agendas/", agenda_list, name="agenda_list"),
    path("sessions/<slug:slug>/agendas/<int:number>/", agenda_detail, name="agenda_detail"),
    path("sessions/<slug:slug>/sheets/", sheet_list, name="sheet_list"),
    path("sessions/<slug:slug>/sheets/<int:number>/", sheet_detail, name="sheet_detail"),
    path("sessions/<slug:slug>/outcomes/", result_own, name="result_own"),
    path("sessions/<slug:slug>/outcomes/hosts/", result_hosts, name="result_hosts"),
    path("sessions/<slug:slug>/pitches/<int:number>/outcomes/", result_host, name="result_host"),
    path("sessions/<slug:slug>/results/", session_results, name="session_results"),
    path("sessions/<slug:slug>/results/list/", session_result_list, name="session_result_list"),
    path("sessions/<slug:slug>/talks/<int:registration>/<int:pitch>/", brief_detail, name="brief_detail"),
    path("sessions/<slug:slug>/pitches/<int:number>/calendar/", calendar_host, name="calendar_host"),
    path("calendar/", calendar_own, name="calendar_own"),
    path("sessions/<slug:slug>/plans/<int:number>/repair/", plan_repair, name="plan_repair"),
    path("sessions/<slug:slug>/plans/<int:number>/edit/", plan_edit, name="plan_edit"),
    path("sessions/<slug:slug>/plans/<int:number>/locks/", plan_locks, name="plan_locks"),
    path("sessions/<slug:slug>/register/", registration_own, name="registration_own"),
    path("sessions/<slug:slug>/register/<slug:code>/", registration_code, name="registration_code"),
    path("sessions/<slug:slug>/registrations/", registration_list, name="registration_list"),
    path(
        "sessions/<slug:slug>/registrations/<int:number>/",
        registration_detail,
        name="registration_detail",
    ),
    path("sessions/<slug:slug>/check-in/", check_in, name="check_in"),
    path("sessions/<slug:slug>/check-in/list/", check_in_list, name="check_in_list"),
]
