"""What every page of the admin shares: forms that check every rule of a model, and lists of a steady cost."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from portal.administration.history import HistoryMixin
from portal.core.queue import enqueue_matching

if TYPE_CHECKING:
    from portal.accounts.models import User


def get_admin_user(request: HttpRequest) -> "User":
    """Who is at work in the admin, which lets nobody else in (adminsite.py)."""
    return cast("User", request.user)


def filter_row_numbers(values: Iterable[Any]) -> list[str]:
    """Those of the values that can be the number of a row; PostgreSQL's end at 19 digits."""
    return [str(value) for value in values if str(value).isdecimal() and len(str(value)) < 19]


class AutocompleteWidget(AutocompleteSelect):
    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> Any:
        """Django asks the database for whatever was typed; only a number can be a row."""
        return super().optgroups(name, filter_row_numbers(value), attr)


class FullValidationForm(forms.ModelForm):
    """Checks the rules over fields that the form does not show, too: what the database refuses is an error here."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error.messages)


def build_count_column(relation: str, title: Any, **only: Any) -> Any:
    """A column with the number of rows behind a reverse relation; `only` filters them. Costs no query of its own."""

    @admin.display(description=title, ordering=f"{relation}_count")
    def column(thing: Any) -> int:
        return int(getattr(thing, f"{relation}_count"))

    column.relation, column.only = relation, only  # type: ignore[attr-defined]
    return column


def count_related_rows(model: type[models.Model], relation: str, only: dict[str, Any]) -> Any:
    """Rows behind the relation, counted one by one in a subquery: several such counts do not multiply."""
    link: Any = model._meta.get_field(relation)
    owner = link.field.name
    rows = link.related_model._base_manager.filter(**{owner: OuterRef("pk")}, **only)
    return Coalesce(Subquery(rows.order_by().values(owner).annotate(n=Count("*")).values("n")), 0)


# What is said where the database refuses at the end of a transaction, by the name that it gives; the apps add theirs.
REFUSALS: dict[str, Any] = {}


def describe_integrity_error(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return str(REFUSALS.get(name or "", _("Someone else saved the same thing just now. Look at it and try again.")))


class AutocompleteMixin:
    """Foreign keys searched by typing, also when what came back is no number."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", AutocompleteWidget(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class BaseModelAdmin(AutocompleteMixin, HistoryMixin, admin.ModelAdmin):
    """address_from: the fields that propose a slug while a thing is made; afterwards its address stays."""

    form = FullValidationForm
    list_per_page = 50
    show_full_result_count = False
    address_from: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        columns = [column for column in self.list_display if hasattr(column, "relation")]
        return (
            super()
            .get_queryset(request)
            .annotate(
                **{
                    f"{column.relation}_count": count_related_rows(self.model, column.relation, column.only)
                    for column in columns
                }
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        fixed = ["slug"] if obj and self.address_from else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Model | None = None) -> dict[str, Any]:
        return {"slug": self.address_from} if self.address_from and obj is None else {}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What the machine computed goes along with its owner, though nobody may remove it by hand."""
        listed, counts, missing, protected = super().get_deleted_objects(objs, request)
        computed = {
            model._meta.verbose_name
            for model, model_admin in self.admin_site._registry.items()
            if isinstance(model_admin, ReadOnlyAdmin)
        }
        return listed, counts, missing - computed, protected

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Chosen rows that are no numbers were typed by nobody."""
        if request.method == "POST" and ACTION_CHECKBOX_NAME in request.POST:
            request.POST = request.POST.copy()  # type: ignore[assignment]
            chosen = filter_row_numbers(request.POST.getlist(ACTION_CHECKBOX_NAME))
            request.POST.setlist(ACTION_CHECKBOX_NAME, chosen)  # type: ignore[attr-defined]
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        return self.unless_refused(request, lambda: super(BaseModelAdmin, self).changelist_view(request, extra_context))

    def unless_refused(self, request: HttpRequest, write: Callable[[], HttpResponse]) -> HttpResponse:
        """All of it, or a message that says why the database, or a service, refuses: it is whole either way."""
        try:
            with transaction.atomic():
                return write()
        except (IntegrityError, ValidationError) as error:
            reason = describe_integrity_error(error) if isinstance(error, IntegrityError) else " ".join(error.messages)
            messages.error(request, reason)
            return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.unless_refused(request, lambda: super(BaseModelAdmin, self).delete_view(request, *args, **kwargs))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Two people who save the same thing at once: the second is told, the database stays whole."""
        return self.unless_refused(
            request, lambda: super(BaseModelAdmin, self).changeform_view(request, *args, **kwargs)
        )


class ReadOnlyAdmin(BaseModelAdmin):
    """To be looked at only: the machine writes it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RematchingAdmin(BaseModelAdmin):
    """Of a thing that matching reads: after each change a worker looks again.

    texts: fields in which the tagger finds technologies; `propose` brings the proposals in line with them.
    """

    texts: tuple[str, ...] = ()

    def propose(self, thing: Any) -> None:
        raise NotImplementedError

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if set(self.texts) & set(form.changed_data):
            self.propose(form.instance)
        enqueue_matching()

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        enqueue_matching()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        enqueue_matching()


class ErasureMixin:
    """Deletes by the erasure service, which `erase` calls for one row. Stands before ModelAdmin."""

    def erase(self, thing: Any) -> None:
        raise NotImplementedError

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along is the register's to say: nothing of it needs a right of its own, or stands in the way."""
        listed, counts, missing, _protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        return listed, counts, missing & {self.model._meta.verbose_name}, []  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.erase(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for thing in queryset:
            self.erase(thing)


class BaseTabularInline(AutocompleteMixin, admin.TabularInline):
    form = FullValidationForm
    extra = 0


class BaseStackedInline(AutocompleteMixin, admin.StackedInline):
    form = FullValidationForm
    extra = 0
