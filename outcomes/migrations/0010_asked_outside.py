"""How often questions of groups met, activities and signals are filled in; and a group counts in every area where it was met.

Nobody lives behind work outside: for the figure of a question each of these records counts as one person.
"""

from django.conf import settings
from django.db import migrations

DAY = f"AT TIME ZONE '{settings.TIME_ZONE}')::date"
DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS"
HERE = "offered_id IS NOT NULL AND removed_at IS NULL"
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


FUNCTION = f"""
CREATE OR REPLACE FUNCTION question_use(first_day date, end_day date, kept_in jsonb)
RETURNS TABLE (question varchar, offered bigint, filled bigint, not_asked bigint, not_applicable bigint,
               people bigint, filled_people bigint, other_people bigint, fewest_people bigint) {DEFINER}
$$ WITH said AS (
     SELECT 'plan' AS record, p.id, p.offered_id, p.id AS plan_id, p.opened_on AS day, jsonb_build_object(
         'first_name', r.first_name, 'last_name', r.last_name, 'known_as', r.known_as, 'birth_year', r.birth_year,
         'language', r.language, 'area', coalesce(p.area_id, r.area_id, h.area_id), 'household', h.name, 'service', p.service_id,
         'member', (SELECT m.id FROM registration_householdmember m WHERE m.household_id = h.id LIMIT 1)) AS fields
       FROM registration_plan p LEFT JOIN registration_resident r ON r.id = p.resident_id
       LEFT JOIN registration_household h ON h.id = p.household_id WHERE p.offered_id IS NOT NULL
     UNION ALL SELECT 'story', s.id, offered_id, plan_id, asked_on, to_jsonb(s)
       FROM registration_helprequest s WHERE {HERE} AND theme_id IS NULL
     UNION ALL SELECT 'goal', g.id, offered_id, plan_id, set_on, to_jsonb(g) FROM registration_goal g WHERE {HERE}
     UNION ALL SELECT 'action', a.id, a.offered_id, g.plan_id, (a.recorded_at {DAY}, to_jsonb(a)
       FROM registration_action a JOIN registration_goal g ON g.id = a.goal_id
       WHERE a.offered_id IS NOT NULL AND a.removed_at IS NULL AND g.removed_at IS NULL
     UNION ALL SELECT 'strength', s.id, offered_id, plan_id, (recorded_at {DAY}, to_jsonb(s)
       FROM registration_strength s WHERE {HERE}
     UNION ALL SELECT 'network_person', n.id, offered_id, plan_id, (recorded_at {DAY}, to_jsonb(n)
       FROM registration_networkperson n WHERE {HERE}
     UNION ALL SELECT 'appointment', a.id, offered_id, plan_id, (starts_at {DAY}, to_jsonb(a)
       FROM registration_appointment a WHERE offered_id IS NOT NULL
     UNION ALL SELECT 'note', n.id, offered_id, o.plan_id, held_on, to_jsonb(n)
       FROM registration_note n JOIN registration_note_plans o ON o.note_id = n.id WHERE {HERE}
     UNION ALL SELECT 'closing', c.id, offered_id, plan_id, closed_on, to_jsonb(c)
       FROM registration_closing c WHERE offered_id IS NOT NULL
     UNION ALL SELECT 'assessment', a.id, offered_id, plan_id, assessed_on, to_jsonb(a)
       FROM registration_assessment a WHERE offered_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM registration_assessment l WHERE l.replaces_id = a.id)
     UNION ALL SELECT 'experience', e.id, offered_id, plan_id, asked_on, to_jsonb(e)
       FROM registration_experience e WHERE offered_id IS NOT NULL
     UNION ALL SELECT 'referral', r.id, offered_id, plan_id, referred_on, to_jsonb(r)
       FROM registration_referral r WHERE {HERE}
     UNION ALL SELECT 'application', a.id, offered_id, plan_id, applied_on, to_jsonb(a)
       FROM registration_application a WHERE {HERE}
     UNION ALL SELECT 'decision', d.id, d.offered_id, a.plan_id, decided_on, to_jsonb(d)
       FROM registration_decision d JOIN registration_application a ON a.id = d.application_id
       WHERE d.offered_id IS NOT NULL AND d.removed_at IS NULL AND a.removed_at IS NULL
     UNION ALL SELECT 'group_met', m.id, offered_id, NULL, met_on, to_jsonb(m) || jsonb_build_object(
         'characteristic', (SELECT c.id FROM signals_groupmet_characteristics c WHERE c.groupmet_id = m.id LIMIT 1),
         'intervention', (SELECT i.id FROM signals_groupmet_interventions i WHERE i.groupmet_id = m.id LIMIT 1))
       FROM signals_groupmet m WHERE offered_id IS NOT NULL AND {standing("groupmet", "m")}
     UNION ALL SELECT 'activity', a.id, offered_id, NULL, held_on, to_jsonb(a) || jsonb_build_object(
         'partner', (SELECT p.id FROM signals_activity_partners p WHERE p.activity_id = a.id LIMIT 1),
         'spent', (SELECT h.id FROM signals_hoursspent h WHERE h.activity_id = a.id LIMIT 1))
       FROM signals_activity a WHERE {HERE}
     UNION ALL SELECT 'signal', s.id, offered_id, NULL, observed_on, to_jsonb(s) || jsonb_build_object(
         'words', (SELECT coalesce(w.wiped_at::text, w.text) FROM signals_signaltext w WHERE w.signal_id = s.id))
       FROM signals_neighbourhoodsignal s WHERE offered_id IS NOT NULL AND {standing("neighbourhoodsignal", "s")}
   ),
   asked AS (
     SELECT s.record, s.id, s.fields, k.key, coalesce(p.resident_id, p.household_id, s.id) AS who
     FROM said s JOIN catalogue_offeredset o ON o.id = s.offered_id CROSS JOIN unnest(o.keys) AS k (key)
     LEFT JOIN registration_plan p ON p.id = s.plan_id
     WHERE s.day >= first_day AND s.day < end_day AND (actor_reads_questions() OR actor_is_system())
   ),
   answers AS (
     SELECT coalesce(a.note_id, a.closing_id, a.assessment_id, a.experience_id, a.plan_id) AS id, a.question_id, a.state
     FROM registration_questionanswer a
     WHERE NOT EXISTS (SELECT FROM registration_questionanswer l WHERE l.replaces_id = a.id)
     UNION ALL SELECT coalesce(a.group_met_id, a.activity_id, a.signal_id), a.question_id, a.state
     FROM signals_outsideanswer a
     WHERE NOT EXISTS (SELECT FROM signals_outsideanswer l WHERE l.replaces_id = a.id)
   ),
   counted AS (
     SELECT a.key, a.id, a.who, CASE
         WHEN f.key IS NULL THEN coalesce(w.state, 'empty')
         WHEN coalesce(a.fields ->> f."column", '') = '' THEN 'empty' ELSE 'filled' END AS state
     FROM asked a JOIN catalogue_question q ON q.key = a.key
     LEFT JOIN jsonb_to_recordset(kept_in) AS f (key text, record text, "column" text)
       ON f.key = a.key AND f.record = a.record
     LEFT JOIN answers w ON q.answer_type <> '' AND w.id = a.id AND w.question_id = a.key
     WHERE f.key IS NOT NULL OR q.answer_type <> ''
   ),
   behind AS (
     SELECT key, state, count(DISTINCT who) AS who FROM counted GROUP BY key, state
   )
   SELECT key, count(DISTINCT id), count(DISTINCT id) FILTER (WHERE state = 'filled'),
     count(DISTINCT id) FILTER (WHERE state = 'not_asked'), count(DISTINCT id) FILTER (WHERE state = 'not_applicable'),
     count(DISTINCT who), count(DISTINCT who) FILTER (WHERE state = 'filled'),
     count(DISTINCT who) FILTER (WHERE state <> 'filled'),
     coalesce((SELECT min(b.who) FROM behind b WHERE b.key = counted.key AND b.state <> 'filled'), 0)
   FROM counted GROUP BY key ORDER BY key $$;
"""
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
# Each group once in a quarter in each area where it was met, with all that it showed and that was done with it there.
# Met in two areas it counts in both, so what areas hold together is no sum: who counts it looks at different groups.
QUARTER = "date_trunc('quarter', m.met_on)"
GROUP_SEEN = f"""
SELECT 'group_seen', m.id, told.about, m.group_id, m.met_on, NULL, '', NULL, m.professional_id, m.team_id, m.area_id, '', NULL
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
CREATE OR REPLACE VIEW outcomes_outsidefact WITH (security_barrier) AS
SELECT {COLUMNS} FROM ({" UNION ALL ".join((GROUP_MET, GROUP_SEEN, ACTIVITY, SIGNAL))}) AS outside
WHERE (SELECT actor_is_system()) OR coordinator = (SELECT actor_id())
  OR team = ANY ((SELECT actor_teams('{{professional,team_lead}}'))::uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0009_patterns"), ("signals", "0004_asked_outside")]
    # Counting as before is no way back: restore the backup of before instead.
    operations = [migrations.RunSQL(FUNCTION), migrations.RunSQL(VIEW)]
