"""The example challenges, and those that were really published."""

from datetime import datetime, time
from typing import Any

from challenges.demo.files import Table, read_challenges
from challenges.demo.references import (
    IdLookup,
    combine_dutch_time,
    find_technology_evidence,
    load_rom_ids,
    shift_local_day,
)
from challenges.posting.annex_models import Annex
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.core.bilingual import LANGUAGES

OPENS = time(9)
CLOSES = time(17)
BESIDE = {"requirements", "invited", "annex_for", "annex_nl", "annex_en"}  # in tables of their own


def load_demo_challenges(now: datetime) -> list[Challenge]:
    """Those that are missing, with what they ask and whom they invite."""
    tables = read_challenges()
    present = set(Challenge.objects.filter(slug__in=tables).values_list("slug", flat=True))
    missing = {slug: table for slug, table in tables.items() if slug not in present}
    roms = load_rom_ids()
    created = Challenge.objects.bulk_create(
        Challenge(slug=slug, **_build_challenge_fields(table, now, roms)) for slug, table in missing.items()
    )
    for challenge in created:
        _add_requirements(challenge, missing[challenge.slug]["requirements"])
        _add_invitations(challenge, missing[challenge.slug].get("invited", []))
        _add_annex(challenge, missing[challenge.slug])
    return created


def _build_challenge_fields(table: Table, now: datetime, roms: IdLookup) -> dict[str, Any]:
    fields = {name: value for name, value in table.items() if name not in BESIDE}
    if rom := fields.pop("rom", None):
        fields["rom_id"] = roms[rom]
    if opens_on := fields.pop("opens_on", None):
        fields["opens_at"] = combine_dutch_time(opens_on, time())
    if (days := fields.pop("opens_in_days", None)) is not None:
        fields["opens_at"] = combine_dutch_time(shift_local_day(now, days), OPENS)
    if (days := fields.pop("pre_release_in_days", None)) is not None:
        fields["pre_release_at"] = combine_dutch_time(shift_local_day(now, days), OPENS)
    if (days := fields.pop("closes_in_days", None)) is not None:
        fields["closes_at"] = combine_dutch_time(shift_local_day(now, days), CLOSES)
    return fields


def _add_requirements(challenge: Challenge, entries: list[Table]) -> None:
    texts = {"nl": challenge.teaser_nl, "en": challenge.teaser_en}
    Requirement.objects.bulk_create(
        Requirement(
            challenge=challenge,
            technology_id=technology,
            necessity=entry["necessity"],
            weight=entry["weight"],
            **entry["evidence"],
        )
        for technology, entry in find_technology_evidence(entries, texts).items()
    )


def _add_annex(challenge: Challenge, table: Table) -> None:
    if audience := table.get("annex_for"):
        texts = {f"text_{language}": table[f"annex_{language}"] for language in LANGUAGES}
        Annex.objects.create(challenge=challenge, visibility=audience, version=1, **texts)


def _add_invitations(challenge: Challenge, slugs: list[str]) -> None:
    ChallengeInvitation.objects.bulk_create(
        ChallengeInvitation(challenge=challenge, company=company)
        for company in Company.objects.filter(slug__in=slugs).order_by("pk")
    )
