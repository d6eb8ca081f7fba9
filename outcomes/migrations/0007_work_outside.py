"""What groups met, activities and signals say to figures: a view over their own tables, so nothing is kept twice.

A professional sees the rows of the own work and of the own teams, as with facts; nobody sees through it what was said. It
belongs to the owner of the tables, so that one's own work is there also after one left the team it was done for.
"""

from django.conf import settings
from django.db import migrations, models

APP = settings.APP_ROLE
COLUMNS = "kind, record, about, subject, day, until, cell, value, coordinator, team, area, service, late_for"


def standing(table: str, one: str) -> str:
    """That something is what stands: no correction came after it, and it takes nothing back."""
    return f"NOT {one}.is_taken_back AND NOT EXISTS (SELECT FROM signals_{table} l WHERE l.replaces_id = {one}.id)"


def line(table: str, one: str) -> str:
    """It and what it corrects, the first one last: (id, recorded_at)."""
    return f"""RECURSIVE line (id, recorded_at, before) AS (
  SELECT {one}.id, {one}.recorded_at, {one}.replaces_id
  UNION ALL SELECT b.id, b.recorded_at, b.replaces_id FROM line JOIN signals_{table} b ON b.id = line.before)"""


def late(day: str, recorded_at: str) -> str:
    """The first day of the quarter in which it is published instead, where its own was published before it came."""
    return f"""(SELECT CASE WHEN {day} < p.published AND {day} >= p.published - interval '3 months' THEN p.published END
  FROM (SELECT max("end") AS published FROM outcomes_publication WHERE readers = 'inside' AND made_at <= {recorded_at}) p)"""


def first_recorded(table: str, one: str) -> str:
    """When it was first said; a correction is as old as what it corrects."""
    chain = f"(WITH {line(table, one)} SELECT min(recorded_at) FROM line)"
    return f"CASE WHEN {one}.replaces_id IS NULL THEN {one}.recorded_at ELSE {chain} END"


