"""Facts that differ from their source can be written right, and when they were last compared is remembered."""

from django.conf import settings
from django.db import migrations, models

APP = settings.APP_ROLE
# The number is that of the locks in 0002: who mends a plan waits for who changes it.
MEND = """
CREATE FUNCTION mend_facts(asked uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
  IF NOT actor_is_system() THEN
    RAISE insufficient_privilege USING MESSAGE = 'Facts are mended by the system alone.';
  END IF;
  PERFORM pg_advisory_xact_lock(7310118, bucket) FROM (
    SELECT DISTINCT hashtext(plan::text) & 255 AS bucket FROM unnest(asked) AS plan ORDER BY bucket) locks;
  PERFORM refresh_facts(asked);
END $$;
"""
# What was found is not to be changed afterwards, by nobody.
LOCK = f"""
ALTER TABLE outcomes_factcheck ENABLE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON outcomes_factcheck FROM "{APP}";
CREATE POLICY see ON outcomes_factcheck FOR SELECT TO "{APP}" USING (true);
CREATE POLICY add ON outcomes_factcheck FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_is_system()));
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_facts")]
    operations = [
        migrations.CreateModel(
            name="FactCheck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("plans", models.PositiveIntegerField()),
                ("differences", models.PositiveIntegerField()),
                ("is_mended", models.BooleanField()),
            ],
            options={"ordering": ["-began_at", "-id"]},
        ),
        migrations.RunSQL(MEND, "DROP FUNCTION mend_facts(uuid[])"),
        migrations.RunSQL(LOCK, migrations.RunSQL.noop),
    ]
