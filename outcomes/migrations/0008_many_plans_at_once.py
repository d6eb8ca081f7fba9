"""A transaction that changed very many plans works out their facts once, and then is done: nothing is asked for each of them.

Each marked plan rings once at the end of a transaction, and the first ring takes all marks. Every other one then looked
through all that the first one had taken: 15,000 plans of an import took 37 seconds longer for it, and 50,000 did not end in
seven minutes. Plans without any facts, which is all of them in a first import, get theirs by a plain INSERT, which takes a
fifth less than comparing them with nothing.
"""

import importlib

from django.db import migrations

facts = importlib.import_module("outcomes.migrations.0002_facts")
publications = importlib.import_module("outcomes.migrations.0005_publications")

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
FUNCTIONS = f"""
-- By the key alone: the table is nearly always empty, and what was decided for an empty one is slow for a full one.
CREATE FUNCTION is_marked(asked_transaction bigint, asked_plan uuid) RETURNS boolean LANGUAGE plpgsql STABLE
{DEFINER} SET enable_seqscan = off AS
$$ BEGIN
  RETURN EXISTS (SELECT FROM outcomes_changedplan c WHERE c.transaction = asked_transaction AND c.plan = asked_plan);
END $$;
REVOKE EXECUTE ON FUNCTION is_marked(bigint, uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION refresh_many(asked uuid[]) RETURNS void LANGUAGE plpgsql
{DEFINER} SET plan_cache_mode = force_custom_plan AS
$$ DECLARE published date := published_until();
BEGIN
  IF EXISTS (SELECT FROM outcomes_fact f WHERE f.plan = ANY (asked)) THEN
    PERFORM refresh_facts(asked);
    RETURN;
  END IF;
  INSERT INTO outcomes_fact ({facts.named(facts.COLUMNS)}, late_for)
  SELECT {facts.named(facts.COLUMNS)}, CASE WHEN kind IN ({publications.ONCE}) AND day < published
    AND day >= published - interval '3 months' THEN published END
  FROM fresh_facts(asked);
END $$;

CREATE OR REPLACE FUNCTION refresh_changed() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS
$$ DECLARE changed uuid[]; first int := 1;
BEGIN
  IF NOT is_marked(NEW.transaction, NEW.plan) THEN
    RETURN NULL;
  END IF;
  WITH mine AS (DELETE FROM outcomes_changedplan WHERE transaction = pg_current_xact_id()::text::bigint RETURNING plan)
  SELECT array_agg(plan ORDER BY plan) INTO changed FROM mine;
  PERFORM pg_advisory_xact_lock({facts.FACTS}, bucket) FROM (
    SELECT DISTINCT hashtext(plan::text) & 255 AS bucket FROM unnest(changed) AS plan ORDER BY bucket) locks;
  IF cardinality(changed) <= 10 THEN
    PERFORM refresh_few(changed);
    RETURN NULL;
  END IF;
  WHILE first <= cardinality(changed) LOOP
    PERFORM refresh_many(changed[first : first + {facts.AT_A_TIME - 1}]);
    first := first + {facts.AT_A_TIME};
  END LOOP;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0007_work_outside")]
    operations = [migrations.RunSQL(FUNCTIONS)]
