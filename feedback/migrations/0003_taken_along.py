"""Figures that were taken along: the app writes a line and never changes one. Figures can be of more than a team."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

ONCE = f'REVOKE UPDATE, DELETE, TRUNCATE ON feedback_taken FROM "{settings.APP_ROLE}"'
KINDS = [('own', 'My residents'), ('team', 'Team'), ('area', 'Area'), ('service', 'Service'), ('organisation', 'Organisation')]
SAYS_OF_WHOM = (
    Q(('key', ''), ('kind__in', ['own', 'organisation']), ('team__isnull', True))
    | Q(('key', ''), ('kind', 'team'), ('team__isnull', False))
    | Q(('kind__in', ['area', 'service']), ('team__isnull', True), Q(('key', ''), _negated=True))
)


def team() -> models.ForeignKey:
    """As on every record of figures."""
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.team')


def wider(model: str, former: str, name: str) -> list[migrations.operations.base.Operation]:
    """What was of one person or a team can be of an area, a service or the organisation."""
    return [
        migrations.RemoveConstraint(model_name=model, name=former),
        migrations.AddField(model_name=model, name='key', field=models.CharField(blank=True, max_length=40)),
        migrations.AlterField(model_name=model, name='kind', field=models.CharField(choices=KINDS, max_length=12)),
        migrations.AddConstraint(model_name=model, constraint=models.CheckConstraint(condition=SAYS_OF_WHOM, name=name)),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0002_agreements'),
        ('organisation', '0009_lending_is_locked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *wider('agreement', 'an_agreement_is_of_one_or_a_team', 'an_agreement_says_of_whom'),
        *wider('opening', 'an_opening_is_of_one_or_a_team', 'an_opening_says_of_whom'),
        migrations.CreateModel(
            name='Taken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=KINDS, max_length=12)),
                ('team', team()),
                ('key', models.CharField(blank=True, max_length=40)),
                ('period', models.CharField(max_length=22)),
                ('form', models.CharField(choices=[('xlsx', 'Excel'), ('csv', 'CSV'), ('print', 'paper')], max_length=5)),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['question', 'taken_at'], name='feedback_ta_questio_6607fe_idx')],
                'constraints': [models.CheckConstraint(condition=SAYS_OF_WHOM, name='a_taking_says_of_whom')],
            },
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
    ]
