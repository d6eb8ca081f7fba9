"""What stands in the tables of a large organisation, as statements: each row follows from its number.

`luck(n, seed, sides)` is a die that falls the same way for the same number and seed; `made(kind, n)` an id.
"""

from datetime import date

from benchmarks.large import outside
from benchmarks.large.outside import OUTSIDE

RESIDENTS, ASSESSMENTS = 50_000, 92_308
PLANS_OF_A_TEAM, PEOPLE_OF_A_TEAM = 500, 12
PARTS = 13

FUNCTIONS = """
CREATE FUNCTION luck(n bigint, seed bigint, sides int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT ((hashint8extended(n, seed) & 9223372036854775807) % sides)::int $$;
CREATE FUNCTION made(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (lpad(to_hex(kind), 8, '0') || lpad(to_hex(n), 24, '0'))::uuid $$;
CREATE FUNCTION picked(among text[], n bigint, seed bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT among[1 + luck(n, seed, cardinality(among))] $$;
-- Noon of a day, a little later for a higher number: so it is known which of two was recorded last.
CREATE FUNCTION noon(day date, n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT day::timestamp AT TIME ZONE 'UTC' + interval '12 hours' + n % 10000000 * interval '1 millisecond' $$;
"""
GONE = """
DROP FUNCTION luck(bigint, bigint, int); DROP FUNCTION made(int, bigint);
DROP FUNCTION picked(text[], bigint, bigint); DROP FUNCTION noon(date, bigint);
"""
# Kinds of ids.
AREA, TEAM, USER, RESIDENT, PLAN, TURN, CLOSING, GOAL, SCORE, ACTION, REQUEST, REFERRAL, ASSESSMENT, ROUND, ANSWER = (
    range(1, 16)
)
THEMES = "(SELECT array_agg(key ORDER BY key) FROM catalogue_theme)"
DOMAINS = "(SELECT array_agg(key ORDER BY key) FROM catalogue_lifedomain)"
SERVICES = "(SELECT array_agg(key ORDER BY key) FROM catalogue_service WHERE key LIKE 'bench_%')"
ASKED = ("experience.access", "experience.effect", "experience.quality")


