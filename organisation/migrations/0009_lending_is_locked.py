"""Who has the right to lend, and nobody else, lends a right or takes one back; and nobody in the name of somebody else."""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
LOCK = f"""
CREATE FUNCTION actor_lends() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT current_setting('app.actor', true) = 'system' OR EXISTS (
     SELECT FROM organisation_membership mine
     WHERE mine.user_id::text = current_setting('app.actor', true) AND mine.role = 'privacy_officer'
     AND mine.since <= coalesce(nullif(current_setting('app.today', true), '')::date, current_date)
     AND (mine.until IS NULL OR mine.until >= coalesce(nullif(current_setting('app.today', true), '')::date, current_date))) $$;
ALTER TABLE organisation_lentright ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON organisation_lentright FOR SELECT TO "{APP}" USING (true);
CREATE POLICY add ON organisation_lentright FOR INSERT TO "{APP}" WITH CHECK ((SELECT actor_lends())
    AND (current_setting('app.actor', true) = 'system' OR lent_by_id::text = current_setting('app.actor', true)));
CREATE POLICY change ON organisation_lentright FOR UPDATE TO "{APP}" USING ((SELECT actor_lends()));
-- What was lent to whom and by whom stays as it was said; only taking it back (and that it is undone) is written later.
REVOKE UPDATE, DELETE, TRUNCATE ON organisation_lentright FROM "{APP}";
GRANT UPDATE (taken_back_at) ON organisation_lentright TO "{APP}";
"""
UNLOCK = """
DROP POLICY see ON organisation_lentright;
DROP POLICY add ON organisation_lentright;
DROP POLICY change ON organisation_lentright;
ALTER TABLE organisation_lentright DISABLE ROW LEVEL SECURITY;
DROP FUNCTION actor_lends();
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_lent_rights")]
    operations = [migrations.RunSQL(LOCK, UNLOCK)]
