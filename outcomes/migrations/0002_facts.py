"""Facts: one narrow row for each thing that figures count, kept equal to the registrations by the database itself.

`fresh_facts(plans)` works out the facts of some plans from their source. Whatever changes a record of a plan marks that plan,
and at the end of the transaction its facts are worked out once more and only what differs is written. So a correction, a
hand-over, a reopening, a merge and an import all take the same road, and nobody can forget one of them.
"""

from django.conf import settings
from django.db import migrations, models

APP = settings.APP_ROLE
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
# Plans at a time, when many changed in one go: what is worked out stays in memory.
AT_A_TIME = 2000
# One number for the locks below, so that they mean the same to everybody.
FACTS = 7_310_118

# Each gives: plan, kind, record, about, subject (null: that of the plan), day, until, void_from, cell, value, weight.
OPENED = """
SELECT p.id, 'opened', p.id, '', NULL::uuid, p.opened_on, first.day, NULL::date, '', (first.day - p.opened_on)::numeric, 1
FROM plans p LEFT JOIN LATERAL (
  SELECT min(g.set_on) AS day FROM registration_goal g WHERE g.plan_id = p.id AND g.removed_at IS NULL) first ON true
"""
# The days on which a plan was open, cut where a coordinator begins and ends.
SPANS = """
SELECT s.plan_id, s.kind, s.plan_id, lower(piece)::text, NULL, lower(piece), upper(piece), NULL, '', NULL, 1
FROM (
  SELECT plan_id, 'held' AS kind, daterange(since, until, '[]') AS span FROM turns
  UNION ALL SELECT plan_id, 'waiting', daterange(until + 1, next_since) FROM turns
    WHERE until IS NOT NULL AND (next_since IS NULL OR next_since > until + 1)
  UNION ALL SELECT p.id, 'waiting', daterange(NULL, (SELECT min(since) FROM turns t WHERE t.plan_id = p.id)) FROM plans p
) s
JOIN (
  SELECT p.id, datemultirange(daterange(p.opened_on, NULL)) - coalesce(
    (SELECT range_agg(daterange(c.closed_on, c.reopened_on)) FROM registration_closing c WHERE c.plan_id = p.id),
    '{}'::datemultirange) AS days
  FROM plans p) opened ON opened.id = s.plan_id
CROSS JOIN LATERAL unnest(opened.days * datemultirange(s.span)) AS piece
"""
CLOSED = """
SELECT c.plan_id, 'closed', c.id, a.about, NULL, c.closed_on, c.reopened_on, NULL,
  CASE WHEN a.about = 'duration' THEN '' WHEN a.answer IN ('yes', 'partly', 'no') THEN a.answer ELSE 'no_answer' END,
  CASE WHEN a.about = 'duration' THEN (c.closed_on - p.opened_on)::numeric END, 1
FROM plans p JOIN registration_closing c ON c.plan_id = p.id CROSS JOIN LATERAL (VALUES
  ('continues_independently', c.continues_independently), ('helped_resident', c.helped_resident),
  ('helped_professional', c.helped_professional), ('duration', '')) AS a (about, answer)
"""
GOAL_ENDED = """
SELECT g.plan_id, 'goal_ended', g.id, coalesce(g.life_domain_id, 'none'), NULL, g.ended_on, NULL, NULL,
  coalesce(nullif(g.result, ''), 'no_result'), NULL, 1
FROM plans p JOIN registration_goal g ON g.plan_id = p.id WHERE g.removed_at IS NULL AND g.ended_on IS NOT NULL
"""
# Of one day the score recorded last. Voices apart; a voice that goes before another one voids it from its own first day on.
GOAL_SCORED = """
SELECT plan_id, 'goal_scored', id, scale, NULL::uuid, scored_on, lead(scored_on) OVER turn,
  CASE voice WHEN 'professional' THEN of_resident WHEN 'carer' THEN least(of_resident, of_professional) END,
  CASE WHEN first_value(scored_on) OVER turn = scored_on THEN 'once' WHEN value > first_value(value) OVER turn THEN 'up'
       WHEN value < first_value(value) OVER turn THEN 'down' ELSE 'same' END,
  value::numeric, weight
FROM (
  SELECT g.plan_id, s.id, s.goal_id, s.scale, s.voice, s.scored_on, s.value, coalesce(g.importance, 1) AS weight,
    row_number() OVER (PARTITION BY s.goal_id, s.scale, s.voice, s.scored_on ORDER BY s.recorded_at DESC, s.id DESC) AS turn,
    min(s.scored_on) FILTER (WHERE s.voice = 'resident') OVER (PARTITION BY s.goal_id, s.scale) AS of_resident,
    min(s.scored_on) FILTER (WHERE s.voice = 'professional') OVER (PARTITION BY s.goal_id, s.scale) AS of_professional
  FROM plans p JOIN registration_goal g ON g.plan_id = p.id JOIN registration_goalscore s ON s.goal_id = g.id
  WHERE g.removed_at IS NULL AND s.value IS NOT NULL
    AND NOT EXISTS (SELECT FROM registration_goalscore l WHERE l.replaces_id = s.id)
) scores WHERE turn = 1
WINDOW turn AS (PARTITION BY goal_id, scale, voice ORDER BY scored_on)
"""
# T over the goals of a plan, worked out anew on each day on which one of them was scored: 50 + 10 sum(wx) / sqrt(0.7 sum(w^2) +
# 0.3 (sum w)^2), weighted by importance; goals without a score leave with their weight (Kiresuk and Sherman 1968, r = 0.3).
PLAN_SCORED = """
SELECT d.plan, 'plan_scored', d.record, d.about, NULL, d.day, lead(d.day) OVER (PARTITION BY d.plan, d.about ORDER BY d.day),
  NULL, '', t.score, 1
FROM (
  SELECT plan, about, day, max(record::text)::uuid AS record FROM scored
  WHERE about <> 'ladder' AND (void_from IS NULL OR void_from > day) GROUP BY plan, about, day) d
CROSS JOIN LATERAL (
  SELECT round((50 + 10 * sum(s.weight * s.value)
    / sqrt(0.7 * sum(s.weight * s.weight) + 0.3 * sum(s.weight) * sum(s.weight)))::numeric, 6) AS score
  FROM scored s WHERE s.plan = d.plan AND s.about = d.about AND s.day <= d.day
    AND (s.until IS NULL OR s.until > d.day) AND (s.void_from IS NULL OR s.void_from > d.day)
  HAVING sum(s.weight) > 0) t
"""
# By the voice that the instrument names. Scores are compared with scores; that a part did not apply or was not asked holds
# until anything is said of it again.
PART_SCORED = """
SELECT plan_id, 'part_scored', assessment_id, about, NULL, assessed_on,
  CASE WHEN state = 'scored' THEN next_score ELSE next_word END, NULL, CASE WHEN state <> 'scored' THEN state
    WHEN first_day = assessed_on THEN 'once' WHEN score = first_score THEN 'same'
    WHEN (score > first_score) = (direction = 'higher') THEN 'up' ELSE 'down' END, score::numeric, 1
FROM (
  SELECT *, first_value(assessed_on) OVER scores AS first_day, first_value(score) OVER scores AS first_score,
    lead(assessed_on) OVER scores AS next_score, lead(assessed_on) OVER words AS next_word
  FROM (
    SELECT a.plan_id, a.id AS assessment_id, i.key || ':' || i.edition || ':' || part.key AS about, a.assessed_on, s.state,
      s.score, scale.direction, coalesce(a.resident_id, p.resident_id, p.household_id) AS subject,
      row_number() OVER (day ORDER BY a.recorded_at DESC, a.id DESC) AS word,
      row_number() OVER (PARTITION BY a.plan_id, coalesce(a.resident_id, p.resident_id, p.household_id), s.part_id,
                         a.assessed_on, s.state = 'scored' ORDER BY a.recorded_at DESC, a.id DESC) AS turn
    FROM plans p JOIN registration_assessment a ON a.plan_id = p.id
    JOIN catalogue_instrument i ON i.id = a.instrument_id AND i.main_voice = a.voice
    JOIN registration_assessmentpart s ON s.assessment_id = a.id
    JOIN catalogue_instrumentpart part ON part.id = s.part_id JOIN catalogue_instrumentscale scale ON scale.id = part.scale_id
    WHERE (s.state <> 'scored' OR s.score IS NOT NULL)
      AND NOT EXISTS (SELECT FROM registration_assessment l WHERE l.replaces_id = a.id)
    WINDOW day AS (PARTITION BY a.plan_id, coalesce(a.resident_id, p.resident_id, p.household_id), s.part_id, a.assessed_on)
  ) said WHERE turn = 1 AND (state = 'scored' OR word = 1)
  WINDOW scores AS (PARTITION BY plan_id, subject, about, state = 'scored' ORDER BY assessed_on),
         words AS (PARTITION BY plan_id, subject, about ORDER BY assessed_on, word DESC)
) series
"""
ACTION_DUE = """
SELECT g.plan_id, 'action_due', a.id, '', NULL, a.due_on, a.done_on, a.cancelled_on, '', NULL, 1
FROM plans p JOIN registration_goal g ON g.plan_id = p.id JOIN registration_action a ON a.goal_id = g.id
WHERE g.removed_at IS NULL AND a.removed_at IS NULL AND a.due_on IS NOT NULL
"""
HELP_REQUEST = """
SELECT h.plan_id, 'help_request', h.id, h.theme_id, NULL, h.asked_on, NULL, NULL, '', NULL, 1
FROM plans p JOIN registration_helprequest h ON h.plan_id = p.id WHERE h.removed_at IS NULL AND h.theme_id IS NOT NULL
"""
REFERRAL = """
SELECT r.plan_id, 'referral', r.id, coalesce(r.theme_id, 'none'), NULL, r.referred_on, NULL, NULL,
  coalesce(nullif(r.line, ''), 'none'), (r.could_have_been_ours = 'yes')::int::numeric, 1
FROM plans p JOIN registration_referral r ON r.plan_id = p.id WHERE r.removed_at IS NULL
"""
# What residents said about our help; and per question that was asked in a round that no answer came.
EXPERIENCE = """
SELECT a.plan_id, 'experience', a.id, a.question_id, NULL, a.answered_on,
  NULL, NULL, coalesce(CASE q.answer_type WHEN 'choice' THEN a.value #>> '{}' WHEN 'yes_no' THEN a.value #>> '{}'
    WHEN 'smiley' THEN CASE WHEN (a.value #>> '{}')::numeric < 34 THEN 'sad' WHEN (a.value #>> '{}')::numeric < 67
      THEN 'between' WHEN a.value IS NOT NULL THEN 'glad' END END, 'filled'),
  CASE WHEN q.answer_type IN ('smiley', 'number') THEN (a.value #>> '{}')::numeric END, 1
FROM plans p JOIN registration_questionanswer a ON a.plan_id = p.id AND a.moment = 'experience' AND a.state = 'filled'
JOIN catalogue_question q ON q.key = a.question_id JOIN registration_experience e ON e.id = a.experience_id
WHERE NOT EXISTS (SELECT FROM registration_questionanswer l WHERE l.replaces_id = a.id)
UNION ALL
SELECT e.plan_id, 'experience', e.id, asked.key, NULL, e.asked_on, NULL, NULL, 'no_answer', NULL, 1
FROM plans p JOIN registration_experience e ON e.plan_id = p.id
CROSS JOIN LATERAL (
  SELECT unnest(o.keys) FROM catalogue_offeredset o WHERE o.id = e.offered_id
  UNION SELECT a.question_id FROM registration_questionanswer a WHERE a.experience_id = e.id) AS asked (key)
JOIN catalogue_question q ON q.key = asked.key AND q.answer_type <> ''
WHERE NOT EXISTS (SELECT FROM registration_questionanswer a WHERE a.experience_id = e.id AND a.question_id = asked.key
  AND a.state IN ('filled', 'not_asked') AND NOT EXISTS (SELECT FROM registration_questionanswer l WHERE l.replaces_id = a.id))
"""
SOURCES = (
    *(OPENED, SPANS, CLOSED, GOAL_ENDED, "SELECT * FROM scored", PLAN_SCORED, PART_SCORED, ACTION_DUE, HELP_REQUEST, REFERRAL, EXPERIENCE),
)

