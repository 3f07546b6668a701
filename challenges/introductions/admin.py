"""Introductions as admins see them: each step as a sentence, and steps taken by actions that the table of steps allows.

Whatever needs words (a reason, a note, another day than today) is done on the introduction's own page.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notifications import describe_introduction_step
from challenges.introductions.services import StepDetails, take_introduction_step
from challenges.introductions.workflow import COMPANY_ROM, DATED, OWNER, IntroductionAction, IntroductionParty
from portal.administration.base import BaseModelAdmin, BaseTabularInline, ReadOnlyAdmin
from portal.ui.dates import get_today


@admin.display(description=_("what happened"))
def format_introduction_step(step: IntroductionStep) -> str:
    return describe_introduction_step(step)


class IntroductionStepInline(BaseTabularInline):
    model = IntroductionStep
    fields = readonly_fields = ["at", format_introduction_step, "by", "happened_on", "reason", "note"]
    ordering = ["at", "pk"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("by", "rom", "introduction__challenge__rom", "introduction__company")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Introduction)
class IntroductionAdmin(ReadOnlyAdmin):
    list_display = ["company", "challenge", "state", "state_since", "lapses_at", "company_rom"]
    list_filter = ["state", "challenge__rom", "begun_by"]
    list_select_related = ["company", "challenge", "company_rom"]
    search_fields = ["company__name", "challenge__title_nl", "challenge__title_en"]
    date_hierarchy = "asked_at"
    inlines = [IntroductionStepInline]
    fieldsets = [
        (None, {"fields": [("company", "challenge"), ("state", "state_since"), ("begun_by", "is_anonymous")]}),
        (
            _("Who says yes"),
            {
                "fields": [
                    "company_accepted_at",
                    "owner_accepted_at",
                    ("company_rom", "company_rom_accepted_at"),
                    "introduced_at",
                ]
            },
        ),
        (_("Dates"), {"fields": ["asked_at", ("remind_at", "reminded_at"), "lapses_at"]}),
    ]
    actions = [
        *("accept_for_owner", "accept_for_company_rom", "withdraw"),
        *("meet", "follow_up", "test", "pilot", "contract", "investment"),
    ]

    @admin.action(description=_("Say yes for the ROM of the challenge"))
    def accept_for_owner(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.ACCEPT, OWNER)

    @admin.action(description=_("Say yes for the ROM of the company"))
    def accept_for_company_rom(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.ACCEPT, COMPANY_ROM)

    @admin.action(description=_("Take back what the ROM of the challenge asked or said yes to"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.WITHDRAW, OWNER)

    @admin.action(description=_("They met today"))
    def meet(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.MEET, OWNER)

    @admin.action(description=_("They agreed on a follow-up today"))
    def follow_up(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.FOLLOW_UP, OWNER)

    @admin.action(description=_("A test was done today"))
    def test(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.TEST, OWNER)

    @admin.action(description=_("A pilot began today"))
    def pilot(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.PILOT, OWNER)

    @admin.action(description=_("There is a contract since today"))
    def contract(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.CONTRACT, OWNER)

    @admin.action(description=_("There is an investment since today"))
    def investment(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, IntroductionAction.INVESTMENT, OWNER)

    def _take(
        self, request: HttpRequest, queryset: QuerySet[Introduction], what: IntroductionAction, side: IntroductionParty
    ) -> None:
        """Each by itself: one that cannot keeps no other back."""
        said, taken = StepDetails(happened_on=get_today() if what in DATED else None), 0
        for introduction in queryset:
            try:
                take_introduction_step(request.user, introduction, what, side, said)
                taken += 1
            except ValidationError as error:
                messages.error(request, f"{introduction}: {' '.join(error.messages)}")
        if taken:
            text = ngettext("%(count)d introduction taken on.", "%(count)d introductions taken on.", taken)
            messages.success(request, text % {"count": taken})


@admin.register(IntroductionStep)
class IntroductionStepAdmin(ReadOnlyAdmin):
    list_display = ["at", "introduction", format_introduction_step, "by"]
    list_filter = ["what", "side", "rom"]
    list_select_related = [
        "introduction__challenge__rom",
        "introduction__company",
        "introduction__company_rom",
        "rom",
        "by",
    ]
    search_fields = ["introduction__company__name", "introduction__challenge__title_nl"]
    date_hierarchy = "at"
    fields = ["introduction", ("what", "side"), ("by", "rom"), "at", "state", "happened_on", "reason", "note"]


@admin.register(ChallengeContact)
class ChallengeContactAdmin(BaseModelAdmin):
    """Whom a company calls once both sides said yes. Lists and history hold no name."""

    list_display = ["challenge", "is_anonymous", "answer_days"]
    list_select_related = ["challenge"]
    search_fields = ["challenge__title_nl", "challenge__title_en"]
    autocomplete_fields = ["challenge"]
    fields = ["challenge", "unit", "is_anonymous", ("name", "email", "phone"), "answer_days"]
