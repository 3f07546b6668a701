"""Find which matches are due and bring them up to date.

A company or challenge is due while its revision is not the one matched last, or while it was matched with another model
version. This follows from stored rows alone, so a lost message loses no work.

- A run (`start_due_matching`) is one transaction that holds the matching lock alone. A few changes are matched at once
  (`match_changes`); after many changes everything is recomputed, which is shorter.
- To recompute more than MATCH_AT_ONCE companies, the run only plans batches. Workers take them one by one
  (`process_next_batch`), first all companies, then all challenges. They share the lock, so no run starts meanwhile.

A run or batch that dies leaves its work due. A run that waited for the lock finds what is still due, often nothing.
A model version that is no longer active ends its refresh; the next run plans another. docs/adr/0033 explains batches.
"""

from collections.abc import Collection, Sequence
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from challenges.matching.inputs import Stock, filter_revisions, load_technology_tree
from challenges.matching.model_services import (
    ActiveModel,
    cache_model,
    create_active_version,
    get_active_model,
    is_version_outdated,
    read_model,
)
from challenges.matching.model_versions import Fit
from challenges.matching.models import CHALLENGE, COMPANY, Batch
from challenges.matching.refresh.computation import Due, match_changes, match_company_batch
from challenges.matching.refresh.storage import store_challenge_lists

LOCK = 0x6B6F7070  # "kopp"
MANY = 0.3  # from this share of due challenges plus this share of due companies on, everything is recomputed
CHALLENGES_PER_BATCH = 250


def run_due_matching() -> int:
    """Match everything that is due, and return how many challenges and companies that were.

    Does the batches of a refresh itself, together with workers that take some, and returns when all are done.
    """
    found = start_due_matching()
    while count_waiting_batches():
        while process_next_batch():
            pass
        found += start_due_matching()
    return found


@transaction.atomic
def start_due_matching() -> int:
    """Match everything that is due, or plan batches for it; return how many challenges and companies were due.

    Does nothing while a refresh is running. After its last batch, this ends the refresh and matches what changed since.
    """
    lock_matching()
    if count_waiting_batches():
        return 0
    Batch.objects.all().delete()
    active = get_active_model()
    if active is None or is_version_outdated(active.version, filter_revisions(COMPANY).count()):
        return _train_and_match()
    challenges, companies = find_due(CHALLENGE, active.version), find_due(COMPANY, active.version)
    due = len(challenges) + len(companies)
    if due > 1 and compute_due_share(CHALLENGE, challenges) + compute_due_share(COMPANY, companies) > MANY:
        return _match_everything(Stock.now(), active)
    if due:
        due_by_side = {CHALLENGE: challenges, COMPANY: companies}
        stock = Stock(load_technology_tree(), partial(load_matched_versions, due_by_side))
        match_changes(stock, active, challenges, companies)
    return due


def refresh_all_matches() -> int:
    """Train a new model version and match everything; return how many challenges and companies that were."""
    with transaction.atomic():
        lock_matching()
        Batch.objects.all().delete()
        found = _train_and_match(Fit.Made.REFRESH)
    return found + (run_due_matching() if count_waiting_batches() else 0)


def is_matching_due() -> bool:
    """Return whether a run would find work; does not wait for a run that is under way."""
    version = Fit.objects.filter(is_active=True).values_list("pk", flat=True).first()
    return version is None or bool(
        count_waiting_batches() or find_due(CHALLENGE, version) or find_due(COMPANY, version)
    )


def lock_matching(*, shared: bool = False) -> None:
    """Wait until no other run matches, and keep others out until the transaction ends.

    `shared`: only keep runs out, as workers on batches do. Both kinds of holders queue in the order in which they came.
    """
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])


# What is due. The database compares, so that what is read grows with the changes and not with the stock.


