"""What is published wider than a team, for whom, and the counts as they were then; each kind of reader sees its own alone.

A fact that comes after its quarter was published counts in the first quarter that was not, if it is one that stays the same
record through every correction, and its quarter is the one before. Imported history of years ago is nobody's news.
"""

import importlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

facts = importlib.import_module("outcomes.migrations.0002_facts")
APP, COLUMNS, KEY, REST, named = settings.APP_ROLE, facts.COLUMNS, facts.KEY, facts.REST, facts.named
DEFINER = facts.DEFINER
ONCE = "'goal_ended', 'closed', 'help_request', 'referral', 'opened', 'action_due'"
INSIDE = "{professional,team_lead,information_manager,privacy_officer,key_user}"

FUNCTIONS = f"""
CREATE FUNCTION actor_has_role(roles text[]) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS
$$ SELECT EXISTS (SELECT FROM organisation_membership WHERE user_id = actor_id() AND role = ANY (roles)
   AND since <= actor_day() AND (until IS NULL OR until >= actor_day())) $$;

-- The first day of which nothing was published yet; null where nothing ever was.
CREATE FUNCTION published_until() RETURNS date LANGUAGE sql STABLE {DEFINER} AS
$$ SELECT max("end") FROM outcomes_publication WHERE readers = 'inside' $$;

CREATE OR REPLACE FUNCTION refresh_facts(asked uuid[]) RETURNS void LANGUAGE plpgsql {DEFINER} AS
$$ DECLARE published date := published_until();
BEGIN
  WITH fresh AS MATERIALIZED (SELECT * FROM fresh_facts(asked)),
       gone AS (DELETE FROM outcomes_fact f WHERE f.plan = ANY (asked) AND NOT EXISTS (
         SELECT FROM fresh n WHERE ({named(KEY, "n.")}) = ({named(KEY, "f.")})))
  INSERT INTO outcomes_fact AS f ({named(COLUMNS)}, late_for)
  SELECT {named(COLUMNS)}, CASE WHEN kind IN ({ONCE}) AND day < published AND day >= published - interval '3 months'
    THEN published END
  FROM fresh
  ON CONFLICT ({named(KEY)}) DO UPDATE SET ({named(REST)}) = ({named(REST, "excluded.")})
  WHERE ({named(REST, "f.")}) IS DISTINCT FROM ({named(REST, "excluded.")});
END $$;
"""
# What was published is not changed and not taken back, by nobody; what was counted is seen by the system alone.
LOCK = f"""
ALTER TABLE outcomes_publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes_publishedcell ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes_countedcell ENABLE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON outcomes_publication, outcomes_publishedcell, outcomes_countedcell FROM "{APP}";
CREATE POLICY see ON outcomes_publication FOR SELECT TO "{APP}" USING (
  (SELECT actor_is_system()) OR (readers = 'inside' AND (SELECT actor_has_role('{INSIDE}')))
  OR (readers = 'outside' AND (SELECT actor_has_role('{{municipality_reader}}'))));
CREATE POLICY see ON outcomes_publishedcell FOR SELECT TO "{APP}" USING (
  publication_id IN (SELECT id FROM outcomes_publication));
CREATE POLICY see ON outcomes_countedcell FOR SELECT TO "{APP}" USING ((SELECT actor_is_system()));
CREATE POLICY add ON outcomes_publication FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_is_system()));
CREATE POLICY add ON outcomes_publishedcell FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_is_system()));
CREATE POLICY add ON outcomes_countedcell FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_is_system()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0004_facts_follow_quickly"),
    ]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="late_for",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="CountedCell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=60)),
                (
                    "over",
                    models.CharField(
                        choices=[("organisation", "Organisation"), ("area", "Area"), ("service", "Service")],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=40)),
                ("about", models.CharField(blank=True, max_length=160)),
                ("cell", models.CharField(blank=True, max_length=40)),
                ("period", models.CharField(max_length=7)),
                ("count", models.PositiveIntegerField()),
                ("residents", models.PositiveIntegerField()),
                ("largest", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["period", "table"], name="counted_in_a_period")],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("readers", models.CharField(choices=[("inside", "Inside"), ("outside", "Outside")], max_length=7)),
                ("period", models.CharField(max_length=7)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("left_out", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-end", "start", "readers"],
                "constraints": [models.UniqueConstraint(fields=("readers", "period"), name="published_once")],
            },
        ),
        migrations.CreateModel(
            name="PublishedCell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=60)),
                (
                    "over",
                    models.CharField(
                        choices=[("organisation", "Organisation"), ("area", "Area"), ("service", "Service")],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=40)),
                ("about", models.CharField(blank=True, max_length=160)),
                ("cell", models.CharField(blank=True, max_length=40)),
                ("count", models.PositiveIntegerField(null=True)),
                ("value", models.DecimalField(decimal_places=1, max_digits=8, null=True)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cells", to="outcomes.publication"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["over", "key", "table", "publication"], name="published_of_a_place")],
            },
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(LOCK, migrations.RunSQL.noop),
    ]
