"""What the levels of a goal mean is the resident's as the words of the goal are: a code reads it where it reads the goal.

To add and to change it stays with who works on the plan.
"""

from django.conf import settings
from django.db import migrations

SEE = f"""
DROP POLICY see ON registration_goallevel;
CREATE POLICY see ON registration_goallevel FOR SELECT TO "{settings.APP_ROLE}" USING (
    (SELECT actor_is_system()) OR EXISTS (
        SELECT FROM registration_goal o WHERE o.id = registration_goallevel.goal_id
        AND o.plan_id = ANY ((SELECT actor_seen_plans())::uuid[])));
"""


class Migration(migrations.Migration):
    dependencies = [("registration", "0013_notes_elsewhere")]
    # A way back would take from residents what is theirs: restore the backup of before instead.
    operations = [migrations.RunSQL(SEE)]
