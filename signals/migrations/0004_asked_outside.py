"""Answers to own questions with a group met, an activity and a signal, behind the lock of what they were given with.
And words on an agenda that named a person can be emptied, as those of a signal can.
"""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

import shared.ids

APP = settings.APP_ROLE
SYSTEM = "(SELECT actor_is_system())"
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
STATES = [
    ("filled", "filled in"),
    ("empty", "left empty"),
    ("not_asked", "not asked"),
    ("not_applicable", "does not apply"),
]


def through(column: str, other: str, more: str = "true") -> str:
    """The row that an answer was given with may be seen by who asks, and `more` holds for that row `o`."""
    return f"EXISTS (SELECT FROM signals_{other} o WHERE o.id = signals_outsideanswer.{column} AND {more})"


MINE = "o.professional_id = (SELECT actor_id())"
OF_SIGNAL = through("signal_id", "neighbourhoodsignal")
SEE = " OR ".join((through("group_met_id", "groupmet"), through("activity_id", "activity"), OF_SIGNAL))
ADD = " OR ".join(
    (
        through("group_met_id", "groupmet", MINE),
        through("activity_id", "activity"),
        through("signal_id", "neighbourhoodsignal", MINE),
    )
)
LOCK = f"""
ALTER TABLE signals_outsideanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON signals_outsideanswer FOR SELECT TO "{APP}" USING ({SYSTEM} OR {SEE});
CREATE POLICY add ON signals_outsideanswer FOR INSERT TO "{APP}" WITH CHECK ({SYSTEM} OR {ADD});
CREATE POLICY change ON signals_outsideanswer FOR UPDATE TO "{APP}"
  USING ({SYSTEM} OR {OF_SIGNAL}) WITH CHECK (own_words = '' AND wiped_at IS NOT NULL);
CREATE POLICY remove ON signals_outsideanswer FOR DELETE TO "{APP}" USING ({SYSTEM});
"""
ONCE_SAID = f"""
-- Words of an answer can be emptied, and nothing else be done to it.
REVOKE UPDATE, DELETE, TRUNCATE ON signals_outsideanswer FROM "{APP}";
GRANT UPDATE (value, own_words, wiped_at, wiped_by_id) ON signals_outsideanswer TO "{APP}";
CREATE TRIGGER only_emptied BEFORE UPDATE ON signals_outsideanswer FOR EACH ROW
  WHEN (NEW.value IS NOT NULL AND NEW.value IS DISTINCT FROM OLD.value) EXECUTE FUNCTION only_emptied();
"""


def to(model: str, **more: object) -> models.ForeignKey:
    """A way to another row, which may be none."""
    return models.ForeignKey(blank=True, null=True, on_delete=PROTECT, to=model, **more)


STANDS = (
    Q(moment="group_met", group_met__isnull=False, activity=None, signal=None, replaces=None)
    | Q(moment="activity", group_met=None, activity__isnull=False, signal=None)
    | Q(moment="signal", group_met=None, activity=None, signal__isnull=False, replaces=None)
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0003_signals_go_on"),
        ("catalogue", "0008_asked_outside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [
        migrations.AddField("agendapoint", "wiped_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("agendapoint", "wiped_by", to(settings.AUTH_USER_MODEL, editable=False, related_name="+")),
        migrations.CreateModel(
            name="OutsideAnswer",
            fields=[
                ("state", models.CharField(choices=STATES, max_length=14)),
                ("value", models.JSONField(blank=True, null=True)),
                ("own_words", models.TextField(blank=True)),
                ("answered_on", models.DateField()),
                (
                    "id",
                    models.UUIDField(default=shared.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("moment", models.CharField(choices=MOMENTS, max_length=10)),
                ("wiped_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("activity", to("signals.activity", related_name="answers")),
                ("group_met", to("signals.groupmet", related_name="answers")),
                ("question", models.ForeignKey(on_delete=PROTECT, related_name="+", to="catalogue.question")),
                (
                    "recorded_by",
                    models.ForeignKey(editable=False, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="replaced_by",
                        to="signals.outsideanswer",
                    ),
                ),
                ("signal", to("signals.neighbourhoodsignal", related_name="answers")),
                ("wiped_by", to(settings.AUTH_USER_MODEL, editable=False, related_name="+")),
            ],
            options={
                "ordering": ["answered_on", "id"],
                "indexes": [models.Index(fields=["question", "answered_on"], name="outside_answer_to_a_question")],
                "constraints": [
                    models.CheckConstraint(condition=STANDS, name="outside_answer_stands_with_its_record"),
                    models.CheckConstraint(
                        condition=Q(state="filled") | Q(value__isnull=True, own_words=""),
                        name="only_a_filled_outside_answer_speaks",
                    ),
                    models.CheckConstraint(
                        condition=Q(wiped_at__isnull=True) | Q(own_words=""),
                        name="wiped_outside_answer_has_no_words",
                    ),
                    models.UniqueConstraint(
                        fields=["group_met", "question"],
                        condition=Q(group_met__isnull=False),
                        name="one_answer_with_a_group_met",
                    ),
                    models.UniqueConstraint(
                        fields=["signal", "question"],
                        condition=Q(signal__isnull=False),
                        name="one_answer_with_a_signal",
                    ),
                ],
            },
        ),
        migrations.RunSQL(LOCK + ONCE_SAID),
    ]