def find_due(side: str, version: int) -> Due:
    """Return who is due on this side: their revisions by id, None for those that no longer take part in matching."""
    stock, parameters = _build_stock_query(side)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT coalesce(stock.owner_id, matched.{side}_id), stock.version
            FROM ({stock}) AS stock FULL JOIN challenges_matched{side} AS matched ON matched.{side}_id = stock.owner_id
            WHERE stock.version IS DISTINCT FROM matched.version OR matched.fit_id <> %s
            """,  # noqa: S608
            (*parameters, version),
        )
        return dict(cursor.fetchall())


def compute_due_share(side: str, due: Due) -> float:
    return len(due) / max(1, filter_revisions(side).count())


def load_matched_versions(due: dict[str, Due], side: str, ids: Collection[int] | None = None) -> dict[int, int]:
    """Return the revisions of one side, or of these ids, as a run with this `due` must see them.

    Those that are due have the revision at which they were found, all others the one matched last. A newcomer that
    `due` does not name is left out: the next run finds it.
    """
    due_here = due[side]
    with connection.cursor() as cursor:
        some = "" if ids is None else f" WHERE {side}_id = ANY(%s)"
        cursor.execute(
            f"SELECT {side}_id, version FROM challenges_matched{side}{some}",  # noqa: S608
            [] if ids is None else [list(ids)],
        )
        found = dict(cursor.fetchall())
    found |= {id_: due_here[id_] for id_ in (due_here.keys() if ids is None else due_here.keys() & set(ids))}
    return {id_: version for id_, version in found.items() if version is not None}


def _build_stock_query(side: str) -> tuple[str, tuple]:
    """Return SQL that reads `owner_id` and `version` of everything that takes part on this side, and its parameters."""
    return filter_revisions(side).values_list("owner_id", "version").query.sql_with_params()


# Everything at once, or in batches.


def _train_and_match(made_as: Fit.Made | None = None) -> int:
    stock = Stock.now()
    version, model = create_active_version(stock, made_as)
    return _match_everything(stock, cache_model(ActiveModel(version.pk, model)))


def _match_everything(stock: Stock, active: ActiveModel) -> int:
    """Match a small stock at once, and plan batches for a large one; return how many challenges and companies it has.

    Those that have left the stock since they were matched are deleted, and count too.
    """
    gone = _delete_gone(CHALLENGE) + _delete_gone(COMPANY)
    challenges, companies = stock.challenges, stock.companies
    if len(companies) <= settings.MATCH_AT_ONCE:
        match_company_batch(companies, challenges, active)
        store_challenge_lists(challenges, active.version)
    else:
        versions = sorted(challenges.items())
        batches = [
            Batch(fit_id=active.version, kind=Batch.Kind.COMPANIES, ids=ids)
            for ids in _split(sorted(companies), int(settings.MATCH_AT_ONCE))
        ]
        for some in _split(versions, CHALLENGES_PER_BATCH):
            ids, revisions = map(list, zip(*some, strict=True))
            batches.append(Batch(fit_id=active.version, kind=Batch.Kind.CHALLENGES, ids=ids, versions=revisions))
        Batch.objects.bulk_create(batches)
    return len(challenges) + len(companies) + gone


def _delete_gone(side: str) -> int:
    """Delete the rows of those that no longer take part in matching; return how many had been matched."""
    stock, parameters = _build_stock_query(side)
    with connection.cursor() as cursor:
        for table in ("match", f"matched{side}"):
            cursor.execute(
                f"DELETE FROM challenges_{table} AS kept "  # noqa: S608
                f"WHERE NOT EXISTS (SELECT FROM ({stock}) AS stock WHERE stock.owner_id = kept.{side}_id)",
                parameters,
            )
        return int(cursor.rowcount)


def _split(rows: list, size: int) -> Sequence[list]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def count_waiting_batches() -> int:
    """Return how many batches can be taken now, or have been taken and are not done."""
    return Batch.objects.waiting().filter(fit__is_active=True).count()


def is_batch_kind_done(kind: str) -> bool:
    """Return whether all batches of this kind are done."""
    return not Batch.objects.filter(kind=kind, done_at=None).exists()


@transaction.atomic
def process_next_batch() -> str:
    """Take a batch and do it; return its kind, or "" when all are done or taken."""
    lock_matching(shared=True)
    waiting = Batch.objects.waiting().filter(fit__is_active=True)
    batch = waiting.order_by("pk").select_for_update(skip_locked=True, of=("self",)).first()
    if batch is None:
        return ""
    if batch.kind == Batch.Kind.COMPANIES:
        planned = Batch.objects.filter(kind=Batch.Kind.CHALLENGES).values_list("ids", "versions")
        challenges = {id_: revision for each in planned for id_, revision in zip(*each, strict=True)}
        refresh = Batch.objects.order_by("pk").values_list("pk", flat=True)[0]  # no other refresh has had this number
        match_company_batch(batch.ids, challenges, ActiveModel(batch.fit_id, read_model(batch.fit_id)), refresh)
    else:
        store_challenge_lists(dict(zip(batch.ids, batch.versions, strict=True)), batch.fit_id)
    batch.done_at = timezone.now()
    batch.save(update_fields=["done_at"])
    return batch.kind
