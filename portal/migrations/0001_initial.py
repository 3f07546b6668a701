import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.core.management import call_command
from django.db import migrations, models

import portal.core.bilingual
import portal.core.migration_operations


def make_cache_table(apps, schema_editor):
    """Create the table of the cache that settings.CACHES names."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        TrigramExtension(),
        portal.core.migration_operations.BatchOperation(
            operations=[
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True)),
                        ("title_nl", models.CharField(max_length=200, verbose_name="title in Dutch")),
                        ("title_en", models.CharField(max_length=200, verbose_name="title in English")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                        (
                            "occasion",
                            models.CharField(
                                blank=True,
                                help_text="Where the exact date is not known: when it was.",
                                max_length=200,
                                verbose_name="occasion",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "roms",
                            models.ManyToManyField(
                                blank=True, related_name="agreements", to="portal.rom", verbose_name="ROMs"
                            ),
                        ),
                        (
                            "provinces",
                            models.ManyToManyField(
                                blank=True, related_name="agreements", to="portal.province", verbose_name="provinces"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agreement",
                        "verbose_name_plural": "agreements",
                        "ordering": ["slug"],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="FocusArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(unique=True)),
                        (
                            "framework",
                            models.CharField(
                                choices=[
                                    ("defence", "Defence's national technology areas"),
                                    ("nts", "National Technology Strategy"),
                                    ("diana", "NATO DIANA"),
                                ],
                                max_length=10,
                                verbose_name="framework",
                            ),
                        ),
                        ("label_nl", models.CharField(max_length=100, verbose_name="label in Dutch")),
                        ("label_en", models.CharField(max_length=100, verbose_name="label in English")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                    ],
                    options={
                        "verbose_name": "focus area",
                        "verbose_name_plural": "focus areas",
                        "ordering": ["framework", "code"],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="FocusAreaEvent",
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
                                to="portal.focusarea",
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
                        ("code", models.SlugField(db_index=False)),
                        (
                            "framework",
                            models.CharField(
                                choices=[
                                    ("defence", "Defence's national technology areas"),
                                    ("nts", "National Technology Strategy"),
                                    ("diana", "NATO DIANA"),
                                ],
                                max_length=10,
                                verbose_name="framework",
                            ),
                        ),
                        ("label_nl", models.CharField(max_length=100, verbose_name="label in Dutch")),
                        ("label_en", models.CharField(max_length=100, verbose_name="label in English")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LoadedEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="kind")),
                        ("key", models.CharField(max_length=80, verbose_name="key")),
                        ("content", models.JSONField(verbose_name="content")),
                    ],
                    options={
                        "verbose_name": "loaded entry",
                        "verbose_name_plural": "loaded entries",
                        "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="loaded_entry_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
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
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("joining", "Joining a company"),
                                    ("challenges", "Challenges that fit you"),
                                    ("responses", "Responses to challenges"),
                                    ("reviews", "Challenges of your ROM"),
                                    ("introductions", "Introductions"),
                                    ("sessions", "Sessions that your company registers for"),
                                    ("registrations", "Registrations for sessions of your ROM"),
                                    ("profile", "Your company's profile"),
                                    ("account", "Your account and role"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="The event; unique for this person.", max_length=150, verbose_name="key"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        (
                            "url",
                            models.CharField(
                                blank=True,
                                help_text="On this site, from the first slash.",
                                max_length=500,
                                verbose_name="address",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("at_once", "at once"),
                                    ("daily", "daily"),
                                    ("weekly", "weekly"),
                                    ("off", "off"),
                                ],
                                max_length=10,
                                verbose_name="by mail",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at")),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read at")),
                        ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="mailed at")),
                    ],
                    options={
                        "verbose_name": "notification",
                        "verbose_name_plural": "notifications",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at", None)), fields=["user"], name="notification_unread"
                            ),
                            models.Index(fields=["user", "-created_at"], name="notification_of_user"),
                            models.Index(fields=["created_at"], name="notification_age"),
                            models.Index(
                                condition=models.Q(
                                    ("frequency__in", ["daily", "weekly"]), ("mailed_at", None), ("read_at", None)
                                ),
                                fields=["created_at"],
                                name="notification_to_mail",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "key"), name="notification_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "joining",
                                            "challenges",
                                            "responses",
                                            "reviews",
                                            "introductions",
                                            "sessions",
                                            "registrations",
                                            "profile",
                                            "account",
                                        ],
                                    )
                                ),
                                name="notification_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("frequency__in", ["at_once", "daily", "weekly", "off"])),
                                name="notification_frequency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("url", ""), ("url__startswith", "/"), _connector="OR"),
                                name="notification_on_this_site",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotificationPreference",
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
                                related_name="preferences",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("joining", "Joining a company"),
                                    ("challenges", "Challenges that fit you"),
                                    ("responses", "Responses to challenges"),
                                    ("reviews", "Challenges of your ROM"),
                                    ("introductions", "Introductions"),
                                    ("sessions", "Sessions that your company registers for"),
                                    ("registrations", "Registrations for sessions of your ROM"),
                                    ("profile", "Your company's profile"),
                                    ("account", "Your account and role"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("at_once", "at once"),
                                    ("daily", "daily"),
                                    ("weekly", "weekly"),
                                    ("off", "off"),
                                ],
                                max_length=10,
                                verbose_name="by mail",
                            ),
                        ),
                        (
                            "links_revoked",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="How often the links in earlier mails were made to work no longer.",
                                verbose_name="links revoked",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notification preference",
                        "verbose_name_plural": "notification preferences",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "kind"), name="preference_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "joining",
                                            "challenges",
                                            "responses",
                                            "reviews",
                                            "introductions",
                                            "sessions",
                                            "registrations",
                                            "profile",
                                            "account",
                                        ],
                                    )
                                ),
                                name="preference_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("frequency__in", ["at_once", "daily", "weekly", "off"])),
                                name="preference_frequency",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutboxMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="What the mail is about; unique.",
                                max_length=200,
                                unique=True,
                                verbose_name="key",
                            ),
                        ),
                        ("to", models.EmailField(max_length=254, verbose_name="to")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mails",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language"
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=20, verbose_name="kind")),
                        ("subject", models.CharField(max_length=200, verbose_name="subject")),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("html", models.TextField(blank=True, verbose_name="HTML")),
                        ("headers", models.JSONField(blank=True, default=dict, verbose_name="headers")),
                        (
                            "is_secret",
                            models.BooleanField(
                                default=False,
                                help_text="Holds a link that acts for its reader: shown to nobody, and removed once sent.",
                                verbose_name="secret",
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at")),
                        (
                            "next_try_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="next attempt at"),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                        ("last_error", models.CharField(blank=True, max_length=500, verbose_name="last error")),
                    ],
                    options={
                        "verbose_name": "mail",
                        "verbose_name_plural": "mails",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("attempts__lt", 10), ("sent_at", None)),
                                fields=["next_try_at", "id"],
                                name="outbox_due",
                            ),
                            models.Index(fields=["user", "-created_at"], name="outbox_of_user"),
                            models.Index(fields=["created_at"], name="outbox_age"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["nl", "en"])), name="outbox_language"
                            ),
                            models.CheckConstraint(condition=models.Q(("attempts__lte", 10)), name="outbox_attempts"),
                            models.CheckConstraint(
                                condition=models.Q(("sent_at", None), ("attempts__gte", 1), _connector="OR"),
                                name="outbox_sent_by_an_attempt",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None),
                                    ("is_secret", False),
                                    models.Q(("html", ""), ("text", "")),
                                    _connector="OR",
                                ),
                                name="outbox_secret_not_kept",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Province",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                help_text="Two letters, as in ISO 3166-2:NL.",
                                max_length=2,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("name_nl", models.CharField(max_length=50, verbose_name="name in Dutch")),
                        ("name_en", models.CharField(max_length=50, verbose_name="name in English")),
                        (
                            "rom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="provinces",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "province",
                        "verbose_name_plural": "provinces",
                        "ordering": ["name_nl"],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="ProvinceEvent",
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
                                to="portal.province",
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
                            "code",
                            models.CharField(
                                help_text="Two letters, as in ISO 3166-2:NL.", max_length=2, verbose_name="code"
                            ),
                        ),
                        ("name_nl", models.CharField(max_length=50, verbose_name="name in Dutch")),
                        ("name_en", models.CharField(max_length=50, verbose_name="name in English")),
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RetentionRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="started")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                        (
                            "counts",
                            models.JSONField(default=dict, help_text="How many went, by rule.", verbose_name="rows"),
                        ),
                        (
                            "failed",
                            models.JSONField(
                                default=dict, help_text="The kind of error, by rule.", verbose_name="failed rules"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "run of retention",
                        "verbose_name_plural": "runs of retention",
                        "ordering": ["-started_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ROM",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                    ],
                    options={
                        "verbose_name": "ROM",
                        "verbose_name_plural": "ROMs",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="ROMEvent",
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
                                to="portal.rom",
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
                        ("slug", models.SlugField(db_index=False)),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Signatory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatories",
                                to="portal.agreement",
                                verbose_name="agreement",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("office_nl", models.CharField(blank=True, max_length=200, verbose_name="office in Dutch")),
                        ("office_en", models.CharField(blank=True, max_length=200, verbose_name="office in English")),
                    ],
                    options={
                        "verbose_name": "signatory",
                        "verbose_name_plural": "signatories",
                        "ordering": ["agreement", "order", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("agreement", "name"), name="signatory_once_per_agreement")
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="SignatoryEvent",
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
                                to="portal.signatory",
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
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.agreement",
                                verbose_name="agreement",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("office_nl", models.CharField(blank=True, max_length=200, verbose_name="office in Dutch")),
                        ("office_en", models.CharField(blank=True, max_length=200, verbose_name="office in English")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Technology",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("label_nl", models.CharField(max_length=100, verbose_name="label in Dutch")),
                        ("label_en", models.CharField(max_length=100, verbose_name="label in English")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="portal.technology",
                                verbose_name="broader technology",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="level")),
                        (
                            "civil_use_nl",
                            models.CharField(blank=True, max_length=300, verbose_name="civil use in Dutch"),
                        ),
                        (
                            "civil_use_en",
                            models.CharField(blank=True, max_length=300, verbose_name="civil use in English"),
                        ),
                        (
                            "military_use_nl",
                            models.CharField(blank=True, max_length=300, verbose_name="military use in Dutch"),
                        ),
                        (
                            "military_use_en",
                            models.CharField(blank=True, max_length=300, verbose_name="military use in English"),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="portal.technology",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "related",
                            models.ManyToManyField(
                                blank=True, to="portal.technology", verbose_name="related technologies"
                            ),
                        ),
                        (
                            "focus_areas",
                            models.ManyToManyField(
                                blank=True,
                                related_name="technologies",
                                to="portal.focusarea",
                                verbose_name="focus areas",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "technology",
                        "verbose_name_plural": "technologies",
                        "ordering": ["label_nl", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("level", 1), ("parent__isnull", True)),
                                    models.Q(("level__gt", 1), ("level__lte", 3), ("parent__isnull", False)),
                                    _connector="OR",
                                ),
                                name="technology_level_fits_parent",
                                violation_error_message="The vocabulary is at most three levels deep.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="technology_not_its_own_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                                name="technology_not_merged_into_itself",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="TechnologyEvent",
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
                                to="portal.technology",
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
                        ("label_nl", models.CharField(max_length=100, verbose_name="label in Dutch")),
                        ("label_en", models.CharField(max_length=100, verbose_name="label in English")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.technology",
                                verbose_name="broader technology",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="level")),
                        (
                            "civil_use_nl",
                            models.CharField(blank=True, max_length=300, verbose_name="civil use in Dutch"),
                        ),
                        (
                            "civil_use_en",
                            models.CharField(blank=True, max_length=300, verbose_name="civil use in English"),
                        ),
                        (
                            "military_use_nl",
                            models.CharField(blank=True, max_length=300, verbose_name="military use in Dutch"),
                        ),
                        (
                            "military_use_en",
                            models.CharField(blank=True, max_length=300, verbose_name="military use in English"),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portal.technology",
                                verbose_name="merged into",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TechnologyTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "technology",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="portal.technology",
                                verbose_name="technology",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language"
                            ),
                        ),
                        ("text", models.CharField(max_length=100, verbose_name="term")),
                    ],
                    options={
                        "verbose_name": "term",
                        "verbose_name_plural": "terms",
                        "ordering": ["language", "text"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("language", "text"),
                                name="technology_term_once_per_language",
                                violation_error_message="This term already belongs to a technology.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TechnologyTermEvent",
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
                                to="portal.technologyterm",
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
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language"
                            ),
                        ),
                        ("text", models.CharField(max_length=100, verbose_name="term")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
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
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")],
                                default="nl",
                                max_length=2,
                                verbose_name="language of mails",
                            ),
                        ),
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
                            "rom_role",
                            models.CharField(
                                blank=True,
                                choices=[("adviser", "Adviser"), ("manager", "Manager")],
                                max_length=10,
                                verbose_name="role at the ROM",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                        ),
                        (
                            "email",
                            models.EmailField(
                                error_messages={"unique": "There is an account with this e-mail address already."},
                                max_length=254,
                                unique=True,
                                verbose_name="e-mail address",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")],
                                default="nl",
                                max_length=2,
                                verbose_name="language of mails",
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staff",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                        (
                            "rom_role",
                            models.CharField(
                                blank=True,
                                choices=[("adviser", "Adviser"), ("manager", "Manager")],
                                max_length=10,
                                verbose_name="role at the ROM",
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "user",
                        "verbose_name_plural": "users",
                        "ordering": ["email"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="user_email_once",
                                violation_error_message="There is an account with this e-mail address already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rom__isnull", True), ("rom_role", "")),
                                    models.Q(("rom__isnull", False), ("rom_role__in", ["adviser", "manager"])),
                                    _connector="OR",
                                ),
                                name="user_rom_with_role",
                                violation_error_message="A ROM and a role at that ROM go together.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementEvent",
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
                                to="portal.agreement",
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
                        ("slug", models.SlugField(db_index=False)),
                        ("title_nl", models.CharField(max_length=200, verbose_name="title in Dutch")),
                        ("title_en", models.CharField(max_length=200, verbose_name="title in English")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                        (
                            "occasion",
                            models.CharField(
                                blank=True,
                                help_text="Where the exact date is not known: when it was.",
                                max_length=200,
                                verbose_name="occasion",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                                related_name="consents",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("notice", "Read the privacy notice"),
                                    ("challenge_mail", "Agreed to mail about challenges that fit"),
                                ],
                                max_length=20,
                                verbose_name="what",
                            ),
                        ),
                        ("version", models.CharField(max_length=20, verbose_name="version of the text")),
                        ("text_hash", models.CharField(max_length=64, verbose_name="SHA-256 of the text")),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language"
                            ),
                        ),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="given")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                    ],
                    options={
                        "verbose_name": "consent",
                        "verbose_name_plural": "consents",
                        "ordering": ["-given_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("user", "what", "version"),
                                name="consent_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what__in", ["notice", "challenge_mail"])), name="consent_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["nl", "en"])), name="consent_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at", None), ("withdrawn_at__gte", models.F("given_at")), _connector="OR"
                                ),
                                name="consent_withdrawn_after_it_was_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[("account", "Account"), ("company", "Company")],
                                max_length=10,
                                verbose_name="what",
                            ),
                        ),
                        ("number", models.BigIntegerField(verbose_name="number")),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked for it"),
                                    ("unverified", "Never confirmed the e-mail address"),
                                    ("inactive", "Not signed in for long"),
                                ],
                                max_length=12,
                                verbose_name="why",
                            ),
                        ),
                        ("erased_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="erased")),
                        (
                            "rows",
                            models.JSONField(default=dict, help_text="How many went, by kind.", verbose_name="rows"),
                        ),
                    ],
                    options={
                        "verbose_name": "erasure",
                        "verbose_name_plural": "erasures",
                        "ordering": ["-erased_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("what", "number"), name="erasure_once"),
                            models.CheckConstraint(
                                condition=models.Q(("what__in", ["account", "company"])), name="erasure_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why__in", ["asked", "unverified", "inactive"])), name="erasure_why"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="focusarea",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_focusareaevent" ("code", "framework", "id", "label_en", "label_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."code", NEW."framework", NEW."id", NEW."label_en", NEW."label_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                            hash="617348c20210b5c4fefbf8dde3687911325e6380",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d0712",
                            table="portal_focusarea",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="focusarea",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_focusareaevent" ("code", "framework", "id", "label_en", "label_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."code", NEW."framework", NEW."id", NEW."label_en", NEW."label_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                            hash="3bb88899731d9cb23c1336a4274a75b981c9a309",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_82f7f",
                            table="portal_focusarea",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="focusarea",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_focusareaevent" ("code", "framework", "id", "label_en", "label_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."code", OLD."framework", OLD."id", OLD."label_en", OLD."label_nl", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;',
                            hash="4da8dee180a8b9da77035298127e524be0d2e8b1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bd6b5",
                            table="portal_focusarea",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rom",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_romevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."website"); RETURN NULL;',
                            hash="27ce59933a9884c4297cfadae32959abb10cd708",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_195b5",
                            table="portal_rom",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rom",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_romevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."website"); RETURN NULL;',
                            hash="ed322f14fbdb1ba293f4186308035af9000c525e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_24671",
                            table="portal_rom",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rom",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_romevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "website") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."website"); RETURN NULL;',
                            hash="5a3863795a93831c0f47f1b853ec8d9a1501e686",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6ba97",
                            table="portal_rom",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="199e43cfcbebd6e0750d5b79ae7ae3f05383c389",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0e4bb",
                            table="portal_agreementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="focusareaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4fb5b4b69513f5a422db2b6165fc93546acd4550",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_51f34",
                            table="portal_focusareaevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="provinceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1db4bdbd515c728b26f1540e71a0ca05d94dd50b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bbb99",
                            table="portal_provinceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="province",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_provinceevent" ("code", "id", "name_en", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (NEW."code", NEW."id", NEW."name_en", NEW."name_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rom_id"); RETURN NULL;',
                            hash="33ff09a9e2f8310d828ee976ebf50d85581208b8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_920d2",
                            table="portal_province",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="province",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_provinceevent" ("code", "id", "name_en", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (NEW."code", NEW."id", NEW."name_en", NEW."name_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rom_id"); RETURN NULL;',
                            hash="ed8372b736d69fb2595a454549955b9e36d63d12",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8bb2d",
                            table="portal_province",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="province",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_provinceevent" ("code", "id", "name_en", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (OLD."code", OLD."id", OLD."name_en", OLD."name_nl", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rom_id"); RETURN NULL;',
                            hash="062b5bbdeb14537b4eb8613c243c1686fd58c0c3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_734fb",
                            table="portal_province",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_agreementevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "signed_on", "slug", "source", "title_en", "title_nl") VALUES (NEW."id", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."signed_on", NEW."slug", NEW."source", NEW."title_en", NEW."title_nl"); RETURN NULL;',
                            hash="90acb602d792d105223fef84c04a26a0cd3a9931",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_982f9",
                            table="portal_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_agreementevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "signed_on", "slug", "source", "title_en", "title_nl") VALUES (NEW."id", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."signed_on", NEW."slug", NEW."source", NEW."title_en", NEW."title_nl"); RETURN NULL;',
                            hash="c93c9fd347efa405cf23c4e26acf06dcaacc4d81",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e6073",
                            table="portal_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_agreementevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "signed_on", "slug", "source", "title_en", "title_nl") VALUES (OLD."id", OLD."occasion", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."signed_on", OLD."slug", OLD."source", OLD."title_en", OLD."title_nl"); RETURN NULL;',
                            hash="7ebcc005c4386e194a9e27d866ea79f9d8202530",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_040d4",
                            table="portal_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_userevent" ("date_joined", "id", "is_active", "is_staff", "is_superuser", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id", "rom_role") VALUES (NEW."date_joined", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rom_id", NEW."rom_role"); RETURN NULL;',
                            hash="6ca61ce3a39dd279944f39c541b760c2d2276613",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5b90",
                            table="portal_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."rom_id" IS DISTINCT FROM (NEW."rom_id") OR OLD."rom_role" IS DISTINCT FROM (NEW."rom_role"))',
                            func='INSERT INTO "portal_userevent" ("date_joined", "id", "is_active", "is_staff", "is_superuser", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id", "rom_role") VALUES (NEW."date_joined", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rom_id", NEW."rom_role"); RETURN NULL;',
                            hash="86a3ba29ba6c8b162ce9c213bdde74ce258fa001",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1fedc",
                            table="portal_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_userevent" ("date_joined", "id", "is_active", "is_staff", "is_superuser", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id", "rom_role") VALUES (OLD."date_joined", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rom_id", OLD."rom_role"); RETURN NULL;',
                            hash="36ee7fdfe6775fd2d892fbf03e4186333b93b736",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_62b66",
                            table="portal_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="romevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="466a3e8f5ff857ed9041a73254e221adaae26fa3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_51437",
                            table="portal_romevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signatory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_signatoryevent" ("agreement_id", "id", "name", "office_en", "office_nl", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."id", NEW."name", NEW."office_en", NEW."office_nl", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="bdf1f3642799cee36fe4ce470ac5d04482a14de0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f914",
                            table="portal_signatory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signatory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_signatoryevent" ("agreement_id", "id", "name", "office_en", "office_nl", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."id", NEW."name", NEW."office_en", NEW."office_nl", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cf32bfee43565e0a1e2a7fa303ecef42eaa59bb4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_301e6",
                            table="portal_signatory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signatory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_signatoryevent" ("agreement_id", "id", "name", "office_en", "office_nl", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."id", OLD."name", OLD."office_en", OLD."office_nl", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="cad21b5fcfffa96a8b2e126926dbbf4fd92f2803",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f272",
                            table="portal_signatory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signatoryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="222d6c7fac7573f4b82a686275c88ee3bf1eb2a9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bdcb5",
                            table="portal_signatoryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_technologyevent" ("civil_use_en", "civil_use_nl", "id", "label_en", "label_nl", "level", "merged_into_id", "military_use_en", "military_use_nl", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."civil_use_en", NEW."civil_use_nl", NEW."id", NEW."label_en", NEW."label_nl", NEW."level", NEW."merged_into_id", NEW."military_use_en", NEW."military_use_nl", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                            hash="ba026c1a3d8ee0f2bdcbaf6da73c1ef55b541031",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_abadd",
                            table="portal_technology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_technologyevent" ("civil_use_en", "civil_use_nl", "id", "label_en", "label_nl", "level", "merged_into_id", "military_use_en", "military_use_nl", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."civil_use_en", NEW."civil_use_nl", NEW."id", NEW."label_en", NEW."label_nl", NEW."level", NEW."merged_into_id", NEW."military_use_en", NEW."military_use_nl", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                            hash="9241fd76662ddeb52e77208d3070f1c50917544f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_50548",
                            table="portal_technology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_technologyevent" ("civil_use_en", "civil_use_nl", "id", "label_en", "label_nl", "level", "merged_into_id", "military_use_en", "military_use_nl", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."civil_use_en", OLD."civil_use_nl", OLD."id", OLD."label_en", OLD."label_nl", OLD."level", OLD."merged_into_id", OLD."military_use_en", OLD."military_use_nl", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                            hash="4347b14720f62ec76a140d49fcf406b90c611415",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aa584",
                            table="portal_technology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technologyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ff50394b671ddfd9372c19ef8ca7cc4ee82b1e48",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f5cec",
                            table="portal_technologyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technologyterm",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_technologytermevent" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "technology_id", "text") VALUES (NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."technology_id", NEW."text"); RETURN NULL;',
                            hash="01f0d63b458afb05b2a66bc2a56f8c5852b7d48d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e8201",
                            table="portal_technologyterm",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technologyterm",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "portal_technologytermevent" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "technology_id", "text") VALUES (NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."technology_id", NEW."text"); RETURN NULL;',
                            hash="ce34e9f3277ead42abe57991dcede705e1d07aae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6b2e6",
                            table="portal_technologyterm",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technologyterm",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "portal_technologytermevent" ("id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "technology_id", "text") VALUES (OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."technology_id", OLD."text"); RETURN NULL;',
                            hash="3e2d58b90bea13a788a23602fcdac856b08bfbe1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aed02",
                            table="portal_technologyterm",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="technologytermevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f547a357a0934525f141a0409f9b114c1f189d56",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fed83",
                            table="portal_technologytermevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c1c76022d6e0a8a23ec74ad56dc65be5b415e644",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6bdd8",
                            table="portal_userevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS context_of_user ON pghistory_context ((metadata -> 'user'))",
            "DROP INDEX IF EXISTS context_of_user",
        ),
    ]
