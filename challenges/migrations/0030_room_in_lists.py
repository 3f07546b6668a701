from django.db import migrations, models

# An end of before did not say how many places are left: everything is matched anew once.
ALL_DUE = """
UPDATE challenges_matched{owner} SET version = 0,
    ranked_end = coalesce(ranked_end, -1), nearly_end = coalesce(nearly_end, -1)
"""


class Migration(migrations.Migration):
    atomic = False  # rows that were changed have their triggers waiting until the end, and tables cannot change before

    dependencies = [("challenges", "0029_what_was_judged")]

    operations = [
        migrations.RunSQL(ALL_DUE.format(owner="challenge"), migrations.RunSQL.noop),
        migrations.RunSQL(ALL_DUE.format(owner="company"), migrations.RunSQL.noop),
        *(
            migrations.AlterField(model, field, models.BigIntegerField(editable=False))
            for model in ("matchedchallenge", "matchedcompany")
            for field in ("ranked_end", "nearly_end")
        ),
    ]