GROUP_MET = f"""
SELECT 'group_met'::varchar AS kind, m.id AS record, told.about::varchar AS about, m.group_id AS subject, m.met_on AS day,
  NULL::date AS until, ''::varchar AS cell, NULL::numeric AS value, m.professional_id AS coordinator, m.team_id AS team,
  m.area_id AS area, ''::varchar AS service, {late("m.met_on", first_recorded("groupmet", "m"))} AS late_for
FROM signals_groupmet m CROSS JOIN LATERAL (
  SELECT '' UNION ALL
  SELECT 'characteristic:' || c.characteristic_id FROM signals_groupmet_characteristics c WHERE c.groupmet_id = m.id UNION ALL
  SELECT 'intervention:' || i.intervention_id FROM signals_groupmet_interventions i WHERE i.groupmet_id = m.id) told (about)
WHERE {standing("groupmet", "m")}
"""
# Each group once in a quarter, where it was met last, with all that it showed and that was done with it in that quarter: so
# that groups of areas can be added up.
QUARTER = "date_trunc('quarter', m.met_on)"
GROUP_SEEN = f"""
SELECT 'group_seen', m.id, told.about, m.group_id, m.met_on, NULL, '', NULL, m.professional_id, m.team_id, m.area_id, '', NULL
FROM signals_groupmet m CROSS JOIN LATERAL (
  SELECT '' UNION
  SELECT kind || ':' || key FROM signals_groupmet o CROSS JOIN LATERAL (
    SELECT 'characteristic', c.characteristic_id FROM signals_groupmet_characteristics c WHERE c.groupmet_id = o.id UNION ALL
    SELECT 'intervention', i.intervention_id FROM signals_groupmet_interventions i WHERE i.groupmet_id = o.id) tapped (kind, key)
  WHERE o.group_id = m.group_id AND o.met_on >= {QUARTER} AND o.met_on < {QUARTER} + interval '3 months'
    AND {standing("groupmet", "o")}) told (about)
WHERE {standing("groupmet", "m")} AND NOT EXISTS (
  SELECT FROM signals_groupmet n WHERE n.group_id = m.group_id AND n.met_on < {QUARTER} + interval '3 months'
    AND (n.met_on, n.id) > (m.met_on, m.id) AND {standing("groupmet", "n")})
"""
# Participants are the head count or those who came by name, whichever is more.
ACTIVITY = f"""
SELECT 'activity', a.id, told.about, a.id, a.held_on, NULL,
  CASE WHEN a.count IS NULL AND named.asked = 0 THEN 'uncounted' ELSE 'counted' END,
  greatest(coalesce(a.count, 0), named.came)::numeric, a.professional_id, a.team_id, a.area_id, coalesce(a.service_id, ''),
  {late("a.held_on", "a.recorded_at")}
FROM signals_activity a CROSS JOIN LATERAL (
  SELECT count(*) AS asked, count(*) FILTER (WHERE t.state = 'came') AS came
  FROM signals_attendance t WHERE t.activity_id = a.id AND t.removed_at IS NULL) named
CROSS JOIN LATERAL (
  SELECT '' UNION ALL
  SELECT 'partner:' || p.partner_id FROM signals_activity_partners p WHERE p.activity_id = a.id) told (about)
WHERE a.removed_at IS NULL
"""
# Replies, and that it is the same as another, hold for its corrections too. Who says to have seen it has not answered.
SIGNAL = f"""
SELECT 'signal', s.id, s.theme_id, s.id, s.observed_on, first.day, s.kind, (first.day - s.observed_on)::numeric,
  s.professional_id, s.team_id, s.area_id, '', {late("s.observed_on", first_recorded("neighbourhoodsignal", "s"))}
FROM signals_neighbourhoodsignal s CROSS JOIN LATERAL (
  WITH {line("neighbourhoodsignal", "s")}
  SELECT min(r.replied_on) AS day FROM line JOIN signals_signalreply r ON r.signal_id = line.id WHERE r.says <> 'seen') first
WHERE {standing("neighbourhoodsignal", "s")} AND NOT EXISTS (
  WITH {line("neighbourhoodsignal", "s")} SELECT FROM line JOIN signals_samesignal d ON d.signal_id = line.id)
"""
VIEW = f"""
CREATE VIEW outcomes_outsidefact WITH (security_barrier) AS
SELECT {COLUMNS} FROM ({" UNION ALL ".join((GROUP_MET, GROUP_SEEN, ACTIVITY, SIGNAL))}) AS outside
WHERE (SELECT actor_is_system()) OR coordinator = (SELECT actor_id())
  OR team = ANY ((SELECT actor_teams('{{professional,team_lead}}'))::uuid[]);
REVOKE ALL ON outcomes_outsidefact FROM "{APP}";
GRANT SELECT ON outcomes_outsidefact TO "{APP}";
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0006_facts_of_many_plans"), ("signals", "0002_second_lock")]
    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW outcomes_outsidefact"),
        migrations.CreateModel(
            name="OutsideFact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "record", "about", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(choices=[
                    ("group_met", "Group Met"), ("group_seen", "Group Seen"), ("activity", "Activity"), ("signal", "Signal"),
                ], max_length=10)),
                ("record", models.UUIDField()),
                ("about", models.CharField(max_length=60)),
                ("subject", models.UUIDField()),
                ("day", models.DateField()),
                ("until", models.DateField(null=True)),
                ("cell", models.CharField(max_length=12)),
                ("value", models.DecimalField(decimal_places=0, max_digits=8, null=True)),
                ("coordinator", models.UUIDField(null=True)),
                ("team", models.UUIDField()),
                ("area", models.UUIDField(null=True)),
                ("service", models.CharField(max_length=40)),
                ("late_for", models.DateField(null=True)),
            ],
            options={"managed": False},
        ),
    ]  # fmt: skip
