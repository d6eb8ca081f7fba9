"""What was published of few residents, however many records these have, is shown without shares."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0014_who_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedcell",
            name="is_of_few",
            field=models.BooleanField(default=False),
        ),
    ]
