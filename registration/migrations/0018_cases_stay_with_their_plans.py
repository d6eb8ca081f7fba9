"""What was said about a case is read by who works on one of the plans, and by who wrote the record while it has none.

A colleague of the team could hang a plan of their own on the meeting and so become concerned; and who had handed all of
its plans over went on reading. Only who is concerned already hangs a plan on a meeting.
"""

import importlib

from django.db import migrations

former = importlib.import_module("registration.migrations.0016_discussions_are_locked")

SYSTEM, PLANS, OWN_PLANS = former.SYSTEM, former.PLANS, former.OWN_PLANS
FUNCTION = """
-- Asked of ids that are known already; answers nothing about who else is concerned.
CREATE FUNCTION actor_is_concerned(discussion uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT CASE WHEN EXISTS (SELECT FROM registration_casediscussion_plans WHERE casediscussion_id = discussion)
     THEN EXISTS (SELECT FROM registration_casediscussion_plans
       WHERE casediscussion_id = discussion AND plan_id = ANY ((SELECT actor_plans())::uuid[]))
     ELSE EXISTS (SELECT FROM registration_casediscussion
       WHERE id = discussion AND recorded_by_id = (SELECT actor_id())) END $$;
"""
SAID = former.through("casetext", "discussion_id", "actor_is_concerned(o.id)")
ADDED = f"{PLANS} AND plan_id = ANY ({OWN_PLANS}) AND actor_is_concerned(casediscussion_id)"
LOCKS = "".join(
    f"ALTER POLICY {name} ON registration_{table} {how} ({SYSTEM} OR {who});\n"
    for table, name, how, who in (
        ("casetext", "see", "USING", SAID),
        ("casetext", "add", "WITH CHECK", SAID),
        ("casetext", "change", "USING", SAID),
        ("casetext", "remove", "USING", SAID),
        ("casediscussion_plans", "add", "WITH CHECK", ADDED),
    )
)


class Migration(migrations.Migration):
    dependencies = [("registration", "0017_asked_outside")]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [migrations.RunSQL(FUNCTION + LOCKS)]
