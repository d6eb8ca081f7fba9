"""The second lock grows with households, broken glass, codes for the resident's phone, and handing over.

Whom a row is shown to and who may write it are two questions from here on: whoever broke the glass, or reads with a code, sees
a plan and can write nothing of it. What stands in `app.actor` is the id of a person, "system", or "code:" with the id of a code.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE

DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS"
HOLDS = "{0}since <= actor_day() AND ({0}until IS NULL OR {0}until >= actor_day())"

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN current_setting('app.actor', true) ~ '^[0-9a-f-]{{36}}$'
          THEN current_setting('app.actor', true)::uuid END $$;

CREATE FUNCTION actor_code() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN current_setting('app.actor', true) LIKE 'code:%'
          THEN substr(current_setting('app.actor', true), 6)::uuid END $$;

CREATE FUNCTION actor_now() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

CREATE FUNCTION actor_teams(roles text[]) RETURNS uuid[] {DEFINER}
$$ SELECT coalesce(array_agg(team_id), '{{}}') FROM organisation_membership
   WHERE user_id = actor_id() AND role = ANY (roles) AND {HOLDS.format("")} $$;

CREATE FUNCTION actor_is_privacy_officer() RETURNS boolean {DEFINER}
$$ SELECT EXISTS (SELECT FROM organisation_membership
   WHERE user_id = actor_id() AND role = 'privacy_officer' AND {HOLDS.format("")}) $$;

-- Plans of these teams: with an assignment today, or whose last coordinator, of one of these teams, has left.
CREATE FUNCTION plans_of_teams(teams uuid[]) RETURNS uuid[] {DEFINER}
$$ SELECT coalesce(array_agg(a.plan_id), '{{}}') FROM registration_assignment a
   WHERE a.team_id = ANY (teams) AND (({HOLDS.format("a.")})
      OR (a.kind = 'coordinator' AND a.until < actor_day() AND NOT EXISTS (
          SELECT FROM registration_assignment l WHERE l.plan_id = a.plan_id AND l.kind = 'coordinator'
          AND (l.until IS NULL OR l.until > a.until)))) $$;

CREATE OR REPLACE FUNCTION actor_team_plans() RETURNS uuid[] {DEFINER}
$$ SELECT plans_of_teams(actor_teams('{{professional,team_lead}}')) $$;

CREATE FUNCTION actor_led_plans() RETURNS uuid[] {DEFINER}
$$ SELECT plans_of_teams(actor_teams('{{team_lead}}')) $$;

-- To be read: one's own, what one opened with a reason less than a day ago, and what the code of a resident opens.
CREATE FUNCTION actor_seen_plans() RETURNS uuid[] {DEFINER}
$$ SELECT coalesce(array_agg(plan_id), '{{}}') FROM (
     SELECT unnest(actor_plans()) AS plan_id
     UNION SELECT plan_id FROM registration_brokenglass
       WHERE recorded_by_id = actor_id() AND recorded_at <= actor_now() AND until > actor_now()
         AND plan_id = ANY ((SELECT actor_team_plans())::uuid[])
     UNION SELECT plan_id FROM registration_phonecode
       WHERE id = actor_code() AND withdrawn_at IS NULL AND expires_at > actor_now() AND wrong_tries < 5
   ) reached $$;

CREATE FUNCTION households_of(plans uuid[], named uuid[]) RETURNS uuid[] {DEFINER}
$$ SELECT coalesce(array_agg(household_id), '{{}}') FROM (
     SELECT household_id FROM registration_plan WHERE id = ANY (plans || named) AND household_id IS NOT NULL
     UNION SELECT m.household_id FROM registration_householdmember m JOIN registration_plan p ON p.resident_id = m.resident_id
       WHERE p.id = ANY (plans) AND {HOLDS.format("m.")}
   ) reached $$;

CREATE FUNCTION actor_households() RETURNS uuid[] {DEFINER} $$ SELECT households_of(actor_plans(), '{{}}') $$;

CREATE FUNCTION actor_seen_households() RETURNS uuid[] {DEFINER}
$$ SELECT households_of(actor_seen_plans(), actor_team_plans()) $$;

CREATE FUNCTION same_person(r registration_resident, asked_name text, asked_year int, asked_month int, asked_day int)
RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT asked_name <> '' AND (r.comparable_name = asked_name OR starts_with(r.comparable_name, asked_name || ' '))
     AND r.birth_year = asked_year AND r.birth_month = asked_month AND r.birth_day = asked_day $$;

CREATE OR REPLACE FUNCTION known_elsewhere(asked_name text, asked_year int, asked_month int, asked_day int)
RETURNS TABLE (resident uuid, team varchar) {DEFINER}
$$ SELECT DISTINCT r.id, t.name FROM registration_resident r
   JOIN registration_plan p ON p.resident_id = r.id OR p.household_id IN (
        SELECT m.household_id FROM registration_householdmember m WHERE m.resident_id = r.id AND {HOLDS.format("m.")})
   JOIN registration_assignment a ON a.plan_id = p.id AND a.kind = 'coordinator' AND {HOLDS.format("a.")}
   JOIN organisation_team t ON t.id = a.team_id
   WHERE actor_is_known() AND same_person(r, asked_name, asked_year, asked_month, asked_day) AND p.opened_on <= actor_day()
     AND NOT EXISTS (SELECT FROM registration_closing c WHERE c.plan_id = p.id AND c.closed_on <= actor_day()
                     AND (c.reopened_on IS NULL OR c.reopened_on > actor_day()))
   ORDER BY t.name $$;

-- For the privacy officer, when a resident asks who looked: bare ids by full name and full birth date, and nothing else.
CREATE FUNCTION residents_called(asked_name text, asked_year int, asked_month int, asked_day int)
RETURNS SETOF uuid {DEFINER}
$$ SELECT r.id FROM registration_resident r
   WHERE actor_is_privacy_officer() AND same_person(r, asked_name, asked_year, asked_month, asked_day) $$;
"""

