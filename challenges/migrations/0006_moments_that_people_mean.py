from datetime import UTC, datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models
from django.db.models import Q

BETWEEN = (datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
MESSAGE = "Choose a date between the years 1900 and 2200."
VALIDATORS = [MinValueValidator(BETWEEN[0], MESSAGE), MaxValueValidator(BETWEEN[1], MESSAGE)]
FIELDS = {
    "opens_at": models.DateTimeField(blank=True, null=True, validators=VALIDATORS, verbose_name="opens"),
    "closes_at": models.DateTimeField(blank=True, null=True, validators=VALIDATORS, verbose_name="closes"),
    "starts_at": models.DateTimeField(validators=VALIDATORS, verbose_name="starts"),
    "ends_at": models.DateTimeField(validators=VALIDATORS, verbose_name="ends"),
}


def within(model, first, second):
    condition = Q(**{f"{first}__range": BETWEEN}) & Q(**{f"{second}__range": BETWEEN})
    constraint = models.CheckConstraint(condition=condition, name=f"{model}_moments_that_people_mean")
    changed = [
        migrations.AlterField(model_name=name, name=field, field=FIELDS[field].clone())
        for name in (model, f"{model}event")
        for field in (first, second)
    ]
    return [*changed, migrations.AddConstraint(model_name=model, constraint=constraint)]


class Migration(migrations.Migration):
    dependencies = [("challenges", "0005_audit_of_changes_alone")]
    operations = [*within("challenge", "opens_at", "closes_at"), *within("session", "starts_at", "ends_at")]