COLUMNS = (
    *("plan", "kind", "record", "about", "subject", "day", "until", "void_from", "cell", "value", "weight"),
    *("coordinator", "team", "area", "service"),
)
KEY, REST = COLUMNS[:4], COLUMNS[4:]


def named(columns: tuple[str, ...], of: str = "") -> str:
    """Columns with what they are of before each: `f.day, f.until`."""
    return ", ".join(f"{of}{column}" for column in columns)


FUNCTIONS = f"""
-- Sees what its caller may see: the second lock holds here as anywhere.
CREATE FUNCTION fresh_facts(asked uuid[]) RETURNS TABLE (plan uuid, kind varchar, record uuid, about varchar, subject uuid,
  day date, until date, void_from date, cell varchar, value numeric, weight smallint, coordinator uuid, team uuid, area uuid,
  service varchar) LANGUAGE sql STABLE AS
$$ WITH plans AS MATERIALIZED (SELECT * FROM registration_plan WHERE id = ANY (asked)),
   turns AS MATERIALIZED (
     SELECT plan_id, professional_id, team_id, since, until, lead(since) OVER (PARTITION BY plan_id ORDER BY since) AS next_since
     FROM registration_assignment WHERE plan_id = ANY (asked) AND kind = 'coordinator'),
   scored (plan, kind, record, about, subject, day, until, void_from, cell, value, weight) AS ({GOAL_SCORED}),
   said (plan, kind, record, about, subject, day, until, void_from, cell, value, weight) AS ({" UNION ALL ".join(SOURCES)})
   SELECT s.plan, s.kind, s.record, s.about, coalesce(s.subject, p.resident_id, p.household_id), s.day, s.until, s.void_from,
     s.cell, s.value, s.weight::smallint, CASE WHEN t.until IS NULL OR t.until >= s.day THEN t.professional_id END, t.team_id,
     p.area_id, coalesce(p.service_id, '')
   FROM said s JOIN plans p ON p.id = s.plan
   LEFT JOIN turns t ON t.plan_id = s.plan AND t.since <= s.day AND (t.next_since IS NULL OR t.next_since > s.day) $$;

CREATE FUNCTION refresh_facts(asked uuid[]) RETURNS void LANGUAGE plpgsql {DEFINER} AS
$$ BEGIN
  WITH fresh AS MATERIALIZED (SELECT * FROM fresh_facts(asked)),
       gone AS (DELETE FROM outcomes_fact f WHERE f.plan = ANY (asked) AND NOT EXISTS (
         SELECT FROM fresh n WHERE ({named(KEY, "n.")}) = ({named(KEY, "f.")})))
  INSERT INTO outcomes_fact AS f ({named(COLUMNS)}) SELECT {named(COLUMNS)} FROM fresh
  ON CONFLICT ({named(KEY)}) DO UPDATE SET ({named(REST)}) = ({named(REST, "excluded.")})
  WHERE ({named(REST, "f.")}) IS DISTINCT FROM ({named(REST, "excluded.")});
END $$;

-- Plans on which the actor ever worked: what was reached there stays a figure of the one who was there.
CREATE FUNCTION actor_plans_ever() RETURNS uuid[] LANGUAGE sql STABLE {DEFINER} AS
$$ SELECT coalesce(array_agg(DISTINCT plan_id), '{{}}') FROM registration_assignment
   WHERE professional_id = actor_id() AND since <= actor_day() $$;

-- Two transactions that changed one plan wait for each other here, the second one sees what the first one did.
CREATE FUNCTION refresh_changed() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS
$$ DECLARE changed uuid[]; first int := 1;
BEGIN
  WITH mine AS (DELETE FROM outcomes_changedplan WHERE transaction = pg_current_xact_id()::text::bigint RETURNING plan)
  SELECT array_agg(plan ORDER BY plan) INTO changed FROM mine;
  IF changed IS NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock({FACTS}, bucket) FROM (
    SELECT DISTINCT hashtext(plan::text) & 255 AS bucket FROM unnest(changed) AS plan ORDER BY bucket) locks;
  WHILE first <= cardinality(changed) LOOP
    PERFORM refresh_facts(changed[first : first + {AT_A_TIME - 1}]);
    first := first + {AT_A_TIME};
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refresh AFTER INSERT ON outcomes_changedplan DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION refresh_changed();

-- What differs between the facts and their source, for the nightly check; the app's role sees it as nobody's work alone.
CREATE FUNCTION different_facts(asked uuid[]) RETURNS TABLE (plan uuid, kind varchar, record uuid, about varchar, fault text)
LANGUAGE sql STABLE {DEFINER} AS
$$ WITH fresh AS MATERIALIZED (SELECT * FROM fresh_facts(asked)),
        kept AS MATERIALIZED (SELECT * FROM outcomes_fact WHERE outcomes_fact.plan = ANY (asked))
   SELECT {", ".join(f"coalesce(n.{column}, f.{column})" for column in KEY)}, CASE WHEN f.plan IS NULL THEN 'missing'
     WHEN n.plan IS NULL THEN 'too many' ELSE (SELECT string_agg(was.key, ', ' ORDER BY was.key)
       FROM jsonb_each(to_jsonb(f)) was JOIN jsonb_each(to_jsonb(n)) now ON now.key = was.key AND now.value <> was.value) END
   FROM fresh n FULL JOIN kept f ON ({named(KEY, "n.")}) = ({named(KEY, "f.")})
   WHERE actor_is_system() AND ({named(REST, "n.")}) IS DISTINCT FROM ({named(REST, "f.")}) $$;
"""