def statements(scale: float, today: date) -> list[str]:
    """What fills the tables, in order. Nothing happens later than `today`."""
    residents, assessments = int(RESIDENTS * scale), int(ASSESSMENTS * scale)
    teams = max(residents // PLANS_OF_A_TEAM, 1)
    numbers = {"residents": residents, "teams": teams, "people": teams * PEOPLE_OF_A_TEAM, "goals": 3 * residents}
    numbers |= {"assessments": assessments, "each": PEOPLE_OF_A_TEAM, "parts": PARTS}
    kinds = {name: globals()[name] for name in (
        *("AREA", "TEAM", "USER", "RESIDENT", "PLAN", "TURN", "CLOSING", "GOAL", "SCORE", "ACTION", "REQUEST",
          "REFERRAL"),
        *("ASSESSMENT", "ROUND", "ANSWER"),
    )}  # fmt: skip
    known: dict[str, object] = {**numbers, **kinds, **outside.NUMBERS, **outside.KINDS}
    known |= {"today": f"DATE '{today}'", "themes": THEMES, "domains": DOMAINS, "services": SERVICES}
    known |= {"by": f"made({USER}, n % {teams * PEOPLE_OF_A_TEAM})", "asked": "'{" + ",".join(ASKED) + "}'"}
    return [statement.format(**known) for statement in (*AROUND, *PLANS, *GOALS, *BESIDE, *SCORES, *OUTSIDE)]


AROUND = (
    """INSERT INTO organisation_area (id, code, level, name, comparable_name, year, parent_id)
    SELECT made({AREA}, n), CASE n WHEN 0 THEN 'GM9990' ELSE 'WK99900' || n END,
      CASE n WHEN 0 THEN 'GM' ELSE 'WK' END,
      'Plek ' || n, 'plek ' || n, 2025, CASE WHEN n > 0 THEN made({AREA}, 0) END FROM generate_series(0, 3) AS n
    UNION ALL SELECT made({AREA}, 10 + n), 'BU99900' || 1 + n % 3 || '0' || n / 3, 'BU', 'Buurt ' || n,
      'buurt ' || n, 2025,
      made({AREA}, 1 + n % 3) FROM generate_series(0, 11) AS n""",
    """INSERT INTO organisation_team (id, key, name)
    SELECT made({TEAM}, n), 'bench-' || n, 'Team ' || n FROM generate_series(0, {teams} - 1) AS n""",
    """INSERT INTO organisation_user (id, password, email, name, discipline, language, phone, is_active, joined_at,
      unlock_code)
    SELECT made({USER}, n), '!', 'bench' || n || '@bench.invalid', 'Iemand ' || n, 'support', 'nl', '', true,
      {today} - 1200, '' FROM generate_series(0, {people} - 1) AS n""",
    """INSERT INTO organisation_membership (id, role, since, user_id, team_id)
    SELECT made({USER}, n), 'professional', {today} - 1200, made({USER}, n), made({TEAM}, n / {each})
    FROM generate_series(0, {people} - 1) AS n""",
    """INSERT INTO catalogue_service (version, changed_at, key, rank, name_nl, name_en, scope)
    SELECT 1, now(), 'bench_' || lpad(n::text, 2, '0'), n, 'Dienst ' || n, '', 'individual' FROM generate_series(1,
      20) AS n""",
    "INSERT INTO catalogue_offeredset (keys) VALUES ({asked}) ON CONFLICT DO NOTHING",
)
# Every plan is one resident's. One of a hundred has no area, three only a wide one; a tenth has no service. A
# tenth is
# handed over, a fifth of these after some days with nobody; half is closed, of these one of thirty opened again.
PLANS = (
    """INSERT INTO registration_resident (id, recorded_at, version, changed_at, first_name, prefix, last_name,
      known_as,
      birth_year, language, comparable_name, changed_by_id, recorded_by_id)
    SELECT made({RESIDENT}, n), now(), 1, now(), 'Voornaam' || n % 997, '', 'Achternaam' || n, '', 1930 + n % 80, '',
      'voornaam' || n % 997 || ' achternaam' || n, {by}, {by} FROM generate_series(0, {residents} - 1) AS n""",
    """INSERT INTO registration_plan (id, recorded_at, version, changed_at, law, opened_on, area_id, service_id,
      changed_by_id,
      recorded_by_id, resident_id)
    SELECT made({PLAN}, n), noon(opened_on, n), 1, noon(opened_on, n), 'wmo', opened_on,
      CASE WHEN place < 10 THEN NULL WHEN place < 20 THEN made({AREA}, 0) WHEN place < 40 THEN made({AREA},
        1 + place % 3)
        ELSE made({AREA}, 10 + place % 12) END,
      CASE WHEN luck(n, 2, 10) > 0 THEN picked({services}, n, 3) END, {by}, {by}, made({RESIDENT}, n)
    FROM (SELECT n, {today} - 1080 + luck(n, 1, 1000) AS opened_on, luck(n, 4, 1000) AS place
          FROM generate_series(0, {residents} - 1) AS n OFFSET 0) AS plans""",
    """WITH plans AS MATERIALIZED (
      SELECT n, {today} - 1080 + luck(n, 1, 1000) AS opened_on, n % {teams} AS team, luck(n, 5, {each}) AS person,
        luck(n, 6, 20) AS fate, 40 + luck(n, 7, 300) AS days FROM generate_series(0, {residents} - 1) AS n),
    turns AS (
      SELECT n, n AS number, opened_on + CASE WHEN fate = 7 THEN 5 ELSE 0 END AS since,
        CASE WHEN fate < 2 THEN opened_on + days - CASE WHEN luck(n, 8, 5) = 0 THEN 12 ELSE 1 END END AS until,
        team, person, opened_on FROM plans
      UNION ALL SELECT n, {residents} + n, opened_on + days, NULL,
        CASE WHEN luck(n, 9, 8) = 0 THEN (team + 1) % {teams} ELSE team END, (person + 5) % {each}, opened_on
      FROM plans WHERE fate < 2)
    INSERT INTO registration_assignment (id, recorded_at, since, until, kind, professional_id, recorded_by_id,
      team_id, plan_id)
    SELECT made({TURN}, number), noon(since, n), since, until, 'coordinator', made({USER}, team * {each} + person),
      {by},
      made({TEAM}, team), made({PLAN}, n) FROM turns""",
    """INSERT INTO registration_closing (id, recorded_at, closed_on, reopened_on, reason, explanation,
      continues_independently,
      helped_resident, helped_professional, recorded_by_id, plan_id, reopened_because)
    SELECT made({CLOSING}, n), noon(closed_on, n), closed_on, CASE WHEN luck(n, 12,
      30) = 0 THEN closed_on + luck(n, 13, 90) END,
      'done', '', picked('{{yes,yes,partly,no,""}}', n, 14), picked('{{yes,yes,yes,partly,no,""}}', n, 15),
      picked('{{yes,partly,no,""}}', n, 16), {by}, made({PLAN}, n), ''
    FROM (SELECT n, {today} - 1080 + luck(n, 1, 1000) + 60 + luck(n, 11, 400) AS closed_on
          FROM generate_series(0, {residents} - 1) AS n OFFSET 0) AS plans
    WHERE luck(n, 10, 100) < 60 AND closed_on <= {today}""",
)
# Three goals a plan. Each is scored twice, most by residents; one of fifty scores is corrected later that day.
GOALS = (
    """INSERT INTO registration_goal (id, recorded_at, version, changed_at, own_words, voice, rank, importance,
      set_on, ended_on,
      result, obstacle, removed_at, changed_by_id, life_domain_id, recorded_by_id, plan_id, scale)
    SELECT made({GOAL}, n), noon(set_on, n), 1, noon(set_on, n), 'Ik wil dat dit weer gaat, ' || n, 'resident',
      n % 3 + 1,
      nullif(luck(n, 22, 4), 0), set_on, CASE WHEN has_ended THEN ended_on END,
      CASE WHEN has_ended THEN picked('{{reached,reached,partly,not,dropped,""}}', n, 23) ELSE '' END, '',
      CASE WHEN luck(n, 24, 100) = 0 THEN noon(set_on, n) END, {by}, picked({domains}, n, 25), {by}, made({PLAN},
        plan),
      CASE WHEN luck(n, 26, 20) = 0 THEN 'gas' ELSE 'ladder' END
    FROM (SELECT n, plan, set_on, set_on + 10 + luck(n, 21, 500) AS ended_on,
            set_on + 10 + luck(n, 21, 500) <= {today} AS has_ended
          FROM (SELECT n, n % {residents} AS plan, {today} - 1080 + luck(n % {residents}, 1, 1000) + luck(n, 20,
            60) AS set_on
                FROM generate_series(0, {goals} - 1) AS n OFFSET 0) AS begun OFFSET 0) AS goals""",
    """WITH scores AS MATERIALIZED (
      SELECT n, n % {goals} AS goal, luck(n % {goals}, 26, 20) = 0 AS is_gas, luck(n, 30, 100) AS voice,
        least({today} - 1080 + luck(n % {goals} % {residents}, 1, 1000) + luck(n % {goals}, 20, 60)
          + n / {goals} * 60 + luck(n, 31, 300), {today})::date AS scored_on
      FROM generate_series(0, 2 * {goals} - 1) AS n),
    said AS (SELECT 0 AS turn, * FROM scores UNION ALL SELECT 1, * FROM scores WHERE luck(n, 33, 50) = 0)
    INSERT INTO registration_goalscore (id, recorded_at, scored_on, scale, value, voice, goal_id, recorded_by_id,
      replaces_id)
    SELECT made({SCORE}, 2 * said.n + turn), noon(scored_on, said.n) + turn * interval '6 hours', scored_on,
      CASE WHEN is_gas THEN 'gas' ELSE 'ladder' END, luck(said.n, 34 + turn, 5) + CASE WHEN is_gas THEN -2 ELSE 1 END,
      CASE WHEN voice < 72 THEN 'resident' WHEN voice < 96 THEN 'professional' ELSE 'carer' END, made({GOAL}, goal),
      made({USER}, said.n % {people}), CASE WHEN turn = 1 THEN made({SCORE}, 2 * said.n) END FROM said""",
    """INSERT INTO registration_action (id, recorded_at, version, changed_at, text, who, who_name, due_on, done_on,
      cancelled_on,
      rank, on_sheet, removed_at, changed_by_id, recorded_by_id, goal_id)
    SELECT made({ACTION}, n), noon(set_on, n), 1, noon(set_on, n), 'Ik bel morgen', 'together', '', due_on,
      CASE WHEN fate < 60 THEN least(due_on - 20 + luck(n, 42, 60), {today}) END,
        CASE WHEN fate > 91 THEN due_on END, 1, true,
      CASE WHEN fate = 80 THEN noon(set_on, n) END, {by}, {by}, made({GOAL}, n)
    FROM (SELECT n, set_on, set_on + luck(n, 40, 300) AS due_on, luck(n, 41, 100) AS fate
          FROM (SELECT n, {today} - 1080 + luck(n % {residents}, 1, 1000) + luck(n, 20, 60) AS set_on
                FROM generate_series(0, {goals} - 1) AS n OFFSET 0) AS goals OFFSET 0) AS actions""",
)
# Two help requests a plan, a referral for every third, and for every fifth a round of questions about our help.
BESIDE = (
    """INSERT INTO registration_helprequest (id, recorded_at, version, changed_at, own_words, asked_on, removed_at,
      changed_by_id, recorded_by_id, theme_id, plan_id)
    SELECT made({REQUEST}, n), noon(day, n), 1, noon(day, n), 'Hoe moet dat nu', day,
      CASE WHEN luck(n, 51, 100) = 0 THEN noon(day, n) END, {by}, {by},
      CASE WHEN luck(n, 52, 10) > 0 THEN picked({themes}, n, 53) END, made({PLAN}, n % {residents})
    FROM (SELECT n, {today} - 1080 + luck(n % {residents}, 1, 1000) + luck(n, 50, 80) AS day
          FROM generate_series(0, 2 * {residents} - 1) AS n OFFSET 0) AS requests""",
    """INSERT INTO registration_referral (id, recorded_at, version, changed_at, referred_on, "to", line, reason,
      could_have_been_ours, removed_at, changed_by_id, plan_id, recorded_by_id, theme_id)
    SELECT made({REFERRAL}, n), noon(day, n), 1, noon(day, n), day, 'De huisarts', picked('{{first,second,""}}', n,
      61), '',
      picked('{{yes,no,""}}', n, 62), CASE WHEN luck(n, 63, 100) = 0 THEN noon(day, n) END, {by}, made({PLAN}, n),
        {by},
      CASE WHEN luck(n, 64, 10) > 0 THEN picked({themes}, n, 65) END
    FROM (SELECT n, {today} - 1080 + luck(n, 1, 1000) + luck(n, 60, 80) AS day
          FROM generate_series(0, {residents} - 1, 3) AS n OFFSET 0) AS referrals""",
    """INSERT INTO registration_experience (id, recorded_at, asked_on, way, offered_id, plan_id, recorded_by_id)
    SELECT made({ROUND}, n), noon(day, n), day, 'here', (SELECT id FROM catalogue_offeredset WHERE keys = {asked}),
      made({PLAN}, n), {by}
    FROM (SELECT n, {today} - 1080 + luck(n, 1, 1000) + luck(n, 70, 80) AS day
          FROM generate_series(0, {residents} - 1, 5) AS n OFFSET 0) AS rounds""",
    """INSERT INTO registration_questionanswer (id, recorded_at, state, value, own_words, answered_on, moment, voice,
      experience_id, plan_id, question_id, recorded_by_id)
    SELECT made({ANSWER}, 3 * n + turn), noon(day, n), 'filled', CASE turn WHEN 3 THEN to_jsonb(luck(n, 73, 101))
      ELSE to_jsonb(picked('{{yes,partly,no}}', 3 * n + turn, 72)) END, '', day, 'experience', 'resident',
        made({ROUND}, n),
      made({PLAN}, n), question, {by}
    FROM (SELECT n, {today} - 1080 + luck(n, 1, 1000) + luck(n, 70, 80) AS day
          FROM generate_series(0, {residents} - 1, 5) AS n OFFSET 0) AS rounds
    CROSS JOIN unnest({asked}::text[]) WITH ORDINALITY AS asked (question, turn) WHERE luck(3 * n + turn, 71,
      5) > 0""",
)
# Thirteen parts each. One of fifty was said in a voice that the instrument does not count, one of fifty is corrected.
SCORES = (
    """WITH asked AS (SELECT id FROM catalogue_instrument WHERE key = 'zrm'),
    given AS MATERIALIZED (
      SELECT n, n % {residents} AS plan, least({today} - 1080 + luck(n % {residents}, 1, 1000) + luck(n, 80, 700),
        {today}) AS day
      FROM generate_series(0, {assessments} - 1) AS n)
    INSERT INTO registration_assessment (id, recorded_at, assessed_on, voice, instrument_id, plan_id,
      recorded_by_id, replaces_id)
    SELECT made({ASSESSMENT}, n), noon(day, n), day, CASE WHEN luck(n, 81,
      50) = 0 THEN 'resident' ELSE 'professional' END,
      asked.id, made({PLAN}, plan), {by}, CASE WHEN n >= {residents} AND luck(n, 82,
        50) = 0 THEN made({ASSESSMENT}, n - {residents}) END
    FROM given CROSS JOIN asked""",
    """WITH parts AS MATERIALIZED (
      SELECT p.id, row_number() OVER (ORDER BY p.rank, p.key) AS turn FROM catalogue_instrumentpart p
      JOIN catalogue_instrument i ON i.id = p.instrument_id WHERE i.key = 'zrm' ORDER BY turn LIMIT {parts})
    INSERT INTO registration_assessmentpart (state, score, own_words, works_on, assessment_id, part_id)
    SELECT CASE WHEN fate > 4 THEN 'scored' WHEN fate > 1 THEN 'not_asked' ELSE 'not_applicable' END,
      CASE WHEN fate > 4 THEN 1 + luck(n, 91, 5) END, '', false, assessment, part
    FROM (SELECT given.n * 13 + turn AS n, luck(given.n * 13 + turn, 90, 100) AS fate, given.id AS assessment,
      parts.id AS part
          FROM (SELECT n, made({ASSESSMENT}, n) AS id FROM generate_series(0,
            {assessments} - 1) AS n OFFSET 0) AS given
          CROSS JOIN parts OFFSET 0) AS said""",
)
