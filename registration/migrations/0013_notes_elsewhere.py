"""Whether notes also hang on plans of others: one question to the database, asked by every page of a plan."""

from django.db import migrations

FUNCTION = """
-- Of these notes, those that hang on a plan on which the actor does not work today; no id that was not known already.
CREATE FUNCTION notes_elsewhere(asked uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT DISTINCT note_id FROM registration_note_plans
   WHERE actor_is_known() AND note_id = ANY (asked) AND NOT plan_id = ANY ((SELECT actor_plans())::uuid[]) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registration", "0012_merged_are_left_out")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION notes_elsewhere(uuid[])")]
