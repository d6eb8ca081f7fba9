"""What stood out in a quarter that was published is remembered with it; whoever reads that publication reads it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

APP = settings.APP_ROLE
# As what was published itself: never changed, and written by the system alone.
LOCK = "".join(
    f"""
ALTER TABLE outcomes_{table} ENABLE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON outcomes_{table} FROM "{APP}";
CREATE POLICY see ON outcomes_{table} FOR SELECT TO "{APP}" USING ({column} IN (SELECT id FROM outcomes_publication));
CREATE POLICY add ON outcomes_{table} FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_is_system()));
"""
    for table, column in (("patternsearch", "publication_id"), ("foundpattern", "search_id"))
)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0008_many_plans_at_once")]
    operations = [
        migrations.CreateModel(
            name="PatternSearch",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pattern_search",
                        serialize=False,
                        to="outcomes.publication",
                    ),
                ),
                ("judged", models.PositiveIntegerField()),
                ("by_chance", models.DecimalField(decimal_places=1, max_digits=8)),
            ],
        ),
        migrations.CreateModel(
            name="FoundPattern",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("figure", models.CharField(max_length=40)),
                ("area", models.CharField(max_length=40)),
                ("theme", models.CharField(max_length=160)),
                ("seen", models.PositiveIntegerField()),
                ("expected", models.DecimalField(decimal_places=1, max_digits=8)),
                ("chance", models.FloatField()),
                ("is_pattern", models.BooleanField()),
                ("before", models.JSONField(default=list)),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="found", to="outcomes.patternsearch"
                    ),
                ),
            ],
            options={
                "ordering": ["chance", "id"],
                "indexes": [models.Index(fields=["area"], name="found_in_an_area")],
            },
        ),
        migrations.RunSQL(LOCK, migrations.RunSQL.noop),
    ]
