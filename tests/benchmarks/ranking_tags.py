"""Companies with tags in common with a challenge, by django-taggit's `similar_objects`, in a Django of its own that
knows nothing but tags."""

import importlib.util
import time

from challenges.matching.engine.tables import ChallengeTable, CompanyTable

SAMPLE = 20  # challenges
AT_ONCE = 10_000


def by_tags(url: str, wanted: ChallengeTable, offered: CompanyTable) -> list[float] | None:
    """Seconds for each challenge of a sample; None where django-taggit is not installed."""
    if importlib.util.find_spec("taggit") is None:
        return None
    _set_up(url)
    from tests.benchmarks.tagged.models import Tagged

    technologies = {f"challenge {row.id}": [each.technology_id for each in row.requirements] for row in wanted.rows}
    technologies |= {f"company {row.id}": _own(row.closeness) for row in offered.rows}
    _fill(technologies)
    took = []
    for each in Tagged.objects.filter(name__startswith="challenge").order_by("id")[:SAMPLE]:
        began = time.perf_counter()
        each.tags.similar_objects()
        took.append(time.perf_counter() - began)
    return took


def _own(closeness: dict) -> list:
    """The technologies that a company has itself."""
    return [technology for technology, close in closeness.items() if close == 1000]


def _set_up(url: str) -> None:
    import django
    import environ
    from django.conf import settings
    from django.core.management import call_command

    apps = ["django.contrib.contenttypes", "taggit", "tests.benchmarks.tagged"]
    databases = {"default": environ.Env.db_url_config(url)}
    settings.configure(INSTALLED_APPS=apps, DATABASES=databases, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _fill(technologies: dict[str, list]) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from taggit.models import Tag, TaggedItem

    from tests.benchmarks.tagged.models import Tagged

    names = sorted({str(each) for some in technologies.values() for each in some})
    tags = {each.name: each for each in Tag.objects.bulk_create(Tag(name=name, slug=name) for name in names)}
    things = Tagged.objects.bulk_create((Tagged(name=name) for name in technologies), batch_size=AT_ONCE)
    kind = ContentType.objects.get_for_model(Tagged)
    items = (
        TaggedItem(tag=tags[str(each)], content_type=kind, object_id=thing.pk)
        for thing in things
        for each in technologies[thing.name]
    )
    TaggedItem.objects.bulk_create(items, batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
