import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import challenges.sessions.registration_models
import challenges.sessions.part_models
import portal.core.bilingual
import portal.core.migration_operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("companies", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("portal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        portal.core.migration_operations.BatchOperation(
            operations=[
                migrations.CreateModel(
                    name="Challenge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "rom",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="challenges",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "branch",
                            models.CharField(
                                choices=[
                                    ("army", "Army"),
                                    ("navy", "Navy"),
                                    ("air_force", "Air Force"),
                                    ("marechaussee", "Marechaussee"),
                                    ("cyber", "Cyber Command"),
                                    ("materiel", "Materiel and IT Command"),
                                    ("defence", "Ministry of Defence"),
                                ],
                                default="defence",
                                max_length=20,
                                verbose_name="asked by",
                            ),
                        ),
                        ("title_nl", models.CharField(blank=True, max_length=300, verbose_name="title in Dutch")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                        ("teaser_nl", models.TextField(blank=True, max_length=100000, verbose_name="text in Dutch")),
                        ("teaser_en", models.TextField(blank=True, max_length=100000, verbose_name="text in English")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Awaiting approval"),
                                    ("scheduled", "Scheduled"),
                                    ("pre_release", "Announced"),
                                    ("open", "Open"),
                                    ("evaluating", "Evaluating"),
                                    ("decided", "Decided"),
                                    ("archived", "Archived"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("public", "Everyone"),
                                    ("registered", "Everyone with an account"),
                                    ("vetted", "Vetted companies"),
                                    ("invited", "Invited companies"),
                                ],
                                default="public",
                                max_length=12,
                                verbose_name="visible to",
                            ),
                        ),
                        (
                            "trl_min",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Companies below this level are not listed.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(9),
                                ],
                                verbose_name="lowest TRL",
                            ),
                        ),
                        (
                            "trl_max",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The top of the range: from this level on a company gets all points for maturity.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(9),
                                ],
                                verbose_name="TRL hoped for",
                            ),
                        ),
                        (
                            "needs_ownership",
                            models.BooleanField(
                                default=False,
                                verbose_name="only companies owned and controlled from the EU or a NATO country",
                            ),
                        ),
                        (
                            "needs_established",
                            models.BooleanField(
                                default=False, verbose_name="only companies established in the EU or a NATO country"
                            ),
                        ),
                        (
                            "needs_export_control",
                            models.BooleanField(
                                default=False,
                                verbose_name="only companies that know which of their products need an export licence",
                            ),
                        ),
                        (
                            "needs_screening",
                            models.BooleanField(
                                default=False,
                                verbose_name="only companies whose people will cooperate with a security screening",
                            ),
                        ),
                        (
                            "only_region",
                            models.BooleanField(default=False, verbose_name="only companies in the ROM's own region"),
                        ),
                        (
                            "counts_experience",
                            models.BooleanField(
                                db_default=True,
                                default=True,
                                help_text="A recent earlier project and many of them earn points. Switched off, all companies get the same.",
                                verbose_name="experience counts",
                            ),
                        ),
                        (
                            "pre_release_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Companies can read the challenge from this date and respond once it opens. Leave empty to show it on"
                                " the opening date.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="announced from",
                            ),
                        ),
                        (
                            "opens_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="opens",
                            ),
                        ),
                        (
                            "closes_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="closes",
                            ),
                        ),
                        (
                            "budget_eur",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="budget in EUR"),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("is_example", models.BooleanField(default=False, verbose_name="example")),
                        (
                            "external_id",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                null=True,
                                unique=True,
                                verbose_name="id in the imported file",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.CombinedSearchVector(
                                            django.contrib.postgres.search.SearchVector(
                                                "title_nl", config="dutch", weight="A"
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                "title_en", config="english", weight="A"
                                            ),
                                            django.contrib.postgres.search.SearchConfig("dutch"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "teaser_nl", config="dutch", weight="C"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("dutch"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "teaser_en", config="english", weight="C"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("dutch"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "co_owners",
                            models.ManyToManyField(
                                related_name="co_owned_challenges",
                                through="challenges.ChallengeCoOwner",
                                to="portal.rom",
                                verbose_name="shared with",
                            ),
                        ),
                        (
                            "technologies",
                            models.ManyToManyField(
                                related_name="challenges", through="challenges.Requirement", to="portal.technology"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "challenge",
                        "verbose_name_plural": "challenges",
                        "ordering": ["closes_at", "id"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="challenge_search"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["title_nl"], name="challenge_title_nl_trigram", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["title_en"], name="challenge_title_en_trigram", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(fields=["state", "closes_at"], name="challenge_state_closes"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title_en", ""), ("title_nl", ""), _negated=True),
                                name="challenge_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("trl_min__range", (1, 9))), name="challenge_trl_min_1_to_9"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("trl_max__range", (1, 9))), name="challenge_trl_max_1_to_9"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("trl_max__gte", models.F("trl_min"))),
                                name="challenge_trl_range_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                                name="challenge_closes_after_opening",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pre_release_at", None),
                                    models.Q(("opens_at__isnull", False), ("pre_release_at__lt", models.F("opens_at"))),
                                    _connector="OR",
                                ),
                                name="challenge_announced_before_opening",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "opens_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                    (
                                        "closes_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                    (
                                        "pre_release_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                ),
                                name="challenge_moments_that_people_mean",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("in_review", "scheduled", "pre_release", "open")), _negated=True
                                    ),
                                    models.Q(("closes_at__isnull", False), ("opens_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="challenge_open_has_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "in_review",
                                            "scheduled",
                                            "pre_release",
                                            "open",
                                            "evaluating",
                                            "decided",
                                            "archived",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="challenge_state_is_known",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="AnnexEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.annex",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("registered", "Every company with an account"),
                                    ("vetted", "Vetted companies"),
                                    ("invited", "Invited companies"),
                                ],
                                default="invited",
                                max_length=12,
                                verbose_name="readable by",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AnnexReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "annex",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="challenges.annex",
                                verbose_name="restricted annex",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reader",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="companies.company",
                                verbose_name="on behalf of",
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.rom",
                                verbose_name="ROM at that time",
                            ),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="read at",
                            ),
                        ),
                        (
                            "hour",
                            models.DateTimeField(
                                db_default=models.Func(
                                    models.Value("hour"),
                                    django.db.models.functions.datetime.Now(),
                                    function="date_trunc",
                                ),
                                editable=False,
                                verbose_name="hour of reading",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reader of a restricted annex",
                        "verbose_name_plural": "readers of restricted annexes",
                        "ordering": ["-read_at", "-id"],
                        "indexes": [models.Index(fields=["annex", "-read_at"], name="annex_reading_latest")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("annex", "user", "version", "hour"), name="annex_reading_once_an_hour"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="challenges.response",
                                verbose_name="response",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="challenges.question",
                                verbose_name="question",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=50000, verbose_name="text")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        (
                            "saved_from",
                            models.UUIDField(
                                blank=True, null=True, verbose_name="browser window that saved the answer"
                            ),
                        ),
                        (
                            "saved_seq",
                            models.PositiveIntegerField(default=0, verbose_name="save number in that window"),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="changed by",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="changed")),
                    ],
                    options={
                        "verbose_name": "answer",
                        "verbose_name_plural": "answers",
                        "ordering": ["response", "question__position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("response", "question"), name="answer_once"),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="answer_version_from_1"
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("text"), 50000
                                ),
                                name="answer_fits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appointments",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appointments",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "uid",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, unique=True, verbose_name="name for calendars"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, verbose_name="revision for calendars")),
                        ("starts_at", models.DateTimeField(verbose_name="starts")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        (
                            "table",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="challenges.meetingtable",
                                verbose_name="table",
                            ),
                        ),
                        ("is_cancelled", models.BooleanField(default=False, verbose_name="called off")),
                        (
                            "changed_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="changed at"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "appointment",
                        "verbose_name_plural": "appointments",
                        "ordering": ["starts_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("registration", "pitch"), name="appointment_pair_once"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="appointment_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppointmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.appointment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "registration",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "uid",
                            models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="name for calendars"),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, verbose_name="revision for calendars")),
                        ("starts_at", models.DateTimeField(verbose_name="starts")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        (
                            "table",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.meetingtable",
                                verbose_name="table",
                            ),
                        ),
                        ("is_cancelled", models.BooleanField(default=False, verbose_name="called off")),
                        (
                            "changed_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="changed at"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="challenges.response",
                                verbose_name="response",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("content_type", models.CharField(max_length=100, verbose_name="type")),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                        ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed")),
                        (
                            "submissions",
                            models.ManyToManyField(
                                related_name="attachments",
                                through="challenges.SubmittedAttachment",
                                to="challenges.submission",
                                verbose_name="submissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "response file",
                        "verbose_name_plural": "response files",
                        "ordering": ["response", "added_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("response", "sha256"),
                                name="attachment_content_once",
                                violation_error_message="This file has already been added.",
                            ),
                            models.UniqueConstraint(
                                models.F("response"),
                                django.db.models.functions.text.Lower("name"),
                                condition=models.Q(("removed_at", None)),
                                name="attachment_name_once",
                                violation_error_message="A file with this name has already been added. Change the name and try again.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1)), name="attachment_is_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="attachment_has_a_hash"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="attachment_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttachmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.attachment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "response",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.response",
                                verbose_name="response",
                            ),
                        ),
                        ("content_type", models.CharField(max_length=100, verbose_name="type")),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                        ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attendee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendees",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        ("attended", models.BooleanField(blank=True, null=True, verbose_name="attended")),
                        ("checked_in_at", models.DateTimeField(blank=True, null=True, verbose_name="checked in at")),
                        (
                            "code",
                            models.CharField(
                                blank=True,
                                default=challenges.sessions.registration_models.generate_entry_code,
                                max_length=6,
                                null=True,
                                unique=True,
                                verbose_name="code at the door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attendee",
                        "verbose_name_plural": "attendees",
                        "ordering": ["registration", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("attended", True),
                                        ("attended__isnull", False),
                                        ("checked_in_at__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("attended", False), ("attended", None), _connector="OR"),
                                        ("checked_in_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendee_checked_in_when_attended",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendeeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.attendee",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "registration",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        ("attended", models.BooleanField(blank=True, null=True, verbose_name="attended")),
                        ("checked_in_at", models.DateTimeField(blank=True, null=True, verbose_name="checked in at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="fit",
                            ),
                        ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["companies", "challenges"])), name="batch_kind_known"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "secret_hash",
                            models.CharField(max_length=64, unique=True, verbose_name="hash of the secret"),
                        ),
                        ("language", models.CharField(default="nl", max_length=2, verbose_name="language")),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="made at",
                            ),
                        ),
                        ("read_at", models.DateField(blank=True, null=True, verbose_name="last read on")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                    ],
                    options={
                        "verbose_name": "calendar feed",
                        "verbose_name_plural": "calendar feeds",
                        "ordering": ["-made_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("pitch", None), ("user__isnull", False)),
                                    models.Q(("pitch__isnull", False), ("user", None)),
                                    _connector="OR",
                                ),
                                name="calendar_feed_of_a_person_or_a_host",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["nl", "en"])),
                                name="calendar_feed_language_is_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("user",),
                                name="calendar_feed_one_living_per_user",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("pitch",),
                                name="calendar_feed_one_living_per_pitch",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.calendarfeed",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        ("language", models.CharField(default="nl", max_length=2, verbose_name="language")),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="made at",
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.challengecontact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "is_anonymous",
                            models.BooleanField(
                                default=True,
                                help_text="Until then it reads “a unit of Defence”.",
                                verbose_name="a company sees the unit only after both sides said yes",
                            ),
                        ),
                        (
                            "answer_days",
                            models.PositiveSmallIntegerField(
                                default=10,
                                help_text="Then it lapses. Three working days before, whoever has not answered is reminded.",
                                validators=[
                                    django.core.validators.MinValueValidator(2),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="working days to answer an introduction",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeCoOwner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="invited at",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="co_owner_links",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "co-owner of a challenge",
                        "verbose_name_plural": "co-owners of challenges",
                        "ordering": ["challenge", "rom"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("challenge", "rom"),
                                name="challenge_co_owner_once",
                                violation_error_message="This ROM owns it already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeCoOwnerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.challengecoowner",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "rom",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="invited at",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.challenge",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        (
                            "rom",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "branch",
                            models.CharField(
                                choices=[
                                    ("army", "Army"),
                                    ("navy", "Navy"),
                                    ("air_force", "Air Force"),
                                    ("marechaussee", "Marechaussee"),
                                    ("cyber", "Cyber Command"),
                                    ("materiel", "Materiel and IT Command"),
                                    ("defence", "Ministry of Defence"),
                                ],
                                default="defence",
                                max_length=20,
                                verbose_name="asked by",
                            ),
                        ),
                        ("title_nl", models.CharField(blank=True, max_length=300, verbose_name="title in Dutch")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title in English")),
                        ("teaser_nl", models.TextField(blank=True, max_length=100000, verbose_name="text in Dutch")),
                        ("teaser_en", models.TextField(blank=True, max_length=100000, verbose_name="text in English")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Awaiting approval"),
                                    ("scheduled", "Scheduled"),
                                    ("pre_release", "Announced"),
                                    ("open", "Open"),
                                    ("evaluating", "Evaluating"),
                                    ("decided", "Decided"),
                                    ("archived", "Archived"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("public", "Everyone"),
                                    ("registered", "Everyone with an account"),
                                    ("vetted", "Vetted companies"),
                                    ("invited", "Invited companies"),
                                ],
                                default="public",
                                max_length=12,
                                verbose_name="visible to",
                            ),
                        ),
                        (
                            "trl_min",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Companies below this level are not listed.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(9),
                                ],
                                verbose_name="lowest TRL",
                            ),
                        ),
                        (
                            "trl_max",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The top of the range: from this level on a company gets all points for maturity.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(9),
                                ],
                                verbose_name="TRL hoped for",
                            ),
                        ),
                        (
                            "needs_ownership",
                            models.BooleanField(
                                default=False,
                                verbose_name="only companies owned and controlled from the EU or a NATO country",
                            ),
                        ),
                        (
                            "needs_established",
                            models.BooleanField(
                                default=False, verbose_name="only companies established in the EU or a NATO country"
                            ),
                        ),
                        (
                            "needs_export_control",
                            models.BooleanField(
                                default=False,
                                verbose_name="only companies that know which of their products need an export licence",
                            ),
                        ),
                        (
                            "needs_screening",
                            models.BooleanField(
                                default=False,
                                verbose_name="only companies whose people will cooperate with a security screening",
                            ),
                        ),
                        (
                            "only_region",
                            models.BooleanField(default=False, verbose_name="only companies in the ROM's own region"),
                        ),
                        (
                            "counts_experience",
                            models.BooleanField(
                                db_default=True,
                                default=True,
                                help_text="A recent earlier project and many of them earn points. Switched off, all companies get the same.",
                                verbose_name="experience counts",
                            ),
                        ),
                        (
                            "pre_release_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Companies can read the challenge from this date and respond once it opens. Leave empty to show it on"
                                " the opening date.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="announced from",
                            ),
                        ),
                        (
                            "opens_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="opens",
                            ),
                        ),
                        (
                            "closes_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="closes",
                            ),
                        ),
                        (
                            "budget_eur",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="budget in EUR"),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("is_example", models.BooleanField(default=False, verbose_name="example")),
                        (
                            "external_id",
                            models.CharField(
                                blank=True, max_length=100, null=True, verbose_name="id in the imported file"
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="challenge_invitations",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                null=True,
                                verbose_name="invited at",
                            ),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="told at"),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation",
                        "verbose_name_plural": "invitations",
                        "ordering": ["challenge", "company"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("challenge", "company"),
                                name="challenge_invitation_once",
                                violation_error_message="This company is invited already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeInvitationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.challengeinvitation",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                null=True,
                                verbose_name="invited at",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        ("name", models.CharField(max_length=12, verbose_name="move")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Awaiting approval"),
                                    ("scheduled", "Scheduled"),
                                    ("pre_release", "Announced"),
                                    ("open", "Open"),
                                    ("evaluating", "Evaluating"),
                                    ("decided", "Decided"),
                                    ("archived", "Archived"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "target",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Awaiting approval"),
                                    ("scheduled", "Scheduled"),
                                    ("pre_release", "Announced"),
                                    ("open", "Open"),
                                    ("evaluating", "Evaluating"),
                                    ("decided", "Decided"),
                                    ("archived", "Archived"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="to",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        ("by_clock", models.BooleanField(default=False, verbose_name="by the clock")),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
                        (
                            "leaks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                blank=True,
                                default=list,
                                help_text="As they stood where more people read them; who made the move had seen them.",
                                size=None,
                                verbose_name="phrases of the annex that may stay",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "move of a challenge",
                        "verbose_name_plural": "moves of challenges",
                        "ordering": ["challenge", "-at", "-id"],
                        "indexes": [models.Index(fields=["challenge", "-at"], name="challenge_move_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("by_clock", False), ("by", None), _connector="OR"),
                                name="challenge_move_by_one_or_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "name__in",
                                        [
                                            "announce",
                                            "approve",
                                            "archive",
                                            "change",
                                            "close",
                                            "close_early",
                                            "decide",
                                            "open",
                                            "refuse",
                                            "reopen",
                                            "submit",
                                            "take_back",
                                            "withdraw",
                                        ],
                                    )
                                ),
                                name="challenge_move_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", "refuse"), ("reason", ""), _negated=True),
                                name="challenge_refused_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeWriter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="writers",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="writer",
                            ),
                        ),
                        (
                            "wrote_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), verbose_name="wrote at"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "writer of a challenge",
                        "verbose_name_plural": "writers of challenges",
                        "constraints": [
                            models.UniqueConstraint(fields=("challenge", "user"), name="challenge_writer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoApplicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="co_applicants",
                                to="challenges.response",
                                verbose_name="response",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="co_applications",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("agreed", "Agreed"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked at")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                        (
                            "read_version",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="version read"),
                        ),
                    ],
                    options={
                        "verbose_name": "response partner",
                        "verbose_name_plural": "response partners",
                        "ordering": ["response", "asked_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("response", "company"),
                                name="co_applicant_once",
                                violation_error_message="This company has already been invited.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "agreed", "declined", "withdrawn"])),
                                name="co_applicant_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True), ("decided_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="co_applicant_decided_at_a_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoApplicantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.coapplicant",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "response",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.response",
                                verbose_name="response",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("agreed", "Agreed"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked at")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                        (
                            "read_version",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="version read"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("shortlisted", "Shortlisted"), ("dismissed", "Dismissed")],
                                max_length=12,
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("wrong_technology", "Does something else"),
                                    ("not_mature", "Not far enough"),
                                    ("no_capacity", "Has no capacity"),
                                    ("known", "Known already"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                                verbose_name="reason",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(auto_now=True, verbose_name="decided")),
                    ],
                    options={
                        "verbose_name": "decision",
                        "verbose_name_plural": "decisions",
                        "ordering": ["challenge", "company"],
                        "constraints": [
                            models.UniqueConstraint(fields=("challenge", "company"), name="decision_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "dismissed"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_dismissed_with_reason",
                                violation_error_message="Say why the company is dismissed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.decision",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("shortlisted", "Shortlisted"), ("dismissed", "Dismissed")],
                                max_length=12,
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("wrong_technology", "Does something else"),
                                    ("not_mature", "Not far enough"),
                                    ("no_capacity", "Has no capacity"),
                                    ("known", "Known already"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                                verbose_name="reason",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(auto_now=True, verbose_name="decided")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ErasedSubmission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="erased_submissions",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(verbose_name="submitted at")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        (
                            "erased_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="deleted at"),
                        ),
                    ],
                    options={
                        "verbose_name": "deleted submission",
                        "verbose_name_plural": "deleted submissions",
                        "ordering": ["-erased_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="erased_has_a_hash"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExposureFloor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("trial", "On trial"), ("on", "On"), ("ended", "Ended")],
                                default="trial",
                                max_length=5,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "least",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="places for each company",
                            ),
                        ),
                        (
                            "places",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="places of a list that can be given",
                            ),
                        ),
                        (
                            "lost",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(200)],
                                verbose_name="tenths of a point fewer, at most",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="asked",
                            ),
                        ),
                        (
                            "on_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="switched on by",
                            ),
                        ),
                        ("on_at", models.DateTimeField(blank=True, null=True, verbose_name="switched on")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ended by",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                        (
                            "made_of",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="worked out of"),
                        ),
                        (
                            "worked_out_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="worked out"),
                        ),
                        ("figures", models.JSONField(blank=True, default=dict, editable=False, verbose_name="figures")),
                    ],
                    options={
                        "verbose_name": "minimum visibility",
                        "verbose_name_plural": "minimum visibility settings",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "ended"), _negated=True),
                                fields=("state",),
                                name="exposure_floor_one_a_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("least__range", (1, 5)), ("lost__lte", 200), ("places__range", (1, 5))
                                ),
                                name="exposure_floor_within_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "on"), _negated=True),
                                    models.Q(("on_at__isnull", False), models.Q(("made_of", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="exposure_floor_on_after_its_cost",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state", "ended")),
                                    models.Q(models.Q(("state", "ended"), _negated=True), ("ended_at", None)),
                                    _connector="OR",
                                ),
                                name="exposure_floor_ended_at_a_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExposureFloorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.exposurefloor",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("trial", "On trial"), ("on", "On"), ("ended", "Ended")],
                                default="trial",
                                max_length=5,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "least",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="places for each company",
                            ),
                        ),
                        (
                            "places",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="places of a list that can be given",
                            ),
                        ),
                        (
                            "lost",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(200)],
                                verbose_name="tenths of a point fewer, at most",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="asked",
                            ),
                        ),
                        (
                            "on_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="switched on by",
                            ),
                        ),
                        ("on_at", models.DateTimeField(blank=True, null=True, verbose_name="switched on")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ended by",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExposureMiss",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "floor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="misses",
                                to="challenges.exposurefloor",
                                verbose_name="minimum",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("seen", models.PositiveSmallIntegerField(verbose_name="seen")),
                        ("within_reach", models.PositiveSmallIntegerField(verbose_name="within reach")),
                        ("qualifies", models.PositiveSmallIntegerField(verbose_name="qualifies in")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("few_lists", "seen in each list that it qualifies for, and these are too few"),
                                    ("too_far", "too far below the ten in the other lists that it qualifies for"),
                                    ("no_place", "the places that can be given go to others who are seen as little"),
                                ],
                                max_length=10,
                                verbose_name="reason",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "company below the minimum visibility",
                        "verbose_name_plural": "companies below the minimum visibility",
                        "ordering": ["floor", "company"],
                        "constraints": [
                            models.UniqueConstraint(fields=("floor", "company"), name="exposure_miss_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExposureMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "floor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="challenges.exposurefloor",
                                verbose_name="minimum",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "instead_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="companies.company",
                                verbose_name="in the place of",
                            ),
                        ),
                        ("lost", models.PositiveSmallIntegerField(verbose_name="tenths of a point fewer")),
                    ],
                    options={
                        "verbose_name": "place through minimum visibility",
                        "verbose_name_plural": "places through minimum visibility",
                        "ordering": ["floor", "challenge", "company"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("floor", "challenge", "company"), name="exposure_move_once"
                            ),
                            models.UniqueConstraint(
                                fields=("floor", "challenge", "instead_of"), name="exposure_move_one_for_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("company", models.F("instead_of")), _negated=True),
                                name="exposure_move_of_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                        (
                            "made_as",
                            models.CharField(
                                choices=[
                                    ("first", "At the first matching"),
                                    ("drift", "When the stock had changed much"),
                                    ("format", "After a new release"),
                                    ("refresh", "When everything was matched anew"),
                                    ("command", "By the command fit_matching"),
                                    ("outcomes", "Proposed from outcomes"),
                                ],
                                default="first",
                                max_length=10,
                                verbose_name="how it was made",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="made after version",
                            ),
                        ),
                        ("companies", models.PositiveIntegerField(default=0, verbose_name="companies")),
                        ("challenges", models.PositiveIntegerField(default=0, verbose_name="challenges")),
                        ("stock", models.CharField(blank=True, max_length=16, verbose_name="checksum of the stock")),
                        (
                            "vocabulary",
                            models.CharField(blank=True, max_length=16, verbose_name="checksum of the technologies"),
                        ),
                        ("format", models.PositiveSmallIntegerField(default=0, verbose_name="format")),
                        ("seed", models.PositiveIntegerField(default=0, verbose_name="seed")),
                        (
                            "points",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                help_text="The most that each part brings, in tenths: technology, text, maturity, region, experience.",
                                size=5,
                                verbose_name="weights",
                            ),
                        ),
                        ("figures", models.JSONField(blank=True, default=dict, verbose_name="figures")),
                        ("data", models.BinaryField()),
                        ("is_active", models.BooleanField(default=False, verbose_name="active")),
                        ("activated_at", models.DateTimeField(blank=True, null=True, verbose_name="activated at")),
                        (
                            "activated_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="activated by",
                            ),
                        ),
                        (
                            "drift_from",
                            models.PositiveIntegerField(default=0, verbose_name="companies when it was activated"),
                        ),
                        ("is_kept", models.BooleanField(default=False, verbose_name="kept")),
                        ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="thrown away at")),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="thrown away by",
                            ),
                        ),
                        (
                            "dropped_because",
                            models.CharField(blank=True, max_length=500, verbose_name="thrown away because"),
                        ),
                    ],
                    options={
                        "verbose_name": "version of the matching",
                        "verbose_name_plural": "versions of the matching",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_active", True)), fields=("is_active",), name="fit_one_active"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("activated_at", None), ("dropped_at", None), ("made_as", "outcomes")
                                ),
                                fields=("made_as",),
                                name="fit_one_open_proposal",
                                violation_error_message="There is a proposal already: activate it or throw it away first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_active", False), ("activated_at__isnull", False), _connector="OR"
                                ),
                                name="fit_active_since_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dropped_at", None), ("dropped_because", "")),
                                    models.Q(
                                        ("dropped_at__isnull", False),
                                        ("is_active", False),
                                        ("is_kept", False),
                                        models.Q(("dropped_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="fit_thrown_away_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FitComparison",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="version",
                            ),
                        ),
                        (
                            "after",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="compared with",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked for")),
                        ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="made at")),
                        ("places", models.PositiveIntegerField(blank=True, null=True, verbose_name="places compared")),
                        ("changed", models.PositiveIntegerField(blank=True, null=True, verbose_name="places changed")),
                        ("result", models.JSONField(blank=True, default=dict, verbose_name="result")),
                    ],
                    options={
                        "verbose_name": "comparison of versions",
                        "verbose_name_plural": "comparisons of versions",
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("before", "after"), name="fit_comparison_once"),
                            models.CheckConstraint(
                                condition=models.Q(("before", models.F("after")), _negated=True),
                                name="fit_comparison_of_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.fit",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                        (
                            "made_as",
                            models.CharField(
                                choices=[
                                    ("first", "At the first matching"),
                                    ("drift", "When the stock had changed much"),
                                    ("format", "After a new release"),
                                    ("refresh", "When everything was matched anew"),
                                    ("command", "By the command fit_matching"),
                                    ("outcomes", "Proposed from outcomes"),
                                ],
                                default="first",
                                max_length=10,
                                verbose_name="how it was made",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.fit",
                                verbose_name="made after version",
                            ),
                        ),
                        ("companies", models.PositiveIntegerField(default=0, verbose_name="companies")),
                        ("challenges", models.PositiveIntegerField(default=0, verbose_name="challenges")),
                        ("stock", models.CharField(blank=True, max_length=16, verbose_name="checksum of the stock")),
                        (
                            "vocabulary",
                            models.CharField(blank=True, max_length=16, verbose_name="checksum of the technologies"),
                        ),
                        ("format", models.PositiveSmallIntegerField(default=0, verbose_name="format")),
                        ("seed", models.PositiveIntegerField(default=0, verbose_name="seed")),
                        (
                            "points",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                help_text="The most that each part brings, in tenths: technology, text, maturity, region, experience.",
                                size=5,
                                verbose_name="weights",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=False, verbose_name="active")),
                        ("activated_at", models.DateTimeField(blank=True, null=True, verbose_name="activated at")),
                        (
                            "activated_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="activated by",
                            ),
                        ),
                        (
                            "drift_from",
                            models.PositiveIntegerField(default=0, verbose_name="companies when it was activated"),
                        ),
                        ("is_kept", models.BooleanField(default=False, verbose_name="kept")),
                        ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="thrown away at")),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="thrown away by",
                            ),
                        ),
                        (
                            "dropped_because",
                            models.CharField(blank=True, max_length=500, verbose_name="thrown away because"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Introduction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="introductions",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="introductions",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "company_rom",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.rom",
                                verbose_name="ROM of the company",
                            ),
                        ),
                        (
                            "begun_by",
                            models.CharField(
                                choices=[
                                    ("company", "the company"),
                                    ("owner", "the ROM of the challenge"),
                                    ("company_rom", "the ROM of the company"),
                                    ("clock", "the clock"),
                                ],
                                max_length=12,
                                verbose_name="begun by",
                            ),
                        ),
                        ("is_anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("introduced", "Introduced"),
                                    ("met", "Met"),
                                    ("follow_up", "Follow-up"),
                                    ("test", "Test"),
                                    ("pilot", "Pilot"),
                                    ("contract", "Contract"),
                                    ("investment", "Investment"),
                                    ("stopped", "Stopped"),
                                    ("declined", "Declined"),
                                    ("lapsed", "Lapsed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("state_since", models.DateTimeField(verbose_name="in this state since")),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        ("remind_at", models.DateTimeField(blank=True, null=True, verbose_name="reminder at")),
                        ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded at")),
                        ("lapses_at", models.DateTimeField(verbose_name="lapses at")),
                        (
                            "company_accepted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="the company said yes at"),
                        ),
                        (
                            "owner_accepted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="the ROM of the challenge said yes at"
                            ),
                        ),
                        (
                            "company_rom_accepted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="the ROM of the company said yes at"
                            ),
                        ),
                        ("introduced_at", models.DateTimeField(blank=True, null=True, verbose_name="introduced at")),
                    ],
                    options={
                        "verbose_name": "introduction",
                        "verbose_name_plural": "introductions",
                        "ordering": ["-asked_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "asked")),
                                fields=["lapses_at"],
                                name="introduction_unanswered",
                            ),
                            models.Index(fields=["company", "-asked_at"], name="introduction_of_company"),
                            models.Index(fields=["challenge", "-asked_at"], name="introduction_of_challenge"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "asked",
                                            "introduced",
                                            "met",
                                            "follow_up",
                                            "test",
                                            "pilot",
                                            "contract",
                                            "investment",
                                        ),
                                    )
                                ),
                                fields=("challenge", "company"),
                                name="introduction_living_once",
                                violation_error_message="This company and this challenge are being introduced already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "asked",
                                            "introduced",
                                            "met",
                                            "follow_up",
                                            "test",
                                            "pilot",
                                            "contract",
                                            "investment",
                                            "stopped",
                                            "declined",
                                            "lapsed",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="introduction_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("begun_by__in", ["company", "owner", "company_rom"])),
                                name="introduction_begun_by_a_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            (
                                                "introduced",
                                                "met",
                                                "follow_up",
                                                "test",
                                                "pilot",
                                                "contract",
                                                "investment",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("company_accepted_at__isnull", False),
                                        ("owner_accepted_at__isnull", False),
                                        models.Q(
                                            ("company_rom", None),
                                            ("company_rom_accepted_at__isnull", False),
                                            _connector="OR",
                                        ),
                                        ("introduced_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="introduction_only_when_all_said_yes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "asked"), _negated=True),
                                    models.Q(
                                        models.Q(
                                            ("company_accepted_at__isnull", False),
                                            ("owner_accepted_at__isnull", False),
                                            models.Q(
                                                ("company_rom", None),
                                                ("company_rom_accepted_at__isnull", False),
                                                _connector="OR",
                                            ),
                                            _negated=True,
                                        ),
                                        ("introduced_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="introduction_asked_while_one_is_missing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("company_rom__isnull", False), ("company_rom_accepted_at", None), _connector="OR"
                                ),
                                name="introduction_yes_of_a_rom_that_is_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lapses_at__gt", models.F("asked_at")),
                                    models.Q(
                                        ("remind_at", None), ("remind_at__lt", models.F("lapses_at")), _connector="OR"
                                    ),
                                ),
                                name="introduction_lapses_after_it_was_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntroductionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.introduction",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "company_rom",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.rom",
                                verbose_name="ROM of the company",
                            ),
                        ),
                        (
                            "begun_by",
                            models.CharField(
                                choices=[
                                    ("company", "the company"),
                                    ("owner", "the ROM of the challenge"),
                                    ("company_rom", "the ROM of the company"),
                                    ("clock", "the clock"),
                                ],
                                max_length=12,
                                verbose_name="begun by",
                            ),
                        ),
                        ("is_anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("introduced", "Introduced"),
                                    ("met", "Met"),
                                    ("follow_up", "Follow-up"),
                                    ("test", "Test"),
                                    ("pilot", "Pilot"),
                                    ("contract", "Contract"),
                                    ("investment", "Investment"),
                                    ("stopped", "Stopped"),
                                    ("declined", "Declined"),
                                    ("lapsed", "Lapsed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        ("remind_at", models.DateTimeField(blank=True, null=True, verbose_name="reminder at")),
                        ("lapses_at", models.DateTimeField(verbose_name="lapses at")),
                        (
                            "company_accepted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="the company said yes at"),
                        ),
                        (
                            "owner_accepted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="the ROM of the challenge said yes at"
                            ),
                        ),
                        (
                            "company_rom_accepted_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="the ROM of the company said yes at"
                            ),
                        ),
                        ("introduced_at", models.DateTimeField(blank=True, null=True, verbose_name="introduced at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IntroductionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "introduction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="challenges.introduction",
                                verbose_name="introduction",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("ask", "Asked"),
                                    ("accept", "Said yes"),
                                    ("decline", "Declined"),
                                    ("withdraw", "Taken back"),
                                    ("remind", "Reminded"),
                                    ("lapse", "Lapsed"),
                                    ("meet", "Met"),
                                    ("follow_up", "Follow-up"),
                                    ("test", "Test"),
                                    ("pilot", "Pilot"),
                                    ("contract", "Contract"),
                                    ("investment", "Investment"),
                                    ("stop", "Stopped"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("company", "the company"),
                                    ("owner", "the ROM of the challenge"),
                                    ("company_rom", "the ROM of the company"),
                                    ("clock", "the clock"),
                                ],
                                max_length=12,
                                verbose_name="on behalf of",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="at")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("introduced", "Introduced"),
                                    ("met", "Met"),
                                    ("follow_up", "Follow-up"),
                                    ("test", "Test"),
                                    ("pilot", "Pilot"),
                                    ("contract", "Contract"),
                                    ("investment", "Investment"),
                                    ("stopped", "Stopped"),
                                    ("declined", "Declined"),
                                    ("lapsed", "Lapsed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="led to",
                            ),
                        ),
                        ("happened_on", models.DateField(blank=True, null=True, verbose_name="on")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_fit", "Does not fit the need"),
                                    ("too_early", "The product is not far enough"),
                                    ("not_now", "Not at this moment"),
                                    ("no_capacity", "No time or people for it"),
                                    ("found_other", "Somebody else was found"),
                                    ("terms", "No agreement about the terms"),
                                    ("other", "Another reason"),
                                ],
                                max_length=12,
                                verbose_name="reason",
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                    ],
                    options={
                        "verbose_name": "step of an introduction",
                        "verbose_name_plural": "steps of introductions",
                        "ordering": ["introduction", "at", "id"],
                        "indexes": [models.Index(fields=["introduction", "at"], name="introduction_step_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "what__in",
                                        [
                                            "ask",
                                            "accept",
                                            "decline",
                                            "withdraw",
                                            "remind",
                                            "lapse",
                                            "meet",
                                            "follow_up",
                                            "test",
                                            "pilot",
                                            "contract",
                                            "investment",
                                            "stop",
                                        ],
                                    )
                                ),
                                name="introduction_step_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "reason__in",
                                            [
                                                "no_fit",
                                                "too_early",
                                                "not_now",
                                                "no_capacity",
                                                "found_other",
                                                "terms",
                                                "other",
                                            ],
                                        ),
                                        ("what__in", ("decline", "stop")),
                                    ),
                                    models.Q(
                                        models.Q(("what__in", ("decline", "stop")), _negated=True), ("reason", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="introduction_step_reason_where_one_is_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("by", None), ("side", "clock"), ("what__in", ("remind", "lapse"))),
                                    models.Q(
                                        models.Q(("what__in", ("remind", "lapse")), _negated=True),
                                        models.Q(("side", "clock"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="introduction_step_of_the_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("happened_on__isnull", False),
                                        (
                                            "what__in",
                                            ("meet", "follow_up", "test", "pilot", "contract", "investment", "stop"),
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "what__in",
                                                (
                                                    "meet",
                                                    "follow_up",
                                                    "test",
                                                    "pilot",
                                                    "contract",
                                                    "investment",
                                                    "stop",
                                                ),
                                            ),
                                            _negated=True,
                                        ),
                                        ("happened_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="introduction_step_on_a_day",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("what", "accept"), _negated=True),
                                fields=("introduction", "what"),
                                name="introduction_step_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("what__in", ["ask", "accept"])),
                                fields=("introduction", "side"),
                                name="introduction_one_yes_of_a_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "points",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                help_text="In tenths: technology, text, maturity, region, experience.",
                                size=5,
                                verbose_name="points of the parts",
                            ),
                        ),
                        (
                            "most",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                help_text="The most that each part could bring, in the same order.",
                                size=5,
                                verbose_name="weights then",
                            ),
                        ),
                        ("judged_at", models.DateTimeField(verbose_name="judged at")),
                    ],
                    options={
                        "verbose_name": "score when it was judged",
                        "verbose_name_plural": "scores when they were judged",
                        "ordering": ["-judged_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("challenge", "company"), name="judgement_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("most__len", 5),
                                    ("points__len", 5),
                                    ("points__0__lte", models.F("most__0")),
                                    ("points__1__lte", models.F("most__1")),
                                    ("points__2__lte", models.F("most__2")),
                                    ("points__3__lte", models.F("most__3")),
                                    ("points__4__lte", models.F("most__4")),
                                ),
                                name="judgement_parts_within_weights",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("proposed", "New weights are proposed"),
                                    ("too_few", "Too few outcomes"),
                                    ("within_noise", "No clear difference"),
                                    ("waits", "A proposal waits already"),
                                    ("too_soon", "Too few new outcomes since the last proposal"),
                                    ("unmatched", "Nothing is matched yet"),
                                ],
                                max_length=12,
                                verbose_name="answer",
                            ),
                        ),
                        ("figures", models.JSONField(blank=True, default=dict, verbose_name="figures")),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="proposed version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "look at outcomes",
                        "verbose_name_plural": "what outcomes teach",
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "answer__in",
                                        ["proposed", "too_few", "within_noise", "waits", "too_soon", "unmatched"],
                                    )
                                ),
                                name="learning_run_answer_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version", None), ("answer", "proposed"), _connector="OR"),
                                name="learning_run_proposed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Longlist",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="longlists",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="frozen by",
                            ),
                        ),
                        (
                            "frozen_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="frozen at",
                            ),
                        ),
                        ("challenge_version", models.PositiveBigIntegerField(verbose_name="version of the challenge")),
                        ("fit", models.PositiveBigIntegerField(verbose_name="fit")),
                        ("rules", models.JSONField(verbose_name="rules")),
                    ],
                    options={
                        "verbose_name": "longlist",
                        "verbose_name_plural": "longlists",
                        "ordering": ["challenge", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("challenge", "number"), name="longlist_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LonglistRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "longlist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="challenges.longlist",
                                verbose_name="longlist",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("rank", models.PositiveSmallIntegerField(verbose_name="rank")),
                        ("technology", models.PositiveSmallIntegerField(verbose_name="technology")),
                        ("text", models.PositiveSmallIntegerField(verbose_name="text")),
                        ("maturity", models.PositiveSmallIntegerField(verbose_name="maturity")),
                        ("region", models.PositiveSmallIntegerField(verbose_name="region")),
                        (
                            "experience",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="experience"),
                        ),
                        ("freshness", models.SmallIntegerField(verbose_name="freshness")),
                        ("total", models.PositiveSmallIntegerField(verbose_name="total")),
                        ("company_version", models.PositiveBigIntegerField(verbose_name="version of the company")),
                        (
                            "by_floor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in", "here because of minimum visibility"),
                                    ("out", "made room because of minimum visibility"),
                                ],
                                db_default="",
                                max_length=3,
                                verbose_name="by minimum visibility",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("shortlisted", "Shortlisted"), ("dismissed", "Dismissed")],
                                max_length=12,
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("wrong_technology", "Does something else"),
                                    ("not_mature", "Not far enough"),
                                    ("no_capacity", "Has no capacity"),
                                    ("known", "Known already"),
                                    ("other", "Another reason"),
                                ],
                                max_length=20,
                                verbose_name="reason",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "row of a longlist",
                        "verbose_name_plural": "rows of longlists",
                        "ordering": ["longlist", "rank"],
                        "constraints": [
                            models.UniqueConstraint(fields=("longlist", "rank"), name="longlist_rank_once"),
                            models.UniqueConstraint(fields=("longlist", "company"), name="longlist_company_once"),
                            models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="longlist_rank_from_one"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Match",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="matches",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="matches",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("technology", models.PositiveSmallIntegerField(verbose_name="technology")),
                        ("text", models.PositiveSmallIntegerField(verbose_name="text")),
                        ("maturity", models.PositiveSmallIntegerField(verbose_name="maturity")),
                        ("region", models.PositiveSmallIntegerField(verbose_name="region")),
                        (
                            "experience",
                            models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name="experience"),
                        ),
                        (
                            "freshness",
                            models.SmallIntegerField(
                                db_default=0,
                                default=0,
                                help_text="Zero, or what a profile loses that nobody confirmed.",
                                verbose_name="freshness",
                            ),
                        ),
                        ("total", models.PositiveSmallIntegerField(verbose_name="total")),
                        (
                            "similarity",
                            models.PositiveBigIntegerField(default=0, verbose_name="similarity of the texts"),
                        ),
                        (
                            "failed_rule",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("must_have", "Must have"),
                                    ("trl_floor", "Maturity"),
                                    ("ownership", "Owned and controlled from the EU or a NATO country"),
                                    ("established", "Established in the EU or a NATO country"),
                                    ("export_control", "Knows its export licences"),
                                    ("screening", "Will cooperate with a security screening"),
                                    ("vetted", "Vetted"),
                                    ("invited", "Invited"),
                                    ("region", "Region"),
                                ],
                                max_length=20,
                                verbose_name="failed rule",
                            ),
                        ),
                        (
                            "failed_technology",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="portal.technology",
                                verbose_name="missing must-have",
                            ),
                        ),
                        (
                            "in_challenge_top",
                            models.BooleanField(default=False, verbose_name="in the challenge's list"),
                        ),
                        ("in_company_top", models.BooleanField(default=False, verbose_name="in the company's list")),
                        (
                            "is_candidate",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="candidate for the challenge's list"
                            ),
                        ),
                        ("challenge_version", models.PositiveBigIntegerField(verbose_name="version of the challenge")),
                        ("company_version", models.PositiveBigIntegerField(verbose_name="version of the company")),
                    ],
                    options={
                        "verbose_name": "match",
                        "verbose_name_plural": "matches",
                        "ordering": ["challenge", "-total", "-similarity", "company"],
                        "indexes": [
                            models.Index(
                                models.F("challenge"),
                                models.OrderBy(models.F("total"), descending=True),
                                models.OrderBy(models.F("similarity"), descending=True),
                                models.F("company"),
                                condition=models.Q(("in_challenge_top", True)),
                                name="match_challenge_list",
                            ),
                            models.Index(
                                models.F("company"),
                                models.OrderBy(models.F("total"), descending=True),
                                models.OrderBy(models.F("similarity"), descending=True),
                                models.F("challenge"),
                                name="match_company_best",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("challenge", "company"), name="match_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "total",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("technology"), "+", models.F("text")
                                                        ),
                                                        "+",
                                                        models.F("maturity"),
                                                    ),
                                                    "+",
                                                    models.F("region"),
                                                ),
                                                "+",
                                                models.F("experience"),
                                            ),
                                            "+",
                                            models.F("freshness"),
                                        ),
                                    )
                                ),
                                name="match_parts_add_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("freshness__range", (-100, 0)), ("total__lte", 1000)),
                                name="match_parts_within_maxima",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatchedCompany",
                    fields=[
                        ("version", models.PositiveBigIntegerField(verbose_name="version")),
                        ("ranked_end", models.BigIntegerField(editable=False)),
                        ("nearly_end", models.BigIntegerField(editable=False)),
                        (
                            "fit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="fit",
                            ),
                        ),
                        ("matched_at", models.DateTimeField(auto_now=True, verbose_name="matched")),
                        (
                            "company",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="matched",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "matched company",
                        "verbose_name_plural": "matched companies",
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="challenges.plan",
                                verbose_name="timetable",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="challenges.slot",
                                verbose_name="time slot",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="challenges.meetingtable",
                                verbose_name="table",
                            ),
                        ),
                        ("is_locked", models.BooleanField(default=False, verbose_name="locked")),
                        ("is_must", models.BooleanField(default=False, verbose_name="must-meet")),
                        ("value", models.PositiveIntegerField(default=0, verbose_name="value")),
                    ],
                    options={
                        "verbose_name": "meeting",
                        "verbose_name_plural": "meetings",
                        "ordering": ["plan", "slot__starts_at", "table__number", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "registration", "pitch"),
                                name="meeting_pair_once",
                                violation_error_message="These two meet already.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("plan", "="), ("slot", "="), ("table", "="), ("pitch", "<>")],
                                name="meeting_table_of_one_pitch",
                                violation_error_message="Somebody else sits at this table then.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.meeting",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.plan",
                                verbose_name="timetable",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.slot",
                                verbose_name="time slot",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.meetingtable",
                                verbose_name="table",
                            ),
                        ),
                        ("is_locked", models.BooleanField(default=False, verbose_name="locked")),
                        ("is_must", models.BooleanField(default=False, verbose_name="must-meet")),
                        ("value", models.PositiveIntegerField(default=0, verbose_name="value")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MeetingTable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tables",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="tables",
                                to="challenges.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(999),
                                ],
                                verbose_name="number",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "table",
                        "verbose_name_plural": "tables",
                        "ordering": ["session", "number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__range", (1, 999))),
                                name="table_number_that_people_read",
                                violation_error_message="Number tables from 1 to 999.",
                            ),
                            models.UniqueConstraint(
                                fields=("session", "number"),
                                name="table_number_once",
                                violation_error_message="There is a table of this number already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingTableEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.meetingtable",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(999),
                                ],
                                verbose_name="number",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "appointment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes",
                                to="challenges.appointment",
                                verbose_name="appointment",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("company", "Company"), ("host", "Host")],
                                max_length=10,
                                verbose_name="said by",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("goes_on", "We go on talking"),
                                    ("later", "Perhaps later"),
                                    ("no_fit", "No fit"),
                                    ("not_met", "We did not meet"),
                                ],
                                max_length=10,
                                verbose_name="what came of it",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome of a talk",
                        "verbose_name_plural": "outcomes of talks",
                        "ordering": ["appointment", "side"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("appointment", "side"),
                                name="outcome_once_per_side",
                                violation_error_message="This side has said what came of it already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["company", "host"])), name="outcome_side_is_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["goes_on", "later", "no_fit", "not_met"])),
                                name="outcome_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.outcome",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "appointment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.appointment",
                                verbose_name="appointment",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("company", "Company"), ("host", "Host")],
                                max_length=10,
                                verbose_name="said by",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("goes_on", "We go on talking"),
                                    ("later", "Perhaps later"),
                                    ("no_fit", "No fit"),
                                    ("not_met", "We did not meet"),
                                ],
                                max_length=10,
                                verbose_name="what came of it",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Pitch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pitches",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pitches",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="pitches",
                                to="challenges.meetingtable",
                                verbose_name="table",
                            ),
                        ),
                        ("host_name", models.CharField(blank=True, max_length=150, verbose_name="name of the host")),
                        (
                            "host_organisation",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="organisation or unit of the host"
                            ),
                        ),
                        (
                            "places",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="talks at once",
                            ),
                        ),
                        (
                            "least_meetings",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="talks, at least",
                            ),
                        ),
                        (
                            "most_meetings",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks, at most",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pitch",
                        "verbose_name_plural": "pitches",
                        "ordering": ["session", "table__number", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "challenge"),
                                name="pitch_challenge_once",
                                violation_error_message="This challenge is pitched there already.",
                            ),
                            models.UniqueConstraint(
                                fields=("session", "table"),
                                name="pitch_table_once",
                                violation_error_message="This table is taken.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("places__range", (1, 20))),
                                name="pitch_places_at_a_table",
                                violation_error_message="A table holds 1 to 20 talks at once.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("most_meetings__isnull", True),
                                    models.Q(
                                        ("most_meetings__gte", models.F("least_meetings")), ("most_meetings__gte", 1)
                                    ),
                                    _connector="OR",
                                ),
                                name="pitch_most_meetings_at_least_least",
                                violation_error_message="The maximum number of meetings must not be lower than the minimum.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PitchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.pitch",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.meetingtable",
                                verbose_name="table",
                            ),
                        ),
                        (
                            "places",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="talks at once",
                            ),
                        ),
                        (
                            "least_meetings",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="talks, at least",
                            ),
                        ),
                        (
                            "most_meetings",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks, at most",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("solve", "Made anew"), ("repair", "Repaired"), ("hand", "Changed by hand")],
                                default="solve",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("solving", "Being made"),
                                    ("stopped", "Stopped, best so far kept"),
                                    ("solved", "Ready"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "failure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "empty",
                                        "There is nobody to meet yet: a timetable needs seats, challenges at tables, and time slots.",
                                    ),
                                    ("impossible", "No timetable keeps to all these rules."),
                                    ("no_time", "No timetable was found in the time there was."),
                                    ("too_large", "More than 62 time slots are too many."),
                                    ("stopped", "It was stopped before there was a timetable."),
                                ],
                                max_length=12,
                                verbose_name="why it failed",
                            ),
                        ),
                        (
                            "provisional_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="provisional since"),
                        ),
                        ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="final since")),
                        ("remarks_until", models.DateTimeField(blank=True, null=True, verbose_name="remarks until")),
                        (
                            "of_version",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="version of the session"),
                        ),
                        (
                            "floor",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="meetings for each company, at least"
                            ),
                        ),
                        ("value", models.PositiveIntegerField(blank=True, null=True, verbose_name="value")),
                        ("bound", models.PositiveIntegerField(blank=True, null=True, verbose_name="upper bound")),
                        ("is_proved", models.BooleanField(default=False, verbose_name="proved to be the best")),
                        ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="progress")),
                        ("musts", models.PositiveIntegerField(blank=True, null=True, verbose_name="must-meets")),
                        (
                            "musts_kept",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="must-meets kept"),
                        ),
                        (
                            "fewest",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="fewest meetings anyone has"
                            ),
                        ),
                        (
                            "idle_tables",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="tables left idle"),
                        ),
                        ("reasons", models.JSONField(blank=True, default=list, verbose_name="reasons")),
                        ("programme", models.JSONField(blank=True, default=dict, verbose_name="programme")),
                        ("stop_asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked to stop")),
                        ("heartbeat_at", models.DateTimeField(blank=True, null=True, verbose_name="last sign of life")),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="asked for",
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="challenges.plan",
                                verbose_name="based on",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "timetable",
                        "verbose_name_plural": "timetables",
                        "ordering": ["session", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("session", "number"), name="plan_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("waiting", "solving"))),
                                fields=("session",),
                                name="plan_one_at_work",
                                violation_error_message="A timetable is being made already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "solving", "stopped", "solved", "failed"]),
                                    ("kind__in", ["solve", "repair", "hand"]),
                                ),
                                name="plan_state_and_kind_are_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("waiting", "solving")), ("ended_at", None)),
                                    models.Q(
                                        models.Q(("state__in", ("waiting", "solving")), _negated=True),
                                        models.Q(("ended_at", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_ends_with_its_work",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("solved", "stopped")), _negated=True),
                                    models.Q(
                                        ("bound__isnull", False),
                                        ("fewest__isnull", False),
                                        ("idle_tables__isnull", False),
                                        ("musts__isnull", False),
                                        ("musts_kept__isnull", False),
                                        ("value__isnull", False),
                                        ("musts_kept__lte", models.F("musts")),
                                        ("value__lte", models.F("bound")),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_with_its_figures",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                                    models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                                    _connector="OR",
                                ),
                                name="plan_says_why_it_failed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("final_at", None), ("provisional_at", None)),
                                    ("state__in", ("solved", "stopped")),
                                    _connector="OR",
                                ),
                                name="plan_shown_when_made",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("remarks_until", None), ("provisional_at__isnull", False), _connector="OR"
                                ),
                                name="plan_remarks_on_what_is_shown",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)), name="plan_progress_in_percent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.plan",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("solve", "Made anew"), ("repair", "Repaired"), ("hand", "Changed by hand")],
                                default="solve",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("solving", "Being made"),
                                    ("stopped", "Stopped, best so far kept"),
                                    ("solved", "Ready"),
                                    ("failed", "Failed"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "failure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "empty",
                                        "There is nobody to meet yet: a timetable needs seats, challenges at tables, and time slots.",
                                    ),
                                    ("impossible", "No timetable keeps to all these rules."),
                                    ("no_time", "No timetable was found in the time there was."),
                                    ("too_large", "More than 62 time slots are too many."),
                                    ("stopped", "It was stopped before there was a timetable."),
                                ],
                                max_length=12,
                                verbose_name="why it failed",
                            ),
                        ),
                        (
                            "provisional_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="provisional since"),
                        ),
                        ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="final since")),
                        ("remarks_until", models.DateTimeField(blank=True, null=True, verbose_name="remarks until")),
                        (
                            "of_version",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="version of the session"),
                        ),
                        (
                            "floor",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="meetings for each company, at least"
                            ),
                        ),
                        ("is_proved", models.BooleanField(default=False, verbose_name="proved to be the best")),
                        ("stop_asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked to stop")),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="asked for",
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.plan",
                                verbose_name="based on",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hours of a host",
                        "verbose_name_plural": "hours of hosts",
                        "ordering": ["pitch", "starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("starts_at")),
                                    (
                                        "ends_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                    (
                                        "starts_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                ),
                                name="presence_ends_after_start",
                                violation_error_message="The hours of a host end before they start.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("pitch"), "="),
                                    (challenges.sessions.part_models.TimeRange("starts_at", "ends_at"), "&&"),
                                ],
                                name="presence_no_two_at_once",
                                violation_error_message="These hours of the host overlap.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PresenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.presence",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "starts_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programme",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="starts")),
                        ("text_nl", models.CharField(max_length=300, verbose_name="text in Dutch")),
                        ("text_en", models.CharField(blank=True, max_length=300, verbose_name="text in English")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "programme item",
                        "verbose_name_plural": "programme",
                        "ordering": ["session", "order", "starts_at", "id"],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="ProgrammeItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.programmeitem",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="starts")),
                        ("text_nl", models.CharField(max_length=300, verbose_name="text in Dutch")),
                        ("text_en", models.CharField(blank=True, max_length=300, verbose_name="text in English")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="position"
                            ),
                        ),
                        ("text_nl", models.CharField(blank=True, max_length=500, verbose_name="question in Dutch")),
                        ("text_en", models.CharField(blank=True, max_length=500, verbose_name="question in English")),
                        ("help_nl", models.CharField(blank=True, max_length=1000, verbose_name="help in Dutch")),
                        ("help_en", models.CharField(blank=True, max_length=1000, verbose_name="help in English")),
                        (
                            "word_limit",
                            models.PositiveSmallIntegerField(
                                default=300,
                                help_text="From 1 to 2000. Who writes more cannot send it in.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(2000),
                                ],
                                verbose_name="most words",
                            ),
                        ),
                        ("is_required", models.BooleanField(default=True, verbose_name="must be answered")),
                        (
                            "changed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["challenge", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("challenge", "position"),
                                name="question_position_once",
                                violation_error_message="Another question stands at this position.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="question_position_from_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text_en", ""), ("text_nl", ""), _negated=True),
                                name="question_has_a_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("word_limit__range", (1, 2000))),
                                name="question_word_limit_1_to_2000",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="QuestionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.question",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="position"
                            ),
                        ),
                        ("text_nl", models.CharField(blank=True, max_length=500, verbose_name="question in Dutch")),
                        ("text_en", models.CharField(blank=True, max_length=500, verbose_name="question in English")),
                        ("help_nl", models.CharField(blank=True, max_length=1000, verbose_name="help in Dutch")),
                        ("help_en", models.CharField(blank=True, max_length=1000, verbose_name="help in English")),
                        (
                            "word_limit",
                            models.PositiveSmallIntegerField(
                                default=300,
                                help_text="From 1 to 2000. Who writes more cannot send it in.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(2000),
                                ],
                                verbose_name="most words",
                            ),
                        ),
                        ("is_required", models.BooleanField(default=True, verbose_name="must be answered")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="challenges.submission",
                                verbose_name="submission",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reader",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("page", "Read on the page"),
                                    ("file", "File opened"),
                                    ("download", "Downloaded"),
                                    ("table", "Exported to a spreadsheet"),
                                ],
                                max_length=10,
                                verbose_name="access method",
                            ),
                        ),
                        ("read_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="read at")),
                    ],
                    options={
                        "verbose_name": "response view",
                        "verbose_name_plural": "response views",
                        "ordering": ["-read_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["page", "file", "download", "table"])),
                                name="reading_way_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Offered"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Refused"),
                                    ("lapsed", "Lapsed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("state_since", models.DateTimeField(verbose_name="in this state since")),
                        ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                        (
                            "is_matched",
                            models.BooleanField(default=False, verbose_name="matches a challenge of the session"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        (
                            "order",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="place on the waiting list"
                            ),
                        ),
                        (
                            "offer_lapses_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="offer lapses at"),
                        ),
                        ("remind_at", models.DateTimeField(blank=True, null=True, verbose_name="reminder at")),
                        ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded at")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                    ],
                    options={
                        "verbose_name": "registration",
                        "verbose_name_plural": "registrations",
                        "ordering": ["-asked_at", "-id"],
                        "indexes": [
                            models.Index(fields=["session", "state"], name="registration_of_session"),
                            models.Index(
                                condition=models.Q(("state", "offered")),
                                fields=["offer_lapses_at"],
                                name="registration_offered",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("requested", "waiting", "offered", "confirmed"))),
                                fields=("session", "company"),
                                name="registration_living_once",
                                violation_error_message="This company is registered for this session already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "requested",
                                            "waiting",
                                            "offered",
                                            "confirmed",
                                            "refused",
                                            "lapsed",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="registration_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seats__gte", 1)), name="registration_of_somebody"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), ("order__isnull", False)),
                                    models.Q(models.Q(("state", "waiting"), _negated=True), ("order", None)),
                                    _connector="OR",
                                ),
                                name="registration_place_while_it_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "offered"), ("offer_lapses_at__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "offered"), _negated=True),
                                        ("offer_lapses_at", None),
                                        ("remind_at", None),
                                        ("reminded_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="registration_deadline_while_offered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.registration",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Offered"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Refused"),
                                    ("lapsed", "Lapsed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                        (
                            "is_matched",
                            models.BooleanField(default=False, verbose_name="matches a challenge of the session"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        (
                            "offer_lapses_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="offer lapses at"),
                        ),
                        ("remind_at", models.DateTimeField(blank=True, null=True, verbose_name="reminder at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("register", "Registered"),
                                    ("walk_in", "Came without registering"),
                                    ("approve", "Approved"),
                                    ("refuse", "Refused"),
                                    ("offer", "Offered"),
                                    ("remind", "Reminded"),
                                    ("accept", "Accepted"),
                                    ("decline", "Declined"),
                                    ("lapse", "Lapsed"),
                                    ("change", "Group changed"),
                                    ("reorder", "Given another place"),
                                    ("cancel", "Cancelled"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("company", "the company"),
                                    ("organiser", "the organiser"),
                                    ("clock", "the clock"),
                                ],
                                max_length=12,
                                verbose_name="on behalf of",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="at")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Asked for"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Offered"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Refused"),
                                    ("lapsed", "Lapsed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                max_length=12,
                                verbose_name="led to",
                            ),
                        ),
                        ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                        (
                            "place",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="place on the waiting list"
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                    ],
                    options={
                        "verbose_name": "step of a registration",
                        "verbose_name_plural": "steps of registrations",
                        "ordering": ["registration", "at", "id"],
                        "indexes": [models.Index(fields=["registration", "at"], name="registration_step_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "what__in",
                                        [
                                            "register",
                                            "walk_in",
                                            "approve",
                                            "refuse",
                                            "offer",
                                            "remind",
                                            "accept",
                                            "decline",
                                            "lapse",
                                            "change",
                                            "reorder",
                                            "cancel",
                                        ],
                                    )
                                ),
                                name="registration_step_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("what__in", ("refuse", "reorder")), _negated=True),
                                        models.Q(("side", "organiser"), ("what", "cancel"), _negated=True),
                                    ),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="registration_step_reason_where_one_is_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("side", "clock"), _negated=True), ("by", None), _connector="OR"
                                ),
                                name="registration_step_of_the_clock",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remarks",
                                to="challenges.plan",
                                verbose_name="timetable",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remarks",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        ("text", models.TextField(max_length=1000, verbose_name="remark")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                        ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="seen to at")),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="seen to by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "remark on a timetable",
                        "verbose_name_plural": "remarks on timetables",
                        "ordering": ["plan", "at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handled_at__isnull", False), ("handled_by", None), _connector="OR"
                                ),
                                name="remark_seen_to_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RemarkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.remark",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.plan",
                                verbose_name="timetable",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                        ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="seen to at")),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="seen to by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Requirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "known_as",
                            models.CharField(
                                choices=[
                                    ("stated", "Stated"),
                                    ("proposed", "Proposed"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Refused"),
                                ],
                                default="stated",
                                max_length=10,
                                verbose_name="known as",
                            ),
                        ),
                        ("phrase", models.CharField(blank=True, max_length=200, verbose_name="phrase")),
                        ("sentence", models.CharField(blank=True, max_length=1000, verbose_name="sentence")),
                        ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requirements",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "technology",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requirements",
                                to="portal.technology",
                                verbose_name="technology",
                            ),
                        ),
                        (
                            "necessity",
                            models.CharField(
                                choices=[("must", "Must have"), ("nice", "Nice to have")],
                                default="nice",
                                max_length=4,
                                verbose_name="necessity",
                            ),
                        ),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=3,
                                help_text="From 1 (a little) to 5 (a lot).",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="weight",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "requirement",
                        "verbose_name_plural": "requirements",
                        "ordering": ["challenge", "necessity", "-weight", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("challenge", "technology"),
                                name="requirement_once",
                                violation_error_message="This technology is asked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__range", (1, 5))), name="requirement_weight_1_to_5"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("known_as", "proposed"), ("necessity", "must"), _negated=True),
                                name="requirement_must_stated_by_a_person",
                                violation_error_message="A must-have is stated or confirmed by a person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.requirement",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "known_as",
                            models.CharField(
                                choices=[
                                    ("stated", "Stated"),
                                    ("proposed", "Proposed"),
                                    ("confirmed", "Confirmed"),
                                    ("refused", "Refused"),
                                ],
                                default="stated",
                                max_length=10,
                                verbose_name="known as",
                            ),
                        ),
                        ("phrase", models.CharField(blank=True, max_length=200, verbose_name="phrase")),
                        ("sentence", models.CharField(blank=True, max_length=1000, verbose_name="sentence")),
                        ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "technology",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.technology",
                                verbose_name="technology",
                            ),
                        ),
                        (
                            "necessity",
                            models.CharField(
                                choices=[("must", "Must have"), ("nice", "Nice to have")],
                                default="nice",
                                max_length=4,
                                verbose_name="necessity",
                            ),
                        ),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=3,
                                help_text="From 1 (a little) to 5 (a lot).",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="weight",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "challenge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("submitted", "Submitted"), ("withdrawn", "Withdrawn")],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                        (
                            "sent_version",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="submitted version"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="begun by",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="started at"),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="changed")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                    ],
                    options={
                        "verbose_name": "response",
                        "verbose_name_plural": "responses",
                        "ordering": ["challenge", "company"],
                        "indexes": [models.Index(fields=["company", "-changed_at"], name="response_of_company")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("challenge", "company"),
                                name="response_once",
                                violation_error_message="This company already has a response to this challenge.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "submitted", "withdrawn"])),
                                name="response_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_version", None), ("state", "draft"), ("submitted_at", None)),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("sent_version__isnull", False),
                                        ("submitted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="response_submitted_once_no_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                                    models.Q(models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_at", None)),
                                    _connector="OR",
                                ),
                                name="response_withdrawn_at_a_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_version", None), ("sent_version__lte", models.F("version")), _connector="OR"
                                ),
                                name="response_sent_what_was_there",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.response",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "challenge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("submitted", "Submitted"), ("withdrawn", "Withdrawn")],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="begun by",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="started at"),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rooms",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        ("name_nl", models.CharField(max_length=100, verbose_name="name in Dutch")),
                        ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "room",
                        "verbose_name_plural": "rooms",
                        "ordering": ["session", "order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "name_nl"),
                                name="room_name_once",
                                violation_error_message="There is a room of this name already.",
                            )
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="RoomEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.room",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        ("name_nl", models.CharField(max_length=100, verbose_name="name in Dutch")),
                        ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "rom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        ("title_nl", models.CharField(max_length=200, verbose_name="title in Dutch")),
                        ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                        ("text_nl", models.TextField(blank=True, max_length=10000, verbose_name="text in Dutch")),
                        ("text_en", models.TextField(blank=True, max_length=10000, verbose_name="text in English")),
                        (
                            "place",
                            models.CharField(
                                help_text="The building: Aviodrome.", max_length=200, verbose_name="place"
                            ),
                        ),
                        ("city", models.CharField(max_length=100, verbose_name="town")),
                        (
                            "address",
                            models.CharField(
                                blank=True,
                                help_text="Street, number and postcode: Pelikaanweg 50, 8218 PG.",
                                max_length=200,
                                verbose_name="address",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="portal.province",
                                verbose_name="province",
                            ),
                        ),
                        (
                            "travel_nl",
                            models.TextField(blank=True, max_length=2000, verbose_name="how to get there, in Dutch"),
                        ),
                        (
                            "travel_en",
                            models.TextField(blank=True, max_length=2000, verbose_name="how to get there, in English"),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="latitude",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="longitude",
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published")],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "entry",
                            models.CharField(
                                choices=[
                                    ("open", "Open: who registers gets a seat while there are seats"),
                                    ("approval", "By approval: the organiser says yes to each company"),
                                    ("invited", "By invitation: only companies that the organiser asks"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "entry_opens_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="registration opens",
                            ),
                        ),
                        (
                            "entry_closes_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="registration closes",
                            ),
                        ),
                        (
                            "matched_first_until",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="matched companies first, until",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10000)],
                                verbose_name="seats for companies",
                            ),
                        ),
                        (
                            "most_people",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="people per company, at most",
                            ),
                        ),
                        (
                            "least_meetings",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks per company, at least",
                            ),
                        ),
                        (
                            "most_meetings",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks per company, at most",
                            ),
                        ),
                        (
                            "must_meets",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks that somebody may call a must",
                            ),
                        ),
                        (
                            "offer_hours",
                            models.PositiveSmallIntegerField(
                                default=8,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(200),
                                ],
                                verbose_name="working hours to take a seat that is offered",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("is_example", models.BooleanField(default=False, verbose_name="example")),
                        ("wishes_until", models.DateTimeField(blank=True, null=True, verbose_name="wishes until")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "copied_from",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="copies",
                                to="challenges.session",
                                verbose_name="copied from",
                            ),
                        ),
                        (
                            "co_owners",
                            models.ManyToManyField(
                                related_name="co_owned_sessions",
                                through="challenges.SessionCoOwner",
                                to="portal.rom",
                                verbose_name="shared with",
                            ),
                        ),
                        (
                            "challenges",
                            models.ManyToManyField(
                                related_name="sessions", through="challenges.Pitch", to="challenges.challenge"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "ordering": ["-starts_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="session_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "starts_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                    (
                                        "ends_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                ),
                                name="session_moments_that_people_mean",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entry__in", ["open", "approval", "invited"])),
                                name="session_entry_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entry_closes_at__gt", models.F("entry_opens_at"))),
                                name="session_entry_closes_after_opening",
                                violation_error_message="Registration closes before it opens.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most_people__gte", 1), ("offer_hours__gte", 1)),
                                name="session_room_for_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("most_meetings__isnull", True),
                                    models.Q(
                                        ("most_meetings__gte", models.F("least_meetings")), ("most_meetings__gte", 1)
                                    ),
                                    _connector="OR",
                                ),
                                name="session_most_meetings_at_least_least",
                                violation_error_message="The maximum number of meetings per company must not be lower than the minimum.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wishes_until", None), ("wishes_until__lte", models.F("ends_at")), _connector="OR"
                                ),
                                name="session_wishes_before_it_ends",
                                violation_error_message="Wishes can be said until the session ends at most.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                    models.Q(
                                        ("latitude__isnull", False),
                                        ("longitude__isnull", False),
                                        ("latitude__range", (-90, 90)),
                                        ("longitude__range", (-180, 180)),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_point_on_earth",
                                violation_error_message="Give both latitude and longitude, or neither.",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="SessionCoOwner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="invited at",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="co_owner_links",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "co-owner of a session",
                        "verbose_name_plural": "co-owners of sessions",
                        "ordering": ["session", "rom"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "rom"),
                                name="session_co_owner_once",
                                violation_error_message="This ROM owns it already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionCoOwnerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.sessioncoowner",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "rom",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="invited at",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.session",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        (
                            "rom",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        ("title_nl", models.CharField(max_length=200, verbose_name="title in Dutch")),
                        ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                        ("text_nl", models.TextField(blank=True, max_length=10000, verbose_name="text in Dutch")),
                        ("text_en", models.TextField(blank=True, max_length=10000, verbose_name="text in English")),
                        (
                            "place",
                            models.CharField(
                                help_text="The building: Aviodrome.", max_length=200, verbose_name="place"
                            ),
                        ),
                        ("city", models.CharField(max_length=100, verbose_name="town")),
                        (
                            "address",
                            models.CharField(
                                blank=True,
                                help_text="Street, number and postcode: Pelikaanweg 50, 8218 PG.",
                                max_length=200,
                                verbose_name="address",
                            ),
                        ),
                        (
                            "province",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.province",
                                verbose_name="province",
                            ),
                        ),
                        (
                            "travel_nl",
                            models.TextField(blank=True, max_length=2000, verbose_name="how to get there, in Dutch"),
                        ),
                        (
                            "travel_en",
                            models.TextField(blank=True, max_length=2000, verbose_name="how to get there, in English"),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                max_digits=7,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="latitude",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="longitude",
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published")],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "entry",
                            models.CharField(
                                choices=[
                                    ("open", "Open: who registers gets a seat while there are seats"),
                                    ("approval", "By approval: the organiser says yes to each company"),
                                    ("invited", "By invitation: only companies that the organiser asks"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="entry",
                            ),
                        ),
                        (
                            "entry_opens_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="registration opens",
                            ),
                        ),
                        (
                            "entry_closes_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="registration closes",
                            ),
                        ),
                        (
                            "matched_first_until",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="matched companies first, until",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10000)],
                                verbose_name="seats for companies",
                            ),
                        ),
                        (
                            "most_people",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="people per company, at most",
                            ),
                        ),
                        (
                            "least_meetings",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks per company, at least",
                            ),
                        ),
                        (
                            "most_meetings",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks per company, at most",
                            ),
                        ),
                        (
                            "must_meets",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="talks that somebody may call a must",
                            ),
                        ),
                        (
                            "offer_hours",
                            models.PositiveSmallIntegerField(
                                default=8,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(200),
                                ],
                                verbose_name="working hours to take a seat that is offered",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        ("is_example", models.BooleanField(default=False, verbose_name="example")),
                        ("wishes_until", models.DateTimeField(blank=True, null=True, verbose_name="wishes until")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "copied_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="copied from",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="session_invitations",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="invited at",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation to a session",
                        "verbose_name_plural": "invitations to sessions",
                        "ordering": ["session", "company"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "company"),
                                name="session_invitation_once",
                                violation_error_message="This company is invited already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionInvitationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.sessioninvitation",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="invited by",
                            ),
                        ),
                        (
                            "invited_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="invited at",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "time slot",
                        "verbose_name_plural": "time slots",
                        "ordering": ["session", "starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("starts_at")),
                                    (
                                        "ends_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                    (
                                        "starts_at__range",
                                        (
                                            datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        ),
                                    ),
                                ),
                                name="slot_ends_after_start",
                                violation_error_message="The time slot ends before it starts.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("session"), "="),
                                    (challenges.sessions.part_models.TimeRange("starts_at", "ends_at"), "&&"),
                                ],
                                name="slot_no_two_at_once",
                                violation_error_message="This time slot overlaps another one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SlotEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.slot",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "starts_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                        "Choose a date between the years 1900 and 2200.",
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="challenges.response",
                                verbose_name="response",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveIntegerField(
                                help_text="1 for the first submission. Each later submission gets the next number.",
                                verbose_name="number",
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(
                                help_text="Prevents one form from being counted twice.",
                                unique=True,
                                verbose_name="key",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(verbose_name="submitted at")),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="submitted by",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language"
                            ),
                        ),
                        (
                            "snapshot",
                            models.TextField(
                                help_text="JSON in the fixed format used to calculate the hash.",
                                verbose_name="submitted text",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                    ],
                    options={
                        "verbose_name": "submission",
                        "verbose_name_plural": "submissions",
                        "ordering": ["response", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("response", "number"), name="submission_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="submission_number_from_1"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["nl", "en"])), name="submission_language"
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.Exact(
                                    models.F("sha256"),
                                    models.Func(
                                        models.F("snapshot"),
                                        output_field=models.CharField(),
                                        template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
                                    ),
                                ),
                                name="submission_hash_is_of_its_text",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubmittedAttachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="submitted_attachments",
                                to="challenges.submission",
                                verbose_name="submission",
                            ),
                        ),
                        (
                            "attachment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submitted_attachments",
                                to="challenges.attachment",
                                verbose_name="response file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "submitted file",
                        "verbose_name_plural": "submitted files",
                        "ordering": ["submission", "attachment"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("submission", "attachment"), name="submitted_attachment_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("seen_at", models.DateTimeField(verbose_name="last look at")),
                        ("seen", models.JSONField(blank=True, default=dict, verbose_name="seen at the last look")),
                        ("before_at", models.DateTimeField(blank=True, null=True, verbose_name="the visit before at")),
                        ("before", models.JSONField(blank=True, default=dict, verbose_name="seen at the visit before")),
                    ],
                    options={
                        "verbose_name": "visit",
                        "verbose_name_plural": "visits",
                        "constraints": [models.UniqueConstraint(fields=("user", "company"), name="visit_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Walk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="walks",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.room",
                                verbose_name="other room",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="minutes",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "walk between rooms",
                        "verbose_name_plural": "walks between rooms",
                        "ordering": ["session", "first", "second"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))),
                                name="walk_first_before_second",
                                violation_error_message="Choose two different rooms.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__range", (1, 60))),
                                name="walk_minutes_that_people_walk",
                                violation_error_message="A walk takes 1 to 60 minutes.",
                            ),
                            models.UniqueConstraint(
                                fields=("first", "second"),
                                name="walk_once",
                                violation_error_message="The walk between these rooms is there already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WalkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.walk",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.room",
                                verbose_name="other room",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="minutes",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("company", "Company"), ("host", "Host")],
                                max_length=10,
                                verbose_name="said by",
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                choices=[("must", "Must meet"), ("meet", "Meet"), ("no", "No thanks")],
                                max_length=10,
                                verbose_name="wish",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wish",
                        "verbose_name_plural": "wishes",
                        "ordering": ["registration", "pitch", "side"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("registration", "pitch", "side"),
                                name="wish_once_per_side",
                                violation_error_message="This side has said what it wants already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["company", "host"])), name="wish_side_is_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wish__in", ["must", "meet", "no"])), name="wish_is_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WishEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="challenges.wish",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "registration",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.registration",
                                verbose_name="registration",
                            ),
                        ),
                        (
                            "pitch",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="challenges.pitch",
                                verbose_name="pitch",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("company", "Company"), ("host", "Host")],
                                max_length=10,
                                verbose_name="said by",
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                choices=[("must", "Must meet"), ("meet", "Meet"), ("no", "No thanks")],
                                max_length=10,
                                verbose_name="wish",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="at"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Annex",
                    fields=[
                        (
                            "challenge",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="annex",
                                serialize=False,
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "text_nl",
                            models.TextField(blank=True, max_length=50000, verbose_name="restricted annex in Dutch"),
                        ),
                        (
                            "text_en",
                            models.TextField(blank=True, max_length=50000, verbose_name="restricted annex in English"),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("registered", "Every company with an account"),
                                    ("vetted", "Vetted companies"),
                                    ("invited", "Invited companies"),
                                ],
                                default="invited",
                                max_length=12,
                                verbose_name="readable by",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "verbose_name": "restricted annex",
                        "verbose_name_plural": "restricted annexes",
                        "ordering": ["challenge"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("visibility__in", ["registered", "vetted", "invited"])),
                                name="annex_audience_is_known",
                            )
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="ChallengeContact",
                    fields=[
                        (
                            "challenge",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="contact",
                                serialize=False,
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True,
                                help_text="For example: 13 Light Brigade, Oirschot.",
                                max_length=150,
                                verbose_name="unit",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                max_length=30,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[0-9+()\\-. ]*\\Z", "Enter a telephone number, such as +31 20 123 45 67."
                                    )
                                ],
                                verbose_name="telephone number",
                            ),
                        ),
                        (
                            "is_anonymous",
                            models.BooleanField(
                                default=True,
                                help_text="Until then it reads “a unit of Defence”.",
                                verbose_name="a company sees the unit only after both sides said yes",
                            ),
                        ),
                        (
                            "answer_days",
                            models.PositiveSmallIntegerField(
                                default=10,
                                help_text="Then it lapses. Three working days before, whoever has not answered is reminded.",
                                validators=[
                                    django.core.validators.MinValueValidator(2),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="working days to answer an introduction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contact of a challenge",
                        "verbose_name_plural": "contacts of challenges",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("answer_days__range", (2, 60))),
                                name="challenge_contact_answer_days",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeRevision",
                    fields=[
                        ("version", models.PositiveBigIntegerField(default=1, verbose_name="version")),
                        (
                            "owner",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="revision",
                                serialize=False,
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "revision of a challenge",
                        "verbose_name_plural": "revisions of challenges",
                    },
                ),
                migrations.CreateModel(
                    name="MatchedChallenge",
                    fields=[
                        ("version", models.PositiveBigIntegerField(verbose_name="version")),
                        ("ranked_end", models.BigIntegerField(editable=False)),
                        ("nearly_end", models.BigIntegerField(editable=False)),
                        (
                            "fit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="challenges.fit",
                                verbose_name="fit",
                            ),
                        ),
                        ("matched_at", models.DateTimeField(auto_now=True, verbose_name="matched")),
                        (
                            "challenge",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="matched",
                                serialize=False,
                                to="challenges.challenge",
                                verbose_name="challenge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "matched challenge",
                        "verbose_name_plural": "matched challenges",
                    },
                ),
                migrations.CreateModel(
                    name="AttachmentContent",
                    fields=[
                        (
                            "attachment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="challenges.attachment",
                                verbose_name="response file",
                            ),
                        ),
                        ("data", models.BinaryField(verbose_name="content")),
                    ],
                    options={
                        "verbose_name": "content of a response file",
                        "verbose_name_plural": "contents of response files",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("data", b""), _negated=True), name="attachment_content_is_not_empty"
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annex",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_wider",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF array_position(ARRAY['public', 'registered', 'vetted', 'invited'], NEW.visibility::text) < (\n    SELECT array_position(ARRAY['public', 'registered', 'vetted', 'invited'], visibility::text) FROM challenges_challenge WHERE id = NEW.challenge_id\n) THEN\n    RAISE EXCEPTION 'an annex is not read by more people than its challenge'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'annex_never_wider';\nEND IF;\nRETURN NEW;\n",
                            hash="9c5d4cdb50c4cbc7f4c4ac7c408a4b7c3fb19d06",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_never_wider_a2ddb",
                            table="challenges_annex",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annex",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_annexevent" ("challenge_id", "changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visibility") VALUES (NEW."challenge_id", NEW."changed_at", _pgh_attach_context(), NOW(), \'insert\', NEW."challenge_id", NEW."version", NEW."visibility"); RETURN NULL;',
                            hash="ae5cf96aa4cdee57495b9443b582fb43f19faa04",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_257b9",
                            table="challenges_annex",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annex",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                            func='INSERT INTO "challenges_annexevent" ("challenge_id", "changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visibility") VALUES (NEW."challenge_id", NEW."changed_at", _pgh_attach_context(), NOW(), \'update\', NEW."challenge_id", NEW."version", NEW."visibility"); RETURN NULL;',
                            hash="6813e2939ad4d7f3440b71294562a47f596630cf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_239fb",
                            table="challenges_annex",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annex",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_annexevent" ("challenge_id", "changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "visibility") VALUES (OLD."challenge_id", OLD."changed_at", _pgh_attach_context(), NOW(), \'delete\', OLD."challenge_id", OLD."version", OLD."visibility"); RETURN NULL;',
                            hash="8aafd34ee9bdc96d2fe7d56574c2f35d06a0752e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ab29",
                            table="challenges_annex",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengecontactevent" ("answer_days", "challenge_id", "is_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer_days", NEW."challenge_id", NEW."is_anonymous", _pgh_attach_context(), NOW(), \'insert\', NEW."challenge_id"); RETURN NULL;',
                            hash="354bdebe198b4c85d52fad3ae9a675f70c6c2f90",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62005",
                            table="challenges_challengecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer_days" IS DISTINCT FROM (NEW."answer_days") OR OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."is_anonymous" IS DISTINCT FROM (NEW."is_anonymous"))',
                            func='INSERT INTO "challenges_challengecontactevent" ("answer_days", "challenge_id", "is_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer_days", NEW."challenge_id", NEW."is_anonymous", _pgh_attach_context(), NOW(), \'update\', NEW."challenge_id"); RETURN NULL;',
                            hash="a74b8c62ae94fc1d5220f3d229e40b45143752e6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_03c64",
                            table="challenges_challengecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengecontactevent" ("answer_days", "challenge_id", "is_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."answer_days", OLD."challenge_id", OLD."is_anonymous", _pgh_attach_context(), NOW(), \'delete\', OLD."challenge_id"); RETURN NULL;',
                            hash="003eaae09a231db3acf8395abfde81de47cf5b83",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_380ca",
                            table="challenges_challengecontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attachmentcontent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_added",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a6de824352cae8a8f5c6031f04f0818a9165e50c",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_added_0720f",
                            table="challenges_attachmentcontent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecoowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengecoownerevent" ("challenge_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (NEW."challenge_id", NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rom_id"); RETURN NULL;',
                            hash="bdb9f1b636d54de6ba6cb9bdba820a4a40c23887",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ceeab",
                            table="challenges_challengecoowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecoowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_challengecoownerevent" ("challenge_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (NEW."challenge_id", NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rom_id"); RETURN NULL;',
                            hash="16c124ee37a2154163c6ffe376ee1454f075c002",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_23b39",
                            table="challenges_challengecoowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecoowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengecoownerevent" ("challenge_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (OLD."challenge_id", OLD."id", OLD."invited_at", OLD."invited_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rom_id"); RETURN NULL;',
                            hash="784fcbe4c8744a42e68f173476cb404478393186",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7e555",
                            table="challenges_challengecoowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecoownerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7dbee62d6b4b424e98f526691ec144246522a1a3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_61c27",
                            table="challenges_challengecoownerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="82348b6378ab9a5fa4d4cc4c0999bdb34b43ccff",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3d512",
                            table="challenges_challengeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO challenges_challengerevision (owner_id, version) SELECT DISTINCT challenge_id, 1 FROM new_rows\nON CONFLICT (owner_id) DO UPDATE SET version = challenges_challengerevision.version + 1;\nRETURN NULL;\n",
                            hash="f0df4f976c35df6009eda1c37b540d1e69d9055b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_87eb3",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="challenges_challengeinvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO challenges_challengerevision (owner_id, version) SELECT DISTINCT n.challenge_id, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.challenge_id IS DISTINCT FROM o.challenge_id OR n.company_id IS DISTINCT FROM o.company_id\nON CONFLICT (owner_id) DO UPDATE SET version = challenges_challengerevision.version + 1;\nRETURN NULL;\n",
                            hash="7551630cb290ae48cc9ed10e21b01c183679735b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_ff5e2",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="challenges_challengeinvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nUPDATE challenges_challengerevision SET version = version + 1 WHERE owner_id IN (SELECT challenge_id FROM old_rows);\nRETURN NULL;\n",
                            hash="61958ade097a6a891a68a302837417ca6149c8a0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_delete_9acb1",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="challenges_challengeinvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengeinvitationevent" ("challenge_id", "company_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."challenge_id", NEW."company_id", NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="0211d2dba9477159942b6cffde43f9c69c0c95f7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_852d5",
                            table="challenges_challengeinvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id"))',
                            func='INSERT INTO "challenges_challengeinvitationevent" ("challenge_id", "company_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."challenge_id", NEW."company_id", NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="049f5e1cfd404a96e94bba8b40abd79c4cf271df",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_11db4",
                            table="challenges_challengeinvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengeinvitationevent" ("challenge_id", "company_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."challenge_id", OLD."company_id", OLD."id", OLD."invited_at", OLD."invited_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="f924be40fb91089071a6b5fee0eccddb12a07d0f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55162",
                            table="challenges_challengeinvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengeinvitationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b554f6f1c3fc2a2f11f2d8098d3abd972747f696",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_daf15",
                            table="challenges_challengeinvitationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengemove",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_it_was",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."by_clock" IS DISTINCT FROM (NEW."by_clock") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."leaks" IS DISTINCT FROM (NEW."leaks"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="826bfd803301675d09c23f511922fef646febe03",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_it_was_602a0",
                            table="challenges_challengemove",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengemove",
                    trigger=pgtrigger.compiler.Trigger(
                        name="mover_is_only_forgotten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") AND NEW."by_id" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="fff7130d551044899a80b379bd31595e1de5b5d5",
                            operation="UPDATE",
                            pgid="pgtrigger_mover_is_only_forgotten_5397e",
                            table="challenges_challengemove",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengemove",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_never_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="5ebc69c0989efa057783fe76967eb39a3d84b4c8",
                            operation="DELETE",
                            pgid="pgtrigger_is_never_removed_14aa5",
                            table="challenges_challengemove",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="keeps_what_was_judged",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF TG_OP = 'INSERT' OR (OLD.kind, OLD.reason) IS DISTINCT FROM (NEW.kind, NEW.reason) THEN\n    \nINSERT INTO challenges_judgement (challenge_id, company_id, points, most, judged_at)\nSELECT pair.challenge_id, pair.company_id, scored.points, of_challenge.points, now()\nFROM (SELECT NEW.challenge_id, NEW.company_id) AS pair (challenge_id, company_id)\nJOIN challenges_match AS kept USING (challenge_id, company_id)\nJOIN challenges_matchedchallenge USING (challenge_id)\nJOIN challenges_fit AS of_challenge ON of_challenge.id = challenges_matchedchallenge.fit_id\nJOIN challenges_matchedcompany USING (company_id)\nJOIN challenges_fit AS of_company ON of_company.id = challenges_matchedcompany.fit_id\nCROSS JOIN LATERAL (\n    SELECT ARRAY[kept.technology, kept.text, kept.maturity, kept.region, kept.experience] AS points\n) AS scored\nWHERE kept.failed_rule = '' AND of_challenge.points = of_company.points AND cardinality(of_challenge.points) = 5\nAND NOT EXISTS (SELECT FROM unnest(scored.points, of_challenge.points) AS part (points, most) WHERE points > most)\nON CONFLICT (challenge_id, company_id)\nDO UPDATE SET points = excluded.points, most = excluded.most, judged_at = excluded.judged_at\n;\nEND IF;\nRETURN NULL;\n",
                            hash="02fef151c869cad47156ac16c34dcbb1aeafa50a",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_keeps_what_was_judged_3775d",
                            table="challenges_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_decisionevent" ("challenge_id", "company_id", "decided_at", "decided_by_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."challenge_id", NEW."company_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="9bde3eba2944854c69cccb44d53725fc52398165",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_febd5",
                            table="challenges_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_decisionevent" ("challenge_id", "company_id", "decided_at", "decided_by_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."challenge_id", NEW."company_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="fab506c31616e77e8dc7cb59bea388619310579d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de515",
                            table="challenges_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_decisionevent" ("challenge_id", "company_id", "decided_at", "decided_by_id", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."challenge_id", OLD."company_id", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="80de916d1625cb5350378fa0c78e4a5cbc4223ff",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cace7",
                            table="challenges_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f63cf0b0011e1631c52157dab6af064b00da0aae",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_86f5f",
                            table="challenges_decisionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="erasedsubmission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_left",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e825ac00ca07c5d8a557ababdb793cf327aeb6b2",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_left_6c231",
                            table="challenges_erasedsubmission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exposurefloor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_exposurefloorevent" ("asked_at", "asked_by_id", "ended_at", "ended_by_id", "id", "least", "lost", "on_at", "on_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "state") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."least", NEW."lost", NEW."on_at", NEW."on_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."state"); RETURN NULL;',
                            hash="c96106658f2a530ca5a5403f01a6b6c11e6bff0e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8bba9",
                            table="challenges_exposurefloor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exposurefloor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."least" IS DISTINCT FROM (NEW."least") OR OLD."lost" IS DISTINCT FROM (NEW."lost") OR OLD."on_at" IS DISTINCT FROM (NEW."on_at") OR OLD."on_by_id" IS DISTINCT FROM (NEW."on_by_id") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "challenges_exposurefloorevent" ("asked_at", "asked_by_id", "ended_at", "ended_by_id", "id", "least", "lost", "on_at", "on_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "state") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."least", NEW."lost", NEW."on_at", NEW."on_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."state"); RETURN NULL;',
                            hash="80b65a0e5463436e6e88ecb688684aa3eb7628c1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_56e48",
                            table="challenges_exposurefloor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exposurefloor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_exposurefloorevent" ("asked_at", "asked_by_id", "ended_at", "ended_by_id", "id", "least", "lost", "on_at", "on_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "state") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."least", OLD."lost", OLD."on_at", OLD."on_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."places", OLD."state"); RETURN NULL;',
                            hash="16bd8e87b6770b9a3c3ed0b8d99d8dfabb87d14a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cd1fd",
                            table="challenges_exposurefloor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exposurefloorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6a1049f2964439b246f4daad27602c47244d55d4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bd395",
                            table="challenges_exposurefloorevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_fitevent" ("activated_at", "activated_by_id", "based_on_id", "challenges", "companies", "created_at", "drift_from", "dropped_at", "dropped_because", "dropped_by_id", "format", "id", "is_active", "is_kept", "made_as", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "seed", "stock", "vocabulary") VALUES (NEW."activated_at", NEW."activated_by_id", NEW."based_on_id", NEW."challenges", NEW."companies", NEW."created_at", NEW."drift_from", NEW."dropped_at", NEW."dropped_because", NEW."dropped_by_id", NEW."format", NEW."id", NEW."is_active", NEW."is_kept", NEW."made_as", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."points", NEW."seed", NEW."stock", NEW."vocabulary"); RETURN NULL;',
                            hash="79b7cb5edcd91bb03bf3916e5d2992af480c6c11",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d2fa5",
                            table="challenges_fit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activated_at" IS DISTINCT FROM (NEW."activated_at") OR OLD."activated_by_id" IS DISTINCT FROM (NEW."activated_by_id") OR OLD."based_on_id" IS DISTINCT FROM (NEW."based_on_id") OR OLD."challenges" IS DISTINCT FROM (NEW."challenges") OR OLD."companies" IS DISTINCT FROM (NEW."companies") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."drift_from" IS DISTINCT FROM (NEW."drift_from") OR OLD."dropped_at" IS DISTINCT FROM (NEW."dropped_at") OR OLD."dropped_because" IS DISTINCT FROM (NEW."dropped_because") OR OLD."dropped_by_id" IS DISTINCT FROM (NEW."dropped_by_id") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_kept" IS DISTINCT FROM (NEW."is_kept") OR OLD."made_as" IS DISTINCT FROM (NEW."made_as") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."points" IS DISTINCT FROM (NEW."points") OR OLD."seed" IS DISTINCT FROM (NEW."seed") OR OLD."stock" IS DISTINCT FROM (NEW."stock") OR OLD."vocabulary" IS DISTINCT FROM (NEW."vocabulary"))',
                            func='INSERT INTO "challenges_fitevent" ("activated_at", "activated_by_id", "based_on_id", "challenges", "companies", "created_at", "drift_from", "dropped_at", "dropped_because", "dropped_by_id", "format", "id", "is_active", "is_kept", "made_as", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "seed", "stock", "vocabulary") VALUES (NEW."activated_at", NEW."activated_by_id", NEW."based_on_id", NEW."challenges", NEW."companies", NEW."created_at", NEW."drift_from", NEW."dropped_at", NEW."dropped_because", NEW."dropped_by_id", NEW."format", NEW."id", NEW."is_active", NEW."is_kept", NEW."made_as", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."points", NEW."seed", NEW."stock", NEW."vocabulary"); RETURN NULL;',
                            hash="201a79d49b94ddff1a5082aeb4c44d0937eb1fd5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e1951",
                            table="challenges_fit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_fitevent" ("activated_at", "activated_by_id", "based_on_id", "challenges", "companies", "created_at", "drift_from", "dropped_at", "dropped_because", "dropped_by_id", "format", "id", "is_active", "is_kept", "made_as", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "seed", "stock", "vocabulary") VALUES (OLD."activated_at", OLD."activated_by_id", OLD."based_on_id", OLD."challenges", OLD."companies", OLD."created_at", OLD."drift_from", OLD."dropped_at", OLD."dropped_because", OLD."dropped_by_id", OLD."format", OLD."id", OLD."is_active", OLD."is_kept", OLD."made_as", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."points", OLD."seed", OLD."stock", OLD."vocabulary"); RETURN NULL;',
                            hash="a032c205f5910997d27f239d5c56cb372cdeac1f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d969c",
                            table="challenges_fit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9eb8d352817768d3ee6dafbfb5a2dec07037d069",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_52384",
                            table="challenges_fitevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="moves_by_the_table",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                            func="\nIF (OLD.state, NEW.state) NOT IN (('asked', 'asked'), ('asked', 'declined'), ('asked', 'introduced'), ('asked', 'lapsed'), ('asked', 'withdrawn'), ('contract', 'investment'), ('contract', 'stopped'), ('follow_up', 'contract'), ('follow_up', 'investment'), ('follow_up', 'pilot'), ('follow_up', 'stopped'), ('follow_up', 'test'), ('introduced', 'contract'), ('introduced', 'follow_up'), ('introduced', 'investment'), ('introduced', 'met'), ('introduced', 'pilot'), ('introduced', 'stopped'), ('introduced', 'test'), ('investment', 'contract'), ('investment', 'stopped'), ('met', 'contract'), ('met', 'follow_up'), ('met', 'investment'), ('met', 'pilot'), ('met', 'stopped'), ('met', 'test'), ('pilot', 'contract'), ('pilot', 'investment'), ('pilot', 'stopped'), ('test', 'contract'), ('test', 'investment'), ('test', 'pilot'), ('test', 'stopped')) THEN\n    RAISE EXCEPTION 'an introduction does not go from % to %', OLD.state, NEW.state\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'introduction_moves_by_the_table';\nEND IF;\nRETURN NEW;\n",
                            hash="131d8d34d9eeedd5b1673ad8457eb6fc738bc435",
                            operation="UPDATE",
                            pgid="pgtrigger_moves_by_the_table_90c1f",
                            table="challenges_introduction",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_introductionevent" ("asked_at", "begun_by", "challenge_id", "company_accepted_at", "company_id", "company_rom_accepted_at", "company_rom_id", "id", "introduced_at", "is_anonymous", "lapses_at", "owner_accepted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_at", "state") VALUES (NEW."asked_at", NEW."begun_by", NEW."challenge_id", NEW."company_accepted_at", NEW."company_id", NEW."company_rom_accepted_at", NEW."company_rom_id", NEW."id", NEW."introduced_at", NEW."is_anonymous", NEW."lapses_at", NEW."owner_accepted_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remind_at", NEW."state"); RETURN NULL;',
                            hash="2839fb97d42e96b934e92e4da33843d2c9a83723",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c69f5",
                            table="challenges_introduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."begun_by" IS DISTINCT FROM (NEW."begun_by") OR OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."company_accepted_at" IS DISTINCT FROM (NEW."company_accepted_at") OR OLD."company_rom_id" IS DISTINCT FROM (NEW."company_rom_id") OR OLD."company_rom_accepted_at" IS DISTINCT FROM (NEW."company_rom_accepted_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."introduced_at" IS DISTINCT FROM (NEW."introduced_at") OR OLD."is_anonymous" IS DISTINCT FROM (NEW."is_anonymous") OR OLD."lapses_at" IS DISTINCT FROM (NEW."lapses_at") OR OLD."owner_accepted_at" IS DISTINCT FROM (NEW."owner_accepted_at") OR OLD."remind_at" IS DISTINCT FROM (NEW."remind_at") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "challenges_introductionevent" ("asked_at", "begun_by", "challenge_id", "company_accepted_at", "company_id", "company_rom_accepted_at", "company_rom_id", "id", "introduced_at", "is_anonymous", "lapses_at", "owner_accepted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_at", "state") VALUES (NEW."asked_at", NEW."begun_by", NEW."challenge_id", NEW."company_accepted_at", NEW."company_id", NEW."company_rom_accepted_at", NEW."company_rom_id", NEW."id", NEW."introduced_at", NEW."is_anonymous", NEW."lapses_at", NEW."owner_accepted_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remind_at", NEW."state"); RETURN NULL;',
                            hash="ae958c58802f3803f28a54bb1d425e940848acd2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d80cd",
                            table="challenges_introduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_introductionevent" ("asked_at", "begun_by", "challenge_id", "company_accepted_at", "company_id", "company_rom_accepted_at", "company_rom_id", "id", "introduced_at", "is_anonymous", "lapses_at", "owner_accepted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_at", "state") VALUES (OLD."asked_at", OLD."begun_by", OLD."challenge_id", OLD."company_accepted_at", OLD."company_id", OLD."company_rom_accepted_at", OLD."company_rom_id", OLD."id", OLD."introduced_at", OLD."is_anonymous", OLD."lapses_at", OLD."owner_accepted_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remind_at", OLD."state"); RETURN NULL;',
                            hash="160ebe858cb26a0c20bdc0904eef27b83c893acb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e83ef",
                            table="challenges_introduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introductionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c864e680a15a43697c57c7c618b8563354b030f7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aefd5",
                            table="challenges_introductionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introductionstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_it_was",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."introduction_id" IS DISTINCT FROM (NEW."introduction_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."rom_id" IS DISTINCT FROM (NEW."rom_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."note" IS DISTINCT FROM (NEW."note"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="761d979fe0de875cc9d88142e260e78a5e79aa30",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_it_was_4b512",
                            table="challenges_introductionstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introductionstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="actor_is_only_forgotten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") AND NEW."by_id" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="516044365e61476c76a645c36077c7b262dbc9ca",
                            operation="UPDATE",
                            pgid="pgtrigger_actor_is_only_forgotten_5ade4",
                            table="challenges_introductionstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introductionstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_never_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4beba8570f0cbec349996126f79dd0199576bfb6",
                            operation="DELETE",
                            pgid="pgtrigger_is_never_removed_f9977",
                            table="challenges_introductionstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="introductionstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="keeps_what_was_judged",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.what NOT IN ('remind', 'lapse', 'withdraw'))",
                            func="\nINSERT INTO challenges_judgement (challenge_id, company_id, points, most, judged_at)\nSELECT pair.challenge_id, pair.company_id, scored.points, of_challenge.points, now()\nFROM (SELECT challenge_id, company_id FROM challenges_introduction WHERE id = NEW.introduction_id) AS pair (challenge_id, company_id)\nJOIN challenges_match AS kept USING (challenge_id, company_id)\nJOIN challenges_matchedchallenge USING (challenge_id)\nJOIN challenges_fit AS of_challenge ON of_challenge.id = challenges_matchedchallenge.fit_id\nJOIN challenges_matchedcompany USING (company_id)\nJOIN challenges_fit AS of_company ON of_company.id = challenges_matchedcompany.fit_id\nCROSS JOIN LATERAL (\n    SELECT ARRAY[kept.technology, kept.text, kept.maturity, kept.region, kept.experience] AS points\n) AS scored\nWHERE kept.failed_rule = '' AND of_challenge.points = of_company.points AND cardinality(of_challenge.points) = 5\nAND NOT EXISTS (SELECT FROM unnest(scored.points, of_challenge.points) AS part (points, most) WHERE points > most)\nON CONFLICT (challenge_id, company_id)\nDO UPDATE SET points = excluded.points, most = excluded.most, judged_at = excluded.judged_at\n;\nRETURN NULL;",
                            hash="37aefffe5792681dbacad0c0b40ac736534a258b",
                            operation="INSERT",
                            pgid="pgtrigger_keeps_what_was_judged_05b1c",
                            table="challenges_introductionstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="longlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_it_was",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."challenge_version" IS DISTINCT FROM (NEW."challenge_version") OR OLD."fit" IS DISTINCT FROM (NEW."fit") OR OLD."rules" IS DISTINCT FROM (NEW."rules"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6293bb156c2bdb25ef9803f0ddf1a60d4e99d534",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_it_was_bd559",
                            table="challenges_longlist",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="longlist",
                    trigger=pgtrigger.compiler.Trigger(
                        name="freezer_is_only_forgotten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."frozen_by_id" IS DISTINCT FROM (NEW."frozen_by_id") AND NEW."frozen_by_id" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="be0f71c205fddac8f4d918245fee6aaf0adf4a2e",
                            operation="UPDATE",
                            pgid="pgtrigger_freezer_is_only_forgotten_10f82",
                            table="challenges_longlist",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="longlistrow",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_it_was",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="37c1c0e1243eff30abe32209e184a36a719cc231",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_it_was_592e1",
                            table="challenges_longlistrow",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_outcomeevent" ("appointment_id", "at", "by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side") VALUES (NEW."appointment_id", NEW."at", NEW."by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."side"); RETURN NULL;',
                            hash="21e85ba252388aa1b01941fcd63a149471063e9c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58c43",
                            table="challenges_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_outcomeevent" ("appointment_id", "at", "by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side") VALUES (NEW."appointment_id", NEW."at", NEW."by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."side"); RETURN NULL;',
                            hash="81905b4e6d6ccf7a42ab524614b7e6807bbaf9d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_773d7",
                            table="challenges_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_outcomeevent" ("appointment_id", "at", "by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side") VALUES (OLD."appointment_id", OLD."at", OLD."by_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."side"); RETURN NULL;',
                            hash="8334d73283cbb344ab41f27c4f06ef61b9d2f21a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86f6c",
                            table="challenges_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2bf5748affafab80988f39fbdc7481b05868c679",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_32c1a",
                            table="challenges_outcomeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7abed70cdaaea13add9d27f139216efde6b03916",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7d58a",
                            table="challenges_calendarfeedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_calendarfeedevent" ("id", "language", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "revoked_at", "user_id") VALUES (NEW."id", NEW."language", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."revoked_at", NEW."user_id"); RETURN NULL;',
                            hash="e859ea003d29bcb22b25b96d931363ef55709298",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_be924",
                            table="challenges_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."pitch_id" IS DISTINCT FROM (NEW."pitch_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                            func='INSERT INTO "challenges_calendarfeedevent" ("id", "language", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "revoked_at", "user_id") VALUES (NEW."id", NEW."language", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."revoked_at", NEW."user_id"); RETURN NULL;',
                            hash="aa6f1d1f319f10050135b145bc17556c202934ac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e931a",
                            table="challenges_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="calendarfeed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_calendarfeedevent" ("id", "language", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "revoked_at", "user_id") VALUES (OLD."id", OLD."language", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_id", OLD."revoked_at", OLD."user_id"); RETURN NULL;',
                            hash="8d76d5c6299bf1a9ab15cc1430e4e343260e6812",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_294b7",
                            table="challenges_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_presenceevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "starts_at") VALUES (NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."starts_at"); RETURN NULL;',
                            hash="d0bfc5c6ed103b2c3864c944fa2e66e69c31191e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37424",
                            table="challenges_presence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_presenceevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "starts_at") VALUES (NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."starts_at"); RETURN NULL;',
                            hash="a2750662996a166428110d08179b4e2c8c359bc7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac3e7",
                            table="challenges_presence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_presenceevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "starts_at") VALUES (OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_id", OLD."starts_at"); RETURN NULL;',
                            hash="2bd6ace804e47e436a9c016a3ffa7cdfab7c5d1b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_af183",
                            table="challenges_presence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="presenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6baecc49fdb811ba9d8f34fd0e6c876fd062aaab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9c87b",
                            table="challenges_presenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_questionevent" ("challenge_id", "help_en", "help_nl", "id", "is_required", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_en", "text_nl", "word_limit") VALUES (NEW."challenge_id", NEW."help_en", NEW."help_nl", NEW."id", NEW."is_required", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."text_en", NEW."text_nl", NEW."word_limit"); RETURN NULL;',
                            hash="7b9f2045395254889e794596d7c087696f52d125",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ba7b5",
                            table="challenges_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."help_en" IS DISTINCT FROM (NEW."help_en") OR OLD."help_nl" IS DISTINCT FROM (NEW."help_nl") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_required" IS DISTINCT FROM (NEW."is_required") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_nl" IS DISTINCT FROM (NEW."text_nl") OR OLD."word_limit" IS DISTINCT FROM (NEW."word_limit"))',
                            func='INSERT INTO "challenges_questionevent" ("challenge_id", "help_en", "help_nl", "id", "is_required", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_en", "text_nl", "word_limit") VALUES (NEW."challenge_id", NEW."help_en", NEW."help_nl", NEW."id", NEW."is_required", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."text_en", NEW."text_nl", NEW."word_limit"); RETURN NULL;',
                            hash="b8b658c80e176b501addbb1e856b44e09fa8187d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a0462",
                            table="challenges_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_questionevent" ("challenge_id", "help_en", "help_nl", "id", "is_required", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text_en", "text_nl", "word_limit") VALUES (OLD."challenge_id", OLD."help_en", OLD."help_nl", OLD."id", OLD."is_required", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."text_en", OLD."text_nl", OLD."word_limit"); RETURN NULL;',
                            hash="1767cc866a1cbe0eee8144d20fc7d2a8d2d603be",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b85a5",
                            table="challenges_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="02bea8c326bed3ed6c42c62feda7b965e24f4f32",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c6efc",
                            table="challenges_questionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendeeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7e5a755e01f11bfff36b62012cfea20ddf3c338e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_defb3",
                            table="challenges_attendeeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_attendeeevent" ("attended", "checked_in_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "user_id") VALUES (NEW."attended", NEW."checked_in_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registration_id", NEW."user_id"); RETURN NULL;',
                            hash="64ae0f88d443d44f3fee5084e6eb0535f828e905",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_223d6",
                            table="challenges_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attended" IS DISTINCT FROM (NEW."attended") OR OLD."checked_in_at" IS DISTINCT FROM (NEW."checked_in_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                            func='INSERT INTO "challenges_attendeeevent" ("attended", "checked_in_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "user_id") VALUES (NEW."attended", NEW."checked_in_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registration_id", NEW."user_id"); RETURN NULL;',
                            hash="d41f9c280ac360a9fe4e4890ec5a1f8512636d57",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dbccc",
                            table="challenges_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_attendeeevent" ("attended", "checked_in_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "user_id") VALUES (OLD."attended", OLD."checked_in_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registration_id", OLD."user_id"); RETURN NULL;',
                            hash="caa1357da1006edb9bd33146c52414589cc1dc32",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dcbe0",
                            table="challenges_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc181a0604fde6daa432a7ff17f97aa902579a3e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8536a",
                            table="challenges_appointmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT session_id FROM challenges_pitch WHERE id = NEW.pitch_id UNION ALL SELECT session_id FROM challenges_registration WHERE id = NEW.registration_id UNION ALL SELECT session_id FROM challenges_meetingtable WHERE id = NEW.table_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="797ccdeaca5f4c91e08cc42f63bda1ed835904fc",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_a8b74",
                            table="challenges_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_appointmentevent" ("changed_at", "ends_at", "id", "is_cancelled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "registration_id", "sequence", "starts_at", "table_id", "uid") VALUES (NEW."changed_at", NEW."ends_at", NEW."id", NEW."is_cancelled", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."registration_id", NEW."sequence", NEW."starts_at", NEW."table_id", NEW."uid"); RETURN NULL;',
                            hash="ea40285918eec2506ffc027d4b183fbc7a756c8b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8ba71",
                            table="challenges_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_appointmentevent" ("changed_at", "ends_at", "id", "is_cancelled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "registration_id", "sequence", "starts_at", "table_id", "uid") VALUES (NEW."changed_at", NEW."ends_at", NEW."id", NEW."is_cancelled", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."registration_id", NEW."sequence", NEW."starts_at", NEW."table_id", NEW."uid"); RETURN NULL;',
                            hash="32a5f204a59dd544d317f897a46048c575efbeb3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3140",
                            table="challenges_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_appointmentevent" ("changed_at", "ends_at", "id", "is_cancelled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "registration_id", "sequence", "starts_at", "table_id", "uid") VALUES (OLD."changed_at", OLD."ends_at", OLD."id", OLD."is_cancelled", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_id", OLD."registration_id", OLD."sequence", OLD."starts_at", OLD."table_id", OLD."uid"); RETURN NULL;',
                            hash="ef34129bb277e1081a3248cc26011655165012b3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e1356",
                            table="challenges_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registrationstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_it_was",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."seats" IS DISTINCT FROM (NEW."seats") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="fe625a5d4804e280e93dabeb04ee06ad8c7156c6",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_it_was_d4423",
                            table="challenges_registrationstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registrationstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="actor_is_only_forgotten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") AND NEW."by_id" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e1417f83247fdb91079927c070ff1d495335b156",
                            operation="UPDATE",
                            pgid="pgtrigger_actor_is_only_forgotten_dfb04",
                            table="challenges_registrationstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registrationstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_never_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="7869044d39cda03aaedf56565fbbb81b670f28ce",
                            operation="DELETE",
                            pgid="pgtrigger_is_never_removed_af736",
                            table="challenges_registrationstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="remark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT session_id FROM challenges_plan WHERE id = NEW.plan_id UNION ALL SELECT session_id FROM challenges_registration WHERE id = NEW.registration_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="2eb90144e15d33346f18a037536bbcf0d14b5a4c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_2b496",
                            table="challenges_remark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="remark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_remarkevent" ("at", "by_id", "handled_at", "handled_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "registration_id") VALUES (NEW."at", NEW."by_id", NEW."handled_at", NEW."handled_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."registration_id"); RETURN NULL;',
                            hash="989d5997fd4092752f135e90cd0b8b3b8e574c2f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9cab9",
                            table="challenges_remark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="remark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."handled_at" IS DISTINCT FROM (NEW."handled_at") OR OLD."handled_by_id" IS DISTINCT FROM (NEW."handled_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."registration_id" IS DISTINCT FROM (NEW."registration_id"))',
                            func='INSERT INTO "challenges_remarkevent" ("at", "by_id", "handled_at", "handled_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "registration_id") VALUES (NEW."at", NEW."by_id", NEW."handled_at", NEW."handled_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."registration_id"); RETURN NULL;',
                            hash="22e96f7511450d3e40d5a6eac7dec2f39a264acc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e5480",
                            table="challenges_remark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="remark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_remarkevent" ("at", "by_id", "handled_at", "handled_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "registration_id") VALUES (OLD."at", OLD."by_id", OLD."handled_at", OLD."handled_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."registration_id"); RETURN NULL;',
                            hash="6d1dd9417838b09506daba5d96fbd2354264f27a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8026a",
                            table="challenges_remark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="remarkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5a458079dd84bd457e83552bb15472ea0cfee017",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4933",
                            table="challenges_remarkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO challenges_challengerevision (owner_id, version) SELECT DISTINCT challenge_id, 1 FROM new_rows\nON CONFLICT (owner_id) DO UPDATE SET version = challenges_challengerevision.version + 1;\nRETURN NULL;\n",
                            hash="910ec7e2ec327610cf04e4cd0ec4cc32c07f40b2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_f9679",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="challenges_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO challenges_challengerevision (owner_id, version) SELECT DISTINCT n.challenge_id, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.challenge_id IS DISTINCT FROM o.challenge_id OR n.technology_id IS DISTINCT FROM o.technology_id OR n.necessity IS DISTINCT FROM o.necessity OR n.weight IS DISTINCT FROM o.weight OR n.known_as IS DISTINCT FROM o.known_as\nON CONFLICT (owner_id) DO UPDATE SET version = challenges_challengerevision.version + 1;\nRETURN NULL;\n",
                            hash="1a5b2536cc38c0d75e832fc8734f947050b6b7ac",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_47564",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="challenges_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nUPDATE challenges_challengerevision SET version = version + 1 WHERE owner_id IN (SELECT challenge_id FROM old_rows);\nRETURN NULL;\n",
                            hash="dcbfe60d4122022165339173b8d9fa0ea10b952c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_delete_495be",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="challenges_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_requirementevent" ("challenge_id", "id", "known_as", "language", "necessity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "sentence", "technology_id", "weight") VALUES (NEW."challenge_id", NEW."id", NEW."known_as", NEW."language", NEW."necessity", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phrase", NEW."sentence", NEW."technology_id", NEW."weight"); RETURN NULL;',
                            hash="4f6d189c0e035f19940668f39fe053623bc87d82",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_727de",
                            table="challenges_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_requirementevent" ("challenge_id", "id", "known_as", "language", "necessity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "sentence", "technology_id", "weight") VALUES (NEW."challenge_id", NEW."id", NEW."known_as", NEW."language", NEW."necessity", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phrase", NEW."sentence", NEW."technology_id", NEW."weight"); RETURN NULL;',
                            hash="2c320937b8db92e1eda8a9c94bd0f681918c379c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7c0be",
                            table="challenges_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_requirementevent" ("challenge_id", "id", "known_as", "language", "necessity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "sentence", "technology_id", "weight") VALUES (OLD."challenge_id", OLD."id", OLD."known_as", OLD."language", OLD."necessity", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phrase", OLD."sentence", OLD."technology_id", OLD."weight"); RETURN NULL;',
                            hash="fbabb8582f73a54d4c0baa3bcfbf1fdf8d03ce23",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0be68",
                            table="challenges_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="moves_by_the_table",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                            func="\nIF (OLD.state, NEW.state) NOT IN (('decided', 'archived'), ('draft', 'in_review'), ('draft', 'withdrawn'), ('evaluating', 'decided'), ('evaluating', 'withdrawn'), ('in_review', 'draft'), ('in_review', 'scheduled'), ('in_review', 'withdrawn'), ('open', 'evaluating'), ('open', 'in_review'), ('open', 'withdrawn'), ('pre_release', 'in_review'), ('pre_release', 'open'), ('pre_release', 'withdrawn'), ('scheduled', 'in_review'), ('scheduled', 'open'), ('scheduled', 'pre_release'), ('scheduled', 'withdrawn'), ('withdrawn', 'draft')) THEN\n    RAISE EXCEPTION 'a challenge does not move from % to %', OLD.state, NEW.state\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'challenge_moves_by_the_table';\nEND IF;\nRETURN NEW;\n",
                            hash="b5c8a8b316e2fb1e751e3f79290e203047c443f0",
                            operation="UPDATE",
                            pgid="pgtrigger_moves_by_the_table_113cd",
                            table="challenges_challenge",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="narrows_its_annex",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility)",
                            func="\nUPDATE challenges_annex SET visibility = NEW.visibility, version = version + 1\nWHERE challenge_id = NEW.id\nAND array_position(ARRAY['public', 'registered', 'vetted', 'invited'], visibility::text) < array_position(ARRAY['public', 'registered', 'vetted', 'invited'], NEW.visibility::text);\nRETURN NULL;\n",
                            hash="62620ecd01adedddaf6d45bbddbad03fb778c904",
                            operation="UPDATE",
                            pgid="pgtrigger_narrows_its_annex_9ab0a",
                            table="challenges_challenge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO challenges_challengerevision (owner_id, version) SELECT DISTINCT id, 1 FROM new_rows\nON CONFLICT (owner_id) DO UPDATE SET version = challenges_challengerevision.version + 1;\nRETURN NULL;\n",
                            hash="805bf91ad3f2d1fcbc21700a102d2651f370f294",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_c1a60",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="challenges_challenge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO challenges_challengerevision (owner_id, version) SELECT DISTINCT n.id, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.rom_id IS DISTINCT FROM o.rom_id OR n.title_nl IS DISTINCT FROM o.title_nl OR n.title_en IS DISTINCT FROM o.title_en OR n.teaser_nl IS DISTINCT FROM o.teaser_nl OR n.teaser_en IS DISTINCT FROM o.teaser_en OR n.state IS DISTINCT FROM o.state OR n.visibility IS DISTINCT FROM o.visibility OR n.trl_min IS DISTINCT FROM o.trl_min OR n.trl_max IS DISTINCT FROM o.trl_max OR n.only_region IS DISTINCT FROM o.only_region OR n.counts_experience IS DISTINCT FROM o.counts_experience OR n.opens_at IS DISTINCT FROM o.opens_at OR n.needs_ownership IS DISTINCT FROM o.needs_ownership OR n.needs_established IS DISTINCT FROM o.needs_established OR n.needs_export_control IS DISTINCT FROM o.needs_export_control OR n.needs_screening IS DISTINCT FROM o.needs_screening\nON CONFLICT (owner_id) DO UPDATE SET version = challenges_challengerevision.version + 1;\nRETURN NULL;\n",
                            hash="7ed9068f10c6ed3a4be24feeddf3f57f4740b18a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_6225b",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="challenges_challenge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengeevent" ("branch", "budget_eur", "closes_at", "counts_experience", "created_at", "created_by_id", "external_id", "id", "is_example", "needs_established", "needs_export_control", "needs_ownership", "needs_screening", "only_region", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pre_release_at", "rom_id", "slug", "source", "state", "teaser_en", "teaser_nl", "title_en", "title_nl", "trl_max", "trl_min", "visibility") VALUES (NEW."branch", NEW."budget_eur", NEW."closes_at", NEW."counts_experience", NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."id", NEW."is_example", NEW."needs_established", NEW."needs_export_control", NEW."needs_ownership", NEW."needs_screening", NEW."only_region", NEW."opens_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pre_release_at", NEW."rom_id", NEW."slug", NEW."source", NEW."state", NEW."teaser_en", NEW."teaser_nl", NEW."title_en", NEW."title_nl", NEW."trl_max", NEW."trl_min", NEW."visibility"); RETURN NULL;',
                            hash="902c0fbb841b75712ace79c67ee6986f904b89b7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3bd5a",
                            table="challenges_challenge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."branch" IS DISTINCT FROM (NEW."branch") OR OLD."budget_eur" IS DISTINCT FROM (NEW."budget_eur") OR OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."counts_experience" IS DISTINCT FROM (NEW."counts_experience") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_example" IS DISTINCT FROM (NEW."is_example") OR OLD."needs_established" IS DISTINCT FROM (NEW."needs_established") OR OLD."needs_export_control" IS DISTINCT FROM (NEW."needs_export_control") OR OLD."needs_ownership" IS DISTINCT FROM (NEW."needs_ownership") OR OLD."needs_screening" IS DISTINCT FROM (NEW."needs_screening") OR OLD."only_region" IS DISTINCT FROM (NEW."only_region") OR OLD."opens_at" IS DISTINCT FROM (NEW."opens_at") OR OLD."pre_release_at" IS DISTINCT FROM (NEW."pre_release_at") OR OLD."rom_id" IS DISTINCT FROM (NEW."rom_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."teaser_en" IS DISTINCT FROM (NEW."teaser_en") OR OLD."teaser_nl" IS DISTINCT FROM (NEW."teaser_nl") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_nl" IS DISTINCT FROM (NEW."title_nl") OR OLD."trl_max" IS DISTINCT FROM (NEW."trl_max") OR OLD."trl_min" IS DISTINCT FROM (NEW."trl_min") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                            func='INSERT INTO "challenges_challengeevent" ("branch", "budget_eur", "closes_at", "counts_experience", "created_at", "created_by_id", "external_id", "id", "is_example", "needs_established", "needs_export_control", "needs_ownership", "needs_screening", "only_region", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pre_release_at", "rom_id", "slug", "source", "state", "teaser_en", "teaser_nl", "title_en", "title_nl", "trl_max", "trl_min", "visibility") VALUES (NEW."branch", NEW."budget_eur", NEW."closes_at", NEW."counts_experience", NEW."created_at", NEW."created_by_id", NEW."external_id", NEW."id", NEW."is_example", NEW."needs_established", NEW."needs_export_control", NEW."needs_ownership", NEW."needs_screening", NEW."only_region", NEW."opens_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pre_release_at", NEW."rom_id", NEW."slug", NEW."source", NEW."state", NEW."teaser_en", NEW."teaser_nl", NEW."title_en", NEW."title_nl", NEW."trl_max", NEW."trl_min", NEW."visibility"); RETURN NULL;',
                            hash="3b5585cbda5ee6ca24cb01a026a1b85c7753959d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_82eb0",
                            table="challenges_challenge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challenge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_challengeevent" ("branch", "budget_eur", "closes_at", "counts_experience", "created_at", "created_by_id", "external_id", "id", "is_example", "needs_established", "needs_export_control", "needs_ownership", "needs_screening", "only_region", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pre_release_at", "rom_id", "slug", "source", "state", "teaser_en", "teaser_nl", "title_en", "title_nl", "trl_max", "trl_min", "visibility") VALUES (OLD."branch", OLD."budget_eur", OLD."closes_at", OLD."counts_experience", OLD."created_at", OLD."created_by_id", OLD."external_id", OLD."id", OLD."is_example", OLD."needs_established", OLD."needs_export_control", OLD."needs_ownership", OLD."needs_screening", OLD."only_region", OLD."opens_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pre_release_at", OLD."rom_id", OLD."slug", OLD."source", OLD."state", OLD."teaser_en", OLD."teaser_nl", OLD."title_en", OLD."title_nl", OLD."trl_max", OLD."trl_min", OLD."visibility"); RETURN NULL;',
                            hash="492b21224d1073509540235ef8ddf0c81ae1d412",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f51b3",
                            table="challenges_challenge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="155f4386d65e3c8752c7cf1e54eb2c7321cf8c10",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e34fe",
                            table="challenges_requirementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_responseevent" ("challenge_id", "company_id", "created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submitted_at", "withdrawn_at") VALUES (NEW."challenge_id", NEW."company_id", NEW."created_at", NEW."created_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."submitted_at", NEW."withdrawn_at"); RETURN NULL;',
                            hash="9aa57ec8a950806ef016b49eeb23dfe1f5c2b515",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_40702",
                            table="challenges_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                            func='INSERT INTO "challenges_responseevent" ("challenge_id", "company_id", "created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submitted_at", "withdrawn_at") VALUES (NEW."challenge_id", NEW."company_id", NEW."created_at", NEW."created_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."submitted_at", NEW."withdrawn_at"); RETURN NULL;',
                            hash="e3d87bb522fdeaf21e1fb1ecb20b67ca79129351",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d34cf",
                            table="challenges_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_responseevent" ("challenge_id", "company_id", "created_at", "created_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submitted_at", "withdrawn_at") VALUES (OLD."challenge_id", OLD."company_id", OLD."created_at", OLD."created_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."submitted_at", OLD."withdrawn_at"); RETURN NULL;',
                            hash="f5319efabc20135f6fb2236013d656045a42ffea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c2ead",
                            table="challenges_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coapplicantevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="883a81589ac21069f04449f9ba35a7a24c823d4b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c1e70",
                            table="challenges_coapplicantevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coapplicant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_coapplicantevent" ("asked_at", "asked_by_id", "company_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_version", "response_id", "state") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."company_id", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_version", NEW."response_id", NEW."state"); RETURN NULL;',
                            hash="166976569da97cb2782bde3a6d562aaa91ec707d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_240bb",
                            table="challenges_coapplicant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coapplicant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_coapplicantevent" ("asked_at", "asked_by_id", "company_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_version", "response_id", "state") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."company_id", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_version", NEW."response_id", NEW."state"); RETURN NULL;',
                            hash="0d694ea0b27c8db6fcfa7b4afba03da92837bc9c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_aaf44",
                            table="challenges_coapplicant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coapplicant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_coapplicantevent" ("asked_at", "asked_by_id", "company_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_version", "response_id", "state") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."company_id", OLD."decided_at", OLD."decided_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."read_version", OLD."response_id", OLD."state"); RETURN NULL;',
                            hash="16a7f1492897e2ee1126d2ea0b24322575f567bd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee74c",
                            table="challenges_coapplicant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attachmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b55b45f33e0a2c88b5ff783b835d2ab29b2340ce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0f2d3",
                            table="challenges_attachmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e859b07fc5c156722fb6249d123812840c391f24",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_74d88",
                            table="challenges_responseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roomevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0f68642a37844acc38eb9712293c59117017d524",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_690ec",
                            table="challenges_roomevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="fd31411458097aefc1991cb0d52dec8b286fd6fb",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_568dd",
                            table="challenges_room",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_roomevent" ("id", "name_en", "name_nl", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."id", NEW."name_en", NEW."name_nl", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id"); RETURN NULL;',
                            hash="f06c946fdcdba8123b13af5187dedaac67dfad64",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e438",
                            table="challenges_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_roomevent" ("id", "name_en", "name_nl", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."id", NEW."name_en", NEW."name_nl", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id"); RETURN NULL;',
                            hash="e71b93c65f38a97cadfcb2c3960ef98228a89cb2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f034b",
                            table="challenges_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_roomevent" ("id", "name_en", "name_nl", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (OLD."id", OLD."name_en", OLD."name_nl", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id"); RETURN NULL;',
                            hash="7705ac6cb53eeb4a7175ad4ad04b6f5a41466ca2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54f81",
                            table="challenges_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registrationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f924901ed9371916c7ac0bbb412b6f5d1e7a4a8a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f655a",
                            table="challenges_registrationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="moves_by_the_table",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                            func="\nIF (OLD.state, NEW.state) NOT IN (('confirmed', 'cancelled'), ('offered', 'cancelled'), ('offered', 'confirmed'), ('offered', 'lapsed'), ('requested', 'cancelled'), ('requested', 'confirmed'), ('requested', 'refused'), ('requested', 'waiting'), ('waiting', 'cancelled'), ('waiting', 'offered'), ('waiting', 'refused')) THEN\n    RAISE EXCEPTION 'a registration does not go from % to %', OLD.state, NEW.state\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_moves_by_the_table';\nEND IF;\nRETURN NEW;\n",
                            hash="26c42a03238f291a71b80b2d95e947b549352253",
                            operation="UPDATE",
                            pgid="pgtrigger_moves_by_the_table_ec297",
                            table="challenges_registration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="within_capacity",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.state IN ('confirmed', 'offered'))",
                            declare="DECLARE most bigint; taken bigint;",
                            func="\nSELECT capacity INTO most FROM challenges_session WHERE id = NEW.session_id FOR NO KEY UPDATE;\nSELECT coalesce(sum(seats), 0) INTO taken FROM challenges_registration\n WHERE session_id = NEW.session_id AND state IN ('confirmed', 'offered');\nIF taken > most THEN\n    RAISE EXCEPTION 'the session has % seats, and % would be taken', most, taken\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_within_capacity';\nEND IF;\nRETURN NULL;\n",
                            hash="5aba74138e4dbc278fbe7401fee81b77bd758594",
                            operation='INSERT OR UPDATE OF "state", "seats", "session_id"',
                            pgid="pgtrigger_within_capacity_f75ab",
                            table="challenges_registration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="5353d82fb4105099c1bc136ad0eb3a16a26348d5",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_d4d8b",
                            table="challenges_registration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_registrationevent" ("asked_at", "company_id", "id", "is_matched", "offer_lapses_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_at", "seats", "session_id", "state") VALUES (NEW."asked_at", NEW."company_id", NEW."id", NEW."is_matched", NEW."offer_lapses_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remind_at", NEW."seats", NEW."session_id", NEW."state"); RETURN NULL;',
                            hash="c72bfaaf89c0c7375e0dcb2a2225eee4171537f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7ffd5",
                            table="challenges_registration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_matched" IS DISTINCT FROM (NEW."is_matched") OR OLD."offer_lapses_at" IS DISTINCT FROM (NEW."offer_lapses_at") OR OLD."remind_at" IS DISTINCT FROM (NEW."remind_at") OR OLD."seats" IS DISTINCT FROM (NEW."seats") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "challenges_registrationevent" ("asked_at", "company_id", "id", "is_matched", "offer_lapses_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_at", "seats", "session_id", "state") VALUES (NEW."asked_at", NEW."company_id", NEW."id", NEW."is_matched", NEW."offer_lapses_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remind_at", NEW."seats", NEW."session_id", NEW."state"); RETURN NULL;',
                            hash="ba821f83dfd208df6a508ed538ab54e20f3ab1ef",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_08a8f",
                            table="challenges_registration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="registration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_registrationevent" ("asked_at", "company_id", "id", "is_matched", "offer_lapses_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_at", "seats", "session_id", "state") VALUES (OLD."asked_at", OLD."company_id", OLD."id", OLD."is_matched", OLD."offer_lapses_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remind_at", OLD."seats", OLD."session_id", OLD."state"); RETURN NULL;',
                            hash="25964c9de12c6a5854bf757d82a43c2e199553cf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7509d",
                            table="challenges_registration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmeitemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aee32bb67f33831461bddbf480af75f022ee2458",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1fc0f",
                            table="challenges_programmeitemevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmeitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_programmeitemevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at", "text_en", "text_nl") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."starts_at", NEW."text_en", NEW."text_nl"); RETURN NULL;',
                            hash="feaed8bf838a26febe5bb909b7025872b910c98c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_af5e6",
                            table="challenges_programmeitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmeitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_programmeitemevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at", "text_en", "text_nl") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."starts_at", NEW."text_en", NEW."text_nl"); RETURN NULL;',
                            hash="d3243181abffe613c8c4e88f39ded48128949c10",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e69ac",
                            table="challenges_programmeitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmeitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_programmeitemevent" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at", "text_en", "text_nl") VALUES (OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id", OLD."starts_at", OLD."text_en", OLD."text_nl"); RETURN NULL;',
                            hash="d525db5786d40e48f4434786616cc93c766c5c34",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c09bc",
                            table="challenges_programmeitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5515b80a0016e21903ebd73ade761f363a69667e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_be68a",
                            table="challenges_planevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="bf9266f3c25996e6304ea381065abd50f3cffd35",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_c3431",
                            table="challenges_plan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_planevent" ("based_on_id", "ended_at", "failure", "final_at", "floor", "id", "is_proved", "kind", "made_at", "made_by_id", "number", "of_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional_at", "remarks_until", "session_id", "started_at", "state", "stop_asked_at") VALUES (NEW."based_on_id", NEW."ended_at", NEW."failure", NEW."final_at", NEW."floor", NEW."id", NEW."is_proved", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."number", NEW."of_version", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provisional_at", NEW."remarks_until", NEW."session_id", NEW."started_at", NEW."state", NEW."stop_asked_at"); RETURN NULL;',
                            hash="0bff05835db26747dd27a42cfd28eccbe35eff3a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a28fe",
                            table="challenges_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."based_on_id" IS DISTINCT FROM (NEW."based_on_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."failure" IS DISTINCT FROM (NEW."failure") OR OLD."final_at" IS DISTINCT FROM (NEW."final_at") OR OLD."floor" IS DISTINCT FROM (NEW."floor") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_proved" IS DISTINCT FROM (NEW."is_proved") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."of_version" IS DISTINCT FROM (NEW."of_version") OR OLD."provisional_at" IS DISTINCT FROM (NEW."provisional_at") OR OLD."remarks_until" IS DISTINCT FROM (NEW."remarks_until") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stop_asked_at" IS DISTINCT FROM (NEW."stop_asked_at"))',
                            func='INSERT INTO "challenges_planevent" ("based_on_id", "ended_at", "failure", "final_at", "floor", "id", "is_proved", "kind", "made_at", "made_by_id", "number", "of_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional_at", "remarks_until", "session_id", "started_at", "state", "stop_asked_at") VALUES (NEW."based_on_id", NEW."ended_at", NEW."failure", NEW."final_at", NEW."floor", NEW."id", NEW."is_proved", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."number", NEW."of_version", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provisional_at", NEW."remarks_until", NEW."session_id", NEW."started_at", NEW."state", NEW."stop_asked_at"); RETURN NULL;',
                            hash="70294716bcd8fa7dc0862b29221991fab5f02947",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de8a2",
                            table="challenges_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_planevent" ("based_on_id", "ended_at", "failure", "final_at", "floor", "id", "is_proved", "kind", "made_at", "made_by_id", "number", "of_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional_at", "remarks_until", "session_id", "started_at", "state", "stop_asked_at") VALUES (OLD."based_on_id", OLD."ended_at", OLD."failure", OLD."final_at", OLD."floor", OLD."id", OLD."is_proved", OLD."kind", OLD."made_at", OLD."made_by_id", OLD."number", OLD."of_version", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provisional_at", OLD."remarks_until", OLD."session_id", OLD."started_at", OLD."state", OLD."stop_asked_at"); RETURN NULL;',
                            hash="ab83dc8ce1a3bc56e1fd2c4cfc476c48d03239bd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_58b3a",
                            table="challenges_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitchevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="30fc57af674542051a25f8cb7392e74be95de04b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bad16",
                            table="challenges_pitchevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT NEW.session_id AS session_id UNION ALL SELECT session_id FROM challenges_meetingtable WHERE id = NEW.table_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="09d15d6609feb255b7972ef3efa2d458084fe07b",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_19ae3",
                            table="challenges_pitch",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="f3ce64dc388ec1406c0ff7ed3e9e52907aed75ab",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_f8725",
                            table="challenges_pitch",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_pitchevent" ("challenge_id", "id", "least_meetings", "most_meetings", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "session_id", "table_id") VALUES (NEW."challenge_id", NEW."id", NEW."least_meetings", NEW."most_meetings", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."session_id", NEW."table_id"); RETURN NULL;',
                            hash="20537dfcb62d5e6bbff8c8cc17e42473f93ffdc8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48917",
                            table="challenges_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."challenge_id" IS DISTINCT FROM (NEW."challenge_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."least_meetings" IS DISTINCT FROM (NEW."least_meetings") OR OLD."most_meetings" IS DISTINCT FROM (NEW."most_meetings") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."table_id" IS DISTINCT FROM (NEW."table_id"))',
                            func='INSERT INTO "challenges_pitchevent" ("challenge_id", "id", "least_meetings", "most_meetings", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "session_id", "table_id") VALUES (NEW."challenge_id", NEW."id", NEW."least_meetings", NEW."most_meetings", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."session_id", NEW."table_id"); RETURN NULL;',
                            hash="1bb83ddb9e4b4cd9b1f86297facd5c39d1929b7f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_52a73",
                            table="challenges_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pitch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_pitchevent" ("challenge_id", "id", "least_meetings", "most_meetings", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "session_id", "table_id") VALUES (OLD."challenge_id", OLD."id", OLD."least_meetings", OLD."most_meetings", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."places", OLD."session_id", OLD."table_id"); RETURN NULL;',
                            hash="289ed65da843596cc785936231270dea5d33ecde",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5b716",
                            table="challenges_pitch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingtableevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="91da4ed17e0c4dbe64d6fe3bf31104213acc25c4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7bfe2",
                            table="challenges_meetingtableevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingtable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT NEW.session_id AS session_id UNION ALL SELECT session_id FROM challenges_room WHERE id = NEW.room_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="54b3d6ea8599487f2cd3b698fdedb49dd7b846d3",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_4949d",
                            table="challenges_meetingtable",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingtable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="86f422975fc03dde31383a4303e4310637b722d4",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_b4357",
                            table="challenges_meetingtable",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingtable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_meetingtableevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "session_id") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id", NEW."session_id"); RETURN NULL;',
                            hash="8782cae46f767141b1194349da194ce7e39fb8c2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ce01b",
                            table="challenges_meetingtable",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingtable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_meetingtableevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "session_id") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id", NEW."session_id"); RETURN NULL;',
                            hash="722e446cfe8a7c1f29ecfd1f000ce45ec67c6caf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b75a3",
                            table="challenges_meetingtable",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingtable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_meetingtableevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id", "session_id") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id", OLD."session_id"); RETURN NULL;',
                            hash="c320ef6f03cdb62b3c0223296f0675f623213c94",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f67b7",
                            table="challenges_meetingtable",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioncoowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_sessioncoownerevent" ("id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id", "session_id") VALUES (NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rom_id", NEW."session_id"); RETURN NULL;',
                            hash="cb78502a5be974960532ef89d37cf34b1f917596",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5044a",
                            table="challenges_sessioncoowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioncoowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_sessioncoownerevent" ("id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id", "session_id") VALUES (NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rom_id", NEW."session_id"); RETURN NULL;',
                            hash="0d0ecac14385908cf1b3960501015996d5155cbb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_781bf",
                            table="challenges_sessioncoowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioncoowner",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_sessioncoownerevent" ("id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id", "session_id") VALUES (OLD."id", OLD."invited_at", OLD."invited_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rom_id", OLD."session_id"); RETURN NULL;',
                            hash="c3890084cb20cebb62047e05194224dae32b0e24",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d71fc",
                            table="challenges_sessioncoowner",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="capacity_of_seats_taken",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.capacity IS NOT NULL)",
                            declare="DECLARE taken bigint;",
                            func="\nSELECT coalesce(sum(seats), 0) INTO taken FROM challenges_registration\n WHERE session_id = NEW.id AND state IN ('confirmed', 'offered');\nIF taken > NEW.capacity THEN\n    RAISE EXCEPTION '% seats are taken, which is more than %', taken, NEW.capacity\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'session_capacity_of_seats_taken';\nEND IF;\nRETURN NULL;\n",
                            hash="838c5b6e71bab071fdfa9a37913eb6e945c92da1",
                            operation='UPDATE OF "capacity"',
                            pgid="pgtrigger_capacity_of_seats_taken_2929e",
                            table="challenges_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_sessionevent" ("address", "capacity", "city", "copied_from_id", "ends_at", "entry", "entry_closes_at", "entry_opens_at", "id", "is_example", "latitude", "least_meetings", "longitude", "matched_first_until", "most_meetings", "most_people", "must_meets", "offer_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "rom_id", "slug", "source", "starts_at", "state", "text_en", "text_nl", "title_en", "title_nl", "travel_en", "travel_nl", "version", "wishes_until") VALUES (NEW."address", NEW."capacity", NEW."city", NEW."copied_from_id", NEW."ends_at", NEW."entry", NEW."entry_closes_at", NEW."entry_opens_at", NEW."id", NEW."is_example", NEW."latitude", NEW."least_meetings", NEW."longitude", NEW."matched_first_until", NEW."most_meetings", NEW."most_people", NEW."must_meets", NEW."offer_hours", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."province_id", NEW."rom_id", NEW."slug", NEW."source", NEW."starts_at", NEW."state", NEW."text_en", NEW."text_nl", NEW."title_en", NEW."title_nl", NEW."travel_en", NEW."travel_nl", NEW."version", NEW."wishes_until"); RETURN NULL;',
                            hash="c08fd88d31e36ba0910471b38fafa356cf8a74af",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2488f",
                            table="challenges_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_sessionevent" ("address", "capacity", "city", "copied_from_id", "ends_at", "entry", "entry_closes_at", "entry_opens_at", "id", "is_example", "latitude", "least_meetings", "longitude", "matched_first_until", "most_meetings", "most_people", "must_meets", "offer_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "rom_id", "slug", "source", "starts_at", "state", "text_en", "text_nl", "title_en", "title_nl", "travel_en", "travel_nl", "version", "wishes_until") VALUES (NEW."address", NEW."capacity", NEW."city", NEW."copied_from_id", NEW."ends_at", NEW."entry", NEW."entry_closes_at", NEW."entry_opens_at", NEW."id", NEW."is_example", NEW."latitude", NEW."least_meetings", NEW."longitude", NEW."matched_first_until", NEW."most_meetings", NEW."most_people", NEW."must_meets", NEW."offer_hours", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."province_id", NEW."rom_id", NEW."slug", NEW."source", NEW."starts_at", NEW."state", NEW."text_en", NEW."text_nl", NEW."title_en", NEW."title_nl", NEW."travel_en", NEW."travel_nl", NEW."version", NEW."wishes_until"); RETURN NULL;',
                            hash="d40aaf8f9eaed7cd4a547b83fbeb4910c837b1a4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de218",
                            table="challenges_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_sessionevent" ("address", "capacity", "city", "copied_from_id", "ends_at", "entry", "entry_closes_at", "entry_opens_at", "id", "is_example", "latitude", "least_meetings", "longitude", "matched_first_until", "most_meetings", "most_people", "must_meets", "offer_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "rom_id", "slug", "source", "starts_at", "state", "text_en", "text_nl", "title_en", "title_nl", "travel_en", "travel_nl", "version", "wishes_until") VALUES (OLD."address", OLD."capacity", OLD."city", OLD."copied_from_id", OLD."ends_at", OLD."entry", OLD."entry_closes_at", OLD."entry_opens_at", OLD."id", OLD."is_example", OLD."latitude", OLD."least_meetings", OLD."longitude", OLD."matched_first_until", OLD."most_meetings", OLD."most_people", OLD."must_meets", OLD."offer_hours", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."province_id", OLD."rom_id", OLD."slug", OLD."source", OLD."starts_at", OLD."state", OLD."text_en", OLD."text_nl", OLD."title_en", OLD."title_nl", OLD."travel_en", OLD."travel_nl", OLD."version", OLD."wishes_until"); RETURN NULL;',
                            hash="1b2cacb4c8463e3980ef326102ef03ddca6faeb4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_70e84",
                            table="challenges_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioncoownerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8a58a754452f3b0173fd76e8ef446c993ad71481",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dd33c",
                            table="challenges_sessioncoownerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ca04261a3ddc7842fb6abffccf9563a9f58db187",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_74b18",
                            table="challenges_sessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioninvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_sessioninvitationevent" ("company_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."company_id", NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id"); RETURN NULL;',
                            hash="35fd70ec0dc4179461c93f0f8a498b5bcaaf043e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2e906",
                            table="challenges_sessioninvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioninvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_sessioninvitationevent" ("company_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."company_id", NEW."id", NEW."invited_at", NEW."invited_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id"); RETURN NULL;',
                            hash="09e38169bc5dbdadddf16c003bb12af402b805e2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8fa35",
                            table="challenges_sessioninvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioninvitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_sessioninvitationevent" ("company_id", "id", "invited_at", "invited_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (OLD."company_id", OLD."id", OLD."invited_at", OLD."invited_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id"); RETURN NULL;',
                            hash="eb87a54bbea3a4ea13f737dbd07acf4ec4cc429d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b4d9c",
                            table="challenges_sessioninvitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessioninvitationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="01fabe465fe93f9c8ddbcd5e56d1f874af9d1327",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_eb84a",
                            table="challenges_sessioninvitationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slot",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="4129cf25e0e015dacd616d401e7aaead5aecb250",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_99f1d",
                            table="challenges_slot",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slot",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_slotevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at") VALUES (NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."starts_at"); RETURN NULL;',
                            hash="2f44026c086358570e13b47a9f05547c6b846366",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1f79d",
                            table="challenges_slot",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slot",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_slotevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at") VALUES (NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."starts_at"); RETURN NULL;',
                            hash="0659935537db1d453099c2c0dafa35431d8ec4c1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ea9a1",
                            table="challenges_slot",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slot",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_slotevent" ("ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at") VALUES (OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."session_id", OLD."starts_at"); RETURN NULL;',
                            hash="de8fd64453a58a203e4abc75fa725d0255d58fed",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54c3f",
                            table="challenges_slot",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="299c21d91193f5a08321050e9cabe6eaaf4eeae3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_60ea6",
                            table="challenges_meetingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT session_id FROM challenges_pitch WHERE id = NEW.pitch_id UNION ALL SELECT session_id FROM challenges_plan WHERE id = NEW.plan_id UNION ALL SELECT session_id FROM challenges_registration WHERE id = NEW.registration_id UNION ALL SELECT session_id FROM challenges_slot WHERE id = NEW.slot_id UNION ALL SELECT session_id FROM challenges_meetingtable WHERE id = NEW.table_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="3c49617a193c304c411e48c1d025f4cef53deb89",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_428a8",
                            table="challenges_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_meetingevent" ("id", "is_locked", "is_must", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "plan_id", "registration_id", "slot_id", "table_id", "value") VALUES (NEW."id", NEW."is_locked", NEW."is_must", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."plan_id", NEW."registration_id", NEW."slot_id", NEW."table_id", NEW."value"); RETURN NULL;',
                            hash="0361158853862f8ea69bf620ef287b93f983ec0b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_51005",
                            table="challenges_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_meetingevent" ("id", "is_locked", "is_must", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "plan_id", "registration_id", "slot_id", "table_id", "value") VALUES (NEW."id", NEW."is_locked", NEW."is_must", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."plan_id", NEW."registration_id", NEW."slot_id", NEW."table_id", NEW."value"); RETURN NULL;',
                            hash="1c2d352dfa998e8345a809c7664261da956ac27e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0940b",
                            table="challenges_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_meetingevent" ("id", "is_locked", "is_must", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "plan_id", "registration_id", "slot_id", "table_id", "value") VALUES (OLD."id", OLD."is_locked", OLD."is_must", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_id", OLD."plan_id", OLD."registration_id", OLD."slot_id", OLD."table_id", OLD."value"); RETURN NULL;',
                            hash="e50105934ccc7a71aeb494373b641c270dfdb349",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b1585",
                            table="challenges_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="slotevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="681cc115ec8590c0d4444501b6b4d0ffb1679df8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f64d3",
                            table="challenges_slotevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_sent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."snapshot" IS DISTINCT FROM (NEW."snapshot") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="528bd3ffa682493ed2746e13b90216ad769bff25",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_sent_a9192",
                            table="challenges_submission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="sender_is_only_forgotten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") AND NEW."submitted_by_id" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="121cda72602e7508818ee99c417c60bfc5f5f0fa",
                            operation="UPDATE",
                            pgid="pgtrigger_sender_is_only_forgotten_4a3aa",
                            table="challenges_submission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_never_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4bc849157782de4394062419762407adb21acb47",
                            operation="DELETE",
                            pgid="pgtrigger_is_never_removed_641a7",
                            table="challenges_submission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="leaves_its_hash",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            INSERT INTO challenges_erasedsubmission (challenge_id, submitted_at, sha256, erased_at)\n            SELECT challenge_id, OLD.submitted_at, OLD.sha256, now()\n            FROM challenges_response WHERE id = OLD.response_id;\n            RETURN OLD;\n        ",
                            hash="f88528ff419e7da305569e0ee85d0a6644e8e62b",
                            operation="DELETE",
                            pgid="pgtrigger_leaves_its_hash_57958",
                            table="challenges_submission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_read",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id") OR OLD."way" IS DISTINCT FROM (NEW."way") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="3fe4548380f73b2884a0c816a8f2a67c6884f8ce",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_read_2552c",
                            table="challenges_reading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submittedattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_submitted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="06f5293393dd6aac316271556dd75f803b831655",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_submitted_d9efd",
                            table="challenges_submittedattachment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_attachmentevent" ("added_at", "added_by_id", "content_type", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "response_id", "sha256", "size") VALUES (NEW."added_at", NEW."added_by_id", NEW."content_type", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."response_id", NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="984314bf2fc5d7ccc8f9a9fda49e398cddccc57c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d4c0f",
                            table="challenges_attachment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size"))',
                            func='INSERT INTO "challenges_attachmentevent" ("added_at", "added_by_id", "content_type", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "response_id", "sha256", "size") VALUES (NEW."added_at", NEW."added_by_id", NEW."content_type", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."response_id", NEW."sha256", NEW."size"); RETURN NULL;',
                            hash="95b0df0099e7e57bcc77edc2741679b12208f7d7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_21020",
                            table="challenges_attachment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_attachmentevent" ("added_at", "added_by_id", "content_type", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "response_id", "sha256", "size") VALUES (OLD."added_at", OLD."added_by_id", OLD."content_type", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."response_id", OLD."sha256", OLD."size"); RETURN NULL;',
                            hash="48b0820b9477fce69d54c79189c3e234c526f26b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_75b6e",
                            table="challenges_attachment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="walk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT NEW.session_id AS session_id UNION ALL SELECT session_id FROM challenges_room WHERE id = NEW.first_id UNION ALL SELECT session_id FROM challenges_room WHERE id = NEW.second_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="df91e3ab9d0c83be02776ab1518cd21f8a88c07c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_7e904",
                            table="challenges_walk",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="walk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_in_its_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.session_id IS DISTINCT FROM NEW.session_id)",
                            func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
                            hash="e7489538ded3f4a3ea027fbad17a73b383b43ce9",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_in_its_session_16263",
                            table="challenges_walk",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="walk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_walkevent" ("first_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "session_id") VALUES (NEW."first_id", NEW."id", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_id", NEW."session_id"); RETURN NULL;',
                            hash="c1f18bacf4cd1479a420115d9f069576327031a8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8aef7",
                            table="challenges_walk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="walk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_walkevent" ("first_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "session_id") VALUES (NEW."first_id", NEW."id", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_id", NEW."session_id"); RETURN NULL;',
                            hash="31d71c40f25b4bb3ce855b4877e69b3c0e476de0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_240d5",
                            table="challenges_walk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="walk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_walkevent" ("first_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "session_id") VALUES (OLD."first_id", OLD."id", OLD."minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_id", OLD."session_id"); RETURN NULL;',
                            hash="2402efa82a9a332c798c8c6961fe90beacb07f7b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_04369",
                            table="challenges_walk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="walkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9eeb553e238da9deed96a9d4073363c7ea402d06",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8afce",
                            table="challenges_walkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wish",
                    trigger=pgtrigger.compiler.Trigger(
                        name="same_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (SELECT count(DISTINCT session_id) FROM (SELECT session_id FROM challenges_pitch WHERE id = NEW.pitch_id UNION ALL SELECT session_id FROM challenges_registration WHERE id = NEW.registration_id) AS parts) > 1 THEN\n    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';\nEND IF;\nRETURN NEW;\n",
                            hash="3b216a12b003981a84ad5bab398d98e38d790b8c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_same_session_f79cc",
                            table="challenges_wish",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wish",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_wishevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "registration_id", "side", "wish") VALUES (NEW."at", NEW."by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."registration_id", NEW."side", NEW."wish"); RETURN NULL;',
                            hash="a662d9481fd0a87d3e46595383bea70e7535ea6e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_541a4",
                            table="challenges_wish",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wish",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "challenges_wishevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "registration_id", "side", "wish") VALUES (NEW."at", NEW."by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."registration_id", NEW."side", NEW."wish"); RETURN NULL;',
                            hash="2f2221a2b3d97b2e94c4810dc9f73e2d91b64cc6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b3d34",
                            table="challenges_wish",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wish",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "challenges_wishevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "registration_id", "side", "wish") VALUES (OLD."at", OLD."by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_id", OLD."registration_id", OLD."side", OLD."wish"); RETURN NULL;',
                            hash="8db53a41c32c49fa6880420223fc9b12e86b5edb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_27fb3",
                            table="challenges_wish",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wishevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="01f19fade4ebd0303fef73104536ad259a9ee76c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b8bb4",
                            table="challenges_wishevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annexreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays_as_read",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."annex_id" IS DISTINCT FROM (NEW."annex_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."rom_id" IS DISTINCT FROM (NEW."rom_id") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."hour" IS DISTINCT FROM (NEW."hour"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a9555a86757926c393a5a2aeecc711a39d54bdc5",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_as_read_5c001",
                            table="challenges_annexreading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annexreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reader_is_only_forgotten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."user_id" IS DISTINCT FROM (NEW."user_id") AND NEW."user_id" IS NOT NULL) OR (OLD."company_id" IS DISTINCT FROM (NEW."company_id") AND NEW."company_id" IS NOT NULL))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="873e8784fd0a418bfb49cbf9a85257de2d74d027",
                            operation="UPDATE",
                            pgid="pgtrigger_reader_is_only_forgotten_4acdc",
                            table="challenges_annexreading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annexreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_never_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="7f3eac10c16bd0c8b09ed877bd5e14ee33e9d1fc",
                            operation="DELETE",
                            pgid="pgtrigger_is_never_removed_68ba5",
                            table="challenges_annexreading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="annexevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a7490921d572b888f200db132cf95cb6423cc874",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_17295",
                            table="challenges_annexevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="challengecontactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3606dfbd81d582cb419f88c119ee5f7ceb402b24",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6108b",
                            table="challenges_challengecontactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
