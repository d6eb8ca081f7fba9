"""Scores, ticks and former wordings are events: the app may add one and read it, and never change or remove one."""

from django.conf import settings
from django.db import migrations

EVENTS = [
    "goalscore",
    "actiontick",
    "goalwording",
    "actionwording",
    "notewording",
    "helprequestwording",
]
TABLES = ", ".join(f"registration_{name}" for name in EVENTS)
RIGHTS = f'REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM "{settings.APP_ROLE}"'


class Migration(migrations.Migration):
    dependencies = [("registration", "0001_initial")]
    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
