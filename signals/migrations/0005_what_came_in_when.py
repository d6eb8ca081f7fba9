"""Work outside knows when it came in here, how somebody's coming stood before is kept, and no correction is an answer.

What came in before counts as come in when it was recorded. A reply that a correction wrote by itself is told apart: it
has no words, and was written by the sender in the same moment.
"""

import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import DO_NOTHING

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"
CARRIED = ("activity", "groupmet", "neighbourhoodsignal")
AS_RECORDED = """
UPDATE signals_activity SET came_in_at = recorded_at;
UPDATE signals_groupmet SET came_in_at = recorded_at;
UPDATE signals_neighbourhoodsignal SET came_in_at = recorded_at;
"""
BY_ITSELF = """
UPDATE signals_signalreply r SET of_correction = true FROM signals_neighbourhoodsignal c
WHERE r.says = 'passed_on' AND r.text = '' AND r.wiped_at IS NULL AND c.first_id = r.signal_id
  AND c.recorded_by_id = r.recorded_by_id
  AND r.recorded_at BETWEEN c.recorded_at AND c.recorded_at + interval '1 second';
"""
# As other former wordings: seen and added with what they were, and never changed.
OF_ATTENDANCE = "EXISTS (SELECT FROM signals_attendance o WHERE o.id = signals_attendancewording.pgh_obj_id)"
LOCK = f"""
ALTER TABLE signals_attendancewording ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_attendancewording FOR SELECT TO "{APP}" USING ({SYSTEM} OR {OF_ATTENDANCE});
CREATE POLICY add ON signals_attendancewording FOR INSERT TO "{APP}" WITH CHECK ({SYSTEM} OR {OF_ATTENDANCE});
CREATE POLICY change ON signals_attendancewording FOR UPDATE TO "{APP}" USING ({SYSTEM});
CREATE POLICY remove ON signals_attendancewording FOR DELETE TO "{APP}" USING ({SYSTEM});
"""
NEVER_CHANGED = f'REVOKE UPDATE, DELETE, TRUNCATE ON signals_attendancewording FROM "{APP}"'
KEPT = pgtrigger.compiler.UpsertTriggerSql(
    condition='WHEN (OLD."removed_at" IS DISTINCT FROM (NEW."removed_at")'
    ' OR OLD."state" IS DISTINCT FROM (NEW."state"))',
    func='INSERT INTO "signals_attendancewording" ("changed_at", "changed_by_id", "pgh_created_at", "pgh_label",'
    ' "pgh_obj_id", "removed_at", "state", "version") VALUES (OLD."changed_at", OLD."changed_by_id", NOW(),'
    ' \'reworded\', OLD."id", OLD."removed_at", OLD."state", OLD."version"); RETURN NULL;',
    hash="098b2b7725a75a1a53512816d574fb27b59be739",
    operation="UPDATE",
    pgid="pgtrigger_reworded_update_6d73d",
    table="signals_attendance",
    when="AFTER",
)


def came_in(model: str) -> migrations.AddField:
    """The moment at which a row came into this installation."""
    moment = models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)
    return migrations.AddField(model, "came_in_at", moment)


def follows(to: str, related_name: str, **more: object) -> models.ForeignKey:
    """Of a former state: it stays when what it was of is gone."""
    return models.ForeignKey(db_constraint=False, on_delete=DO_NOTHING, related_name=related_name, to=to, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0004_asked_outside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    # A way back would lose what was kept: restore the backup of before instead.
    operations = [
        *map(came_in, CARRIED),
        migrations.RunSQL(AS_RECORDED),
        migrations.AddField("signalreply", "of_correction", models.BooleanField(default=False, editable=False)),
        migrations.RunSQL(BY_ITSELF),
        migrations.AddConstraint(
            "signalreply",
            models.CheckConstraint(
                condition=models.Q(of_correction=False) | models.Q(says="passed_on"),
                name="reply_of_a_correction_passes_on",
            ),
        ),
        migrations.CreateModel(
            name="AttendanceWording",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "state",
                    models.CharField(
                        choices=[("invited", "invited"), ("declined", "declined"), ("came", "came")],
                        default="invited",
                        max_length=8,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "changed_by",
                    follows(settings.AUTH_USER_MODEL, "+", editable=False, related_query_name="+"),
                ),
                ("pgh_obj", follows("signals.attendance", "former_wordings")),
            ],
            options={"ordering": ["-changed_at"], "abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance", trigger=pgtrigger.compiler.Trigger(name="reworded_update", sql=KEPT)
        ),
        migrations.RunSQL(LOCK),
        migrations.RunSQL(NEVER_CHANGED),
    ]
