"""A signal keeps its answers when it is corrected, goes on to others, and words that name somebody can be emptied.

Who it was passed on to sees it: the second lock asks that past itself, for replies are seen through their signal.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

APP = settings.APP_ROLE
TEAMS = "(SELECT actor_teams('{professional,team_lead}'))::uuid[]"
GONE_ON = "(SELECT actor_passed_signals())::uuid[]"
SYSTEM = "(SELECT actor_is_system())"
SEEN = f"""{SYSTEM} OR team_id = ANY ({TEAMS}) OR professional_id = (SELECT actor_id())
  OR to_person_id = (SELECT actor_id()) OR to_team_id = ANY ({TEAMS}) OR id = ANY ({GONE_ON}) OR first_id = ANY ({GONE_ON})"""
THROUGH = f"{SYSTEM} OR EXISTS (SELECT FROM signals_neighbourhoodsignal o WHERE o.id = signals_signalreply.signal_id)"
LOCK = f"""
CREATE FUNCTION actor_passed_signals() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(signal_id), '{{}}') FROM signals_signalreply
   WHERE says = 'passed_on'
     AND (to_person_id = actor_id() OR to_team_id = ANY (actor_teams('{{professional,team_lead}}'))) $$;
DROP POLICY see ON signals_neighbourhoodsignal;
CREATE POLICY see ON signals_neighbourhoodsignal FOR SELECT TO "{APP}" USING ({SEEN});

-- Words can be emptied, and nothing else be done to an event.
GRANT UPDATE (place, provision) ON signals_neighbourhoodsignal TO "{APP}";
DROP POLICY change ON signals_neighbourhoodsignal;
CREATE POLICY change ON signals_neighbourhoodsignal FOR UPDATE TO "{APP}" USING ({SEEN});
CREATE FUNCTION only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Words of a signal are emptied, never changed.'; END $$;
CREATE TRIGGER only_emptied BEFORE UPDATE ON signals_neighbourhoodsignal FOR EACH ROW
  WHEN (NEW.place NOT IN ('', OLD.place) OR NEW.provision NOT IN ('', OLD.provision)) EXECUTE FUNCTION only_emptied();
GRANT UPDATE (text, wiped_at, wiped_by_id) ON signals_signalreply TO "{APP}";
DROP POLICY change ON signals_signalreply;
CREATE POLICY change ON signals_signalreply FOR UPDATE TO "{APP}" USING ({THROUGH})
  WITH CHECK (text = '' AND wiped_at IS NOT NULL);

-- A correction hangs below the event that it all began with, also where the writer does not say so.
CREATE FUNCTION signal_knows_its_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT coalesce(r.first_id, r.id) INTO NEW.first_id FROM signals_neighbourhoodsignal r WHERE r.id = NEW.replaces_id;
  RETURN NEW;
END $$;
CREATE TRIGGER signal_knows_its_first BEFORE INSERT ON signals_neighbourhoodsignal FOR EACH ROW
  WHEN (NEW.replaces_id IS NOT NULL AND NEW.first_id IS NULL) EXECUTE FUNCTION signal_knows_its_first();
"""
NOBODY = Q(to_person__isnull=True, to_team__isnull=True)
ONE = Q(to_person__isnull=True) | Q(to_team__isnull=True)
FIRST = Q(first__isnull=True, replaces__isnull=True) | Q(first__isnull=False, replaces__isnull=False)


def somebody(model: str, **more: object) -> models.ForeignKey:
    """A way to a person or a team, which nobody follows back."""
    return models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to=model, **more)


class Migration(migrations.Migration):
    dependencies = [("signals", "0002_second_lock"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    # A way back would open the lock again: restore the backup of before instead.
    operations = [
        migrations.AddField(
            "neighbourhoodsignal",
            "first",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=PROTECT,
                related_name="corrections",
                to="signals.neighbourhoodsignal",
            ),
        ),
        migrations.AddField("signalreply", "to_person", somebody(settings.AUTH_USER_MODEL)),
        migrations.AddField("signalreply", "to_team", somebody("organisation.team")),
        migrations.AddField("signalreply", "answer_by", models.DateField(blank=True, null=True)),
        migrations.AddField("signalreply", "wiped_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("signalreply", "wiped_by", somebody(settings.AUTH_USER_MODEL, editable=False)),
        migrations.AddField("route", "removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddConstraint(
            "neighbourhoodsignal", models.CheckConstraint(condition=FIRST, name="signal_correction_knows_its_first")
        ),
        migrations.AddConstraint(
            "signalreply",
            models.CheckConstraint(
                condition=NOBODY | (Q(says="passed_on") & ONE), name="reply_goes_on_to_a_person_or_a_team"
            ),
        ),
        migrations.AddConstraint(
            "signalreply",
            models.CheckConstraint(condition=Q(wiped_at__isnull=True) | Q(text=""), name="wiped_reply_is_empty"),
        ),
        migrations.RemoveConstraint("route", "one_route_for_theme_and_area"),
        migrations.AddConstraint(
            "route",
            models.UniqueConstraint(
                fields=["theme", "area"],
                condition=Q(removed_at__isnull=True),
                nulls_distinct=False,
                name="one_route_for_theme_and_area",
            ),
        ),
        migrations.RunSQL(LOCK),
    ]
