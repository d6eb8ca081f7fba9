"""Work outside is late by when it came in here, not by when it was recorded elsewhere; no correction is an answer.

What was written down before a quarter was published and brought in after it counts in the next one, as what was written
down after it does. A correction came in when what it corrects did.
"""

import importlib

from django.db import migrations

former = importlib.import_module("outcomes.migrations.0010_asked_outside")

ANSWERS = "r.says <> 'seen'"
VIEW = former.VIEW.replace("recorded_at", "came_in_at").replace(ANSWERS, f"{ANSWERS} AND NOT r.of_correction")


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0010_asked_outside"), ("signals", "0005_what_came_in_when")]
    # Counting as before is no way back: restore the backup of before instead.
    operations = [migrations.RunSQL(VIEW)]
