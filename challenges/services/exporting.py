"""The ranked companies of every open challenge, for programs that measure or use them elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from challenges.models import Challenge, Match


def rankings(top: int) -> Iterator[dict[str, Any]]:
    """Per open challenge its best `top` companies, by the ids of the imported files, or slugs where there are none.

    In the order of the pages; scores are points out of 100. A challenge that is not matched yet, or that nobody fits,
    has an empty ranking. One short query per challenge, so that no list is ever held whole.
    """
    for challenge in Challenge.objects.matchable().order_by("pk").only("external_id", "slug").iterator():
        matches = Match.objects.of_challenge(challenge).ranked()
        rows = list(matches.values_list("company__external_id", "company__slug", "total")[:top])
        yield {
            "challenge_id": challenge.external_id or challenge.slug,
            "ranking": [external_id or slug for external_id, slug, _ in rows],
            "scores": [total / 10 for *_, total in rows],
        }


def most_kept() -> int:
    """How many companies per challenge matching keeps."""
    return int(settings.MATCHES_PER_CHALLENGE)


def not_matched_yet() -> int:
    """How many open challenges have never been matched."""
    return Challenge.objects.matchable().filter(matched=None).count()
