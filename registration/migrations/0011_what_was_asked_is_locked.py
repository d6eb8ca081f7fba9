"""The second lock over answers, assessments, experiences, referrals and decisions: to be read with the plan, and written
by who works on it. A resident's code opens none of it. Answers and assessments are events: added, and never changed.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"


def among(column: str, function: str) -> str:
    """The column is one of the ids that a function gives; worked out once for each statement, not once for each row."""
    return f"{column} = ANY ((SELECT {function})::uuid[])"


READ, OWN = among("plan_id", "actor_read_plans()"), among("plan_id", "actor_plans()")


def through(table: str, column: str, other: str, more: str) -> str:
    """The row of another table on which this one hangs may be reached, and `more` holds for that row `o`."""
    return f"EXISTS (SELECT FROM registration_{other} o WHERE o.id = registration_{table}.{column} AND ({more}))"


def hanging(table: str, column: str, other: str) -> tuple[str, str]:
    """Read and written with the row that it hangs on."""
    return (
        through(table, column, other, among("o.plan_id", "actor_read_plans()")),
        through(table, column, other, among("o.plan_id", "actor_plans()")),
    )


# table: (who may see a row, who may add or change one)
LOCKS = {
    **{name: (READ, OWN) for name in ("experience", "questionanswer", "assessment", "referral", "application")},
    "assessmentpart": hanging("assessmentpart", "assessment_id", "assessment"),
    "decision": hanging("decision", "application_id", "application"),
    "goallevel": hanging("goallevel", "goal_id", "goal"),
}
EVENTS = ("questionanswer", "assessment", "assessmentpart", "experience")


def lock(table: str, see: str, write: str) -> str:
    """Puts the lock of one table on."""
    change = "false" if table in EVENTS else write
    return f"""
ALTER TABLE registration_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON registration_{table} FOR SELECT TO "{APP}" USING ({SYSTEM} OR {see});
CREATE POLICY add ON registration_{table} FOR INSERT TO "{APP}" WITH CHECK ({SYSTEM} OR {write});
CREATE POLICY change ON registration_{table} FOR UPDATE TO "{APP}" USING ({SYSTEM} OR {change});
CREATE POLICY remove ON registration_{table} FOR DELETE TO "{APP}" USING ({SYSTEM} OR {change});
"""


class Migration(migrations.Migration):
    dependencies = [("registration", "0010_what_was_asked")]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [migrations.RunSQL("".join(lock(table, *who) for table, who in LOCKS.items()))]
