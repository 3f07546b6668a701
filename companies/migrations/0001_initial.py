import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import companies.declarations.models
import portal.core.bilingual
import portal.core.migration_operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("portal", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        portal.core.migration_operations.BatchOperation(
            operations=[
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claims",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claims",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("mail", "By mail to the company's domain"),
                                    ("approval", "By the ROM's approval"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("overtaken", "Somebody else confirmed the profile"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                        ("answer", models.TextField(blank=True, max_length=1000, verbose_name="answer")),
                        ("address", models.EmailField(blank=True, max_length=254, verbose_name="mailed to")),
                        (
                            "link",
                            models.CharField(
                                editable=False, max_length=64, null=True, unique=True, verbose_name="link"
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="link works until")),
                    ],
                    options={
                        "verbose_name": "claim",
                        "verbose_name_plural": "claims",
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["company", "created_at"],
                                name="claim_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("user", "company", "way"),
                                name="claim_open_once",
                                violation_error_message="You have asked this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="claim_decided_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("expires_at", None),
                                        ("link", None),
                                        ("way", "approval"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("expires_at__isnull", False),
                                        ("way", "mail"),
                                        models.Q(("address", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="claim_has_its_proof",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("link", None), _connector="OR"),
                                name="claim_link_works_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimEvent",
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
                                to="companies.claim",
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
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
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
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
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
                            "way",
                            models.CharField(
                                choices=[
                                    ("mail", "By mail to the company's domain"),
                                    ("approval", "By the ROM's approval"),
                                ],
                                max_length=10,
                                verbose_name="way",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("overtaken", "Somebody else confirmed the profile"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="link works until")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Company",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience_maturity",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Maturity (TRL)",
                            ),
                        ),
                        (
                            "audience_use",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Civil and military use",
                            ),
                        ),
                        (
                            "audience_references",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Earlier projects",
                            ),
                        ),
                        (
                            "audience_team",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Team size and founding year",
                            ),
                        ),
                        (
                            "audience_contact",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="own_rom",
                                max_length=10,
                                verbose_name="Contact",
                            ),
                        ),
                        (
                            "audience_confidential",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="own_rom",
                                max_length=10,
                                verbose_name="Confidential text",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "kvk_number",
                            models.CharField(
                                blank=True,
                                error_messages={"unique": "A profile with this KvK number already exists."},
                                help_text="Eight digits, from the Dutch trade register.",
                                max_length=8,
                                null=True,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[0-9]{8}\\Z", "A KvK number has eight digits."
                                    )
                                ],
                                verbose_name="KvK number",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("startup", "Start-up"),
                                    ("scaleup", "Scale-up"),
                                    ("sme", "SME"),
                                    ("knowledge_institution", "Knowledge institution"),
                                ],
                                default="startup",
                                max_length=25,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="town")),
                        (
                            "province",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="companies",
                                to="portal.province",
                                verbose_name="province",
                            ),
                        ),
                        ("website", models.URLField(blank=True, verbose_name="website")),
                        ("text_nl", models.TextField(blank=True, max_length=100000, verbose_name="profile in Dutch")),
                        ("text_en", models.TextField(blank=True, max_length=100000, verbose_name="profile in English")),
                        (
                            "civil_use_nl",
                            models.TextField(blank=True, max_length=2000, verbose_name="civil use case, in Dutch"),
                        ),
                        (
                            "civil_use_en",
                            models.TextField(blank=True, max_length=2000, verbose_name="civil use case, in English"),
                        ),
                        (
                            "military_use_nl",
                            models.TextField(blank=True, max_length=2000, verbose_name="military use case, in Dutch"),
                        ),
                        (
                            "military_use_en",
                            models.TextField(blank=True, max_length=2000, verbose_name="military use case, in English"),
                        ),
                        (
                            "trl",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Technology readiness level, from 1 (idea) to 9 (in use).",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(9),
                                ],
                                verbose_name="TRL",
                            ),
                        ),
                        ("team_size", models.PositiveIntegerField(blank=True, null=True, verbose_name="team size")),
                        (
                            "founded_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year founded"),
                        ),
                        (
                            "reference_years",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="years of reference projects",
                            ),
                        ),
                        (
                            "reference_count",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="For an imported profile with more projects than years.",
                                null=True,
                                verbose_name="number of reference projects",
                            ),
                        ),
                        (
                            "established",
                            models.BooleanField(
                                blank=True,
                                help_text="Information from a public source. The company’s own declaration replaces it as soon as the company "
                                "manages its profile.",
                                null=True,
                                verbose_name="established in the EU or a NATO country",
                            ),
                        ),
                        ("vetted_on", models.DateField(blank=True, null=True, verbose_name="vetted on")),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                help_text="When a member of the company or the person managing the profile last saved or confirmed it.",
                                verbose_name="confirmed",
                            ),
                        ),
                        (
                            "stale_since",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="The profile has not been confirmed for nine months, so it loses points.",
                                null=True,
                                verbose_name="out of date since",
                            ),
                        ),
                        (
                            "asked_months",
                            models.PositiveSmallIntegerField(
                                db_default=0,
                                default=0,
                                editable=False,
                                help_text="Age of the profile when we last asked if it is correct; 0: not asked since the last confirmation.",
                                verbose_name="age at the last request to confirm, in months",
                            ),
                        ),
                        (
                            "claimed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="claimed at"),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="For a profile created by a ROM.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
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
                                                "name", config="dutch", weight="A"
                                            ),
                                            "||",
                                            django.contrib.postgres.search.SearchVector(
                                                "city", config="dutch", weight="B"
                                            ),
                                            django.contrib.postgres.search.SearchConfig("dutch"),
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "text_nl", config="dutch", weight="C"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("dutch"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "text_en", config="english", weight="C"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("dutch"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "technologies",
                            models.ManyToManyField(
                                related_name="companies", through="companies.CompanyTechnology", to="portal.technology"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "company",
                        "verbose_name_plural": "companies",
                        "ordering": ["name", "id"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="company_search"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name"], name="company_name_trigram", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(fields=["state", "name"], name="company_state_name"),
                            models.Index(fields=["confirmed_at"], name="company_confirmed"),
                            models.Index(
                                django.db.models.functions.text.Lower("name"), models.F("id"), name="company_by_name"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["city"], name="company_city_trigram", opclasses=["gin_trgm_ops"]
                            ),
                            models.Index(
                                condition=models.Q(("claimed_at", None), ("state", "draft"), _connector="OR"),
                                fields=["province"],
                                name="company_kept_by_staff",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kvk_number__regex", "^[0-9]{8}$")),
                                name="company_kvk_number_eight_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("trl__range", (1, 9))), name="company_trl_1_to_9"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stale_since", None),
                                    ("stale_since__gt", models.F("confirmed_at")),
                                    _connector="OR",
                                ),
                                name="company_stale_after_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience_maturity__in", ["everyone", "staff", "own_rom"])),
                                name="company_audience_of_maturity",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience_use__in", ["everyone", "staff", "own_rom"])),
                                name="company_audience_of_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience_references__in", ["everyone", "staff", "own_rom"])),
                                name="company_audience_of_references",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience_team__in", ["everyone", "staff", "own_rom"])),
                                name="company_audience_of_team",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience_contact__in", ["everyone", "staff", "own_rom"])),
                                name="company_audience_of_contact",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience_confidential__in", ["staff", "own_rom"])),
                                name="company_audience_of_confidential",
                                violation_error_message="Confidential text is never for everyone.",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="CompanyConfidentialEvent",
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
                                to="companies.companyconfidential",
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
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CompanyContactEvent",
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
                                to="companies.companycontact",
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
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CompanyEvent",
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
                                to="companies.company",
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
                            "audience_maturity",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Maturity (TRL)",
                            ),
                        ),
                        (
                            "audience_use",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Civil and military use",
                            ),
                        ),
                        (
                            "audience_references",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Earlier projects",
                            ),
                        ),
                        (
                            "audience_team",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="Team size and founding year",
                            ),
                        ),
                        (
                            "audience_contact",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="own_rom",
                                max_length=10,
                                verbose_name="Contact",
                            ),
                        ),
                        (
                            "audience_confidential",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff of all ROMs and Defence"),
                                    ("own_rom", "Only the ROM of our region"),
                                ],
                                default="own_rom",
                                max_length=10,
                                verbose_name="Confidential text",
                            ),
                        ),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "kvk_number",
                            models.CharField(
                                blank=True,
                                error_messages={"unique": "A profile with this KvK number already exists."},
                                help_text="Eight digits, from the Dutch trade register.",
                                max_length=8,
                                null=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[0-9]{8}\\Z", "A KvK number has eight digits."
                                    )
                                ],
                                verbose_name="KvK number",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("startup", "Start-up"),
                                    ("scaleup", "Scale-up"),
                                    ("sme", "SME"),
                                    ("knowledge_institution", "Knowledge institution"),
                                ],
                                default="startup",
                                max_length=25,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")],
                                default="draft",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="town")),
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
                        ("website", models.URLField(blank=True, verbose_name="website")),
                        ("text_nl", models.TextField(blank=True, max_length=100000, verbose_name="profile in Dutch")),
                        ("text_en", models.TextField(blank=True, max_length=100000, verbose_name="profile in English")),
                        (
                            "civil_use_nl",
                            models.TextField(blank=True, max_length=2000, verbose_name="civil use case, in Dutch"),
                        ),
                        (
                            "civil_use_en",
                            models.TextField(blank=True, max_length=2000, verbose_name="civil use case, in English"),
                        ),
                        (
                            "military_use_nl",
                            models.TextField(blank=True, max_length=2000, verbose_name="military use case, in Dutch"),
                        ),
                        (
                            "military_use_en",
                            models.TextField(blank=True, max_length=2000, verbose_name="military use case, in English"),
                        ),
                        (
                            "trl",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Technology readiness level, from 1 (idea) to 9 (in use).",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(9),
                                ],
                                verbose_name="TRL",
                            ),
                        ),
                        ("team_size", models.PositiveIntegerField(blank=True, null=True, verbose_name="team size")),
                        (
                            "founded_year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year founded"),
                        ),
                        (
                            "reference_years",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="years of reference projects",
                            ),
                        ),
                        (
                            "reference_count",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="For an imported profile with more projects than years.",
                                null=True,
                                verbose_name="number of reference projects",
                            ),
                        ),
                        (
                            "established",
                            models.BooleanField(
                                blank=True,
                                help_text="Information from a public source. The company’s own declaration replaces it as soon as the company "
                                "manages its profile.",
                                null=True,
                                verbose_name="established in the EU or a NATO country",
                            ),
                        ),
                        ("vetted_on", models.DateField(blank=True, null=True, verbose_name="vetted on")),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                help_text="When a member of the company or the person managing the profile last saved or confirmed it.",
                                verbose_name="confirmed",
                            ),
                        ),
                        (
                            "stale_since",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="The profile has not been confirmed for nine months, so it loses points.",
                                null=True,
                                verbose_name="out of date since",
                            ),
                        ),
                        (
                            "claimed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="claimed at"),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="For a profile created by a ROM.",
                                max_length=300,
                                verbose_name="source",
                            ),
                        ),
                        ("is_example", models.BooleanField(default=False, verbose_name="example")),
                        (
                            "external_id",
                            models.CharField(
                                blank=True, max_length=100, null=True, verbose_name="id in the imported file"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CompanyTechnology",
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
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="technology_links",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "technology",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="company_links",
                                to="portal.technology",
                                verbose_name="technology",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "company technology",
                        "verbose_name_plural": "company technologies",
                        "ordering": ["company", "technology"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("company", "technology"),
                                name="company_technology_once",
                                violation_error_message="This technology is already in the list.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompanyTechnologyEvent",
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
                                to="companies.companytechnology",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="declarations",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ownership", "Ownership and control"),
                                    ("established", "Place of business"),
                                    ("export_control", "Export control"),
                                    ("screening", "Security screening"),
                                ],
                                max_length=20,
                                verbose_name="about",
                            ),
                        ),
                        ("answer", models.BooleanField(verbose_name="answer")),
                        ("version", models.CharField(max_length=20, verbose_name="version of the wording")),
                        ("statement_nl", models.TextField(verbose_name="statement in Dutch")),
                        ("statement_en", models.TextField(verbose_name="statement in English")),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="signed in"
                            ),
                        ),
                        (
                            "signed_name",
                            models.CharField(
                                help_text="As the signer typed it.", max_length=150, verbose_name="signed as"
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed by",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(verbose_name="signed at")),
                        (
                            "expires_on",
                            models.GeneratedField(
                                db_persist=True,
                                expression=companies.declarations.models.YearLater(models.F("signed_at")),
                                output_field=models.DateField(),
                                verbose_name="last day",
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded at")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("superseded", "Signed again"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Run out"),
                                ],
                                max_length=10,
                                verbose_name="how it ended",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "declaration",
                        "verbose_name_plural": "declarations",
                        "ordering": ["company", "kind", "-signed_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["expires_on"],
                                name="declaration_runs_out",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("company", "kind"),
                                name="declaration_one_in_force",
                                violation_error_message="Somebody just signed this statement. Look again.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end", ""), ("ended_at", None)),
                                    models.Q(
                                        ("end__in", ["superseded", "withdrawn", "lapsed"]), ("ended_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="declaration_says_how_it_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ended_at__gte", models.F("signed_at"))),
                                name="declaration_ends_after_signing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reminded_at__gte", models.F("signed_at"))),
                                name="declaration_reminds_after_signing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["ownership", "established", "export_control", "screening"])
                                ),
                                name="declaration_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ("nl", "en"))), name="declaration_language"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statement_nl", ""), _negated=True),
                                    models.Q(("statement_en", ""), _negated=True),
                                    models.Q(("version", ""), _negated=True),
                                    models.Q(("signed_name", ""), _negated=True),
                                ),
                                name="declaration_says_what_and_who",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="DeclarationEvent",
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
                                to="companies.declaration",
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
                                choices=[
                                    ("ownership", "Ownership and control"),
                                    ("established", "Place of business"),
                                    ("export_control", "Export control"),
                                    ("screening", "Security screening"),
                                ],
                                max_length=20,
                                verbose_name="about",
                            ),
                        ),
                        ("answer", models.BooleanField(verbose_name="answer")),
                        ("version", models.CharField(max_length=20, verbose_name="version of the wording")),
                        ("statement_nl", models.TextField(verbose_name="statement in Dutch")),
                        ("statement_en", models.TextField(verbose_name="statement in English")),
                        (
                            "language",
                            models.CharField(
                                choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="signed in"
                            ),
                        ),
                        (
                            "signed_name",
                            models.CharField(
                                help_text="As the signer typed it.", max_length=150, verbose_name="signed as"
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed by",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(verbose_name="signed at")),
                        ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="reminded at")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("superseded", "Signed again"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Run out"),
                                ],
                                max_length=10,
                                verbose_name="how it ended",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FreshnessCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="freshness_calls",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "called_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="called by",
                            ),
                        ),
                        ("called_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="called")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("still_true", "Still true, they said"),
                                    ("will_change", "They will change it"),
                                    ("not_reached", "Not reached"),
                                    ("stopped", "The company has stopped"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                    ],
                    options={
                        "verbose_name": "call about a profile",
                        "verbose_name_plural": "calls about profiles",
                        "ordering": ["-called_at", "-pk"],
                        "indexes": [models.Index(fields=["company", "-called_at"], name="freshness_call_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["still_true", "will_change", "not_reached", "stopped", "other"])
                                ),
                                name="freshness_call_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "other"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="freshness_call_other_with_note",
                                violation_error_message="Enter the result.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FreshnessCallEvent",
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
                                to="companies.freshnesscall",
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
                            "called_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="called by",
                            ),
                        ),
                        ("called_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="called")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("still_true", "Still true, they said"),
                                    ("will_change", "They will change it"),
                                    ("not_reached", "Not reached"),
                                    ("stopped", "The company has stopped"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                                verbose_name="outcome",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundingRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="funding_rounds",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "amount_eur",
                            models.DecimalField(decimal_places=2, max_digits=13, verbose_name="amount in EUR"),
                        ),
                        ("announced_on", models.DateField(verbose_name="announced on")),
                        ("note_nl", models.CharField(blank=True, max_length=300, verbose_name="note in Dutch")),
                        ("note_en", models.CharField(blank=True, max_length=300, verbose_name="note in English")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                        (
                            "investors",
                            models.ManyToManyField(
                                related_name="funding_rounds", through="companies.Investment", to="portal.rom"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "funding round",
                        "verbose_name_plural": "funding rounds",
                        "ordering": ["company", "-announced_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_eur__gt", 0)), name="funding_round_amount_above_zero"
                            ),
                            models.UniqueConstraint(
                                fields=("company", "announced_on", "amount_eur"),
                                name="funding_round_once",
                                violation_error_message="This round is listed already.",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="FundingRoundEvent",
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
                                to="companies.fundinground",
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
                            "amount_eur",
                            models.DecimalField(decimal_places=2, max_digits=13, verbose_name="amount in EUR"),
                        ),
                        ("announced_on", models.DateField(verbose_name="announced on")),
                        ("note_nl", models.CharField(blank=True, max_length=300, verbose_name="note in Dutch")),
                        ("note_en", models.CharField(blank=True, max_length=300, verbose_name="note in English")),
                        ("source", models.CharField(max_length=300, verbose_name="source")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Investment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "funding_round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="investments",
                                to="companies.fundinground",
                                verbose_name="funding round",
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investments",
                                to="portal.rom",
                                verbose_name="ROM",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "investment",
                        "verbose_name_plural": "investments",
                        "constraints": [
                            models.UniqueConstraint(fields=("funding_round", "rom"), name="investment_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvestmentEvent",
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
                                to="companies.investment",
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
                            "funding_round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="companies.fundinground",
                                verbose_name="funding round",
                            ),
                        ),
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
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
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
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        (
                            "role",
                            models.CharField(
                                choices=[("owner", "Owner"), ("member", "Member")],
                                default="member",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("revoked", "Revoked"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
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
                            "link",
                            models.CharField(
                                editable=False, max_length=64, null=True, unique=True, verbose_name="link"
                            ),
                        ),
                        ("mailed_at", models.DateTimeField(verbose_name="mailed at")),
                        ("expires_at", models.DateTimeField(verbose_name="link works until")),
                    ],
                    options={
                        "verbose_name": "invitation",
                        "verbose_name_plural": "invitations",
                        "ordering": ["-created_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("company"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("state", "open")),
                                name="invitation_open_once",
                                violation_error_message="This address is invited already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="invitation_decided_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("link", None), _connector="OR"),
                                name="invitation_link_works_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("mailed_at"))),
                                name="invitation_expires_after_mailing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationEvent",
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
                                to="companies.invitation",
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
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
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
                            "role",
                            models.CharField(
                                choices=[("owner", "Owner"), ("member", "Member")],
                                default="member",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("revoked", "Revoked"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
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
                        ("mailed_at", models.DateTimeField(verbose_name="mailed at")),
                        ("expires_at", models.DateTimeField(verbose_name="link works until")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="JoinRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="join_requests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="join_requests",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("message", models.TextField(blank=True, max_length=1000, verbose_name="message")),
                        ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="owners reminded at")),
                    ],
                    options={
                        "verbose_name": "request to join",
                        "verbose_name_plural": "requests to join",
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["company", "created_at"],
                                name="join_request_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("user", "company"),
                                name="join_request_open_once",
                                violation_error_message="You have asked this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="join_request_decided_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JoinRequestEvent",
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
                                to="companies.joinrequest",
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
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked at")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
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
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
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
                                    ("open", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="owners reminded at")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LogoEvent",
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
                                to="companies.logo",
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
                            "company",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("content_type", models.CharField(default="image/webp", max_length=20)),
                        ("width", models.PositiveSmallIntegerField(verbose_name="width")),
                        ("height", models.PositiveSmallIntegerField(verbose_name="height")),
                        ("sha256", models.CharField(max_length=64)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("owner", "Owner"), ("member", "Member")],
                                default="member",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                    ],
                    options={
                        "verbose_name": "membership",
                        "verbose_name_plural": "memberships",
                        "ordering": ["company", "user"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "company"),
                                name="membership_once",
                                violation_error_message="This person is a member already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
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
                                to="companies.membership",
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
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
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
                            "role",
                            models.CharField(
                                choices=[("owner", "Owner"), ("member", "Member")],
                                default="member",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
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
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[("contact", "Contact"), ("confidential", "Confidential text")],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reader",
                            ),
                        ),
                        (
                            "rom",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="portal.rom",
                                verbose_name="ROM at that time",
                            ),
                        ),
                        ("read_at", models.DateTimeField(auto_now_add=True, verbose_name="read at")),
                    ],
                    options={
                        "verbose_name": "reading",
                        "verbose_name_plural": "readings",
                        "ordering": ["-read_at", "-id"],
                        "indexes": [models.Index(fields=["company", "-read_at"], name="reading_of_company")],
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reference_cases",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("customer", models.CharField(blank=True, max_length=200, verbose_name="customer")),
                        (
                            "for_government",
                            models.BooleanField(default=False, verbose_name="for a government or defence organisation"),
                        ),
                        ("text_nl", models.TextField(blank=True, max_length=2000, verbose_name="text in Dutch")),
                        ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="text in English")),
                    ],
                    options={
                        "verbose_name": "reference project",
                        "verbose_name_plural": "reference projects",
                        "ordering": ["company", "-year", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("year__range", (1950, 2100))),
                                name="reference_case_year",
                                violation_error_message="Enter the year 1950 or later.",
                            ),
                            models.UniqueConstraint(
                                fields=("company", "title", "year"),
                                name="reference_case_once",
                                violation_error_message="This project is already in the list.",
                            ),
                        ],
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="ReferenceCaseEvent",
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
                                to="companies.referencecase",
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
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("customer", models.CharField(blank=True, max_length=200, verbose_name="customer")),
                        (
                            "for_government",
                            models.BooleanField(default=False, verbose_name="for a government or defence organisation"),
                        ),
                        ("text_nl", models.TextField(blank=True, max_length=2000, verbose_name="text in Dutch")),
                        ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="text in English")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Vetting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="vettings",
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("rom", "Vetted by the ROM of its region"),
                                    ("defence", "Vetted by Defence"),
                                    ("security", "Authorised by Defence for classified work (ABDO)"),
                                ],
                                max_length=10,
                                verbose_name="scope",
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
                                verbose_name="ROM that vetted",
                            ),
                        ),
                        ("vetted_on", models.DateField(verbose_name="vetted on")),
                        ("expires_on", models.DateField(verbose_name="last day")),
                        ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                        (
                            "vetted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vetted by",
                            ),
                        ),
                        (
                            "noted_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="noted at",
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, max_length=1000, verbose_name="why it was withdrawn"),
                        ),
                    ],
                    options={
                        "verbose_name": "vetting",
                        "verbose_name_plural": "vettings",
                        "ordering": ["company", "-vetted_on", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("withdrawn_on", None)),
                                fields=["expires_on"],
                                name="vetting_runs_out",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("scope__in", ["rom", "defence", "security"])),
                                name="vetting_scope_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rom__isnull", False), ("scope", "rom")),
                                    models.Q(models.Q(("scope", "rom"), _negated=True), ("rom", None)),
                                    _connector="OR",
                                ),
                                name="vetting_by_a_rom_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gt", models.F("vetted_on"))),
                                name="vetting_ends_after_it_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="vetting_has_a_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_by", None), ("withdrawn_on", None), ("withdrawn_reason", "")),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="vetting_withdrawn_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("withdrawn_on__gte", models.F("vetted_on"))),
                                name="vetting_withdrawn_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VettingEvent",
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
                                to="companies.vetting",
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
                            "scope",
                            models.CharField(
                                choices=[
                                    ("rom", "Vetted by the ROM of its region"),
                                    ("defence", "Vetted by Defence"),
                                    ("security", "Authorised by Defence for classified work (ABDO)"),
                                ],
                                max_length=10,
                                verbose_name="scope",
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
                                verbose_name="ROM that vetted",
                            ),
                        ),
                        ("vetted_on", models.DateField(verbose_name="vetted on")),
                        ("expires_on", models.DateField(verbose_name="last day")),
                        ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                        (
                            "vetted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vetted by",
                            ),
                        ),
                        (
                            "noted_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="noted at",
                            ),
                        ),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, max_length=1000, verbose_name="why it was withdrawn"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CompanyConfidential",
                    fields=[
                        (
                            "company",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="confidential",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        (
                            "text_nl",
                            models.TextField(blank=True, max_length=20000, verbose_name="confidential text in Dutch"),
                        ),
                        (
                            "text_en",
                            models.TextField(blank=True, max_length=20000, verbose_name="confidential text in English"),
                        ),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "verbose_name": "confidential text of a company",
                        "verbose_name_plural": "confidential texts of companies",
                    },
                    bases=(portal.core.bilingual.Bilingual, models.Model),
                ),
                migrations.CreateModel(
                    name="CompanyContact",
                    fields=[
                        (
                            "company",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="contact",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
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
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "verbose_name": "contact of a company",
                        "verbose_name_plural": "contacts of companies",
                    },
                ),
                migrations.CreateModel(
                    name="CompanyRevision",
                    fields=[
                        ("version", models.PositiveBigIntegerField(default=1, verbose_name="version")),
                        (
                            "owner",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="revision",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "company revision",
                        "verbose_name_plural": "company revisions",
                    },
                ),
                migrations.CreateModel(
                    name="Logo",
                    fields=[
                        (
                            "company",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="logo",
                                serialize=False,
                                to="companies.company",
                                verbose_name="company",
                            ),
                        ),
                        ("content", models.BinaryField()),
                        ("content_type", models.CharField(default="image/webp", max_length=20)),
                        ("width", models.PositiveSmallIntegerField(verbose_name="width")),
                        ("height", models.PositiveSmallIntegerField(verbose_name="height")),
                        ("sha256", models.CharField(max_length=64)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                    ],
                    options={
                        "verbose_name": "logo",
                        "verbose_name_plural": "logos",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("content_type", "image/webp")), name="logo_is_webp"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("height__range", (1, 512)), ("width__range", (1, 512))),
                                name="logo_is_small",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="logo_sha256"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companyconfidential",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companyconfidentialevent" ("changed_at", "company_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."changed_at", NEW."company_id", _pgh_attach_context(), NOW(), \'insert\', NEW."company_id"); RETURN NULL;',
                            hash="e03a7482ba14a9008c614c0136a74b7320c120ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0fe56",
                            table="companies_companyconfidential",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companyconfidential",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id"))',
                            func='INSERT INTO "companies_companyconfidentialevent" ("changed_at", "company_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."changed_at", NEW."company_id", _pgh_attach_context(), NOW(), \'update\', NEW."company_id"); RETURN NULL;',
                            hash="bb49ea061da77a167af488a8cff9721ff1cc37c4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed6b8",
                            table="companies_companyconfidential",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companyconfidential",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companyconfidentialevent" ("changed_at", "company_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."changed_at", OLD."company_id", _pgh_attach_context(), NOW(), \'delete\', OLD."company_id"); RETURN NULL;',
                            hash="742e090a4919442752fc53f2c127488132cb81f8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b7b8",
                            table="companies_companyconfidential",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companycontactevent" ("changed_at", "company_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."changed_at", NEW."company_id", _pgh_attach_context(), NOW(), \'insert\', NEW."company_id"); RETURN NULL;',
                            hash="c105b5171004e0968b358f69af88eb17f75daaa3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fb914",
                            table="companies_companycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id"))',
                            func='INSERT INTO "companies_companycontactevent" ("changed_at", "company_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."changed_at", NEW."company_id", _pgh_attach_context(), NOW(), \'update\', NEW."company_id"); RETURN NULL;',
                            hash="12b30ba14c62496164e30034cd4f4015b8a8c7c7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5a377",
                            table="companies_companycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companycontactevent" ("changed_at", "company_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."changed_at", OLD."company_id", _pgh_attach_context(), NOW(), \'delete\', OLD."company_id"); RETURN NULL;',
                            hash="8074f50111c914aab465ce9a900fce5e9128e875",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d33d2",
                            table="companies_companycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logo",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_logoevent" ("changed_at", "company_id", "content_type", "height", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "width") VALUES (NEW."changed_at", NEW."company_id", NEW."content_type", NEW."height", _pgh_attach_context(), NOW(), \'insert\', NEW."company_id", NEW."sha256", NEW."width"); RETURN NULL;',
                            hash="b01cac0a541f2d1ae09812f2d80e2527bc80bf98",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_be6e2",
                            table="companies_logo",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logo",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."height" IS DISTINCT FROM (NEW."height") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."width" IS DISTINCT FROM (NEW."width"))',
                            func='INSERT INTO "companies_logoevent" ("changed_at", "company_id", "content_type", "height", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "width") VALUES (NEW."changed_at", NEW."company_id", NEW."content_type", NEW."height", _pgh_attach_context(), NOW(), \'update\', NEW."company_id", NEW."sha256", NEW."width"); RETURN NULL;',
                            hash="39540e3733d911539dc1e51aa9d7819494ffeb0c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a461c",
                            table="companies_logo",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logo",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_logoevent" ("changed_at", "company_id", "content_type", "height", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "width") VALUES (OLD."changed_at", OLD."company_id", OLD."content_type", OLD."height", _pgh_attach_context(), NOW(), \'delete\', OLD."company_id", OLD."sha256", OLD."width"); RETURN NULL;',
                            hash="d76aeb32c0cf0aeb049e7313546723f702e12d8a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6472",
                            table="companies_logo",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="34d673c96827fd8349c09c663b69577131aa3d23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d80fd",
                            table="companies_claimevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_claimevent" ("company_id", "created_at", "decided_at", "decided_by_id", "expires_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "user_id", "way") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."expires_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."user_id", NEW."way"); RETURN NULL;',
                            hash="53655c39799ded52b5b15e95b1b24910527462b4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f82a9",
                            table="companies_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                            func='INSERT INTO "companies_claimevent" ("company_id", "created_at", "decided_at", "decided_by_id", "expires_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "user_id", "way") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."expires_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."user_id", NEW."way"); RETURN NULL;',
                            hash="c92baf563032a75bbd9af050ac1c81c8e9d8f724",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1551a",
                            table="companies_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_claimevent" ("company_id", "created_at", "decided_at", "decided_by_id", "expires_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "user_id", "way") VALUES (OLD."company_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."expires_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."user_id", OLD."way"); RETURN NULL;',
                            hash="97c9608c98d651397e505699fa310200e0090a05",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ee19",
                            table="companies_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="05d3413d3fcf997ec12064383c808dae23fcee04",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0943d",
                            table="companies_companyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO companies_companyrevision (owner_id, version) SELECT DISTINCT company_id, 1 FROM new_rows\nON CONFLICT (owner_id) DO UPDATE SET version = companies_companyrevision.version + 1;\nRETURN NULL;\n",
                            hash="12d62e46253825be453eeef1b645d05caf55b57c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_ad866",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="companies_companytechnology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO companies_companyrevision (owner_id, version) SELECT DISTINCT n.company_id, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.company_id IS DISTINCT FROM o.company_id OR n.technology_id IS DISTINCT FROM o.technology_id OR n.known_as IS DISTINCT FROM o.known_as\nON CONFLICT (owner_id) DO UPDATE SET version = companies_companyrevision.version + 1;\nRETURN NULL;\n",
                            hash="1831a26504d5c50c64ac453ae12baf5e23d96e2b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_4612d",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="companies_companytechnology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nUPDATE companies_companyrevision SET version = version + 1 WHERE owner_id IN (SELECT company_id FROM old_rows);\nRETURN NULL;\n",
                            hash="bb6a7a9c2c189ddc0e4d0fc354c57618c1f777ca",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_delete_1dcf0",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="companies_companytechnology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companytechnologyevent" ("company_id", "id", "known_as", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "sentence", "technology_id") VALUES (NEW."company_id", NEW."id", NEW."known_as", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phrase", NEW."sentence", NEW."technology_id"); RETURN NULL;',
                            hash="a94557162c3e989d20b77b60afc9e0d97592d57c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e686c",
                            table="companies_companytechnology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_companytechnologyevent" ("company_id", "id", "known_as", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "sentence", "technology_id") VALUES (NEW."company_id", NEW."id", NEW."known_as", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phrase", NEW."sentence", NEW."technology_id"); RETURN NULL;',
                            hash="14dd0ea9323e418c4d9504a865f82c2e4e5f913e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a05e6",
                            table="companies_companytechnology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnology",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companytechnologyevent" ("company_id", "id", "known_as", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "sentence", "technology_id") VALUES (OLD."company_id", OLD."id", OLD."known_as", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phrase", OLD."sentence", OLD."technology_id"); RETURN NULL;',
                            hash="ea5d5bfbd76b891b227d5c1266247fc0bbde0c51",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3c9e1",
                            table="companies_companytechnology",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="company",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO companies_companyrevision (owner_id, version) SELECT DISTINCT id, 1 FROM new_rows\nON CONFLICT (owner_id) DO UPDATE SET version = companies_companyrevision.version + 1;\nRETURN NULL;\n",
                            hash="87f542316d0eeed661e1edd60aa916250c3b6430",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_7bbce",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="companies_company",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="company",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO companies_companyrevision (owner_id, version) SELECT DISTINCT n.id, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.name IS DISTINCT FROM o.name OR n.state IS DISTINCT FROM o.state OR n.kind IS DISTINCT FROM o.kind OR n.province_id IS DISTINCT FROM o.province_id OR n.text_nl IS DISTINCT FROM o.text_nl OR n.text_en IS DISTINCT FROM o.text_en OR n.civil_use_nl IS DISTINCT FROM o.civil_use_nl OR n.civil_use_en IS DISTINCT FROM o.civil_use_en OR n.military_use_nl IS DISTINCT FROM o.military_use_nl OR n.military_use_en IS DISTINCT FROM o.military_use_en OR n.trl IS DISTINCT FROM o.trl OR n.audience_maturity IS DISTINCT FROM o.audience_maturity OR n.audience_use IS DISTINCT FROM o.audience_use OR n.established IS DISTINCT FROM o.established OR n.claimed_at IS DISTINCT FROM o.claimed_at OR n.vetted_on IS DISTINCT FROM o.vetted_on OR n.reference_years IS DISTINCT FROM o.reference_years OR n.reference_count IS DISTINCT FROM o.reference_count OR n.audience_references IS DISTINCT FROM o.audience_references OR n.stale_since IS DISTINCT FROM o.stale_since\nON CONFLICT (owner_id) DO UPDATE SET version = companies_companyrevision.version + 1;\nRETURN NULL;\n",
                            hash="747c6a1ab1e4bd4e9e6b8e40ef883484f8f9d981",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_18f76",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="companies_company",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="company",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companyevent" ("audience_confidential", "audience_contact", "audience_maturity", "audience_references", "audience_team", "audience_use", "city", "civil_use_en", "civil_use_nl", "claimed_at", "confirmed_at", "created_at", "established", "external_id", "founded_year", "id", "is_example", "kind", "kvk_number", "military_use_en", "military_use_nl", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reference_count", "reference_years", "slug", "source", "stale_since", "state", "team_size", "text_en", "text_nl", "trl", "vetted_on", "website") VALUES (NEW."audience_confidential", NEW."audience_contact", NEW."audience_maturity", NEW."audience_references", NEW."audience_team", NEW."audience_use", NEW."city", NEW."civil_use_en", NEW."civil_use_nl", NEW."claimed_at", NEW."confirmed_at", NEW."created_at", NEW."established", NEW."external_id", NEW."founded_year", NEW."id", NEW."is_example", NEW."kind", NEW."kvk_number", NEW."military_use_en", NEW."military_use_nl", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."reference_count", NEW."reference_years", NEW."slug", NEW."source", NEW."stale_since", NEW."state", NEW."team_size", NEW."text_en", NEW."text_nl", NEW."trl", NEW."vetted_on", NEW."website"); RETURN NULL;',
                            hash="045f1ceb8c640898a5406083aebad1428a8608e8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a4101",
                            table="companies_company",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="company",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."audience_confidential" IS DISTINCT FROM (NEW."audience_confidential") OR OLD."audience_contact" IS DISTINCT FROM (NEW."audience_contact") OR OLD."audience_maturity" IS DISTINCT FROM (NEW."audience_maturity") OR OLD."audience_references" IS DISTINCT FROM (NEW."audience_references") OR OLD."audience_team" IS DISTINCT FROM (NEW."audience_team") OR OLD."audience_use" IS DISTINCT FROM (NEW."audience_use") OR OLD."city" IS DISTINCT FROM (NEW."city") OR OLD."civil_use_en" IS DISTINCT FROM (NEW."civil_use_en") OR OLD."civil_use_nl" IS DISTINCT FROM (NEW."civil_use_nl") OR OLD."claimed_at" IS DISTINCT FROM (NEW."claimed_at") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."established" IS DISTINCT FROM (NEW."established") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."founded_year" IS DISTINCT FROM (NEW."founded_year") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_example" IS DISTINCT FROM (NEW."is_example") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kvk_number" IS DISTINCT FROM (NEW."kvk_number") OR OLD."military_use_en" IS DISTINCT FROM (NEW."military_use_en") OR OLD."military_use_nl" IS DISTINCT FROM (NEW."military_use_nl") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."reference_count" IS DISTINCT FROM (NEW."reference_count") OR OLD."reference_years" IS DISTINCT FROM (NEW."reference_years") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."stale_since" IS DISTINCT FROM (NEW."stale_since") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_size" IS DISTINCT FROM (NEW."team_size") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_nl" IS DISTINCT FROM (NEW."text_nl") OR OLD."trl" IS DISTINCT FROM (NEW."trl") OR OLD."vetted_on" IS DISTINCT FROM (NEW."vetted_on") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "companies_companyevent" ("audience_confidential", "audience_contact", "audience_maturity", "audience_references", "audience_team", "audience_use", "city", "civil_use_en", "civil_use_nl", "claimed_at", "confirmed_at", "created_at", "established", "external_id", "founded_year", "id", "is_example", "kind", "kvk_number", "military_use_en", "military_use_nl", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reference_count", "reference_years", "slug", "source", "stale_since", "state", "team_size", "text_en", "text_nl", "trl", "vetted_on", "website") VALUES (NEW."audience_confidential", NEW."audience_contact", NEW."audience_maturity", NEW."audience_references", NEW."audience_team", NEW."audience_use", NEW."city", NEW."civil_use_en", NEW."civil_use_nl", NEW."claimed_at", NEW."confirmed_at", NEW."created_at", NEW."established", NEW."external_id", NEW."founded_year", NEW."id", NEW."is_example", NEW."kind", NEW."kvk_number", NEW."military_use_en", NEW."military_use_nl", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."reference_count", NEW."reference_years", NEW."slug", NEW."source", NEW."stale_since", NEW."state", NEW."team_size", NEW."text_en", NEW."text_nl", NEW."trl", NEW."vetted_on", NEW."website"); RETURN NULL;',
                            hash="29869027472b947d5c38a27bf4b4d1a0c4c36524",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3d5ae",
                            table="companies_company",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="company",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_companyevent" ("audience_confidential", "audience_contact", "audience_maturity", "audience_references", "audience_team", "audience_use", "city", "civil_use_en", "civil_use_nl", "claimed_at", "confirmed_at", "created_at", "established", "external_id", "founded_year", "id", "is_example", "kind", "kvk_number", "military_use_en", "military_use_nl", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reference_count", "reference_years", "slug", "source", "stale_since", "state", "team_size", "text_en", "text_nl", "trl", "vetted_on", "website") VALUES (OLD."audience_confidential", OLD."audience_contact", OLD."audience_maturity", OLD."audience_references", OLD."audience_team", OLD."audience_use", OLD."city", OLD."civil_use_en", OLD."civil_use_nl", OLD."claimed_at", OLD."confirmed_at", OLD."created_at", OLD."established", OLD."external_id", OLD."founded_year", OLD."id", OLD."is_example", OLD."kind", OLD."kvk_number", OLD."military_use_en", OLD."military_use_nl", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."reference_count", OLD."reference_years", OLD."slug", OLD."source", OLD."stale_since", OLD."state", OLD."team_size", OLD."text_en", OLD."text_nl", OLD."trl", OLD."vetted_on", OLD."website"); RETURN NULL;',
                            hash="18fed6c4dcd7acdbf70ecdfc2fc16f58ac175b50",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4fa84",
                            table="companies_company",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companytechnologyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a79e961159611f08a5fcf07c121b65d0560e2ff7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5ffa",
                            table="companies_companytechnologyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO companies_companyrevision (owner_id, version) SELECT DISTINCT company_id, 1 FROM new_rows\nON CONFLICT (owner_id) DO UPDATE SET version = companies_companyrevision.version + 1;\nRETURN NULL;\n",
                            hash="bd572e1ec96b0fa57b53b98251b45660b8553a9b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_insert_7d036",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="companies_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO companies_companyrevision (owner_id, version) SELECT DISTINCT n.company_id, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE n.company_id IS DISTINCT FROM o.company_id OR n.kind IS DISTINCT FROM o.kind OR n.answer IS DISTINCT FROM o.answer OR n.ended_at IS DISTINCT FROM o.ended_at\nON CONFLICT (owner_id) DO UPDATE SET version = companies_companyrevision.version + 1;\nRETURN NULL;\n",
                            hash="6077f55da93855397380722ba30a2b2afb9c0726",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_update_912ba",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="companies_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="count_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nUPDATE companies_companyrevision SET version = version + 1 WHERE owner_id IN (SELECT company_id FROM old_rows);\nRETURN NULL;\n",
                            hash="937de3fdc0aeb02e6053b17daa30411050725f53",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_delete_43168",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="companies_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signed_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."statement_nl" IS DISTINCT FROM (NEW."statement_nl") OR OLD."statement_en" IS DISTINCT FROM (NEW."statement_en") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a27640ff75faed2d5476d9875d9e5f33df6a4c10",
                            operation="UPDATE",
                            pgid="pgtrigger_signed_stays_9c489",
                            table="companies_declaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_declarationevent" ("answer", "company_id", "end", "ended_at", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "signed_at", "signed_by_id", "signed_name", "statement_en", "statement_nl", "version") VALUES (NEW."answer", NEW."company_id", NEW."end", NEW."ended_at", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reminded_at", NEW."signed_at", NEW."signed_by_id", NEW."signed_name", NEW."statement_en", NEW."statement_nl", NEW."version"); RETURN NULL;',
                            hash="5cf7707b693537d6f560d28426d95f0ae406512c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0a0f3",
                            table="companies_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."reminded_at" IS DISTINCT FROM (NEW."reminded_at") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."signed_name" IS DISTINCT FROM (NEW."signed_name") OR OLD."statement_en" IS DISTINCT FROM (NEW."statement_en") OR OLD."statement_nl" IS DISTINCT FROM (NEW."statement_nl") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "companies_declarationevent" ("answer", "company_id", "end", "ended_at", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "signed_at", "signed_by_id", "signed_name", "statement_en", "statement_nl", "version") VALUES (NEW."answer", NEW."company_id", NEW."end", NEW."ended_at", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."signed_at", NEW."signed_by_id", NEW."signed_name", NEW."statement_en", NEW."statement_nl", NEW."version"); RETURN NULL;',
                            hash="312a9473515a915a8da96ce7f197d6416ef823dc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_508dc",
                            table="companies_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_declarationevent" ("answer", "company_id", "end", "ended_at", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "signed_at", "signed_by_id", "signed_name", "statement_en", "statement_nl", "version") VALUES (OLD."answer", OLD."company_id", OLD."end", OLD."ended_at", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reminded_at", OLD."signed_at", OLD."signed_by_id", OLD."signed_name", OLD."statement_en", OLD."statement_nl", OLD."version"); RETURN NULL;',
                            hash="b84ae32b7f839ef6b00c002d315a50446a48b33f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ab4dc",
                            table="companies_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declarationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9c2f26651ed279dc8a3dd30fc78b978424f0da64",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_de7a6",
                            table="companies_declarationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="freshnesscall",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_freshnesscallevent" ("called_at", "called_by_id", "company_id", "id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."called_at", NEW."called_by_id", NEW."company_id", NEW."id", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="20e9ce39084cbdc887634769cbb5adb3cc2e14ee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_db4d3",
                            table="companies_freshnesscall",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="freshnesscall",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_freshnesscallevent" ("called_at", "called_by_id", "company_id", "id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."called_at", NEW."called_by_id", NEW."company_id", NEW."id", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="0a2a168d1be174db98651dbbe073375ac62d9b2e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c9848",
                            table="companies_freshnesscall",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="freshnesscall",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_freshnesscallevent" ("called_at", "called_by_id", "company_id", "id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."called_at", OLD."called_by_id", OLD."company_id", OLD."id", OLD."note", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="c94f13e8a0bc42c14d0f44d5390122d762911bc8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38147",
                            table="companies_freshnesscall",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="freshnesscallevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cffebbdfbfee85c164b5aa69852df8b76e19a3b7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a1b9d",
                            table="companies_freshnesscallevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundingroundevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4dfdcad133d2ed973cd66b7b1500c83bc52e31c6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_98ca1",
                            table="companies_fundingroundevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="investment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_investmentevent" ("funding_round_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (NEW."funding_round_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rom_id"); RETURN NULL;',
                            hash="f73b72b80a7380b06de64b4362b98df0e14d870c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bdff9",
                            table="companies_investment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="investment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_investmentevent" ("funding_round_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (NEW."funding_round_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rom_id"); RETURN NULL;',
                            hash="51e90ab8778039574568474120730bd9b292222e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cffea",
                            table="companies_investment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="investment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_investmentevent" ("funding_round_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rom_id") VALUES (OLD."funding_round_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rom_id"); RETURN NULL;',
                            hash="3d955d888b8567fb2a0c652b8cfb5e5b4f1fa0b7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_04e56",
                            table="companies_investment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundinground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_fundingroundevent" ("amount_eur", "announced_on", "company_id", "id", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."amount_eur", NEW."announced_on", NEW."company_id", NEW."id", NEW."note_en", NEW."note_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                            hash="377f8bf9a887823c2e4d48cda748469c4627d853",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7318b",
                            table="companies_fundinground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundinground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_fundingroundevent" ("amount_eur", "announced_on", "company_id", "id", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."amount_eur", NEW."announced_on", NEW."company_id", NEW."id", NEW."note_en", NEW."note_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                            hash="294199061a3bcfcb58a326c9d7f3cd2beea40c9c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9af22",
                            table="companies_fundinground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fundinground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_fundingroundevent" ("amount_eur", "announced_on", "company_id", "id", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."amount_eur", OLD."announced_on", OLD."company_id", OLD."id", OLD."note_en", OLD."note_nl", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;',
                            hash="bddc6c5fd3fe7594fcf795c780af3cc0617fa980",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6d9d2",
                            table="companies_fundinground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="investmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="845711b0182ab16e9ad36a767fbbf9b4354fc197",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d1652",
                            table="companies_investmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_invitationevent" ("company_id", "created_at", "decided_at", "decided_by_id", "expires_at", "id", "invited_by_id", "mailed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "state") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."mailed_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."state"); RETURN NULL;',
                            hash="3ed9f536304db0be5faa60d8bae3189205946a40",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_755b3",
                            table="companies_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."mailed_at" IS DISTINCT FROM (NEW."mailed_at") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "companies_invitationevent" ("company_id", "created_at", "decided_at", "decided_by_id", "expires_at", "id", "invited_by_id", "mailed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "state") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."expires_at", NEW."id", NEW."invited_by_id", NEW."mailed_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."state"); RETURN NULL;',
                            hash="aa41e84765ada8225768f56181a4ac93ce31583a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b8ae",
                            table="companies_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_invitationevent" ("company_id", "created_at", "decided_at", "decided_by_id", "expires_at", "id", "invited_by_id", "mailed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "state") VALUES (OLD."company_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."expires_at", OLD."id", OLD."invited_by_id", OLD."mailed_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."state"); RETURN NULL;',
                            hash="1e9f88450c89ce5427d18fa67d762f40753157a5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_21332",
                            table="companies_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="190f91961b1beae0323e8ac93474c9d5d5a1a79d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_85370",
                            table="companies_invitationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joinrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_joinrequestevent" ("company_id", "created_at", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "state", "user_id") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reminded_at", NEW."state", NEW."user_id"); RETURN NULL;',
                            hash="a569883ccbbfd883e73d77eb43d76c3035aa9d0e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4cffd",
                            table="companies_joinrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joinrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."reminded_at" IS DISTINCT FROM (NEW."reminded_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                            func='INSERT INTO "companies_joinrequestevent" ("company_id", "created_at", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "state", "user_id") VALUES (NEW."company_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."state", NEW."user_id"); RETURN NULL;',
                            hash="d2721431b048f4f2d7fdf810598c4b674047cbd7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_99671",
                            table="companies_joinrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joinrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_joinrequestevent" ("company_id", "created_at", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "state", "user_id") VALUES (OLD."company_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reminded_at", OLD."state", OLD."user_id"); RETURN NULL;',
                            hash="c93f13124654dba3a8d5e6805cb0383220cbf066",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b00e",
                            table="companies_joinrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joinrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a5ce65edd830c8a9a21fa71b9edb0e27d38f1e47",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2a1ed",
                            table="companies_joinrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="keeps_an_owner",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"role\" = 'owner')",
                            constraint="CONSTRAINT",
                            func="\nPERFORM 1 FROM companies_company WHERE id = OLD.company_id AND claimed_at IS NOT NULL FOR NO KEY UPDATE;\nIF FOUND AND NOT EXISTS (SELECT FROM companies_membership WHERE company_id = OLD.company_id AND role = 'owner') THEN\n  RAISE EXCEPTION 'a company keeps an owner'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_keeps_an_owner';\nEND IF;\nRETURN NULL;\n",
                            hash="71266f75d96544b8b4a00be3ea564f598156b325",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_keeps_an_owner_24980",
                            table="companies_membership",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_membershipevent" ("company_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."company_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="81712229ef5b8a2da65f37d9b3f33c460c28646a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d0e3b",
                            table="companies_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_membershipevent" ("company_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."company_id", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;',
                            hash="d6bb43cdea19d28f76aca644617c464df332ced4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_63611",
                            table="companies_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_membershipevent" ("company_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."company_id", OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;',
                            hash="47ebf4bd9ac9501e3119f8c161395120a140027c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5b105",
                            table="companies_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e07750af5d0f3b4e95e1c79da79c7d31707dcc6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a18df",
                            table="companies_membershipevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_referencecaseevent" ("company_id", "customer", "for_government", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_nl", "title", "year") VALUES (NEW."company_id", NEW."customer", NEW."for_government", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text_en", NEW."text_nl", NEW."title", NEW."year"); RETURN NULL;',
                            hash="7feb0bce6a5ad3a5a436630fe6763d2ab010324b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7ed44",
                            table="companies_referencecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_referencecaseevent" ("company_id", "customer", "for_government", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_nl", "title", "year") VALUES (NEW."company_id", NEW."customer", NEW."for_government", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text_en", NEW."text_nl", NEW."title", NEW."year"); RETURN NULL;',
                            hash="36d2fcb8c36a93f953267ca0f0a98e0deb7d5cdf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bfa3b",
                            table="companies_referencecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_referencecaseevent" ("company_id", "customer", "for_government", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_nl", "title", "year") VALUES (OLD."company_id", OLD."customer", OLD."for_government", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text_en", OLD."text_nl", OLD."title", OLD."year"); RETURN NULL;',
                            hash="d9bd2112499059c06bae64ed77c96104440061bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_841e0",
                            table="companies_referencecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencecaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="08e3590e9805a93f304c959b5d504928afd75955",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_14cfb",
                            table="companies_referencecaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="judged_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."rom_id" IS DISTINCT FROM (NEW."rom_id") OR OLD."vetted_on" IS DISTINCT FROM (NEW."vetted_on") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."noted_at" IS DISTINCT FROM (NEW."noted_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1b1d7431ecfb57e3575b32e6937bd3f442b6f66f",
                            operation="UPDATE",
                            pgid="pgtrigger_judged_stays_8162d",
                            table="companies_vetting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="withdrawn_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."withdrawn_on" IS NOT NULL AND (OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason")))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ffd8624f01fb145a21fdc0bf392474fbb89bfdd3",
                            operation="UPDATE",
                            pgid="pgtrigger_withdrawn_once_a82f2",
                            table="companies_vetting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_never_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="3e325049900ea513f2e3d758033a0d8f0e48fba0",
                            operation="DELETE",
                            pgid="pgtrigger_is_never_removed_ed933",
                            table="companies_vetting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_vettingevent" ("company_id", "expires_on", "id", "noted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rom_id", "scope", "vetted_by_id", "vetted_on", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") VALUES (NEW."company_id", NEW."expires_on", NEW."id", NEW."noted_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."rom_id", NEW."scope", NEW."vetted_by_id", NEW."vetted_on", NEW."withdrawn_by_id", NEW."withdrawn_on", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="d9719bd70ce79bcd3ed743c6361e8db8ce873e63",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb2bf",
                            table="companies_vetting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "companies_vettingevent" ("company_id", "expires_on", "id", "noted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rom_id", "scope", "vetted_by_id", "vetted_on", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") VALUES (NEW."company_id", NEW."expires_on", NEW."id", NEW."noted_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."rom_id", NEW."scope", NEW."vetted_by_id", NEW."vetted_on", NEW."withdrawn_by_id", NEW."withdrawn_on", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="11278ba904d37d2ab08cb5ae4f74b6d1f9b0434e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fd1bf",
                            table="companies_vetting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vetting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "companies_vettingevent" ("company_id", "expires_on", "id", "noted_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rom_id", "scope", "vetted_by_id", "vetted_on", "withdrawn_by_id", "withdrawn_on", "withdrawn_reason") VALUES (OLD."company_id", OLD."expires_on", OLD."id", OLD."noted_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."rom_id", OLD."scope", OLD."vetted_by_id", OLD."vetted_on", OLD."withdrawn_by_id", OLD."withdrawn_on", OLD."withdrawn_reason"); RETURN NULL;',
                            hash="711d8060b5c44900ec4383e1faed695629c9d7b8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bfd0b",
                            table="companies_vetting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vettingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="daa2488b6ba786e0126abf6a4a6d3195cc941ed0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0889a",
                            table="companies_vettingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companyconfidentialevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9d51d9ab5b5751fee86eae010fe55b46a688e6e7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_36bb1",
                            table="companies_companyconfidentialevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companycontactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f2d9f9374aa0c05f1b5977b991824d0b636e9c6f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_900a4",
                            table="companies_companycontactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="logoevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3a94bf7455eb050b4cb8c8b715b4015a4f7fd4b0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dabd0",
                            table="companies_logoevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
