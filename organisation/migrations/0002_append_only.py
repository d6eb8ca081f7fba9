"""The log of looks: the app may write a line and read it, and never change or remove one."""

from django.conf import settings
from django.db import migrations

RIGHTS = f'REVOKE UPDATE, DELETE, TRUNCATE ON organisation_accessevent FROM "{settings.APP_ROLE}"'


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
