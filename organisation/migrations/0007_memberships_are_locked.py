"""Who arranges people, and nobody else, writes memberships: all rights come from there."""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
ACTOR = "current_setting('app.actor', true)"
ARRANGES = f"""({ACTOR} = 'system' OR EXISTS (
    SELECT FROM organisation_membership mine WHERE mine.user_id::text = {ACTOR} AND mine.role = 'information_manager'
    AND mine.since <= coalesce(nullif(current_setting('app.today', true), '')::date, current_date)
    AND (mine.until IS NULL OR mine.until >= coalesce(nullif(current_setting('app.today', true), '')::date, current_date))))"""
LOCK = f"""
CREATE FUNCTION actor_arranges() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT {ARRANGES} $$;
ALTER TABLE organisation_membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON organisation_membership FOR SELECT TO "{APP}" USING (true);
CREATE POLICY add ON organisation_membership FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_arranges()));
CREATE POLICY change ON organisation_membership FOR UPDATE TO "{APP}" USING ((SELECT actor_arranges()));
CREATE POLICY remove ON organisation_membership FOR DELETE TO "{APP}" USING ((SELECT actor_arranges()));
"""
UNLOCK = """
DROP POLICY see ON organisation_membership;
DROP POLICY add ON organisation_membership;
DROP POLICY change ON organisation_membership;
DROP POLICY remove ON organisation_membership;
ALTER TABLE organisation_membership DISABLE ROW LEVEL SECURITY;
DROP FUNCTION actor_arranges();
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_looks_by_ground")]
    operations = [migrations.RunSQL(LOCK, UNLOCK)]
