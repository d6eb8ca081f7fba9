"""How often each question is filled in, over all plans: counts by question, and no row of anybody.

Every record that keeps which questions stood in its form is looked at on the day on which it happened. Actions, strengths and
people around a resident have no such day: for them it is the day on which they were written down. The caller says in which
column of which record a built-in question is kept (`outcomes/question_fields.py`); an own question has its answers.
"""

from django.conf import settings
from django.db import migrations

DAY = f"AT TIME ZONE '{settings.TIME_ZONE}')::date"
DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS"
HERE = "offered_id IS NOT NULL AND removed_at IS NULL"

FUNCTIONS = f"""
CREATE FUNCTION actor_reads_questions() RETURNS boolean {DEFINER}
$$ SELECT EXISTS (SELECT FROM organisation_membership
   WHERE user_id = actor_id() AND since <= actor_day() AND (until IS NULL OR until >= actor_day())
     AND role IN ('professional', 'team_lead', 'information_manager', 'privacy_officer', 'key_user')) $$;

CREATE FUNCTION question_use(first_day date, end_day date, kept_in jsonb)
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
   ),
   asked AS (
     SELECT s.record, s.id, s.fields, k.key, coalesce(p.resident_id, p.household_id) AS who
     FROM said s JOIN catalogue_offeredset o ON o.id = s.offered_id CROSS JOIN unnest(o.keys) AS k (key)
     JOIN registration_plan p ON p.id = s.plan_id
     WHERE s.day >= first_day AND s.day < end_day AND (actor_reads_questions() OR actor_is_system())
   ),
   answers AS (
     SELECT coalesce(a.note_id, a.closing_id, a.assessment_id, a.experience_id, a.plan_id) AS id, a.question_id, a.state
     FROM registration_questionanswer a
     WHERE NOT EXISTS (SELECT FROM registration_questionanswer l WHERE l.replaces_id = a.id)
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
NO_FUNCTIONS = "DROP FUNCTION question_use(date, date, jsonb); DROP FUNCTION actor_reads_questions();"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("registration", "0012_merged_are_left_out"),
        ("catalogue", "0003_what_we_ask"),
        ("organisation", "0009_lending_is_locked"),
    ]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
