"""Runs of an import are seen by who was lent the right to move, and by nobody else; what a run made is taken out by the system."""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"
FUNCTIONS = """
CREATE FUNCTION actor_moves() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (
     SELECT FROM organisation_lentright l WHERE l.user_id = actor_id() AND l."right" = 'move'
     AND l.since <= actor_day() AND l.until >= actor_day() AND l.taken_back_at IS NULL) $$;

-- A UUID of version 7, as shared/ids.py makes one; servers before 18 have none of their own.
CREATE FUNCTION uuid_of_now() RETURNS uuid LANGUAGE sql VOLATILE AS
$$ SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
     PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
     52, 1), 53, 1), 'hex')::uuid $$;

-- Scores and ticks are never removed by the app itself; those of a run go with the run, and no others.
CREATE FUNCTION take_out_events(of_run uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  ticks bigint;
  scores bigint;
BEGIN
  IF NOT actor_is_system() THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the system takes out what an import made.';
  END IF;
  DELETE FROM registration_actiontick t USING exchange_importedkey k
    WHERE k.run_id = of_run AND k.kind = 'actions' AND t.action_id = k.target::uuid;
  GET DIAGNOSTICS ticks = ROW_COUNT;
  DELETE FROM registration_goalscore s USING exchange_importedkey k
    WHERE k.run_id = of_run AND k.kind = 'goal_scores' AND s.id = k.target::uuid;
  GET DIAGNOSTICS scores = ROW_COUNT;
  RETURN ticks + scores;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION take_out_events(uuid);
DROP FUNCTION uuid_of_now();
DROP FUNCTION actor_moves();
"""
LOCK = f"""
ALTER TABLE exchange_importrun ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON exchange_importrun FOR SELECT TO "{APP}" USING ({SYSTEM} OR (SELECT actor_moves()));
CREATE POLICY add ON exchange_importrun FOR INSERT TO "{APP}"
    WITH CHECK ({SYSTEM} OR ((SELECT actor_moves()) AND started_by_id = (SELECT actor_id())));
CREATE POLICY change ON exchange_importrun FOR UPDATE TO "{APP}" USING ({SYSTEM} OR (SELECT actor_moves()));
REVOKE DELETE, TRUNCATE ON exchange_importrun FROM "{APP}";
ALTER TABLE exchange_importedkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON exchange_importedkey FOR ALL TO "{APP}" USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""
UNLOCK = """
DROP POLICY see ON exchange_importrun;
DROP POLICY add ON exchange_importrun;
DROP POLICY change ON exchange_importrun;
ALTER TABLE exchange_importrun DISABLE ROW LEVEL SECURITY;
DROP POLICY all_of_it ON exchange_importedkey;
ALTER TABLE exchange_importedkey DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_moving_in"), ("registration", "0011_what_was_asked_is_locked"),
                    ("organisation", "0009_lending_is_locked")]
    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS), migrations.RunSQL(LOCK, UNLOCK)]
