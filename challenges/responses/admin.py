"""What a challenge asks, and the responses to it: who answered and when. What a company wrote is not shown here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from challenges.posting.question_models import Question
from challenges.responses.attachment_models import Attachment, AttachmentContent, SubmittedAttachment
from challenges.responses.erased_models import ErasedSubmission
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.partner_models import CoApplicant
from challenges.responses.reading_models import Reading
from portal.administration.base import BaseModelAdmin, ReadOnlyAdmin, build_count_column

CHALLENGE_SEARCH = ["challenge__title_nl", "challenge__title_en"]
RESPONSE_SEARCH = ["response__company__name", "response__challenge__title_nl", "response__challenge__title_en"]
RESPONSE = ["response__challenge", "response__company"]


@admin.register(Question)
class QuestionAdmin(BaseModelAdmin):
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
class ResponseAdmin(ReadOnlyAdmin):
    list_display = [
        "challenge",
        "company",
        "state",
        "submitted_at",
        build_count_column("submissions", _("submissions")),
    ]
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
class AnswerAdmin(ReadOnlyAdmin):
    """That something stands at a question; never what."""

    list_display = ["response", "question", "version", "changed_by", "changed_at"]
    list_select_related = [*RESPONSE, "question", "changed_by"]
    search_fields = RESPONSE_SEARCH
    fields = [("response", "question"), "version", ("changed_by", "changed_at")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("text")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """That something was sent in, with its hash; never what."""

    list_display = ["response", "number", "submitted_at", "submitted_by", "sha256"]
    list_select_related = [*RESPONSE, "submitted_by"]
    search_fields = [*RESPONSE_SEARCH, "sha256"]
    date_hierarchy = "submitted_at"
    fields = [("response", "number"), ("submitted_at", "submitted_by"), ("language", "sha256")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("snapshot")


@admin.register(ErasedSubmission)
class ErasedSubmissionAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "submitted_at", "erased_at", "sha256"]
    list_select_related = ["challenge"]
    search_fields = [*CHALLENGE_SEARCH, "sha256"]
    date_hierarchy = "erased_at"
    fields = ["challenge", ("submitted_at", "erased_at"), "sha256"]


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    """That a file goes along; never what is in it, nor its name."""

    list_display = ["response", "content_type", "size", "added_by", "added_at"]
    list_display_links = ["added_at"]
    list_select_related = [*RESPONSE, "added_by"]
    search_fields = [*RESPONSE_SEARCH, "sha256"]
    date_hierarchy = "added_at"
    fields = ["response", ("content_type", "size"), ("added_by", "added_at"), "removed_at", "sha256"]


@admin.register(AttachmentContent)
class AttachmentContentAdmin(ReadOnlyAdmin):
    """That the bytes of a file are there; never the bytes."""

    list_display = ["attachment_id"]
    fields = ["attachment_id"]
    readonly_fields = ["attachment_id"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("data")


@admin.register(SubmittedAttachment)
class SubmittedAttachmentAdmin(ReadOnlyAdmin):
    list_display = ["submission", "attachment_id"]
    list_select_related = ["submission__response__challenge", "submission__response__company"]
    fields = ["submission", "attachment_id"]
    readonly_fields = ["attachment_id"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("submission__snapshot")


@admin.register(CoApplicant)
class CoApplicantAdmin(ReadOnlyAdmin):
    list_display = ["response", "company", "state", "asked_at", "decided_at"]
    list_filter = ["state"]
    list_select_related = [*RESPONSE, "company"]
    search_fields = [*RESPONSE_SEARCH, "company__name"]
    fields = [("response", "company"), "state", ("asked_by", "asked_at"), ("decided_by", "decided_at")]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Who of a ROM or of the admins read a response, and when."""

    list_display = ["submission", "user", "way", "read_at"]
    list_filter = ["way"]
    list_select_related = ["submission__response__challenge", "submission__response__company", "user"]
    search_fields = ["user__email", "user__name", "submission__response__company__name"]
    date_hierarchy = "read_at"
    fields = ["submission", "user", ("way", "read_at")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("submission__snapshot")
