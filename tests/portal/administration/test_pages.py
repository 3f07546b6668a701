"""Every model's list, form and history in the admin, whichever app it is of."""

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pghistory.models import Event

from challenges.posting.models import Challenge
from portal.accounts.models import User
from portal.administration.base import ReadOnlyAdmin
from portal.administration.site import GROUPS
from tests.factories import UserFactory
from tests.samples import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]

ALL = list(admin.site._registry)
EVENTS = [model for model in ALL if issubclass(model, Event)]
THINGS = [model for model in ALL if model not in EVENTS]
COMPUTED = [model for model in THINGS if isinstance(admin.site._registry[model], ReadOnlyAdmin)]
NOT_ADDED = [model for model in THINGS if model.__name__ in {"EmailAddress", "Attendee"}]


def each(models):
    return pytest.mark.parametrize("model", models, ids=lambda model: model.__name__)


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def boss(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return client


def test_index_names_every_thing_in_a_group_and_leaves_the_history_to_events():
    named = [label for _name, labels in GROUPS for label in labels]
    assert sorted(named) == sorted(model._meta.label_lower for model in THINGS)


def test_index_speaks_dutch_in_the_words_that_django_leaves_in_english(boss):
    with override("nl"):
        html = boss.get(reverse("admin:index")).content.decode()
    assert not [words for words in ("Model name", "Add link", "Change or view list link") if words in html]


def test_names_in_the_index_are_translated_once(boss):
    """A lazy one would be translated at each comparison of the sorting."""
    groups = boss.get(reverse("admin:index")).context["app_list"]
    assert {type(entry["name"]) for group in groups for entry in group["models"]} == {str}


def test_list_of_models_beside_each_page_costs_no_query(boss):
    """The pages below are asked without it."""
    request = boss.get(reverse("admin:index")).wsgi_request
    with CaptureQueriesContext(connection) as captured:
        assert admin.site.get_app_list(request)
    assert len(captured) == 0


def filled(response):
    """What the browser would send from that page: every field of the form and its inlines as it stands."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            widget = bound.field.widget
            if hasattr(widget, "widgets"):
                parts = widget.decompress(value) if not isinstance(value, list) else value
                for index, (part, inner) in enumerate(zip(parts, widget.widgets, strict=True)):
                    data[f"{bound.html_name}_{index}"] = inner.format_value(part) or ""
            elif isinstance(value, bool):
                data |= {bound.html_name: "on"} if value else {}
            elif isinstance(value, list):
                data[bound.html_name] = [getattr(one, "pk", one) for one in value]
            elif value is not None:
                data[bound.html_name] = getattr(widget.format_value(value), "pk", widget.format_value(value)) or ""
    return data


def test_every_model_of_ours_is_registered():
    from django.apps import apps

    ours = {model for app in ("portal", "companies", "challenges") for model in apps.get_app_config(app).get_models()}
    assert ours - set(ALL) == set()


def test_every_registered_model_has_a_sample():
    assert set(THINGS) == set(SAMPLES)


def lists_of(model):
    """Of its rows, and of what happened to them."""
    events = [event for event in EVENTS if event.pgh_tracked_model is model]
    return [page(each, "changelist") for each in (model, *events)]


@each(THINGS)
def test_lists_cost_the_same_for_2_and_9_rows(boss, model):
    def queries():
        found = []
        for url in lists_of(model):
            with CaptureQueriesContext(connection) as captured:
                assert boss.get(url).status_code == 200
            found.append(len(captured))
        return found

    for _ in range(2):
        SAMPLES[model]()
    queries()
    few = queries()
    for _ in range(7):
        SAMPLES[model]()
    assert queries() == few
    assert max(few) <= 12


@each(THINGS)
def test_change_form_saves_what_it_shows(boss, model):
    thing = SAMPLES[model]()
    shown = boss.get(page(model, "change", thing.pk))
    assert shown.status_code == 200
    answer = boss.post(page(model, "change", thing.pk), filled(shown))
    if model in COMPUTED:
        assert answer.status_code == 403
    else:
        assert answer.status_code == 302, answer.context["errors"]


@each([model for model in THINGS if model not in [*COMPUTED, *NOT_ADDED]])
def test_add_form_saves_what_a_removed_one_showed(boss, model):
    thing = SAMPLES[model]()
    data = filled(boss.get(page(model, "change", thing.pk)))
    data = {name: value for name, value in data.items() if "-" not in name}
    data |= {"slug": getattr(thing, "slug", ""), "usable_password": "false"}
    if model is User:
        data["email"] = "another@example.org"
    else:
        remove(thing)
    empty = boss.get(page(model, "add"))
    assert empty.status_code == 200
    answer = boss.post(page(model, "add"), filled(empty) | data)
    assert answer.status_code == 302, answer.context["errors"]


def remove(thing):
    try:
        thing.delete()
    except ProtectedError as error:
        for other in error.protected_objects:
            other.delete()
        thing.delete()


@each([*COMPUTED, *EVENTS])
def test_computed_rows_are_not_added_or_removed(boss, model):
    tracked = getattr(model, "pgh_tracked_model", model)
    SAMPLES[tracked]()
    thing = model._base_manager.order_by("pk").first()
    assert boss.get(page(model, "add")).status_code == 403
    if model.__name__ != "Authenticator":
        assert boss.post(page(model, "delete", thing.pk), {"post": "yes"}).status_code == 403


@each(EVENTS)
def test_event_opens(boss, model):
    SAMPLES[model.pgh_tracked_model]()
    event = model.objects.order_by("pk").first()
    assert boss.get(page(model, "change", event.pk)).status_code == 200


@each(THINGS)
def test_history_and_search_open_and_an_absent_row_leads_back_to_the_index(boss, model):
    thing = SAMPLES[model]()
    assert boss.get(page(model, "history", thing.pk)).status_code == 200
    assert boss.get(page(model, "changelist"), {"q": "zzz 'quote\" %"}).status_code == 200
    for number in ("0", "99999999999999999999", "abc", "1;2"):
        assert boss.get(page(model, "change", number)).status_code == 302


@each([model for model in THINGS if admin.site._registry[model].autocomplete_fields])
def test_foreign_keys_to_long_lists_are_searched_not_listed(boss, model):
    for _ in range(3):
        SAMPLES[model]()
    response = boss.get(page(model, "add"))
    for name in admin.site._registry[model].autocomplete_fields:
        chosen = response.context["adminform"].form[name]
        assert str(chosen).count("<option") <= 1


@each([model for model in THINGS if model not in COMPUTED])
def test_form_offers_no_plain_select_of_rows(boss, model):
    """A select that lists a table grows with it; nine ROMs and twelve provinces are searched all the same."""
    from django.contrib.admin.widgets import AutocompleteMixin, RelatedFieldWidgetWrapper

    model_admin = admin.site._registry[model]
    request = boss.get("/").wsgi_request
    request.user = User.objects.get()
    forms = [model_admin.get_form(request), *(f.form for f, _ in model_admin.get_formsets_with_inlines(request))]
    for form in forms:
        for name, field in form.base_fields.items():
            if hasattr(field, "queryset"):
                widget = field.widget
                inner = widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
                assert isinstance(inner, AutocompleteMixin), name


def test_a_company_goes_with_what_was_computed_for_it(boss):
    thing = SAMPLES[Challenge]()
    answer = boss.post(page(Challenge, "delete", thing.pk), {"post": "yes"})
    assert answer.status_code == 302
    assert not Challenge.objects.filter(pk=thing.pk).exists()
