"""Somebody who was there twice: the row that was merged is found nowhere any more, and nothing new comes to hang on it.

What is started for that row at the very moment of merging hangs on the one that stays. The privacy officer who asks for the
name that is gone gets the file that stays, and who looked into either is told of both: by bare ids, and to who is known.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
DEFINER = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS"
HANGING = (
    "plan", "householdmember", "strength", "phonecode", "goal", "action", "assessment", "experience", "referral", "application",
)

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION residents_called(asked_name text, asked_year int, asked_month int, asked_day int)
RETURNS SETOF uuid {DEFINER}
$$ SELECT DISTINCT coalesce(r.merged_into_id, r.id) FROM registration_resident r
   WHERE actor_is_privacy_officer() AND same_person(r, asked_name, asked_year, asked_month, asked_day) $$;

-- With the ids of those who were merged into these; nothing but ids, and to nobody who is unknown.
CREATE FUNCTION with_merged(asked uuid[]) RETURNS SETOF uuid {DEFINER}
$$ SELECT unnest(asked) UNION SELECT r.id FROM registration_resident r
   WHERE actor_is_known() AND r.merged_into_id = ANY (asked) $$;

-- Pairs that may be the same person: a name alike on the same birthday, or the same name where birthdays do not contradict or
-- differ in one part. For who sees all residents: the lock holds here as anywhere.
CREATE FUNCTION likely_doubles(left_ones uuid[], left_others uuid[], most int)
RETURNS TABLE (one uuid, other uuid) LANGUAGE sql STABLE AS
$$ WITH known AS MATERIALIZED (
     SELECT id, comparable_name AS name, birth_year AS y, birth_month AS m, birth_day AS d
     FROM registration_resident WHERE merged_into_id IS NULL),
   pairs AS (
     SELECT a.id AS one, b.id AS other, similarity(a.name, b.name) AS near FROM known a JOIN known b
       ON a.y = b.y AND a.m = b.m AND a.d = b.d AND a.id < b.id AND similarity(a.name, b.name) >= 0.5
     UNION ALL
     SELECT a.id, b.id, CASE WHEN b.y IS NULL OR a.y IS NULL THEN 0.6 ELSE 0.8 END
       FROM known a JOIN known b ON a.name = b.name AND a.id < b.id AND strpos(a.name, ' ') > 0
       AND CASE WHEN a.d IS NOT NULL AND b.d IS NOT NULL
           THEN (a.y <> b.y)::int + (a.m <> b.m)::int + (a.d <> b.d)::int = 1
           ELSE coalesce(a.y = b.y, true) AND coalesce(a.m = b.m, true) END)
   SELECT p.one, p.other FROM pairs p
   WHERE NOT EXISTS (SELECT FROM unnest(left_ones, left_others) AS gone (one, other)
                     WHERE (gone.one, gone.other) IN ((p.one, p.other), (p.other, p.one)))
   GROUP BY p.one, p.other ORDER BY max(p.near) DESC, p.one, p.other LIMIT most $$;

-- Waits for a merge that is under way, and follows it.
CREATE FUNCTION follow_the_merged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ DECLARE stays uuid;
BEGIN
  SELECT merged_into_id INTO stays FROM registration_resident WHERE id = NEW.resident_id FOR KEY SHARE;
  IF stays IS NOT NULL THEN NEW.resident_id := stays; END IF;
  RETURN NEW;
END $$;
CREATE INDEX registration_resident_born ON registration_resident (birth_year, birth_month, birth_day);
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER follow_the_merged BEFORE INSERT ON registration_{table} FOR EACH ROW "
    "WHEN (NEW.resident_id IS NOT NULL) EXECUTE FUNCTION follow_the_merged();\n"
    for table in HANGING
)


class Migration(migrations.Migration):
    dependencies = [("registration", "0011_what_was_asked_is_locked")]
    # A way back would show two people where there is one: restore the backup of before instead.
    operations = [migrations.RunSQL(FUNCTIONS), migrations.RunSQL(TRIGGERS)]
