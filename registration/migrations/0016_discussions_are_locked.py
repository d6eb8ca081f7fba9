"""The second lock over meetings of professionals: read by the team that held them. What was said about a case is read by
who wrote it and by who works on one of the plans, and the plans themselves stay as closed as they are.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"
OF_TEAM = "team_id = ANY ((SELECT actor_teams('{professional,team_lead}'))::uuid[])"
OWN_PLANS = "(SELECT actor_plans())::uuid[]"
NOBODY = "false"


def through(table: str, column: str, more: str = "true") -> str:
    """The discussion on which this row hangs may be seen by who asks, and `more` holds for that row `o`."""
    return f"EXISTS (SELECT FROM registration_casediscussion o WHERE o.id = registration_{table}.{column} AND ({more}))"


CONCERNED = f"""o.recorded_by_id = (SELECT actor_id()) OR EXISTS (
  SELECT FROM registration_casediscussion_plans p WHERE p.casediscussion_id = o.id AND p.plan_id = ANY ({OWN_PLANS}))"""
SAID = through("casetext", "discussion_id", CONCERNED)
FORMERLY_SAID = "EXISTS (SELECT FROM registration_casetext o WHERE o.id = registration_casetextwording.pgh_obj_id)"
PLANS = through("casediscussion_plans", "casediscussion_id")
THEMES = through("casediscussion_themes", "casediscussion_id")

# table: (who may see a row, who may add one, who may change one)
LOCKS = {
    "casediscussion": (OF_TEAM, OF_TEAM, OF_TEAM),
    "casediscussion_themes": (THEMES, THEMES, THEMES),
    "casediscussion_plans": (PLANS, f"{PLANS} AND plan_id = ANY ({OWN_PLANS})", f"plan_id = ANY ({OWN_PLANS})"),
    "casetext": (SAID, SAID, SAID),
    **{name: (through(name, "discussion_id"),) * 3 for name in ("participant", "agreedaction")},
    "discussionwording": (through("discussionwording", "pgh_obj_id"),) * 2 + (NOBODY,),
    "casetextwording": (FORMERLY_SAID, FORMERLY_SAID, NOBODY),
}
EVENTS = (
    f'REVOKE UPDATE, DELETE, TRUNCATE ON registration_discussionwording, registration_casetextwording FROM "{APP}";'
)


def lock(table: str, see: str, add: str, change: str) -> str:
    """Puts the lock of one table on."""
    return f"""
ALTER TABLE registration_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON registration_{table} FOR SELECT TO "{APP}" USING ({SYSTEM} OR {see});
CREATE POLICY add ON registration_{table} FOR INSERT TO "{APP}" WITH CHECK ({SYSTEM} OR {add});
CREATE POLICY change ON registration_{table} FOR UPDATE TO "{APP}" USING ({SYSTEM} OR {change});
CREATE POLICY remove ON registration_{table} FOR DELETE TO "{APP}" USING ({SYSTEM} OR {change});
"""


class Migration(migrations.Migration):
    dependencies = [("registration", "0015_discussions")]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [migrations.RunSQL("".join(lock(table, *who) for table, who in LOCKS.items()) + EVENTS)]
