"""A list of services comes in by who arranges the catalogue: such a run is seen and changed by who started it."""

from django.conf import settings
from django.db import migrations, models

APP = settings.APP_ROLE
OWN = "(SELECT actor_arranges()) AND {whose} = (SELECT actor_id())"
OF_RUN = "EXISTS (SELECT FROM exchange_importrun r WHERE r.id = run_id AND r.of_services)"
RUN = f"of_services AND {OWN.format(whose='started_by_id')}"
POLICIES = f"""
CREATE POLICY own_list ON exchange_importrun FOR ALL TO "{APP}" USING ({RUN}) WITH CHECK ({RUN});
CREATE POLICY own_list ON exchange_sheet FOR ALL TO "{APP}"
    USING ({OWN.format(whose='sent_by_id')} AND {OF_RUN}) WITH CHECK ({OWN.format(whose='sent_by_id')} AND {OF_RUN});
CREATE POLICY own_list ON exchange_undoing FOR ALL TO "{APP}"
    USING ({OF_RUN}) WITH CHECK ({OWN.format(whose='asked_by_id')} AND {OF_RUN});
"""
NO_POLICIES = "".join(f"DROP POLICY own_list ON exchange_{table};\n" for table in ("importrun", "sheet", "undoing"))


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_sheets_and_merges_are_locked")]
    operations = [
        migrations.AddField("importrun", "of_services", models.BooleanField(default=False)),
        migrations.RunSQL(POLICIES, NO_POLICIES),
    ]
