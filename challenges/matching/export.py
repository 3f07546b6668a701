"""The ranked companies of every open challenge, for programs that measure or use them elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from challenges.exposure.top_tens import load_shown_moves
from challenges.matching.models import Match
from challenges.posting.models import Challenge


def export_rankings(top: int) -> Iterator[dict[str, Any]]:
    """Per open challenge its best `top` companies, by the ids of the imported files, or slugs where there are none.

    By points, whatever the floor on exposure shows: whom that brings into the ten stands under `by_floor` as well,
    where it does. Scores are points out of 100. A challenge that is not matched yet, or that nobody fits, has an empty
    ranking. One short query per challenge, so that no list is ever held whole.
    """
    moves = load_shown_moves(Challenge.objects.matchable())
    for challenge in Challenge.objects.matchable().order_by("pk").only("external_id", "slug").iterator():
        matches = Match.objects.of_challenge(challenge).ranked()
        rows = list(matches.values_list("company__external_id", "company__slug", "total", "company_id")[:top])
        moved = moves.get(challenge.pk, {})
        came = [external_id or slug for external_id, slug, _, company in rows if company in moved]
        yield {
            "challenge_id": challenge.external_id or challenge.slug,
            "ranking": [external_id or slug for external_id, slug, *_ in rows],
            "scores": [total / 10 for *_, total, _company in rows],
            **({"by_floor": came} if came else {}),
        }


def get_match_limit() -> int:
    """How many companies per challenge matching keeps."""
    return int(settings.MATCHES_PER_CHALLENGE)


def count_challenges() -> tuple[int, int]:
    """Count the challenges that have a list of companies, and the drafts, which have none."""
    drafts = Challenge.objects.filter(state=Challenge.State.DRAFT)
    return Challenge.objects.matchable().count(), drafts.count()


def count_unmatched_challenges() -> int:
    """How many open challenges have never been matched."""
    return Challenge.objects.matchable().filter(matched=None).count()
