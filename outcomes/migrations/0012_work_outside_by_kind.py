"""Work outside is a view for each kind: a figure of signals plans no other tables, and what it does not ask is not worked out.

What each row says is as it was. A signal knows the event that it began with, so its line is looked up and not walked; a
meeting that corrects nothing has no line at all.
"""

from django.conf import settings
from django.db import migrations, models

APP = settings.APP_ROLE


def standing(table: str, one: str) -> str:
    """That something is what stands: no correction came after it, and it takes nothing back."""
    return f"NOT {one}.is_taken_back AND NOT EXISTS (SELECT FROM signals_{table} l WHERE l.replaces_id = {one}.id)"


def late(day: str, came_in_at: str) -> str:
    """The first day of the quarter in which it is published instead, where its own was published before it came."""
    return f"""(SELECT CASE WHEN {day} < p.published AND {day} >= p.published - interval '3 months' THEN p.published END
  FROM (SELECT max("end") AS published FROM outcomes_publication WHERE readers = 'inside' AND made_at <= {came_in_at}) p)"""


# When it was first said: a correction came in when what it corrects did.
MET_FIRST = """CASE WHEN m.replaces_id IS NULL THEN m.came_in_at ELSE (
  WITH RECURSIVE line (came_in_at, before) AS (
    SELECT m.came_in_at, m.replaces_id
    UNION ALL SELECT b.came_in_at, b.replaces_id FROM line JOIN signals_groupmet b ON b.id = line.before)
  SELECT min(came_in_at) FROM line) END"""
# All that was ever said of a signal.
LINE = """CASE WHEN s.first_id IS NULL THEN ARRAY[s.id]
  ELSE s.first_id || ARRAY(SELECT b.id FROM signals_neighbourhoodsignal b WHERE b.first_id = s.first_id) END"""
SAID_FIRST = f"""CASE WHEN s.first_id IS NULL THEN s.came_in_at
  ELSE (SELECT min(b.came_in_at) FROM signals_neighbourhoodsignal b WHERE b.id = ANY ({LINE})) END"""