# How a row of each table leads to its plan; `changed` holds the rows of one statement.
LEADS_TO = {
    "plan": "SELECT id FROM changed",
    **{
        table: "SELECT plan_id FROM changed"
        for table in ("assignment", "closing", "goal", "helprequest", "referral", "assessment", "questionanswer", "experience")
    },
    **{
        table: "SELECT g.plan_id FROM changed c JOIN registration_goal g ON g.id = c.goal_id"
        for table in ("goalscore", "action")
    },
    "assessmentpart": "SELECT a.plan_id FROM changed c JOIN registration_assessment a ON a.id = c.assessment_id",
}


def watch(table: str, leads: str) -> str:
    """Marks the plans of which a statement changed a row."""
    function = f"""
CREATE FUNCTION {table}_changed() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS
$$ BEGIN
  INSERT INTO outcomes_changedplan (transaction, plan)
  SELECT DISTINCT pg_current_xact_id()::text::bigint, plan FROM ({leads}) AS of_plans (plan) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;"""
    triggers = (
        f"CREATE TRIGGER facts_{verb.lower()} AFTER {verb} ON registration_{table} REFERENCING {which} TABLE AS changed "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_changed();"
        for verb, which in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    )
    return "\n".join((function, *triggers))


# Nobody but the database writes facts. A professional sees those of the own caseload and of the own teams.
LOCK = f"""
ALTER TABLE outcomes_changedplan SET UNLOGGED;
ALTER TABLE outcomes_fact SET (fillfactor = 90);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON outcomes_fact FROM "{APP}";
REVOKE ALL ON outcomes_changedplan FROM "{APP}";
REVOKE EXECUTE ON FUNCTION refresh_facts(uuid[]) FROM PUBLIC;
ALTER TABLE outcomes_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON outcomes_fact FOR SELECT TO "{APP}" USING (
  (SELECT actor_is_system()) OR coordinator = (SELECT actor_id())
  OR team = ANY ((SELECT actor_teams('{{professional,team_lead}}'))::uuid[])
  OR plan = ANY ((SELECT actor_plans_ever())::uuid[]));
"""
FILL = f"""
DO $$ DECLARE plans uuid[]; first int := 1;
BEGIN
  SELECT array_agg(id ORDER BY id) INTO plans FROM registration_plan;
  WHILE first <= coalesce(cardinality(plans), 0) LOOP
    PERFORM refresh_facts(plans[first : first + {AT_A_TIME - 1}]);
    first := first + {AT_A_TIME};
  END LOOP;
END $$;
"""

