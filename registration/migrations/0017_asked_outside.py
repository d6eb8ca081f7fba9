"""There are more moments at which own questions are asked; answers of a plan keep to those of before."""

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
    dependencies = [("registration", "0016_discussions_are_locked")]
    operations = [
        migrations.AlterField("questionanswer", "moment", models.CharField(choices=MOMENTS, max_length=10)),
    ]
