"""Life domains and themes about which also nobody and everybody say something about people."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As they were built in on the day of this migration.
SENSITIVE = ("mental_health", "household", "substance_use", "justice")


def mark(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The built-in ones that are there already."""
    for name in ("LifeDomain", "Theme"):
        apps.get_model("catalogue", name).objects.filter(key__in=SENSITIVE).update(is_sensitive=True)


class Migration(migrations.Migration):

    dependencies = [("catalogue", "0005_main_voice")]

    operations = [
        migrations.AddField("lifedomain", "is_sensitive", models.BooleanField(default=False)),
        migrations.AddField("theme", "is_sensitive", models.BooleanField(default=False)),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
