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
from challenges.introductions.locking import Said
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notification_texts import sentence
from challenges.introductions.services import take_step
from challenges.introductions.workflow import COMPANY_ROM, DATED, OWNER, Side, What
from portal.administration.base import ComputedAdmin, ModelAdmin, TabularInline
from portal.ui.dates import today


@admin.display(description=_("what happened"))
def told(step: IntroductionStep) -> str:
    return sentence(step)


class StepInline(TabularInline):
    model = IntroductionStep
    fields = readonly_fields = ["at", told, "by", "happened_on", "reason", "note"]
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
class IntroductionAdmin(ComputedAdmin):
    list_display = ["company", "challenge", "state", "state_since", "lapses_at", "company_rom"]
    list_filter = ["state", "challenge__rom", "begun_by"]
    list_select_related = ["company", "challenge", "company_rom"]
    search_fields = ["company__name", "challenge__title_nl", "challenge__title_en"]
    date_hierarchy = "asked_at"
    inlines = [StepInline]
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
        self._take(request, queryset, What.ACCEPT, OWNER)

    @admin.action(description=_("Say yes for the ROM of the company"))
    def accept_for_company_rom(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.ACCEPT, COMPANY_ROM)

    @admin.action(description=_("Take back what the ROM of the challenge asked or said yes to"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.WITHDRAW, OWNER)

    @admin.action(description=_("They met today"))
    def meet(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.MEET, OWNER)

    @admin.action(description=_("They agreed on a follow-up today"))
    def follow_up(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.FOLLOW_UP, OWNER)

    @admin.action(description=_("A test was done today"))
    def test(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.TEST, OWNER)

    @admin.action(description=_("A pilot began today"))
    def pilot(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.PILOT, OWNER)

    @admin.action(description=_("There is a contract since today"))
    def contract(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.CONTRACT, OWNER)

    @admin.action(description=_("There is an investment since today"))
    def investment(self, request: HttpRequest, queryset: QuerySet[Introduction]) -> None:
        self._take(request, queryset, What.INVESTMENT, OWNER)

    def _take(self, request: HttpRequest, queryset: QuerySet[Introduction], what: What, side: Side) -> None:
        """Each by itself: one that cannot keeps no other back."""
        said, taken = Said(happened_on=today() if what in DATED else None), 0
        for introduction in queryset:
            try:
                take_step(request.user, introduction, what, side, said)
                taken += 1
            except ValidationError as error:
                messages.error(request, f"{introduction}: {' '.join(error.messages)}")
        if taken:
            text = ngettext("%(count)d introduction taken on.", "%(count)d introductions taken on.", taken)
            messages.success(request, text % {"count": taken})


@admin.register(IntroductionStep)
class IntroductionStepAdmin(ComputedAdmin):
    list_display = ["at", "introduction", told, "by"]
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
class ChallengeContactAdmin(ModelAdmin):
    """Whom a company calls once both sides said yes. Lists and history hold no name."""

    list_display = ["challenge", "is_anonymous", "answer_days"]
    list_select_related = ["challenge"]
    search_fields = ["challenge__title_nl", "challenge__title_en"]
    autocomplete_fields = ["challenge"]
    fields = ["challenge", "unit", "is_anonymous", ("name", "email", "phone"), "answer_days"]