GROUP_MET = f"""
SELECT 'group_met'::varchar AS kind, m.id AS record, told.about::varchar AS about, m.group_id AS subject, m.met_on AS day,
  NULL::date AS until, ''::varchar AS cell, NULL::numeric AS value, m.professional_id AS coordinator, m.team_id AS team,
  m.area_id AS area, ''::varchar AS service, {late("m.met_on", MET_FIRST)} AS late_for
FROM signals_groupmet m CROSS JOIN LATERAL (
  SELECT '' UNION ALL
  SELECT 'characteristic:' || c.characteristic_id FROM signals_groupmet_characteristics c WHERE c.groupmet_id = m.id UNION ALL
  SELECT 'intervention:' || i.intervention_id FROM signals_groupmet_interventions i WHERE i.groupmet_id = m.id) told (about)
WHERE {standing("groupmet", "m")}
"""
# Each group once in a quarter in each area where it was met, with all that it showed and that was done with it there.
# Met in two areas it counts in both, so what areas hold together is no sum: who counts it looks at different groups.
QUARTER = "date_trunc('quarter', m.met_on)"
GROUP_SEEN = f"""
SELECT 'group_seen'::varchar AS kind, m.id AS record, told.about::varchar AS about, m.group_id AS subject, m.met_on AS day,
  NULL::date AS until, ''::varchar AS cell, NULL::numeric AS value, m.professional_id AS coordinator, m.team_id AS team,
  m.area_id AS area, ''::varchar AS service, NULL::date AS late_for
FROM signals_groupmet m CROSS JOIN LATERAL (
  SELECT '' UNION
  SELECT kind || ':' || key FROM signals_groupmet o CROSS JOIN LATERAL (
    SELECT 'characteristic', c.characteristic_id FROM signals_groupmet_characteristics c WHERE c.groupmet_id = o.id UNION ALL
    SELECT 'intervention', i.intervention_id FROM signals_groupmet_interventions i WHERE i.groupmet_id = o.id) tapped (kind, key)
  WHERE o.group_id = m.group_id AND o.area_id IS NOT DISTINCT FROM m.area_id
    AND o.met_on >= {QUARTER} AND o.met_on < {QUARTER} + interval '3 months' AND {standing("groupmet", "o")}) told (about)
WHERE {standing("groupmet", "m")} AND NOT EXISTS (
  SELECT FROM signals_groupmet n WHERE n.group_id = m.group_id AND n.area_id IS NOT DISTINCT FROM m.area_id
    AND n.met_on < {QUARTER} + interval '3 months' AND (n.met_on, n.id) > (m.met_on, m.id) AND {standing("groupmet", "n")})
"""
# Participants are the head count or those who came by name, whichever is more.
ACTIVITY = f"""
SELECT 'activity'::varchar AS kind, a.id AS record, told.about::varchar AS about, a.id AS subject, a.held_on AS day,
  NULL::date AS until, (CASE WHEN a.count IS NULL AND named.asked = 0 THEN 'uncounted' ELSE 'counted' END)::varchar AS cell,
  greatest(coalesce(a.count, 0), named.came)::numeric AS value, a.professional_id AS coordinator, a.team_id AS team,
  a.area_id AS area, coalesce(a.service_id, '')::varchar AS service, {late("a.held_on", "a.came_in_at")} AS late_for
FROM signals_activity a CROSS JOIN LATERAL (
  SELECT count(*) AS asked, count(*) FILTER (WHERE t.state = 'came') AS came
  FROM signals_attendance t WHERE t.activity_id = a.id AND t.removed_at IS NULL) named
CROSS JOIN LATERAL (
  SELECT '' UNION ALL
  SELECT 'partner:' || p.partner_id FROM signals_activity_partners p WHERE p.activity_id = a.id) told (about)
WHERE a.removed_at IS NULL
"""
# Replies, and that it is the same as another, hold for its corrections too. Neither who says to have seen it has answered,
# nor who corrected it.
SIGNAL = f"""
SELECT 'signal'::varchar AS kind, s.id AS record, s.theme_id::varchar AS about, s.id AS subject, s.observed_on AS day,
  first.day AS until, s.kind::varchar AS cell, (first.day - s.observed_on)::numeric AS value, s.professional_id AS coordinator,
  s.team_id AS team, s.area_id AS area, ''::varchar AS service, {late("s.observed_on", SAID_FIRST)} AS late_for
FROM signals_neighbourhoodsignal s CROSS JOIN LATERAL (
  SELECT min(r.replied_on) AS day FROM signals_signalreply r
  WHERE r.signal_id = ANY ({LINE}) AND r.says <> 'seen' AND NOT r.of_correction) first
WHERE {standing("neighbourhoodsignal", "s")}
  AND NOT EXISTS (SELECT FROM signals_samesignal d WHERE d.signal_id = ANY ({LINE}))
"""


def view(name: str, rows: str) -> str:
    """One's own work outside and that of one's teams; it belongs to the owner, as what one did for a team one left."""
    return f"""
CREATE VIEW outcomes_{name} WITH (security_barrier) AS
SELECT * FROM ({rows}) AS outside
WHERE (SELECT actor_is_system()) OR coordinator = (SELECT actor_id())
  OR team = ANY ((SELECT actor_teams('{{professional,team_lead}}'))::uuid[]);
REVOKE ALL ON outcomes_{name} FROM "{APP}";
GRANT SELECT ON outcomes_{name} TO "{APP}";
"""


VIEWS = {"GroupMetFact": GROUP_MET, "GroupSeenFact": GROUP_SEEN, "ActivityFact": ACTIVITY, "SignalFact": SIGNAL}


def model(name: str) -> migrations.CreateModel:
    """The columns of a fact."""
    key = models.CompositePrimaryKey(
        "record", "about", blank=True, editable=False, primary_key=True, serialize=False
    )  # fmt: skip
    fields = [
        ("pk", key),
        ("kind", models.CharField(max_length=10)),
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
    ]
    return migrations.CreateModel(name=name, fields=fields, options={"abstract": False, "managed": False})


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0011_when_it_came_in"), ("signals", "0005_what_came_in_when")]
    # Counting as before is no way back: restore the backup of before instead.
    operations = [
        migrations.RunSQL("DROP VIEW outcomes_outsidefact"),
        migrations.DeleteModel("OutsideFact"),
        migrations.RunSQL("".join(view(name.lower(), rows) for name, rows in VIEWS.items())),
        *map(model, VIEWS),
    ]
