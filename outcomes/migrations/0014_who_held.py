"""Every page of a team asks how many people coordinated in it: that is answered from an index of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0013_what_went_and_came_back")]
    operations = [
        migrations.AddIndex(
            "fact",
            models.Index(
                condition=models.Q(kind="held"),
                fields=["team", "day"],
                include=("until", "coordinator", "plan"),
                name="fact_of_who_held",
            ),
        ),
    ]
