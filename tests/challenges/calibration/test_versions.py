"""Versions of the matching: made, activated, gone back to, kept, thrown away, cleared away."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from challenges.calibration.model_comparison import make_due_comparisons, renew_comparison, request_comparison
from challenges.calibration.versions import (
    MOST_KEPT,
    activate_model_version,
    discard_model_version,
    keep_model_version,
    release_model_version,
)
from challenges.matching.engine import model as engine_model
from challenges.matching.inputs import Stock
from challenges.matching.model_services import (
    KEPT_FITS,
    _cached_model,
    create_active_version,
    is_version_outdated,
    load_active_version,
    train_model_version,
)
from challenges.matching.model_versions import Fit, FitComparison
from challenges.matching.models import MatchedCompany
from challenges.matching.refresh.runner import refresh_all_matches, run_due_matching
from companies.profiles.models import Company
from tests.challenges.matching.test_refresh import matches, stock
from tests.factories import CompanyFactory, FitFactory, TechnologyFactory, UserFactory

pytestmark = pytest.mark.django_db
Made = Fit.Made


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def ada():
    return UserFactory(admin=True)


@pytest.fixture
def matched():
    """A small stock, matched: the first version is active."""
    stock(random.Random(3))
    run_due_matching()
    return Fit.objects.get()


def made_now(made_as=Made.COMMAND):
    return train_model_version(Stock.now(), made_as)[0]


def test_first_match_makes_a_version_that_tells_where_it_comes_from(matched):
    assert (matched.made_as, matched.is_active, matched.made_by, matched.based_on) == (Made.FIRST, True, None, None)
    assert (matched.companies, matched.challenges, matched.drift_from) == (12, 6, 12)
    assert (matched.format, matched.seed) == (engine_model.FORMAT, 0)
    assert matched.figures["technologies"] > 0


def test_checksums_are_equal_for_an_equal_stock_and_change_with_a_revision_or_the_vocabulary(matched):
    again = made_now()
    assert (again.stock, again.vocabulary) == (matched.stock, matched.vocabulary)
    Company.objects.filter(pk=Company.objects.first().pk).update(trl=2)
    TechnologyFactory()
    other = made_now()
    assert other.stock != matched.stock
    assert other.vocabulary != matched.vocabulary


def test_make_version_leaves_the_active_one_and_asks_for_the_comparison(matched):
    made = made_now()
    assert not made.is_active
    assert made.based_on == matched
    assert load_active_version()[0] == matched
    assert FitComparison.objects.get().made_at is None


def test_activate_makes_everything_due_and_tells_who_did(matched, ada):
    made = made_now()
    activate_model_version(ada, made)
    made.refresh_from_db()
    matched.refresh_from_db()
    assert (made.is_active, made.activated_by, matched.is_active) == (True, ada, False)
    assert run_due_matching() == 18
    assert set(MatchedCompany.objects.values_list("fit", flat=True)) == {made.pk}


def test_activate_twice_is_once(matched, ada):
    made = made_now()
    activate_model_version(ada, made)
    before = Fit.objects.get(pk=made.pk).activated_at
    activate_model_version(UserFactory(admin=True), made)
    assert Fit.objects.get(pk=made.pk).activated_at == before


def test_going_back_brings_back_the_matches_of_before(matched, ada):
    CompanyFactory(text_nl="drone")
    CompanyFactory(text_nl="drone radar")
    run_due_matching()
    before = matches()
    activate_model_version(ada, made_now())
    run_due_matching()
    assert matches() != before
    activate_model_version(ada, matched)
    run_due_matching()
    assert matches() == before


def test_drift_makes_a_version_that_follows_the_stock(matched):
    for _ in range(4):
        CompanyFactory()
    run_due_matching()
    made = Fit.objects.get(is_active=True)
    assert (made.made_as, made.companies, made.based_on) == (Made.DRIFT, 16, matched)


def test_drift_keeps_the_weights_of_the_version_that_a_person_chose(matched, ada):
    chosen = made_now()
    Fit.objects.filter(pk=chosen.pk).update(points=[500, 200, 100, 100, 100])
    activate_model_version(ada, chosen)
    for _ in range(4):
        CompanyFactory()
    run_due_matching()
    made = Fit.objects.get(is_active=True)
    assert (made.made_as, made.points) == (Made.DRIFT, [500, 200, 100, 100, 100])
    assert load_active_version()[1].points == tuple(made.points)


def test_an_earlier_version_is_not_outdated_on_the_day_that_a_person_goes_back_to_it(matched, ada):
    for _ in range(6):
        CompanyFactory()
    run_due_matching()
    assert Fit.objects.get(is_active=True) != matched
    activate_model_version(ada, matched)
    run_due_matching()
    assert Fit.objects.get(is_active=True) == matched


@pytest.mark.parametrize(("companies", "outdated"), [(75, False), (125, False), (74, True), (126, True)])
def test_stock_is_another_one_from_a_quarter_on(companies, outdated):
    assert is_version_outdated(FitFactory(drift_from=100).pk, companies) == outdated


def test_refresh_all_and_a_new_format_tell_why_they_made_a_version(matched):
    refresh_all_matches()
    assert Fit.objects.get(is_active=True).made_as == Made.REFRESH
    _cached_model.clear()  # as in a new process
    Fit.objects.filter(is_active=True).update(data=b"", format=1)
    run_due_matching()
    assert Fit.objects.get(is_active=True).made_as == Made.FORMAT


def test_a_version_of_an_earlier_format_is_not_activated_or_compared(matched, ada):
    old = FitFactory(format=1)
    with pytest.raises(ValidationError, match="earlier release"):
        activate_model_version(ada, old)
    with pytest.raises(ValidationError, match="earlier release"):
        request_comparison(matched, old)


def test_prune_spares_the_active_the_one_before_a_proposal_and_what_people_keep(matched, ada):
    kept, waits, gone = FitFactory(), FitFactory(made_as=Made.OUTCOMES), FitFactory()
    keep_model_version(kept)
    activate_model_version(ada, made_now())
    newest = [made_now() for _ in range(KEPT_FITS + 2)][-KEPT_FITS:]
    active = Fit.objects.get(is_active=True)
    assert set(Fit.objects.all()) == {matched, kept, waits, active, *newest}
    assert not Fit.objects.filter(pk=gone.pk).exists()


def test_the_active_version_stays_however_many_are_made(matched):
    for _ in range(3 * KEPT_FITS):
        made_now()
    assert Fit.objects.filter(is_active=True).get() == matched
    assert Fit.objects.count() == KEPT_FITS + 1


def test_no_more_than_a_number_of_versions_is_kept(matched):
    for _ in range(MOST_KEPT):
        keep_model_version(FitFactory())
    with pytest.raises(ValidationError, match="10 versions are kept already"):
        keep_model_version(matched)
    release_model_version(Fit.objects.filter(is_kept=True).first())
    keep_model_version(matched)
    assert Fit.objects.get(pk=matched.pk).is_kept


def test_throw_away_keeps_the_reason_and_the_version_is_activated_no_more(matched, ada):
    made = made_now()
    discard_model_version(ada, made, "  Too much for large firms. ")
    made.refresh_from_db()
    assert (made.dropped_by, made.dropped_because) == (ada, "Too much for large firms.")
    for refused in (lambda: activate_model_version(ada, made), lambda: keep_model_version(made)):
        with pytest.raises(ValidationError, match="thrown away"):
            refused()


def test_what_is_active_or_kept_is_not_thrown_away_and_nothing_without_a_reason(matched, ada):
    kept, made = FitFactory(is_kept=True), made_now()
    for version, reason in ((matched, "x"), (kept, "x"), (made, " ")):
        with pytest.raises(ValidationError):
            discard_model_version(ada, version, reason)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("fit_one_active", {"is_active": True, "activated_at": timezone.now()}),
        ("fit_one_open_proposal", {"made_as": Made.OUTCOMES}),
        ("fit_active_since_a_moment", {"is_active": True}),
        ("fit_thrown_away_with_reason", {"dropped_at": timezone.now()}),
        ("fit_thrown_away_with_reason", {"dropped_because": "x"}),
        ("fit_thrown_away_with_reason", {"dropped_because": "x", "dropped_at": timezone.now(), "is_kept": True}),
    ],
)
def test_database_refuses(name, fields):
    if name == "fit_one_active":
        FitFactory(is_active=True, activated_at=timezone.now())
    FitFactory(made_as=Made.OUTCOMES)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        FitFactory(**fields)


def test_comparison_counts_the_places_that_go_to_another_company(matched, settings):
    made = made_now()
    assert make_due_comparisons() == 1
    comparison = FitComparison.objects.get()
    assert comparison.changed == 0
    assert comparison.result["stock"] == {"challenges": 6, "companies": 12}
    rows = [moved for each in comparison.result["challenges"] for moved in each["moved"]]
    assert comparison.places == len(rows)
    assert all(before == after for _company, _old, _new, before, after in rows)
    assert make_due_comparisons() == 0
    assert (comparison.before, comparison.after) == (matched, made)


def test_comparison_has_the_points_of_both_versions(matched):
    CompanyFactory(text_nl="drone")
    CompanyFactory(text_nl="drone radar")
    Company.objects.filter(pk=Company.objects.first().pk).update(text_nl="drone drone zwerm")
    made_now()
    make_due_comparisons()
    result = FitComparison.objects.get().result
    rows = [moved for each in result["challenges"] for moved in each["moved"]]
    text = result["parts"].index("text")
    assert any(before[text] != after[text] for _company, _old, _new, before, after in rows)


def test_comparison_asked_again_is_made_of_the_stock_of_now(matched):
    made_now()
    make_due_comparisons()
    renew_comparison(FitComparison.objects.get())
    CompanyFactory()
    make_due_comparisons()
    assert FitComparison.objects.get().result["stock"]["companies"] == 13


def test_comparison_looks_at_evenly_spaced_challenges_of_a_large_stock(matched, monkeypatch):
    monkeypatch.setattr("challenges.calibration.model_comparison.MOST_CHALLENGES", 3)
    made_now()
    make_due_comparisons()
    found = [each["challenge"] for each in FitComparison.objects.get().result["challenges"]]
    assert sorted(found) == sorted(Stock.now().challenges)[::2]


def test_comparison_of_a_version_that_cannot_be_read_any_more_goes(matched):
    made = made_now()
    Fit.objects.filter(pk=made.pk).update(data=b"")
    assert make_due_comparisons() == 1
    assert not FitComparison.objects.exists()


def test_ask_comparison_gives_the_one_there_is(matched):
    made = made_now()
    make_due_comparisons()
    assert request_comparison(matched, made).made_at
    with pytest.raises(ValidationError, match="Choose two"):
        request_comparison(made, made)


def test_new_fit_on_an_empty_stock_has_sensible_defaults():
    fit, model = create_active_version(Stock.now())
    assert (fit.companies, model.n_offers) == (0, 0)
    assert run_due_matching() == 0
