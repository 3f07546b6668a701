"""The parts of a score, by name."""

from django.utils.text import capfirst

from challenges.matching.models import Match


def get_part_label(name: str) -> str:
    return capfirst(str(Match._meta.get_field(name).verbose_name))
