"""Words about a person can be emptied in a group met, in its answers and those of an activity, and in former wordings.

Nothing else can be done to them: they are emptied, never changed.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"
TEAMS = "(SELECT actor_teams('{professional,team_lead}'))::uuid[]"
# Former wordings: the table that they are of, and their texts.
FORMER = {
    "activitywording": ("activity", ("title", "own_words")),
    "groupgoalwording": ("groupgoal", ("own_words",)),
    "collectiveofferwording": ("collectiveoffer", ("title", "aim")),
}


def emptied(table: str, texts: tuple[str, ...], who: str) -> str:
    """Lets these texts of a table be emptied by who may."""
    other = " OR ".join(f"NEW.{text} NOT IN ('', OLD.{text})" for text in texts)
    return f"""
GRANT UPDATE ({", ".join(texts)}) ON signals_{table} TO "{APP}";
DROP POLICY change ON signals_{table};
CREATE POLICY change ON signals_{table} FOR UPDATE TO "{APP}" USING ({SYSTEM} OR {who});
CREATE TRIGGER only_emptied BEFORE UPDATE ON signals_{table} FOR EACH ROW WHEN ({other})
  EXECUTE FUNCTION only_emptied();
"""


def of_team(table: str, column: str, other: str) -> str:
    """The row of another table on which this one hangs is of a team of who asks."""
    same = f"o.id = signals_{table}.{column}"
    return f"EXISTS (SELECT FROM signals_{other} o WHERE {same} AND o.team_id = ANY ({TEAMS}))"


SIGNAL = "EXISTS (SELECT FROM signals_neighbourhoodsignal o WHERE o.id = signals_outsideanswer.signal_id)"
ANSWERED = " OR ".join(
    (SIGNAL, of_team("outsideanswer", "group_met_id", "groupmet"), of_team("outsideanswer", "activity_id", "activity"))
)
LOCK = f"""
{emptied("groupmet", ("own_words",), f"team_id = ANY ({TEAMS})")}
{"".join(emptied(table, texts, of_team(table, "pgh_obj_id", of)) for table, (of, texts) in FORMER.items())}
DROP POLICY change ON signals_outsideanswer;
CREATE POLICY change ON signals_outsideanswer FOR UPDATE TO "{APP}"
  USING ({SYSTEM} OR {ANSWERED}) WITH CHECK (own_words = '' AND wiped_at IS NOT NULL);
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0005_what_came_in_when")]
    # A way back would take away the way out for a name: restore the backup of before instead.
    operations = [migrations.RunSQL(LOCK)]
