"""Challenges of before the review: what was open ahead of its opening is announced, and drafts know their writer."""

from django.db import migrations
from django.db.models.functions import Now

UNAPPROVED = ["draft", "withdrawn"]


def forwards(apps, schema_editor):
    challenges = apps.get_model("challenges", "Challenge").objects
    writers = apps.get_model("challenges", "ChallengeWriter").objects
    challenges.filter(state="open", opens_at__gt=Now()).update(state="pre_release")
    made = challenges.filter(state__in=UNAPPROVED, created_by__isnull=False).values_list("pk", "created_by")
    writers.bulk_create(writers.model(challenge_id=challenge, user_id=user) for challenge, user in made)


def backwards(apps, schema_editor):
    """What the states of before have no word for becomes the nearest that shows no more than it did."""
    challenges = apps.get_model("challenges", "Challenge").objects
    challenges.filter(state="pre_release").update(state="open")
    challenges.filter(state__in=["in_review", "scheduled"]).update(state="draft")


class Migration(migrations.Migration):
    dependencies = [("challenges", "0010_life_of_a_challenge")]

    operations = [migrations.RunPython(forwards, backwards)]
