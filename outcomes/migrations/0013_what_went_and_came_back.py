"""What was counted in a published quarter, went and came back before the next one is published is no news.

A goal that is removed and put back, an end that is taken back and written down again, a goal that moves to another life domain:
the fact of before is deleted and another one is made. The new one came after its quarter was published and so counted once
more in the next. What went is remembered by its record until the next publication; what comes back counts where it did.
"""

import importlib

from django.conf import settings
from django.db import migrations, models

facts = importlib.import_module("outcomes.migrations.0002_facts")
publications = importlib.import_module("outcomes.migrations.0005_publications")

APP, DEFINER, COLUMNS, KEY, REST = settings.APP_ROLE, facts.DEFINER, facts.COLUMNS, facts.KEY, facts.REST
ONCE, named = publications.ONCE, facts.named

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION refresh_facts(asked uuid[]) RETURNS void LANGUAGE plpgsql {DEFINER} AS
$$ DECLARE through date := published_until();
BEGIN
  DELETE FROM outcomes_gonefact g WHERE g.plan = ANY (asked) AND (g.published < through
    OR NOT EXISTS (SELECT FROM registration_plan p WHERE p.id = g.plan));
  WITH fresh AS MATERIALIZED (SELECT * FROM fresh_facts(asked)),
       gone AS (DELETE FROM outcomes_fact f WHERE f.plan = ANY (asked) AND NOT EXISTS (
         SELECT FROM fresh n WHERE ({named(KEY, "n.")}) = ({named(KEY, "f.")}))
         RETURNING f.plan, f.kind, f.record, f.day, f.late_for),
       -- What was read in a quarter; what only counts in the next one comes back as late as it was.
       read AS (SELECT DISTINCT ON (kind, record) * FROM gone WHERE kind IN ({ONCE}) AND day < through),
       kept AS (INSERT INTO outcomes_gonefact (plan, kind, record, late_for, published)
         SELECT plan, kind, record, late_for, through FROM read WHERE EXISTS (
           SELECT FROM registration_plan p WHERE p.id = read.plan)
         ON CONFLICT (plan, kind, record) DO NOTHING),
       before AS (SELECT kind, record, late_for FROM read UNION ALL
         SELECT kind, record, late_for FROM outcomes_gonefact WHERE plan = ANY (asked))
  INSERT INTO outcomes_fact AS f ({named(COLUMNS)}, late_for)
  SELECT {named(COLUMNS, "n.")}, CASE WHEN was.is_known THEN was.late_for
    WHEN n.kind IN ({ONCE}) AND n.day < through AND n.day >= through - interval '3 months' THEN through END
  FROM fresh n LEFT JOIN LATERAL (
    SELECT true AS is_known, b.late_for FROM before b WHERE (b.kind, b.record) = (n.kind, n.record) AND n.day < through
    LIMIT 1) was ON true
  ON CONFLICT ({named(KEY)}) DO UPDATE SET ({named(REST)}) = ({named(REST, "excluded.")})
  WHERE ({named(REST, "f.")}) IS DISTINCT FROM ({named(REST, "excluded.")});
END $$;
"""
# The database alone writes and reads it.
LOCK = f"""
REVOKE ALL ON outcomes_gonefact FROM "{APP}";
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0012_work_outside_by_kind")]
    operations = [
        migrations.CreateModel(
            name="GoneFact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "plan", "kind", "record", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("plan", models.UUIDField()),
                ("kind", models.CharField(max_length=12)),
                ("record", models.UUIDField()),
                ("late_for", models.DateField(null=True)),
                ("published", models.DateField()),
            ],
        ),
        migrations.RunSQL(FUNCTIONS + LOCK),
    ]
