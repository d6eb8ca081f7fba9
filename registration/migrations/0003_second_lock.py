"""The second lock: PostgreSQL itself shows the app's role only rows of plans that the person at work may reach.

Who is at work, and which day it is, stand in the settings `app.actor` and `app.today` (`organisation/actor.py`). One's own
plans may be read and written; of the plans of one's teams only what says whose they are and who coordinates them. Rows may
be added by anybody who is at work, since a plan exists before its assignment does. The owner, who migrates, is not bound.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE

FUNCTIONS = """
CREATE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(nullif(current_setting('app.actor', true), ''), 'system')::uuid $$;

CREATE FUNCTION actor_day() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('app.today', true), '')::date, current_date) $$;

CREATE FUNCTION actor_is_system() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('app.actor', true), '') = 'system' $$;

CREATE FUNCTION actor_is_known() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('app.actor', true), '') <> '' $$;

-- These run as the owner: the tables they look in are behind the lock themselves.
CREATE FUNCTION actor_plans() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(plan_id), '{}') FROM registration_assignment
   WHERE professional_id = actor_id() AND since <= actor_day() AND (until IS NULL OR until >= actor_day()) $$;

CREATE FUNCTION actor_team_plans() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(a.plan_id), '{}') FROM registration_assignment a
   JOIN organisation_membership m ON m.team_id = a.team_id
   WHERE m.user_id = actor_id() AND m.role IN ('professional', 'team_lead')
     AND m.since <= actor_day() AND (m.until IS NULL OR m.until >= actor_day())
     AND a.since <= actor_day() AND (a.until IS NULL OR a.until >= actor_day()) $$;

-- The one question across all teams: by full name and full birth date, answered with bare ids and names of teams.
CREATE FUNCTION known_elsewhere(asked_name text, asked_year int, asked_month int, asked_day int)
RETURNS TABLE (resident uuid, team varchar) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT DISTINCT r.id, t.name FROM registration_resident r
   JOIN registration_plan p ON p.resident_id = r.id
   JOIN registration_assignment a ON a.plan_id = p.id AND a.kind = 'coordinator'
        AND a.since <= actor_day() AND (a.until IS NULL OR a.until >= actor_day())
   JOIN organisation_team t ON t.id = a.team_id
   WHERE actor_is_known() AND asked_name <> ''
     AND (r.comparable_name = asked_name OR starts_with(r.comparable_name, asked_name || ' '))
     AND r.birth_year = asked_year AND r.birth_month = asked_month AND r.birth_day = asked_day AND p.opened_on <= actor_day()
     AND NOT EXISTS (SELECT FROM registration_closing c WHERE c.plan_id = p.id AND c.closed_on <= actor_day()
                     AND (c.reopened_on IS NULL OR c.reopened_on > actor_day()))
   ORDER BY t.name $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION known_elsewhere(text, int, int, int);
DROP FUNCTION actor_team_plans();
DROP FUNCTION actor_plans();
DROP FUNCTION actor_is_known();
DROP FUNCTION actor_is_system();
DROP FUNCTION actor_day();
DROP FUNCTION actor_id();
"""

SYSTEM = "(SELECT actor_is_system())"
# In parentheses with SELECT these are worked out once for each statement, not once for each row.
OWN = "{plan} = ANY ((SELECT actor_plans())::uuid[])"
TEAM = "{plan} = ANY ((SELECT actor_team_plans())::uuid[])"
# Looked up row by row through an index where few rows are asked for; the planner hashes it where many are.
THROUGH = "EXISTS (SELECT FROM registration_{other} o WHERE o.{key} = registration_{table}.{column})"


def either(column: str) -> str:
    """Of one's own plans, or of those of one's teams."""
    return f"{OWN.format(plan=column)} OR {TEAM.format(plan=column)}"


def through(table: str, column: str, other: str, key: str = "id") -> tuple[str, str]:
    """Whoever may reach the row of the other table that this one hangs on."""
    same = THROUGH.format(table=table, column=column, other=other, key=key)
    return same, same


# table: (who may see a row, who may change or remove it)
LOCKS = {
    "plan": (either("id"), OWN.format(plan="id")),
    "resident": through("resident", "id", "plan", "resident_id"),
    "assignment": (either("plan_id"), OWN.format(plan="plan_id")),
    "closing": (either("plan_id"), OWN.format(plan="plan_id")),
    **{table: (OWN.format(plan="plan_id"),) * 2 for table in ("helprequest", "goal", "appointment", "note_plans")},
    "note": through("note", "id", "note_plans", "note_id"),
    "action": through("action", "goal_id", "goal"),
    "goalscore": through("goalscore", "goal_id", "goal"),
    "actiontick": through("actiontick", "action_id", "action"),
    "goalwording": through("goalwording", "pgh_obj_id", "goal"),
    "actionwording": through("actionwording", "pgh_obj_id", "action"),
    "notewording": through("notewording", "pgh_obj_id", "note"),
    "helprequestwording": through("helprequestwording", "pgh_obj_id", "helprequest"),
}


def lock(table: str, see: str, change: str) -> str:
    """Switches the lock of one table on."""
    return f"""
ALTER TABLE registration_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON registration_{table} FOR SELECT TO "{APP}" USING ({SYSTEM} OR {see});
CREATE POLICY add ON registration_{table} FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_is_known()));
CREATE POLICY change ON registration_{table} FOR UPDATE TO "{APP}" USING ({SYSTEM} OR {change});
CREATE POLICY remove ON registration_{table} FOR DELETE TO "{APP}" USING ({SYSTEM} OR {change});
"""


def unlock(table: str) -> str:
    """Switches it off again."""
    policies = "".join(f"DROP POLICY {name} ON registration_{table};\n" for name in ("see", "add", "change", "remove"))
    return f"{policies}ALTER TABLE registration_{table} DISABLE ROW LEVEL SECURITY;\n"


class Migration(migrations.Migration):
    dependencies = [("registration", "0002_append_only"), ("organisation", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(
            "".join(lock(table, *who) for table, who in LOCKS.items()), "".join(unlock(table) for table in LOCKS)
        ),
    ]