SYSTEM = "(SELECT actor_is_system())"
SOMEBODY = f"{SYSTEM} OR (SELECT actor_id()) IS NOT NULL"


def among(column: str, function: str) -> str:
    """The column is one of the ids that a function gives; worked out once for each statement, not once for each row."""
    return f"{column} = ANY ((SELECT {function})::uuid[])"


def seen(column: str) -> str:
    """Of a plan that may be read."""
    return among(column, "actor_seen_plans()")


def own(column: str) -> str:
    """Of a plan of one's own, that may be written."""
    return among(column, "actor_plans()")


def named(column: str) -> str:
    """Of a plan that may be read, or of which one's team sees whose it is."""
    return f"{seen(column)} OR {among(column, 'actor_team_plans()')}"


def through(table: str, column: str, other: str, key: str = "id", more: str = "true") -> str:
    """A row of another table, on which this one hangs, may be reached (and `more` holds for that row `o`)."""
    return f"EXISTS (SELECT FROM registration_{other} o WHERE o.{key} = registration_{table}.{column} AND ({more}))"


def hanging(table: str, column: str, other: str) -> tuple[str, str, str]:
    """Former wordings: to be seen with what they were of; added by a trigger, changed by nobody."""
    return through(table, column, other), SOMEBODY, "false"


ACTION_OF_OWN = through("action", "goal_id", "goal", more=own("o.plan_id"))
SCORE_OF_OWN = through("goalscore", "goal_id", "goal", more=own("o.plan_id"))
TICK_OF_OWN = (
    "EXISTS (SELECT FROM registration_action a JOIN registration_goal g ON g.id = a.goal_id "
    f"WHERE a.id = registration_actiontick.action_id AND {own('g.plan_id')})"
)
HELD_TEAMS = "actor_teams('{professional,team_lead}')"

# table: (who may see a row, who may add one, who may change or remove one)
LOCKS = {
    "plan": (named("id"), SOMEBODY, own("id")),
    "resident": (
        through("resident", "id", "plan", "resident_id")
        + " OR "
        + through("resident", "id", "householdmember", "resident_id"),
        SOMEBODY,
        through("resident", "id", "plan", "resident_id", own("o.id"))
        + " OR "
        + through("resident", "id", "householdmember", "resident_id", among("o.household_id", "actor_households()")),
    ),
    "household": (among("id", "actor_seen_households()"), SOMEBODY, among("id", "actor_households()")),
    "householdmember": (
        among("household_id", "actor_seen_households()"),
        SOMEBODY,
        among("household_id", "actor_households()"),
    ),
    "assignment": (
        named("plan_id"),
        SOMEBODY,
        f"{own('plan_id')} OR {among('plan_id', 'actor_led_plans()')}",
    ),
    "closing": (named("plan_id"), own("plan_id"), own("plan_id")),
    **{
        table: (seen("plan_id"), own("plan_id"), own("plan_id"))
        for table in ("helprequest", "goal", "appointment", "strength", "networkperson", "phonecode")
    },
    "note_plans": (seen("plan_id"), own("plan_id"), own("plan_id")),
    "note": (
        through("note", "id", "note_plans", "note_id"),
        SOMEBODY,
        through("note", "id", "note_plans", "note_id", own("o.plan_id")),
    ),
    "action": (through("action", "goal_id", "goal"), ACTION_OF_OWN, ACTION_OF_OWN),
    "goalscore": (through("goalscore", "goal_id", "goal"), SCORE_OF_OWN, "false"),
    "actiontick": (through("actiontick", "action_id", "action"), TICK_OF_OWN, "false"),
    "goalwording": hanging("goalwording", "pgh_obj_id", "goal"),
    "actionwording": hanging("actionwording", "pgh_obj_id", "action"),
    "notewording": hanging("notewording", "pgh_obj_id", "note"),
    "helprequestwording": hanging("helprequestwording", "pgh_obj_id", "helprequest"),
    "brokenglass": (
        f"recorded_by_id = (SELECT actor_id()) OR {seen('plan_id')} OR (SELECT actor_is_privacy_officer())",
        f"recorded_by_id = (SELECT actor_id()) AND {among('plan_id', 'actor_team_plans()')}",
        "false",
    ),
    "teamphrase": (among("team_id", HELD_TEAMS),) * 3,
}


def lock(table: str, see: str, add: str, change: str) -> str:
    """Puts the lock of one table on, in place of the one that it had."""
    return f"""
DROP POLICY IF EXISTS see ON registration_{table};
DROP POLICY IF EXISTS add ON registration_{table};
DROP POLICY IF EXISTS change ON registration_{table};
DROP POLICY IF EXISTS remove ON registration_{table};
ALTER TABLE registration_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON registration_{table} FOR SELECT TO "{APP}" USING ({SYSTEM} OR {see});
CREATE POLICY add ON registration_{table} FOR INSERT TO "{APP}" WITH CHECK ({SYSTEM} OR {add});
CREATE POLICY change ON registration_{table} FOR UPDATE TO "{APP}" USING ({SYSTEM} OR {change});
CREATE POLICY remove ON registration_{table} FOR DELETE TO "{APP}" USING ({SYSTEM} OR {change});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0005_households_and_hand_over"),
        ("organisation", "0001_initial"),
    ]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [
        migrations.RunSQL(FUNCTIONS),
        migrations.RunSQL("".join(lock(table, *who) for table, who in LOCKS.items())),
        migrations.RunSQL(f'REVOKE UPDATE, DELETE, TRUNCATE ON registration_brokenglass FROM "{APP}"'),
    ]