KINDS = [(kind, kind.replace("_", " ").title()) for kind in (
    *("opened", "held", "waiting", "closed", "goal_ended", "goal_scored", "plan_scored", "part_scored", "action_due", "help_request"),
    *("referral", "experience"),
)]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_question_use"), ("catalogue", "0005_main_voice")]
    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "plan", "kind", "record", "about", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("plan", models.UUIDField()),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                ("record", models.UUIDField()),
                ("about", models.CharField(max_length=160)),
                ("subject", models.UUIDField()),
                ("day", models.DateField()),
                ("until", models.DateField(null=True)),
                ("void_from", models.DateField(null=True)),
                ("cell", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("coordinator", models.UUIDField(null=True)),
                ("team", models.UUIDField(null=True)),
                ("area", models.UUIDField(null=True)),
                ("service", models.CharField(blank=True, max_length=40)),
            ],
            options={"indexes": [models.Index(fields=["team", "kind", "day"], name="fact_of_a_team")]},
        ),
        migrations.CreateModel(
            name="ChangedPlan",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "transaction", "plan", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("transaction", models.BigIntegerField()),
                ("plan", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(FUNCTIONS),
        migrations.RunSQL("\n".join(watch(table, leads) for table, leads in LEADS_TO.items())),
        migrations.RunSQL(LOCK + FILL),
    ]
