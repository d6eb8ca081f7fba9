"""Agreements after looking at figures; and who looked at which figures: the app writes a line and never changes one."""

import django.db.models.deletion
import shared.ids
from django.conf import settings
from django.db import migrations, models

ONCE = f'REVOKE UPDATE, DELETE, TRUNCATE ON feedback_opening FROM "{settings.APP_ROLE}"'


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0001_question_talks'),
        ('organisation', '0009_lending_is_locked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=shared.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('own', 'My residents'), ('team', 'Team')], max_length=4)),
                ('text', models.CharField(max_length=200)),
                ('who', models.CharField(blank=True, max_length=120)),
                ('by_when', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.team')),
            ],
            options={
                'ordering': ['made_at', 'id'],
                'indexes': [models.Index(fields=['question', 'team'], name='feedback_ag_questio_902875_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'own'), ('team__isnull', True)), models.Q(('kind', 'team'), ('team__isnull', False)), _connector='OR'), name='an_agreement_is_of_one_or_a_team')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('own', 'My residents'), ('team', 'Team')], max_length=4)),
                ('period', models.CharField(max_length=22)),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.team')),
            ],
            options={
                'indexes': [models.Index(fields=['question', 'opened_at'], name='feedback_op_questio_e31693_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'own'), ('team__isnull', True)), models.Q(('kind', 'team'), ('team__isnull', False)), _connector='OR'), name='an_opening_is_of_one_or_a_team')],
            },
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
    ]
