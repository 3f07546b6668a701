from django.urls import path

from challenges.views import (
    challenges,
    completeness,
    editing,
    home,
    matches,
    questions,
    responses,
    sessions,
    why_not,
)

app_name = "challenges"
urlpatterns = [
    path("", home.home, name="home"),
    path("score/", home.score, name="score"),
    path("overview/", home.company_home, name="company_home"),
    path("overview/why-not-me/", why_not.why_not_me_choose, name="why_not_me_choose"),
    path("responses/", responses.response_list, name="response_list"),
    path("desk/", home.desk, name="desk"),
    path("challenges/", challenges.challenge_list, name="challenge_list"),
    path("challenges/new/", editing.challenge_create, name="challenge_create"),
    path("challenges/<slug:slug>/", challenges.challenge_detail, name="challenge_detail"),
    path("challenges/<slug:slug>/edit/", editing.challenge_edit, name="challenge_edit"),
    path("challenges/<slug:slug>/questions/", questions.question_edit, name="question_edit"),
    path("challenges/<slug:slug>/questions/preview/", questions.question_preview, name="question_preview"),
    path("challenges/<slug:slug>/move/", editing.challenge_move, name="challenge_move"),
    path("challenges/<slug:slug>/technologies/", editing.requirement_judge, name="requirement_judge"),
    path("challenges/<slug:slug>/why-not-me/", why_not.why_not_me, name="why_not_me"),
    path("challenges/<slug:slug>/response/", responses.response_detail, name="response_detail"),
    path("challenges/<slug:slug>/response/edit/", responses.response_edit, name="response_edit"),
    path("challenges/<slug:slug>/response/answer/", responses.answer_save, name="answer_save"),
    path("challenges/<slug:slug>/response/withdraw/", responses.response_withdraw, name="response_withdraw"),
    path("challenges/<slug:slug>/matches/<slug:company>/", matches.match_detail, name="match_detail"),
    path("challenges/<slug:slug>/matches/<slug:company>/decision/", matches.match_decide, name="match_decide"),
    path("challenges/<slug:slug>/matches/<slug:company>/wrong/", matches.match_wrong, name="match_wrong"),
    path("companies/<slug:slug>/completeness/", completeness.profile_completeness, name="profile_completeness"),
    path("sessions/", sessions.session_list, name="session_list"),
    path("sessions/<slug:slug>/", sessions.session_detail, name="session_detail"),
]
