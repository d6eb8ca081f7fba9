"""Working out the facts of many plans takes as long for each of them as for few: nothing is looked up plan by plan.

Twice what was prepared for all plans was read through once for each: the first day of a coordinator, and the scores on an
attainment scale. Measured for 2,000 plans with three years of history: 0.4 ms of processor time for a plan, where it was 0.8,
and for 5,000 plans 0.3 where it was 1.5. The facts are the same ones.
"""

import importlib

from django.db import migrations

facts = importlib.import_module("outcomes.migrations.0002_facts")

FIRST_TURN = """
    LEFT JOIN (SELECT plan_id, min(since) AS since FROM turns GROUP BY plan_id) first ON first.plan_id = p.id
"""
PLAN_SCORED = """
SELECT plan, 'plan_scored', record, about, NULL, day, lead(day) OVER (PARTITION BY plan, about ORDER BY day), NULL, '', score, 1
FROM (
  SELECT d.plan, d.about, d.day, d.record, round((50 + 10 * sum(s.weight * s.value)
    / sqrt(0.7 * sum(s.weight * s.weight) + 0.3 * sum(s.weight) * sum(s.weight)))::numeric, 6) AS score
  FROM (
    SELECT plan, about, day, max(record::text)::uuid AS record FROM attained
    WHERE void_from IS NULL OR void_from > day GROUP BY plan, about, day) d
  JOIN attained s ON s.plan = d.plan AND s.about = d.about AND s.day <= d.day
    AND (s.until IS NULL OR s.until > d.day) AND (s.void_from IS NULL OR s.void_from > d.day)
  GROUP BY d.plan, d.about, d.day, d.record HAVING sum(s.weight) > 0) t
"""
SCORED = f"({facts.GOAL_SCORED}),"
CHANGES = {
    "CREATE FUNCTION fresh_facts": "CREATE OR REPLACE FUNCTION fresh_facts",
    "(SELECT min(since) FROM turns t WHERE t.plan_id = p.id)) FROM plans p\n": f"first.since) FROM plans p{FIRST_TURN}",
    facts.PLAN_SCORED: PLAN_SCORED,
    SCORED: f"{SCORED}\n   attained AS MATERIALIZED (SELECT * FROM scored WHERE about <> 'ladder'),",
}


def changed() -> str:
    """`fresh_facts` as it was in 0002, with what is read once for all plans."""
    function: str = facts.FUNCTIONS[: facts.FUNCTIONS.index("CREATE FUNCTION refresh_facts")]
    for was, now in CHANGES.items():
        if function.count(was) != 1:
            raise ValueError(f"Not once in fresh_facts: {was}")
        function = function.replace(was, now)
    return function


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0005_publications")]
    operations = [migrations.RunSQL(changed(), migrations.RunSQL.noop)]
