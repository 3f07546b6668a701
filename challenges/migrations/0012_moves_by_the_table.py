import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("challenges", "0011_states_of_before")]

    operations = [
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
    ]
