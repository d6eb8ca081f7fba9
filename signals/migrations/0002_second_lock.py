"""The second lock over work outside: PostgreSQL itself shows rows of a team to who works there or leads it, and a signal
to whom it went and who sent it as well. What was met, signalled and answered are events: added, and never changed.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"
TEAMS = "(SELECT actor_teams('{professional,team_lead}'))::uuid[]"
STAFF = f"cardinality({TEAMS}) > 0"
OF_TEAM = f"team_id = ANY ({TEAMS})"
MINE = "(professional_id = (SELECT actor_id()))"
SENT_TO = f"(to_person_id = (SELECT actor_id()) OR to_team_id = ANY ({TEAMS}))"
ARRANGES = "(SELECT actor_arranges())"
NOBODY = "false"


def through(table: str, column: str, other: str) -> str:
    """The row of another table on which this one hangs may be seen by who asks."""
    return f"EXISTS (SELECT FROM {other} o WHERE o.id = signals_{table}.{column})"


def hangs(table: str, column: str, other: str, change: bool = True) -> tuple[str, str, str]:
    """Seen, added and (unless it is an event) changed with the row that it hangs on."""
    same = through(table, column, f"signals_{other}")
    return same, same, same if change else NOBODY


ATTENDS = through("attendance", "activity_id", "signals_activity")
KNOWS = through("attendance", "resident_id", "registration_resident")

# table: (who may see a row, who may add one, who may change one)
LOCKS = {
    **{name: (OF_TEAM, OF_TEAM, OF_TEAM) for name in ("group", "series", "groupgoal", "activity", "agendapoint")},
    "groupmet": (OF_TEAM, f"{OF_TEAM} AND {MINE}", NOBODY),
    "groupmet_characteristics": hangs("groupmet_characteristics", "groupmet_id", "groupmet", change=False),
    "groupmet_interventions": hangs("groupmet_interventions", "groupmet_id", "groupmet", change=False),
    "groupstep": hangs("groupstep", "goal_id", "groupgoal"),
    "activity_partners": hangs("activity_partners", "activity_id", "activity"),
    "hoursspent": hangs("hoursspent", "activity_id", "activity"),
    # That somebody came is seen with the activity, or with the resident; whoever adds it knows both.
    "attendance": (f"{ATTENDS} OR {KNOWS}", f"{ATTENDS} AND {KNOWS}", f"{ATTENDS} AND {KNOWS}"),
    "partner": (STAFF, STAFF, NOBODY),
    "collectiveoffer": (STAFF, OF_TEAM, OF_TEAM),
    "neighbourhoodsignal": (f"{OF_TEAM} OR {MINE} OR {SENT_TO}", f"{OF_TEAM} AND {MINE}", NOBODY),
    "signaltext": hangs("signaltext", "signal_id", "neighbourhoodsignal"),
    "signalreply": hangs("signalreply", "signal_id", "neighbourhoodsignal", change=False),
    "samesignal": hangs("samesignal", "signal_id", "neighbourhoodsignal"),
    "route": ("(SELECT actor_is_known())", ARRANGES, ARRANGES),
    "groupwording": hangs("groupwording", "pgh_obj_id", "group", change=False),
    "activitywording": hangs("activitywording", "pgh_obj_id", "activity", change=False),
    "groupgoalwording": hangs("groupgoalwording", "pgh_obj_id", "groupgoal", change=False),
    "collectiveofferwording": hangs("collectiveofferwording", "pgh_obj_id", "collectiveoffer", change=False),
}
EVENTS = (
    "groupmet, groupmet_characteristics, groupmet_interventions, neighbourhoodsignal, signaltext, signalreply, "
    "groupwording, activitywording, groupgoalwording, collectiveofferwording"
)
# What was said may be wiped, and nothing else be done to it.
ONCE_SAID = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON {", ".join(f"signals_{name}" for name in EVENTS.split(", "))} FROM "{APP}";
GRANT UPDATE (text, wiped_at, wiped_by_id) ON signals_signaltext TO "{APP}";
DROP POLICY change ON signals_signaltext;
CREATE POLICY change ON signals_signaltext FOR UPDATE TO "{APP}"
  USING ({SYSTEM} OR {through("signaltext", "signal_id", "signals_neighbourhoodsignal")})
  WITH CHECK (text = '' AND wiped_at IS NOT NULL);
"""


def lock(table: str, see: str, add: str, change: str) -> str:
    """Puts the lock of one table on."""
    return f"""
ALTER TABLE signals_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_{table} FOR SELECT TO "{APP}" USING ({SYSTEM} OR {see});
CREATE POLICY add ON signals_{table} FOR INSERT TO "{APP}" WITH CHECK ({SYSTEM} OR {add});
CREATE POLICY change ON signals_{table} FOR UPDATE TO "{APP}" USING ({SYSTEM} OR {change});
CREATE POLICY remove ON signals_{table} FOR DELETE TO "{APP}" USING ({SYSTEM} OR {change});
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial"), ("registration", "0016_discussions_are_locked")]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [migrations.RunSQL("".join(lock(table, *who) for table, who in LOCKS.items()) + ONCE_SAID)]
