"""What a challenge asks, and the responses to it: who answered and when. What a company wrote is not shown here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from challenges.models import Answer, Question, Response, Submission
from portal.admin.base import ComputedAdmin, ModelAdmin, counted

CHALLENGE_SEARCH = ["challenge__title_nl", "challenge__title_en"]
RESPONSE_SEARCH = ["response__company__name", "response__challenge__title_nl", "response__challenge__title_en"]
RESPONSE = ["response__challenge", "response__company"]


@admin.register(Question)
class QuestionAdmin(ModelAdmin):
    list_display = ["challenge", "position", "__str__", "word_limit", "is_required"]
    list_filter = ["is_required", "challenge__rom"]
    list_select_related = ["challenge"]
    search_fields = [*CHALLENGE_SEARCH, "text_nl", "text_en"]
    autocomplete_fields = ["challenge"]
    fieldsets = [
        (None, {"fields": [("challenge", "position"), ("text_nl", "text_en"), ("help_nl", "help_en")]}),
        (_("Rules"), {"fields": [("word_limit", "is_required")]}),
    ]


@admin.register(Response)
class ResponseAdmin(ComputedAdmin):
    list_display = ["challenge", "company", "state", "submitted_at", counted("submissions", _("submissions"))]
    list_filter = ["state", "challenge__rom"]
    list_select_related = ["challenge", "company"]
    search_fields = [*CHALLENGE_SEARCH, "company__name"]
    date_hierarchy = "submitted_at"
    fieldsets = [
        (None, {"fields": [("challenge", "company"), "state", ("version", "sent_version")]}),
        (
            _("Who and when"),
            {"fields": [("created_by", "created_at"), "changed_at", ("submitted_at", "withdrawn_at")]},
        ),
    ]


@admin.register(Answer)
class AnswerAdmin(ComputedAdmin):
    """That something stands at a question; never what."""

    list_display = ["response", "question", "version", "changed_by", "changed_at"]
    list_select_related = [*RESPONSE, "question", "changed_by"]
    search_fields = RESPONSE_SEARCH
    fields = [("response", "question"), "version", ("changed_by", "changed_at")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("text")


@admin.register(Submission)
class SubmissionAdmin(ComputedAdmin):
    """That something was sent in, with its hash; never what."""

    list_display = ["response", "number", "submitted_at", "submitted_by", "sha256"]
    list_select_related = [*RESPONSE, "submitted_by"]
    search_fields = [*RESPONSE_SEARCH, "sha256"]
    date_hierarchy = "submitted_at"
    fields = [("response", "number"), ("submitted_at", "submitted_by"), ("language", "sha256")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("snapshot")
