"""Answers given with groups met, activities and signals go with the run that made them, as these do."""

from django.db import migrations

# (table, column, file): rows of which this column leads to a record that the run made; what hangs on others first.
EVENTS = (
    ("registration_actiontick", "action_id", "actions"),
    ("registration_goalscore", "id", "goal_scores"),
    ("signals_outsideanswer", "id", "outside_answers"),
    ("signals_groupmet_characteristics", "groupmet_id", "groups_met"),
    ("signals_groupmet_interventions", "groupmet_id", "groups_met"),
    ("signals_groupmet", "id", "groups_met"),
    ("signals_signalreply", "id", "signal_replies"),
    ("signals_signaltext", "signal_id", "signals"),
    ("signals_neighbourhoodsignal", "id", "signals"),
)


def taking_out(events: tuple[tuple[str, str, str], ...]) -> str:
    """The function that takes these out."""
    steps = "".join(
        f"""
  DELETE FROM {table} t USING exchange_importedkey k
    WHERE k.run_id = of_run AND k.kind = '{file}' AND t.{column} = k.target::uuid;
  GET DIAGNOSTICS gone = ROW_COUNT;
  total := total + gone;"""
        for table, column, file in events
    )
    return f"""
CREATE OR REPLACE FUNCTION take_out_events(of_run uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  gone bigint;
  total bigint := 0;
BEGIN
  IF NOT actor_is_system() THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the system takes out what an import made.';
  END IF;{steps}
  RETURN total;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0006_outside_is_taken_out"), ("signals", "0004_asked_outside")]
    operations = [migrations.RunSQL(taking_out(EVENTS), taking_out(EVENTS[:2] + EVENTS[3:]))]
