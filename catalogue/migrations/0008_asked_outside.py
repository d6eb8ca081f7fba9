"""Own questions are asked with a group met, an activity and a signal as well."""

from django.db import migrations, models

MOMENTS = [
    ("opening", "when a plan begins"),
    ("contact", "after a talk"),
    ("closing", "when a plan is closed"),
    ("assessment", "with an instrument"),
    ("experience", "by the resident, about our help"),
    ("group_met", "when a group was met"),
    ("activity", "with an activity"),
    ("signal", "with a signal"),
]


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_seen_with_groups")]
    operations = [
        migrations.AlterField("questionplace", "moment", models.CharField(choices=MOMENTS, max_length=10)),
    ]
