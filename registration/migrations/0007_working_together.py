"""From whom a plan was taken over, and work that is no contact."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("visit", "home visit"),
    ("phone", "telephone"),
    ("office", "at the office"),
    ("message", "message"),
    ("work", "work without a talk"),
    ("other", "something else"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0006_second_lock_grows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="assignment",
            name="instead_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, max_length=10),
        ),
    ]
