from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("challenges", "0020_tables_of_pitches")]

    operations = [
        migrations.RemoveField(model_name="pitch", name="number"),
        migrations.RemoveField(model_name="pitchevent", name="number"),
    ]
