"""Admin of accounts. People sign in by e-mail, so an account and its e-mail address change together."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin  # registers its own admin first, which ours replaces
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.services import sync_email_address
from portal.administration.base import (
    BaseModelAdmin,
    BaseTabularInline,
    ErasureMixin,
    FullValidationForm,
    ReadOnlyAdmin,
)
from portal.privacy.erasure import erase_and_notify

ROLE = ("rom", "rom_role")


class AccountForm(FullValidationForm):
    def clean_email(self) -> str:
        """Refuse an address that another account has, as a second address too; capitals make no difference."""
        email = self.cleaned_data["email"].lower()
        taken = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if taken or EmailAddress.objects.filter(email__iexact=email).exclude(user=self.instance.pk):
            raise ValidationError(_("There is an account with this e-mail address already."))
        return str(email)


class UserAddForm(AccountForm, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name", "language", "rom", "rom_role", "is_superuser"]


class UserForm(AccountForm, UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "password", "name", "language", "rom", "rom_role", "is_active", "is_superuser"]
        help_texts = {"rom_role": _("A ROM and a role at that ROM go together.")}


class EmailAddressInline(BaseTabularInline):
    model = EmailAddress
    fields = ["email", "primary", "verified"]
    readonly_fields = ["email", "primary"]
    can_delete = False
    verbose_name_plural = _("e-mail addresses: one signs in once an address is verified")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ErasureMixin, BaseModelAdmin, auth.UserAdmin):
    form, add_form = UserForm, UserAddForm
    list_display = ["email", "name", "rom", "rom_role", "is_verified", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "rom_role", "rom", "language"]
    list_select_related = ["rom"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    date_hierarchy = "date_joined"
    autocomplete_fields = ["rom"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    inlines = [EmailAddressInline]
    history_with = ("companies.Membership",)
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "language"]}),
        (_("Works at a ROM"), {"fields": [ROLE]}),
        (_("Rights"), {"fields": ["is_active", "is_superuser"]}),
        (_("Dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "language"]}),
        (_("Password"), {"fields": ["usable_password", "password1", "password2"]}),
        (_("Works at a ROM"), {"fields": [ROLE]}),
        (_("Rights"), {"fields": ["is_superuser"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
        return super().get_queryset(request).annotate(verified=Exists(verified))

    @admin.display(description=_("verified"), boolean=True, ordering="verified")
    def is_verified(self, user: Any) -> bool:
        return bool(user.verified)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return list(super().get_inlines(request, obj)) if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Make the own rights read-only, so that no admin locks themselves out."""
        own = ["is_active", "is_superuser"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(super().has_delete_permission(request, obj)) and obj != request.user

    def erase(self, thing: User) -> None:
        """Erase the account; the database refuses the last owner of a company until there is another one."""
        erase_and_notify(thing)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        obj.is_staff = obj.is_superuser
        super().save_model(request, obj, form, change)
        sync_email_address(obj)


admin.site.unregister([Group, EmailAddress, Authenticator])
Authenticator._meta.verbose_name = _("second factor")
Authenticator._meta.verbose_name_plural = _("second factors")


@admin.register(EmailAddress)
class EmailAddressAdmin(BaseModelAdmin):
    list_display = ["email", "user", "primary", "verified"]
    list_filter = ["verified", "primary"]
    list_select_related = ["user"]
    search_fields = ["email", "user__email", "user__name"]
    fields = ["email", "user", "primary", "verified"]
    readonly_fields = ["email", "user", "primary"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse to add one: addresses come with an account, or from the person."""
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Second factors of two-step verification; an admin removes one that a person has lost."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True
