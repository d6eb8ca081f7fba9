"""Former wordings of questions, kept by a trigger and changed by nobody; terms of instruments in English."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0003_what_we_ask'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionWording',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('label_nl', models.CharField(max_length=120)),
                ('label_en', models.CharField(blank=True, max_length=120)),
                ('hint_nl', models.CharField(blank=True, max_length=200)),
                ('hint_en', models.CharField(blank=True, max_length=200)),
                ('why_nl', models.TextField(blank=True)),
                ('why_en', models.TextField(blank=True)),
                ('for_whom_nl', models.CharField(blank=True, max_length=120)),
                ('for_whom_en', models.CharField(blank=True, max_length=120)),
                ('visible_to_nl', models.CharField(blank=True, max_length=160)),
                ('visible_to_en', models.CharField(blank=True, max_length=160)),
                ('need', models.CharField(choices=[('need', 'needed'), ('nice', 'nice to know')], max_length=5)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['-changed_at'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='instrument',
            name='licence_en',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='instrument',
            name='source_en',
            field=models.TextField(blank=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='question',
            trigger=pgtrigger.compiler.Trigger(name='reworded_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."for_whom_en" IS DISTINCT FROM (NEW."for_whom_en") OR OLD."for_whom_nl" IS DISTINCT FROM (NEW."for_whom_nl") OR OLD."hint_en" IS DISTINCT FROM (NEW."hint_en") OR OLD."hint_nl" IS DISTINCT FROM (NEW."hint_nl") OR OLD."label_en" IS DISTINCT FROM (NEW."label_en") OR OLD."label_nl" IS DISTINCT FROM (NEW."label_nl") OR OLD."need" IS DISTINCT FROM (NEW."need") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."visible_to_en" IS DISTINCT FROM (NEW."visible_to_en") OR OLD."visible_to_nl" IS DISTINCT FROM (NEW."visible_to_nl") OR OLD."why_en" IS DISTINCT FROM (NEW."why_en") OR OLD."why_nl" IS DISTINCT FROM (NEW."why_nl"))', func='INSERT INTO "catalogue_questionwording" ("changed_at", "changed_by_id", "for_whom_en", "for_whom_nl", "hint_en", "hint_nl", "label_en", "label_nl", "need", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until", "version", "visible_to_en", "visible_to_nl", "why_en", "why_nl") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."for_whom_en", OLD."for_whom_nl", OLD."hint_en", OLD."hint_nl", OLD."label_en", OLD."label_nl", OLD."need", NOW(), \'reworded\', OLD."key", OLD."since", OLD."until", OLD."version", OLD."visible_to_en", OLD."visible_to_nl", OLD."why_en", OLD."why_nl"); RETURN NULL;', hash='3c5461a4100d654c2080a99b222781d512e6a1b5', operation='UPDATE', pgid='pgtrigger_reworded_update_e80a8', table='catalogue_question', when='AFTER')),
        ),
        migrations.AddField(
            model_name='questionwording',
            name='changed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='questionwording',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='former_wordings', to='catalogue.question'),
        ),
        migrations.RunSQL(
            f'REVOKE UPDATE, DELETE, TRUNCATE ON catalogue_questionwording FROM "{settings.APP_ROLE}"',
            migrations.RunSQL.noop,
        ),
    ]
