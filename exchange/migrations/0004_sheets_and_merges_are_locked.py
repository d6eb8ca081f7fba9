"""Sheets, matched columns, what was taken out and who was merged: for who was lent the right to move, and for nobody else.

What was done stays: only sheets and matched columns may be removed.
"""

from django.conf import settings
from django.db import migrations

APP = settings.APP_ROLE
MOVES = "(SELECT actor_is_system()) OR (SELECT actor_moves())"
TABLES = ("sheet", "columnmapping", "exportrun", "undoing", "merge", "twopeople")
STAYS = ("exportrun", "undoing", "merge", "twopeople")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_sheets_and_merges"), ("registration", "0012_merged_are_left_out"),
                    ("procrastinate", "0041_post_retry_failed_job")]
    # A way back would open the lock: restore the backup of before instead.
    operations = [
        migrations.RunSQL("".join(
            f"ALTER TABLE exchange_{table} ENABLE ROW LEVEL SECURITY;\n"
            f'CREATE POLICY all_of_it ON exchange_{table} FOR ALL TO "{APP}" USING ({MOVES}) WITH CHECK ({MOVES});\n'
            for table in TABLES
        )),
        migrations.RunSQL("".join(
            f'REVOKE DELETE, TRUNCATE ON exchange_{table} FROM "{APP}";\n' for table in STAYS
        )),
    ]
