"""Answers to the organisation's own questions, given with a group met, an activity or a signal."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.models import AnswerTo, Moment
from organisation.scope import Scope
from registration.models.base import Recorded
from signals.models.activity import Activity
from signals.models.group_met import GroupMet
from signals.models.outside import OfTeam
from signals.models.signal import NeighbourhoodSignal


class OfWorkOutside(OfTeam["OutsideAnswer"]):
    """Answers by who reads what they were given with."""

    def within(self, scope: Scope | None) -> "OfWorkOutside":
        """Those of the groups met, activities and signals in the scope."""
        if scope is None or scope.kind != "teams":
            return self.none()
        ours = Q(group_met__team__in=scope.team_ids) | Q(activity__team__in=scope.team_ids)
        return self.filter(ours | Q(signal__in=NeighbourhoodSignal.objects.within(scope).values("pk")))


class OutsideAnswer(AnswerTo, Recorded):
    """An answer, with the record in whose form it was given. Never changed, and wiped with the words of a signal.

    A group met and a signal are corrected by an event that says all of it again, its answers too. An activity is one
    row that people change: there an answer names the one that it replaces.
    """

    moment = models.CharField(max_length=10, choices=Moment.choices)
    group_met = models.ForeignKey(GroupMet, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    signal = models.ForeignKey(
        NeighbourhoodSignal, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    wiped_at = models.DateTimeField(null=True, blank=True, editable=False)
    wiped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = OfWorkOutside.as_manager()

    class Meta:
        ordering = ["answered_on", "id"]
        indexes = [models.Index(fields=["question", "answered_on"], name="outside_answer_to_a_question")]
        constraints = [
            models.CheckConstraint(
                condition=Q(moment="group_met", group_met__isnull=False, activity=None, signal=None, replaces=None)
                | Q(moment="activity", group_met=None, activity__isnull=False, signal=None)
                | Q(moment="signal", group_met=None, activity=None, signal__isnull=False, replaces=None),
                name="outside_answer_stands_with_its_record",
            ),
            models.CheckConstraint(
                condition=Q(state="filled") | Q(value__isnull=True, own_words=""),
                name="only_a_filled_outside_answer_speaks",
            ),
            models.CheckConstraint(
                condition=Q(wiped_at__isnull=True) | Q(own_words=""), name="wiped_outside_answer_has_no_words"
            ),
            models.UniqueConstraint(
                fields=["group_met", "question"],
                condition=Q(group_met__isnull=False),
                name="one_answer_with_a_group_met",
            ),
            models.UniqueConstraint(
                fields=["signal", "question"], condition=Q(signal__isnull=False), name="one_answer_with_a_signal"
            ),
        ]
