import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from portal.at_once import AllAtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0025_experience"),
        ("companies", "0001_squashed_0010_vettings_of_before"),
        ("portal", "0001_squashed_0006_session_messages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("companies", "Companies"), ("challenges", "Challenges")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="ids"
                    ),
                ),
                (
                    "versions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="versions",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
            ],
            options={
                "verbose_name": "batch of a refresh",
                "verbose_name_plural": "batches of a refresh",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveIndex(
            model_name="match",
            name="match_challenge_best",
        ),
        AllAtOnce(
            [
                migrations.AddField(
                    model_name="match",
                    name="is_candidate",
                    field=models.BooleanField(
                        db_default=False, default=False, verbose_name="candidate for the challenge's list"
                    ),
                ),
                migrations.AddField(
                    model_name="matchedchallenge",
                    name="nearly_end",
                    field=models.BigIntegerField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="matchedchallenge",
                    name="ranked_end",
                    field=models.BigIntegerField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="matchedcompany",
                    name="nearly_end",
                    field=models.BigIntegerField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="matchedcompany",
                    name="ranked_end",
                    field=models.BigIntegerField(editable=False, null=True),
                ),
                migrations.AddIndex(
                    model_name="match",
                    index=models.Index(
                        models.F("challenge"),
                        models.OrderBy(models.F("total"), descending=True),
                        models.OrderBy(models.F("similarity"), descending=True),
                        models.F("company"),
                        condition=models.Q(("in_challenge_top", True)),
                        name="match_challenge_list",
                    ),
                ),
                migrations.AddField(
                    model_name="batch",
                    name="fit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="challenges.fit",
                        verbose_name="fit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="batch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ["companies", "challenges"])), name="batch_kind_known"
                    ),
                ),
            ]
        ),
    ]
