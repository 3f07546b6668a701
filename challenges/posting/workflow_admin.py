"""How challenges moved, and who wrote what is not approved yet: to be read, never to be written."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from challenges.posting.history import describe_challenge_move
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.workflow_models import ChallengeMove, ChallengeWriter
from portal.administration.base import BaseModelAdmin, ReadOnlyAdmin


@admin.register(ChallengeMove)
class ChallengeMoveAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "told", "reason", "at"]
    list_filter = ["source", "target", "by_clock"]
    list_select_related = ["challenge", "by"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "reason"]
    date_hierarchy = "at"
    fieldsets = [
        (None, {"fields": ["challenge", "told", ("source", "target"), "reason", "leaks", ("by", "by_clock"), "at"]})
    ]

    @admin.display(description=_("what happened"))
    def told(self, made: ChallengeMove) -> str:
        return describe_challenge_move(made)


@admin.register(ChallengeWriter)
class ChallengeWriterAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "user", "wrote_at"]
    list_select_related = ["challenge", "user"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "user__email"]


@admin.register(ChallengeCoOwner)
class ChallengeCoOwnerAdmin(BaseModelAdmin):
    list_display = ["challenge", "rom", "invited_by", "invited_at"]
    list_select_related = ["challenge", "rom", "invited_by"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "rom__name"]
    autocomplete_fields = ["challenge", "rom"]
    fields = ["challenge", "rom"]
