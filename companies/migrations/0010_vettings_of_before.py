"""Companies that were vetted before vettings were kept get one, that runs out a year later or in half a year from now."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

REASON = "Vetted before vettings were kept here with who, why and until when; look at it again before the last day."


def keep(apps, schema_editor):
    Company, Vetting = apps.get_model("companies", "Company"), apps.get_model("companies", "Vetting")
    today = timezone.localdate()
    for company in Company.objects.filter(vetted_on__isnull=False).only("pk", "vetted_on").iterator():
        last = max(company.vetted_on + timedelta(days=365), today + timedelta(days=182))
        Vetting.objects.create(
            company=company, scope="defence", vetted_on=company.vetted_on, expires_on=last, reason=REASON
        )


class Migration(migrations.Migration):
    dependencies = [("companies", "0009_vettings")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
