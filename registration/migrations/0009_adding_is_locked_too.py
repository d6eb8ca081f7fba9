"""The second lock for adding: nobody puts oneself on a plan, or somebody unknown in a household, and a code reads its lines only.

Leading a plan, and seeing whose it is, comes with coordinating it: a co-worker or a cover of another team brings that team
nothing.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS"
SYSTEM = "(SELECT actor_is_system())"

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION plans_of_teams(teams uuid[]) RETURNS uuid[] {DEFINER}
$$ SELECT coalesce(array_agg(a.plan_id), '{{}}') FROM registration_assignment a
   WHERE a.team_id = ANY (teams) AND a.kind = 'coordinator' AND (
      (a.since <= actor_day() AND (a.until IS NULL OR a.until >= actor_day()))
      OR (a.until < actor_day() AND NOT EXISTS (
          SELECT FROM registration_assignment l WHERE l.plan_id = a.plan_id AND l.kind = 'coordinator'
          AND (l.until IS NULL OR l.until > a.until)))) $$;
REVOKE EXECUTE ON FUNCTION plans_of_teams(uuid[]), households_of(uuid[], uuid[]) FROM PUBLIC;

-- To be read whole: one's own, and what one opened with a reason less than a day ago. A code opens less than that.
CREATE FUNCTION actor_read_plans() RETURNS uuid[] {DEFINER}
$$ SELECT CASE WHEN actor_code() IS NULL THEN actor_seen_plans() ELSE '{{}}'::uuid[] END $$;

-- A plan that the person at work made, and that nobody was assigned to yet.
CREATE FUNCTION actor_begins(plan uuid) RETURNS boolean {DEFINER}
$$ SELECT EXISTS (SELECT FROM registration_plan p WHERE p.id = plan AND p.recorded_by_id = actor_id())
     AND NOT EXISTS (SELECT FROM registration_assignment a WHERE a.plan_id = plan) $$;

-- Somebody of one's own plans, or somebody new whom the person at work just wrote down.
CREATE FUNCTION actor_knows(somebody uuid) RETURNS boolean {DEFINER}
$$ SELECT EXISTS (SELECT FROM registration_plan p WHERE p.resident_id = somebody AND p.id = ANY (actor_plans()))
     OR EXISTS (SELECT FROM registration_householdmember m
                WHERE m.resident_id = somebody AND m.household_id = ANY (actor_households()))
     OR (EXISTS (SELECT FROM registration_resident r WHERE r.id = somebody AND r.recorded_by_id = actor_id())
         AND NOT EXISTS (SELECT FROM registration_plan p WHERE p.resident_id = somebody)
         AND NOT EXISTS (SELECT FROM registration_householdmember m WHERE m.resident_id = somebody)) $$;
"""


def among(column: str, function: str) -> str:
    """The column is one of the ids that a function gives; worked out once for each statement, not once for each row."""
    return f"{column} = ANY ((SELECT {function})::uuid[])"


OTHER = "professional_id <> (SELECT actor_id())"
OWN, LED = among("plan_id", "actor_plans()"), among("plan_id", "actor_led_plans()")
# table: who may add a row
ADD = {
    "assignment": f"{OTHER} OR {OWN} OR {LED} OR actor_begins(plan_id)",
    "householdmember": f"{among('household_id', 'actor_households()')} AND actor_knows(resident_id)",
}
# tables of which a code shows nothing
READ = ("note_plans", "helprequest", "strength", "networkperson")


def policies() -> str:
    """The policies that change, in place of those there were."""
    adding = "".join(
        f'DROP POLICY add ON registration_{table}; CREATE POLICY add ON registration_{table} FOR INSERT TO "{APP}" '
        f"WITH CHECK ({SYSTEM} OR ({who}));\n"
        for table, who in ADD.items()
    )
    seeing = "".join(
        f'DROP POLICY see ON registration_{table}; CREATE POLICY see ON registration_{table} FOR SELECT TO "{APP}" '
        f"USING ({SYSTEM} OR {among('plan_id', 'actor_read_plans()')});\n"
        for table in READ
    )
    return adding + seeing


class Migration(migrations.Migration):
    dependencies = [("registration", "0008_a_code_is_valid_for_a_week")]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [migrations.RunSQL(FUNCTIONS), migrations.RunSQL(policies())]
